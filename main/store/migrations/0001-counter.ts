import { SEARCH_SCHEMA } from '../search-schema.ts'

export const version = 1

export const sql = `
  CREATE TABLE shop (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    color      TEXT    NOT NULL,
    signature  TEXT    NOT NULL DEFAULT '',
    -- The letters of the ticket token in the subject of answers ([#K-1234]); null for none.
    token_prefix TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE account (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    shop_id          INTEGER NOT NULL REFERENCES shop (id),
    channel          TEXT    NOT NULL,
    address          TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    settings         TEXT    NOT NULL,
    poll_interval_ms INTEGER NOT NULL,
    is_paused        INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1)),
    cursor           TEXT,
    -- Mail older than this was there before the program: it raises no popup.
    created_at       INTEGER NOT NULL,
    last_success_at  INTEGER,
    error_reason     TEXT,
    error_detail     TEXT,
    removed_at       INTEGER
  ) STRICT;

  CREATE TABLE secret (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       TEXT    NOT NULL,
    box        BLOB    NOT NULL,
    PRIMARY KEY (account_id, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE customer (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT    NOT NULL,
    kana             TEXT    NOT NULL DEFAULT '',
    -- What a person says of them. That somebody is new follows from first_contact_at.
    mark             TEXT    CHECK (mark IN ('regular', 'caution')),
    notes            TEXT    NOT NULL DEFAULT '',
    -- [{label, value}]
    fields           TEXT    NOT NULL DEFAULT '[]',
    first_contact_at INTEGER NOT NULL,
    merged_into      INTEGER REFERENCES customer (id)
  ) STRICT;

  CREATE TABLE identity (
    channel     TEXT    NOT NULL,
    -- An address in lower case, or a handle.
    value       TEXT    NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    PRIMARY KEY (channel, value)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX identity_of_customer ON identity (customer_id);

  CREATE TABLE ticket (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL CHECK (kind IN ('ticket', 'notice')),
    -- What a person made of it, which no rule changes.
    kind_set         TEXT    CHECK (kind_set IN ('ticket', 'notice')),
    status           TEXT    NOT NULL CHECK (status IN ('new', 'open', 'waiting', 'resolved')),
    subject          TEXT    NOT NULL,
    channel          TEXT    NOT NULL,
    account_id       INTEGER NOT NULL REFERENCES account (id),
    shop_id          INTEGER NOT NULL REFERENCES shop (id),
    customer_id      INTEGER REFERENCES customer (id),
    customer_name    TEXT    NOT NULL,
    excerpt          TEXT    NOT NULL,
    order_numbers    TEXT    NOT NULL DEFAULT '[]',
    message_count    INTEGER NOT NULL DEFAULT 0,
    has_attachments  INTEGER NOT NULL DEFAULT 0 CHECK (has_attachments IN (0, 1)),
    has_bounced      INTEGER NOT NULL DEFAULT 0 CHECK (has_bounced IN (0, 1)),
    first_message_at INTEGER NOT NULL,
    last_message_at  INTEGER NOT NULL,
    -- What the status is computed from, so that mail may arrive in any order.
    last_inbound_at  INTEGER,
    first_answer_at  INTEGER,
    last_answer_at   INTEGER,
    resolved_at      INTEGER,
    reopened_at      INTEGER,
    seen_at          INTEGER,
    due_at           INTEGER,
    warn_at          INTEGER,
    merged_into      INTEGER REFERENCES ticket (id),
    created_at       INTEGER NOT NULL,
    -- A deadline has passed and nothing was done about it yet.
    is_overdue       INTEGER NOT NULL DEFAULT 0 CHECK (is_overdue IN (0, 1)),
    -- Every list has one order: the nearest deadline first, then the newest.
    due_key          INTEGER GENERATED ALWAYS AS (COALESCE(due_at, 9007199254740991)) VIRTUAL,
    needs_action     INTEGER GENERATED ALWAYS AS (
      CASE WHEN merged_into IS NULL AND kind = 'ticket' AND (status IN ('new', 'open') OR is_overdue = 1) THEN 1 ELSE 0 END
    ) VIRTUAL
  ) STRICT;
  CREATE INDEX ticket_todo        ON ticket (due_key, last_message_at DESC, id DESC) WHERE needs_action = 1;
  CREATE INDEX ticket_todo_of     ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE needs_action = 1;
  CREATE INDEX ticket_waiting     ON ticket (due_key, last_message_at DESC, id DESC) WHERE status = 'waiting' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_waiting_of  ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE status = 'waiting' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_resolved    ON ticket (due_key, last_message_at DESC, id DESC) WHERE status = 'resolved' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_resolved_of ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE status = 'resolved' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_all         ON ticket (due_key, last_message_at DESC, id DESC) WHERE kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_all_of      ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_notices     ON ticket (due_key, last_message_at DESC, id DESC) WHERE kind = 'notice' AND merged_into IS NULL;
  CREATE INDEX ticket_notices_of  ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE kind = 'notice' AND merged_into IS NULL;
  CREATE INDEX ticket_of_customer ON ticket (customer_id, last_message_at DESC);
  CREATE INDEX ticket_signposts   ON ticket (merged_into) WHERE merged_into IS NOT NULL;

  -- Where the bytes of a source lie: see sources.ts.
  CREATE TABLE source (
    hash   TEXT    NOT NULL PRIMARY KEY,
    pack   INTEGER NOT NULL,
    start  INTEGER NOT NULL,
    length INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE message (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id    INTEGER NOT NULL REFERENCES ticket (id),
    account_id   INTEGER NOT NULL REFERENCES account (id),
    direction    TEXT    NOT NULL CHECK (direction IN ('inbound', 'outbound', 'note', 'call')),
    kind         TEXT    NOT NULL,
    rule         TEXT    NOT NULL,
    -- Where it stands in the conversation: when the network took it in, or when we sent it.
    at           INTEGER NOT NULL,
    header_date  INTEGER,
    mid          TEXT,
    sender       TEXT,
    recipients   TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    text_body    TEXT    NOT NULL,
    has_html     INTEGER NOT NULL CHECK (has_html IN (0, 1)),
    source_hash  TEXT,
    join_reason  TEXT    NOT NULL,
    join_evidence TEXT,
    unreadable   TEXT,
    defects      TEXT    NOT NULL DEFAULT '[]',
    -- The charset a person chose to read the source in, or null for what the mail says.
    charset      TEXT
  ) STRICT;
  CREATE INDEX message_handled   ON message (at, kind, rule, join_reason, ticket_id) WHERE direction = 'inbound';
  CREATE INDEX message_taught    ON message (rule) WHERE rule >= 'learned:' AND rule < 'learned;';
  CREATE INDEX message_of_ticket ON message (ticket_id, at, id);
  CREATE INDEX message_by_time   ON message (at DESC, id DESC);
  CREATE INDEX message_by_source ON message (source_hash) WHERE source_hash IS NOT NULL;
  CREATE INDEX message_by_mid    ON message (mid) WHERE mid IS NOT NULL;

  -- What has been fetched already. One message may lie in several places: several of our addresses, several folders.
  CREATE TABLE receipt (
    account_id  INTEGER NOT NULL REFERENCES account (id),
    external_id TEXT    NOT NULL,
    message_id  INTEGER NOT NULL REFERENCES message (id),
    place       TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, external_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX receipt_of_message ON receipt (message_id);

  -- Message-IDs that a message names in References or In-Reply-To. Mail is read newest first, so an answer comes before
  -- what it answers. By message and not by ticket: what is moved to another ticket takes its ties along.
  CREATE TABLE mention (
    mid        TEXT    NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (mid, message_id)
  ) STRICT, WITHOUT ROWID;

  -- Who takes part by a message, in lower case, our own addresses left out.
  CREATE TABLE participant (
    message_id INTEGER NOT NULL REFERENCES message (id),
    address    TEXT    NOT NULL,
    PRIMARY KEY (message_id, address)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX participant_by_address ON participant (address, message_id);

  -- In the order of the text. By message, as above.
  CREATE TABLE order_number (
    message_id INTEGER NOT NULL REFERENCES message (id),
    idx        INTEGER NOT NULL,
    number     TEXT    NOT NULL,
    PRIMARY KEY (message_id, idx)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX order_number_by_number ON order_number (number, message_id);

  -- A merge, split or move, and all it takes to take it back: see move-record in services/moves.ts.
  CREATE TABLE move (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT    NOT NULL CHECK (kind IN ('merge', 'split', 'move', 'customers')),
    at        INTEGER NOT NULL,
    record    TEXT    NOT NULL,
    undone_at INTEGER
  ) STRICT;

  -- Two tickets of which a person said that they are not the same matter; the lower number first.
  CREATE TABLE declined_offer (
    low  INTEGER NOT NULL REFERENCES ticket (id),
    high INTEGER NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (low, high)
  ) STRICT, WITHOUT ROWID;

  -- What a person taught by "from now on". A mail it decided names it in message.rule as learned:ID.
  CREATE TABLE learned_rule (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    sender           TEXT    NOT NULL,
    subject_includes TEXT    NOT NULL,
    files_as         TEXT    NOT NULL CHECK (files_as IN ('ticket', 'notice')),
    created_at       INTEGER NOT NULL,
    UNIQUE (sender, subject_includes)
  ) STRICT;

  CREATE TABLE attachment (
    message_id INTEGER NOT NULL REFERENCES message (id),
    idx        INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    safe_name  TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    type       TEXT    NOT NULL,
    inline     INTEGER NOT NULL CHECK (inline IN (0, 1)),
    content_id TEXT,
    PRIMARY KEY (message_id, idx)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE deadline (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id    INTEGER NOT NULL REFERENCES ticket (id),
    kind         TEXT    NOT NULL CHECK (kind IN ('first-response', 'next-response', 'manual', 'hold')),
    started_at   INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    -- The next warning that has not been given, or null.
    warn_at      INTEGER,
    -- All of them, as JSON, earliest first.
    warnings     TEXT    NOT NULL,
    why          TEXT    NOT NULL,
    missed_at    INTEGER,
    ended_at     INTEGER,
    end_reason   TEXT    CHECK (end_reason IN ('met', 'cancelled', 'moved'))
  ) STRICT;
  CREATE UNIQUE INDEX deadline_open ON deadline (ticket_id, kind) WHERE ended_at IS NULL;
  CREATE INDEX deadline_due  ON deadline (due_at)  WHERE ended_at IS NULL AND missed_at IS NULL;
  CREATE INDEX deadline_warn ON deadline (warn_at) WHERE ended_at IS NULL AND missed_at IS NULL AND warn_at IS NOT NULL;

  CREATE TABLE draft (
    ticket_id  INTEGER PRIMARY KEY REFERENCES ticket (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    recipients TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    based_on   INTEGER,
    saved_at   INTEGER NOT NULL
  ) STRICT;

  -- Files of a draft (owner 'draft', ticket id) or of an answer on its way (owner 'message', message id).
  CREATE TABLE outgoing_file (
    owner    TEXT    NOT NULL CHECK (owner IN ('draft', 'message')),
    owner_id INTEGER NOT NULL,
    idx      INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    size     INTEGER NOT NULL,
    hash     TEXT    NOT NULL REFERENCES source (hash),
    PRIMARY KEY (owner, owner_id, idx)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id  INTEGER NOT NULL UNIQUE REFERENCES message (id),
    account_id  INTEGER NOT NULL REFERENCES account (id),
    client_key  TEXT    NOT NULL UNIQUE,
    state       TEXT    NOT NULL CHECK (state IN ('queued', 'sending', 'unclear', 'failed', 'held', 'accepted', 'filed', 'cancelled')),
    send_after  INTEGER NOT NULL,
    -- When it began to wait. Later than now, the clock was set back since, and the wait is over.
    waits_since INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    explanation TEXT,
    created_at  INTEGER NOT NULL,
    accepted_at INTEGER,
    -- The step of filing a copy in Sent, which may fail alone.
    file_after  INTEGER,
    file_attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX outbox_due     ON outbox (account_id, send_after) WHERE state = 'queued';
  CREATE INDEX outbox_to_file ON outbox (account_id, file_after) WHERE state = 'accepted' AND file_after IS NOT NULL;
  CREATE INDEX outbox_open    ON outbox (state) WHERE state IN ('queued', 'sending', 'unclear', 'failed', 'held');

  -- What a popup says or said. A row is announced once; what came while the program was closed becomes one digest.
  CREATE TABLE alert (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT    NOT NULL UNIQUE,
    kind       TEXT    NOT NULL CHECK (kind IN ('new-message', 'warning', 'missed', 'hold', 'snooze', 'send-failed', 'account-trouble')),
    ticket_id  INTEGER REFERENCES ticket (id),
    account_id INTEGER REFERENCES account (id),
    at         INTEGER NOT NULL,
    due_at     INTEGER,
    shown_at   INTEGER,
    handled_at INTEGER
  ) STRICT;
  CREATE INDEX alert_to_show ON alert (id) WHERE shown_at IS NULL;
  CREATE INDEX alert_open ON alert (ticket_id) WHERE handled_at IS NULL;
  CREATE INDEX alert_of_ticket ON alert (ticket_id) WHERE ticket_id IS NOT NULL;

  CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE journal (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL CHECK (actor IN ('customer', 'staff', 'system')),
    type      TEXT    NOT NULL,
    ticket_id INTEGER,
    data      TEXT    NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE INDEX journal_of_ticket ON journal (ticket_id, seq) WHERE ticket_id IS NOT NULL;
  CREATE TRIGGER journal_keeps_rows BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

  ${SEARCH_SCHEMA}
`
