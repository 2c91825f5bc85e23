export const hours = `
  -- ShopHours as JSON; null while the owner has said nothing and the default holds.
  ALTER TABLE shop ADD COLUMN hours TEXT;

  -- The first that fits a ticket holds. A PolicyInfo as JSON; empty until something was changed.
  CREATE TABLE deadline_policy (
    id       TEXT    NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    policy   TEXT    NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Where the conversation really takes place, when a marketplace forwards it by mail.
  ALTER TABLE ticket ADD COLUMN marketplace TEXT;
  -- What a change of hours or policies computes anew.
  CREATE INDEX ticket_unanswered ON ticket (id) WHERE kind = 'ticket' AND merged_into IS NULL AND status IN ('new', 'open');
`
