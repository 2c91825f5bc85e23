/** Shops whose answers somebody responsible looks at first, and who asked for it. */
export const approval = `
  ALTER TABLE shop   ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0 CHECK (needs_approval IN (0, 1));
  ALTER TABLE outbox ADD COLUMN asked_by INTEGER REFERENCES staff (id);
`
