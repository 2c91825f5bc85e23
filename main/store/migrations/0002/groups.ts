/** People who wait for the same thing and hear of it at intervals. */
export const groups = `
  CREATE TABLE ticket_group (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT    NOT NULL,
    product       TEXT    NOT NULL,
    interval_days INTEGER NOT NULL,
    -- When the next progress mail is due.
    next_at       INTEGER NOT NULL,
    last_sent_at  INTEGER,
    closed_at     INTEGER,
    created_at    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX ticket_group_next ON ticket_group (next_at) WHERE closed_at IS NULL;

  CREATE TABLE ticket_group_member (
    group_id  INTEGER NOT NULL REFERENCES ticket_group (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (group_id, ticket_id)
  ) STRICT, WITHOUT ROWID;
`
