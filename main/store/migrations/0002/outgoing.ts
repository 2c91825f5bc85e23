/** What is to happen with an answer beside its leaving, as a ReplyPlan in JSON. */
export const outgoing = `
  ALTER TABLE draft  ADD COLUMN plan TEXT NOT NULL DEFAULT '{"hold":null,"sendAfter":null,"thenResolve":false}';
  ALTER TABLE outbox ADD COLUMN plan TEXT NOT NULL DEFAULT '{"hold":null,"sendAfter":null,"thenResolve":false}';
`
