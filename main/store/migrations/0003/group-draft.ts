/** The text to many that is being written. */
export const groupDraft = `
  -- One on a PC.
  CREATE TABLE IF NOT EXISTS group_draft (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    key      TEXT    NOT NULL,
    -- What is the same for all, as JSON.
    text     TEXT    NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS group_draft_mail (
    ticket_id INTEGER PRIMARY KEY REFERENCES ticket (id),
    position  INTEGER NOT NULL,
    -- Values and words of this one alone, as JSON.
    own       TEXT    NOT NULL
  ) STRICT;
`
