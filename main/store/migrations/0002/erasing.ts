/** When the content of a ticket was taken out, on request or by the rule of the shop. The row stays with its number. */
export const erasing = `
  ALTER TABLE ticket ADD COLUMN erased_at INTEGER;
  CREATE INDEX ticket_to_erase ON ticket (last_message_at) WHERE status = 'resolved' AND merged_into IS NULL AND erased_at IS NULL;
`
