/** Where customers of a shop send goods back to. */
export const returnAddress = `
  ALTER TABLE shop ADD COLUMN return_address TEXT NOT NULL DEFAULT '';
`
