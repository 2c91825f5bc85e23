export const templates = `
  -- Templates and phrases. A removed one stays, so that its removal can be taken back.
  CREATE TABLE template (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The same in every file it was exported to; default-… for those of the first set.
    uid          TEXT    NOT NULL UNIQUE,
    kind         TEXT    NOT NULL CHECK (kind IN ('template', 'phrase')),
    title        TEXT    NOT NULL,
    reading      TEXT    NOT NULL DEFAULT '',
    abbreviation TEXT    NOT NULL DEFAULT '',
    folder       TEXT    NOT NULL DEFAULT '',
    language     TEXT    NOT NULL CHECK (language IN ('ja', 'en')),
    shop_id      INTEGER REFERENCES shop (id),
    category     TEXT,
    purpose      TEXT,
    starts_hold  INTEGER NOT NULL DEFAULT 0 CHECK (starts_hold IN (0, 1)),
    subject      TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    position     INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1,
    used_count   INTEGER NOT NULL DEFAULT 0,
    last_used_at INTEGER,
    updated_at   INTEGER NOT NULL,
    removed_at   INTEGER
  ) STRICT;
  CREATE INDEX template_purpose ON template (purpose) WHERE purpose IS NOT NULL AND removed_at IS NULL;

  CREATE TABLE template_version (
    template_id INTEGER NOT NULL REFERENCES template (id),
    version     INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    saved_at    INTEGER NOT NULL,
    PRIMARY KEY (template_id, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE template_file (
    template_id INTEGER NOT NULL REFERENCES template (id),
    idx         INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    hash        TEXT    NOT NULL REFERENCES source (hash),
    PRIMARY KEY (template_id, idx)
  ) STRICT, WITHOUT ROWID;
`
