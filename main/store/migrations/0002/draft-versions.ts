/** What a draft was before; `files` are those of `outgoing_file` then, as JSON: their bytes stay in the sources. */
export const draftVersions = `
  CREATE TABLE draft_version (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id  INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    reason     TEXT    NOT NULL CHECK (reason IN ('edited', 'sent', 'discarded', 'replaced')),
    at         INTEGER NOT NULL,
    staff_id   INTEGER REFERENCES staff (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    recipients TEXT    NOT NULL CHECK (json_valid(recipients)),
    subject    TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    files      TEXT    NOT NULL CHECK (json_valid(files))
  ) STRICT;
  CREATE INDEX draft_version_of_ticket ON draft_version (ticket_id, id);
`
