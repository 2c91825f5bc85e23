/** What stands on social networks: where, for whom to read, and what became of it; and what the accounts there cost. */
export const posts = `
  CREATE TABLE post (
    message_id   INTEGER PRIMARY KEY REFERENCES message (id),
    account_id   INTEGER NOT NULL REFERENCES account (id),
    conversation TEXT    NOT NULL,
    visibility   TEXT    NOT NULL CHECK (visibility IN ('public', 'private')),
    found        TEXT    NOT NULL CHECK (found IN ('addressed', 'watched', 'ours')),
    -- Of whoever wrote it; of a post of ours, of whom it is for, or '' where nobody knows.
    person_id    TEXT    NOT NULL,
    handle       TEXT    NOT NULL,
    -- The id of the post on its network; null while ours has not been taken.
    external_id  TEXT,
    -- The id of the post it answers.
    answers      TEXT,
    url          TEXT,
    answer_until INTEGER,
    refuses      TEXT,
    -- JSON, as PostMedia and PostFacts.quoted.
    media        TEXT    NOT NULL DEFAULT '[]',
    quoted       TEXT,
    deleted_at   INTEGER,
    edited_at    INTEGER,
    -- The texts it had before, oldest first: [{at, text}]
    earlier      TEXT    NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE INDEX post_of_person       ON post (account_id, conversation, person_id, message_id);
  CREATE INDEX post_of_conversation ON post (account_id, conversation, message_id);

  -- How the network shows whoever has this identity; null where the value itself is shown.
  ALTER TABLE identity ADD COLUMN shown TEXT;

  -- The network's own id of the account.
  ALTER TABLE account ADD COLUMN external_id TEXT;
  -- When a look first worked at a host that is not this computer; null: nobody has seen it work.
  ALTER TABLE account ADD COLUMN verified_at INTEGER;
  ALTER TABLE account ADD COLUMN secret_expires_at INTEGER;
  -- In a month, in yen; null: no limit.
  ALTER TABLE account ADD COLUMN budget_yen INTEGER;

  -- What was asked of networks that want money for it. The day is that of UTC, as they count.
  CREATE TABLE usage (
    account_id INTEGER NOT NULL REFERENCES account (id),
    day        TEXT    NOT NULL,
    what       TEXT    NOT NULL CHECK (what IN ('read', 'owned-read', 'user', 'dm-read', 'post', 'post-with-link', 'dm-send')),
    count      INTEGER NOT NULL,
    PRIMARY KEY (account_id, day, what)
  ) STRICT, WITHOUT ROWID;
`
