/**
 * What inquiries are about, and what has to be done about some of them. The set a new shop begins with: its words stand in the
 * locales by key, and a label of the shop's own replaces them.
 */
export const categories = `
  CREATE TABLE category (
    key            TEXT    NOT NULL PRIMARY KEY,
    -- The large category it belongs to; null for a large one.
    parent_key     TEXT    REFERENCES category (key),
    label          TEXT,
    -- 本来防げた: the site could have answered it.
    is_preventable INTEGER NOT NULL DEFAULT 0 CHECK (is_preventable IN (0, 1)),
    position       INTEGER NOT NULL,
    removed_at     INTEGER
  ) STRICT, WITHOUT ROWID;
  INSERT INTO category (key, parent_key, is_preventable, position) VALUES
    ('before', NULL, 0, 10),
    ('spec', 'before', 1, 20),
    ('size', 'before', 1, 30),
    ('stock', 'before', 1, 40),
    ('delivery-date', 'before', 1, 50),
    ('shipping-payment', 'before', 1, 60),
    ('gift', 'before', 1, 70),
    ('quote', 'before', 0, 80),
    ('ordered', NULL, 0, 90),
    ('order-change', 'ordered', 0, 100),
    ('address-change', 'ordered', 0, 110),
    ('cancel', 'ordered', 0, 120),
    ('payment', 'ordered', 0, 130),
    ('documents', 'ordered', 1, 140),
    ('ship-time', 'ordered', 1, 150),
    ('tracking', 'ordered', 1, 160),
    ('arrived', NULL, 0, 170),
    ('defect', 'arrived', 0, 180),
    ('wrong-item', 'arrived', 0, 190),
    ('missing-item', 'arrived', 0, 200),
    ('return', 'arrived', 0, 210),
    ('exchange', 'arrived', 0, 220),
    ('usage-repair', 'arrived', 0, 230),
    ('others', NULL, 0, 240),
    ('member', 'others', 0, 250),
    ('subscription', 'others', 0, 260),
    ('complaint', 'others', 0, 270),
    ('call-back', 'others', 0, 280),
    ('thanks', 'others', 0, 290),
    ('business', 'others', 0, 300),
    ('spam', 'others', 0, 310),
    ('other', 'others', 0, 320);

  CREATE TABLE checklist (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Of the set a new shop begins with; null for the shop's own.
    key          TEXT    UNIQUE,
    -- Starts by itself with this category.
    category_key TEXT    REFERENCES category (key),
    name         TEXT,
    -- [{key, label}]: a step of the set has a key until somebody words it anew.
    steps        TEXT    NOT NULL,
    removed_at   INTEGER
  ) STRICT;
  INSERT INTO checklist (key, category_key, steps) VALUES
    ('defect', 'defect', '[{"key": "apology", "label": null}, {"key": "photo", "label": null}, {"key": "send-replacement", "label": null}, {"key": "order-pickup", "label": null}, {"key": "finish", "label": null}]'),
    ('wrong-item', 'wrong-item', '[{"key": "apology", "label": null}, {"key": "photo", "label": null}, {"key": "send-replacement", "label": null}, {"key": "order-pickup", "label": null}, {"key": "finish", "label": null}]'),
    ('missing-item', 'missing-item', '[{"key": "apology", "label": null}, {"key": "photo", "label": null}, {"key": "send-missing", "label": null}, {"key": "finish", "label": null}]'),
    ('return', 'return', '[{"key": "accept", "label": null}, {"key": "await-goods", "label": null}, {"key": "check-arrival", "label": null}, {"key": "refund", "label": null}, {"key": "finish", "label": null}]'),
    ('order-change', 'order-change', '[{"key": "check-shipping", "label": null}, {"key": "change-order", "label": null}, {"key": "confirm", "label": null}, {"key": "finish", "label": null}]'),
    ('cancel', 'cancel', '[{"key": "check-shipping", "label": null}, {"key": "cancel-order", "label": null}, {"key": "refund", "label": null}, {"key": "confirm", "label": null}, {"key": "finish", "label": null}]');

  -- A person's choice is not changed by a rule.
  ALTER TABLE ticket ADD COLUMN category_set_by TEXT CHECK (category_set_by IN ('staff', 'rule'));
  -- What a person said; null: as the category says.
  ALTER TABLE ticket ADD COLUMN is_preventable INTEGER CHECK (is_preventable IN (0, 1));
  -- The checklists that run on it, with who ticked what: see core/checklists.ts.
  ALTER TABLE ticket ADD COLUMN checklists TEXT NOT NULL DEFAULT '[]';

  CREATE INDEX ticket_mine ON ticket (assignee_id, due_key, last_message_at DESC, id DESC) WHERE needs_action = 1 AND assignee_id IS NOT NULL;
`
