/** Mail that no person wrote: how much of it left, to whom, what must not be answered by a machine, and who is told of what. */
export const answers = `
  CREATE TABLE auto_mail (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    -- As answers to it are counted: see core/auto-answer.ts.
    address TEXT    NOT NULL,
    cause   TEXT    NOT NULL CHECK (cause IN ('after-hours', 'rule', 'reminder')),
    at      INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX auto_mail_to ON auto_mail (address, at);
  CREATE INDEX auto_mail_at ON auto_mail (at);

  -- Messages of people, as it seems, whose headers forbid an automatic answer: rules on time ask long after the headers were read.
  CREATE TABLE silent_message (
    message_id INTEGER PRIMARY KEY REFERENCES message (id)
  ) STRICT;

  -- Who is told of what by mail.
  CREATE TABLE notice_watch (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A NoticeWatchDraft, as JSON.
    definition TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    -- It can be brought back.
    removed_at INTEGER
  ) STRICT;

  -- One event that colleagues are told of, until it went into a mail.
  CREATE TABLE staff_notice (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Names the event and who asked to be told: nobody is told twice.
    key        TEXT    NOT NULL UNIQUE,
    -- Null where a rule says so.
    watch_id   INTEGER REFERENCES notice_watch (id),
    rule_name  TEXT,
    event      TEXT    NOT NULL CHECK (event IN ('new-message', 'warning', 'missed', 'send-failed', 'account-trouble', 'rule')),
    ticket_id  INTEGER REFERENCES ticket (id),
    message_id INTEGER REFERENCES message (id),
    account_id INTEGER REFERENCES account (id),
    alert_id   INTEGER REFERENCES alert (id),
    -- Ids of staff, as JSON.
    recipients TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    due_at     INTEGER,
    noted_at   INTEGER NOT NULL,
    -- In a mail, or not worth one any more.
    done_at    INTEGER,
    -- The mail.
    mail_id    INTEGER REFERENCES message (id)
  ) STRICT;
  CREATE INDEX staff_notice_waiting ON staff_notice (noted_at) WHERE done_at IS NULL;
  CREATE INDEX staff_notice_mailed  ON staff_notice (watch_id, done_at) WHERE mail_id IS NOT NULL;

  -- An address of a colleague that mail came back from.
  CREATE TABLE dead_address (
    address TEXT    PRIMARY KEY,
    at      INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX message_staff_notice ON message (account_id, id) WHERE kind = 'staff-notice';
`
