/** A forgotten rule stays, so that forgetting can be taken back. */
export const learnedRules = `
  ALTER TABLE learned_rule ADD COLUMN removed_at INTEGER;
`
