/** Alerts of more kinds, made anew because a CHECK cannot be changed; and what an answer that is late asks a person. */
export const popups = `
  CREATE TABLE alert_2 (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT    NOT NULL UNIQUE,
    kind       TEXT    NOT NULL CHECK (kind IN ('new-message', 'warning', 'missed', 'hold', 'snooze', 'send-failed', 'send-late', 'held-back', 'rule', 'account-trouble', 'auto-stopped', 'notice-undelivered', 'backup-failed', 'group-due')),
    ticket_id  INTEGER REFERENCES ticket (id),
    account_id INTEGER REFERENCES account (id),
    at         INTEGER NOT NULL,
    due_at     INTEGER,
    -- The last popup that carried it.
    shown_at   INTEGER,
    handled_at INTEGER,
    -- Set where it happened while the program or the PC was away: when that was over.
    away_at    INTEGER
  ) STRICT;
  INSERT INTO alert_2 (id, key, kind, ticket_id, account_id, at, due_at, shown_at, handled_at)
    SELECT id, key, kind, ticket_id, account_id, at, due_at, shown_at, handled_at FROM alert;
  DROP TABLE alert;
  ALTER TABLE alert_2 RENAME TO alert;
  CREATE INDEX alert_to_show ON alert (id) WHERE shown_at IS NULL;
  CREATE INDEX alert_open ON alert (ticket_id) WHERE handled_at IS NULL;
  CREATE INDEX alert_of_ticket ON alert (ticket_id) WHERE ticket_id IS NOT NULL;

  -- What a person must say before it leaves.
  ALTER TABLE outbox ADD COLUMN asks TEXT CHECK (asks IN ('late', 'approval'));
  -- The text as it stood in the composer, before the signature went under it: what undo gives back.
  ALTER TABLE outbox ADD COLUMN typed_subject TEXT;
  ALTER TABLE outbox ADD COLUMN typed_body TEXT;
`
