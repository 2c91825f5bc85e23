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

  ALTER TABLE outbox ADD COLUMN group_send_id INTEGER REFERENCES group_send (id);
  CREATE INDEX outbox_of_group ON outbox (group_send_id) WHERE group_send_id IS NOT NULL;
`
