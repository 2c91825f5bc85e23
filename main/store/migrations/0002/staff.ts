export const staff = `
  CREATE TABLE staff (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    color      TEXT    NOT NULL,
    -- Where notices by mail go; empty for none.
    email      TEXT    NOT NULL DEFAULT '',
    is_manager INTEGER NOT NULL DEFAULT 0 CHECK (is_manager IN (0, 1)),
    created_at INTEGER NOT NULL,
    removed_at INTEGER
  ) STRICT;

  -- Who did it, where a person did and it was known which.
  ALTER TABLE journal ADD COLUMN staff_id INTEGER REFERENCES staff (id);
`
