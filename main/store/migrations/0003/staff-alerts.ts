/** Popups that call a colleague or ask one. */
export const staffAlerts = `
  CREATE TABLE alert_3 (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT    NOT NULL UNIQUE,
    kind       TEXT    NOT NULL CHECK (kind IN ('new-message', 'warning', 'missed', 'hold', 'snooze', 'send-failed', 'send-late', 'held-back', 'rule', 'account-trouble', 'auto-stopped', 'notice-undelivered', 'backup-failed', 'group-due', 'mention', 'approval')),
    ticket_id  INTEGER REFERENCES ticket (id),
    account_id INTEGER REFERENCES account (id),
    at         INTEGER NOT NULL,
    due_at     INTEGER,
    -- Who is called, or who asks.
    staff_id   INTEGER REFERENCES staff (id),
    -- The last popup that carried it.
    shown_at   INTEGER,
    handled_at INTEGER,
    -- Set where it happened while the program or the PC was away: when that was over.
    away_at    INTEGER
  ) STRICT;
  -- Inside the brackets staff_id is the column of alert where there is one, and else the null beside it.
  INSERT INTO alert_3 (id, key, kind, ticket_id, account_id, at, due_at, staff_id, shown_at, handled_at, away_at)
    SELECT a.id, a.key, a.kind, a.ticket_id, a.account_id, a.at, a.due_at,
      (SELECT staff_id FROM alert b WHERE b.id = a.id), a.shown_at, a.handled_at, a.away_at
    FROM (SELECT NULL AS staff_id) JOIN alert a;

  -- Notices name their popup, and a table that is named cannot be dropped.
  CREATE TEMP TABLE staff_notice_aside AS SELECT * FROM staff_notice;
  DELETE FROM staff_notice;
  DROP TABLE alert;
  ALTER TABLE alert_3 RENAME TO alert;
  INSERT INTO staff_notice SELECT * FROM staff_notice_aside;
  DROP TABLE staff_notice_aside;

  CREATE INDEX alert_to_show ON alert (id) WHERE shown_at IS NULL;
  CREATE INDEX alert_open ON alert (ticket_id) WHERE handled_at IS NULL;
  CREATE INDEX alert_of_ticket ON alert (ticket_id) WHERE ticket_id IS NOT NULL;
`
