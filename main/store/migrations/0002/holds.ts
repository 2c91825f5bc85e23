export const holds = `
  CREATE TABLE hold (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id     INTEGER NOT NULL REFERENCES ticket (id),
    kind          TEXT    NOT NULL CHECK (kind IN ('customer-decision', 'return-goods', 'call-back')),
    stage         TEXT    NOT NULL CHECK (stage IN ('request', 'reminder-due', 'reminded', 'cancel-due', 'answered', 'ended')),
    -- The whole state as core/holds.ts has it, as JSON.
    state         TEXT    NOT NULL,
    order_number  TEXT    NOT NULL DEFAULT '',
    product       TEXT    NOT NULL DEFAULT '',
    stock_note    TEXT    NOT NULL DEFAULT '',
    is_reserved   INTEGER NOT NULL DEFAULT 0 CHECK (is_reserved IN (0, 1)),
    is_undelivered INTEGER NOT NULL DEFAULT 0 CHECK (is_undelivered IN (0, 1)),
    created_at    INTEGER NOT NULL,
    ended_at      INTEGER,
    outcome       TEXT
  ) STRICT;
  CREATE UNIQUE INDEX hold_running ON hold (ticket_id) WHERE ended_at IS NULL;
`
