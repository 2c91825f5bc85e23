/** One text that went out as many mails; each mail is a row of the outbox like any other. */
export const many = `
  CREATE TABLE group_send (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Made once by the window: a second press of the button is the same sending.
    key        TEXT    NOT NULL UNIQUE,
    title      TEXT    NOT NULL,
    total      INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  -- The text to many that is being written: one on a PC.
  CREATE TABLE group_draft (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    key      TEXT    NOT NULL,
    -- What is the same for all, as JSON.
    text     TEXT    NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE group_draft_mail (
    ticket_id INTEGER PRIMARY KEY REFERENCES ticket (id),
    position  INTEGER NOT NULL,
    -- Values and words of this one alone, as JSON.
    own       TEXT    NOT NULL
  ) STRICT;

  ALTER TABLE outbox ADD COLUMN group_send_id INTEGER REFERENCES group_send (id);
  CREATE INDEX outbox_of_group ON outbox (group_send_id) WHERE group_send_id IS NOT NULL;
`
