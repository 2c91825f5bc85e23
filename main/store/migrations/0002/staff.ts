/** One profile is there from the start, without a name of its own: a shop of one person never has to think of staff. */
export const staff = `
  CREATE TABLE staff (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Empty for the first profile until somebody names it: shown in the words of the language.
    name       TEXT    NOT NULL,
    color      TEXT    NOT NULL,
    -- Where notices by mail go; empty for none.
    email      TEXT    NOT NULL DEFAULT '',
    is_manager INTEGER NOT NULL DEFAULT 0 CHECK (is_manager IN (0, 1)),
    -- Salt and scrypt hash; null for none.
    pin        TEXT,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
  ) STRICT;
  INSERT INTO staff (name, color, is_manager, created_at) VALUES ('', '#3f51a3', 1, unixepoch() * 1000);

  -- Who did it, where a person did and it was known which.
  ALTER TABLE journal ADD COLUMN staff_id INTEGER REFERENCES staff (id);
  -- Who began or went on with it last.
  ALTER TABLE draft ADD COLUMN staff_id INTEGER REFERENCES staff (id);

  -- @name in an internal note, until that person has seen the ticket.
  CREATE TABLE staff_mention (
    message_id INTEGER NOT NULL REFERENCES message (id),
    staff_id   INTEGER NOT NULL REFERENCES staff (id),
    by_id      INTEGER REFERENCES staff (id),
    at         INTEGER NOT NULL,
    seen_at    INTEGER,
    PRIMARY KEY (message_id, staff_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX staff_mention_open ON staff_mention (staff_id) WHERE seen_at IS NULL;
`
