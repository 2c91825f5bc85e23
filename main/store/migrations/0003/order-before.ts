/** What the newest file of orders changed, for taking it back. */
export const orderBefore = `
  CREATE TABLE IF NOT EXISTS order_before (
    order_id INTEGER PRIMARY KEY REFERENCES customer_order (id) ON DELETE CASCADE,
    -- The order as it was before, or null where the file brought it.
    row      TEXT
  ) STRICT;
`
