/** What customers bought, as the marketplaces export it. It is tied to people by address and to tickets by number. */
export const orders = `
  CREATE TABLE customer_order (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    shop_id     INTEGER NOT NULL REFERENCES shop (id),
    number      TEXT    NOT NULL,
    ordered_at  INTEGER,
    name        TEXT    NOT NULL,
    -- In lower case; empty where the file has none.
    email       TEXT    NOT NULL,
    phone       TEXT    NOT NULL,
    total       REAL,
    currency    TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    -- Of { name, quantity }, as JSON.
    items       TEXT    NOT NULL,
    source      TEXT    NOT NULL CHECK (source IN ('rakuten', 'yahoo', 'base', 'shopify', 'colorme', 'other')),
    imported_at INTEGER NOT NULL,
    UNIQUE (shop_id, number)
  ) STRICT;
  CREATE INDEX customer_order_email  ON customer_order (email) WHERE email <> '';
  CREATE INDEX customer_order_number ON customer_order (number);
  CREATE INDEX customer_order_newest ON customer_order (ordered_at DESC, id DESC);
`
