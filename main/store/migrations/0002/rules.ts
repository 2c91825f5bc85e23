export const rules = `
  CREATE TABLE rule (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    is_on      INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    position   INTEGER NOT NULL,
    -- {when, match, conditions, actions, stopHere} of a RuleDraft, as JSON.
    definition TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    -- The log names a removed rule too, and it can be brought back.
    removed_at INTEGER
  ) STRICT;

  -- A rule was sent over what was there already.
  CREATE TABLE rule_run (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    rule_id   INTEGER NOT NULL REFERENCES rule (id),
    at        INTEGER NOT NULL,
    undone_at INTEGER
  ) STRICT;

  -- What a rule did to a ticket, once.
  CREATE TABLE rule_effect (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    rule_id   INTEGER NOT NULL REFERENCES rule (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    run_id    INTEGER REFERENCES rule_run (id),
    -- Of a time rule: the wait it acted in. It acts once in each.
    epoch     TEXT,
    at        INTEGER NOT NULL,
    -- {changes, tells, refused}, as JSON: see RuleLogEntry.
    outcome   TEXT    NOT NULL,
    -- What taking a run back needs beside the changes, as JSON.
    before    TEXT
  ) STRICT;
  CREATE INDEX rule_effect_of_rule   ON rule_effect (rule_id, id);
  CREATE INDEX rule_effect_of_ticket ON rule_effect (ticket_id, id);
  CREATE INDEX rule_effect_of_run    ON rule_effect (run_id) WHERE run_id IS NOT NULL;
  CREATE UNIQUE INDEX rule_effect_once ON rule_effect (rule_id, ticket_id, epoch) WHERE epoch IS NOT NULL;
`
