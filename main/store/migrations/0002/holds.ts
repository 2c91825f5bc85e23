export const holds = `
  CREATE TABLE hold (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id     INTEGER NOT NULL REFERENCES ticket (id),
    kind          TEXT    NOT NULL CHECK (kind IN ('customer-decision', 'return-goods', 'call-back')),
    stage         TEXT    NOT NULL CHECK (stage IN ('request', 'reminder-due', 'reminded', 'cancel-due', 'answered', 'ended')),
    -- The whole state as core/holds.ts has it, as JSON.
    state         TEXT    NOT NULL,
    -- What told the customer of the date that is waited for: the hold lies where this message lies.
    message_id    INTEGER NOT NULL REFERENCES message (id),
    order_number  TEXT    NOT NULL DEFAULT '',
    product       TEXT    NOT NULL DEFAULT '',
    stock_note    TEXT    NOT NULL DEFAULT '',
    is_reserved   INTEGER NOT NULL DEFAULT 0 CHECK (is_reserved IN (0, 1)),
    is_undelivered INTEGER NOT NULL DEFAULT 0 CHECK (is_undelivered IN (0, 1)),
    -- The date that is waited for, or null when a person decides or it is over.
    due_at        INTEGER,
    -- When the automatic reminder is to be queued, or null when none is to go.
    auto_at       INTEGER,
    -- Addresses that something came back from, as JSON.
    dead          TEXT    NOT NULL DEFAULT '[]',
    created_at    INTEGER NOT NULL,
    ended_at      INTEGER,
    outcome       TEXT,
    -- What it was before its end, as JSON, for taking the end back.
    before_end    TEXT
  ) STRICT;
  CREATE UNIQUE INDEX hold_running ON hold (ticket_id) WHERE ended_at IS NULL;
  CREATE INDEX hold_of_ticket  ON hold (ticket_id, id);
  CREATE INDEX hold_of_message ON hold (message_id);
  CREATE INDEX hold_auto       ON hold (auto_at) WHERE auto_at IS NOT NULL;
  CREATE INDEX hold_ended      ON hold (ended_at) WHERE ended_at IS NOT NULL;

  -- What a message of ours says in a hold, as it was when the message was queued or the call was noted.
  CREATE TABLE hold_step (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    step       TEXT    NOT NULL CHECK (step IN ('request', 'reminder', 'end')),
    -- Null for a request that begins a hold, until it has left.
    hold_id    INTEGER REFERENCES hold (id),
    round      INTEGER NOT NULL,
    -- The newest message of the customer that was known when it was queued.
    last_inbound_id INTEGER,
    is_automatic INTEGER NOT NULL DEFAULT 0 CHECK (is_automatic IN (0, 1)),
    -- Handed over; what is unclear for days and then found in Sent counts from here.
    left_at    INTEGER,
    applied_at INTEGER
  ) STRICT;
  CREATE INDEX hold_step_of ON hold_step (hold_id) WHERE hold_id IS NOT NULL;
`
