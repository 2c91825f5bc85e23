import { excerptOf } from '../core/excerpt.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'

/** Takes an answer that never left out of the conversation: list, search and count go on as if it had not been written. */
export function withdraw(store: Store, row: OutboxRow): void {
  store.outbox.setState(row.id, 'cancelled', null)
  store.search.remove(row.messageId)
  const last = store.messages
    .ofTicket(row.ticketId)
    .findLast(({ id, direction }) => direction !== 'note' && store.outbox.byMessage(id)?.state !== 'cancelled')
  if (last) store.tickets.withdraw(row.ticketId, last.at, excerptOf(last.textBody))
}

/** The words and files become a draft again; a newer draft of the ticket stays, below them. */
export function restoreDraft(store: Store, row: OutboxRow, now: number): void {
  const message = store.messages.get(row.messageId)!
  const newer = store.drafts.get(row.ticketId)
  store.drafts.put({
    ticketId: row.ticketId,
    accountId: row.accountId,
    to: message.recipients.to,
    cc: message.recipients.cc,
    subject: message.subject,
    body: newer && newer.body !== message.textBody ? `${message.textBody}\n\n${newer.body}` : message.textBody,
    // What came since is news to whoever wrote it.
    basedOn: store.messages.ofTicket(row.ticketId).findLast(({ id }) => id <= row.messageId)?.id ?? null,
    plan: row.plan,
    savedAt: now,
  })
  store.drafts.copyFiles({ owner: 'message', id: row.messageId }, { owner: 'draft', id: row.ticketId })
}

/** What may not leave any more goes out of the conversation; with `keep`, what a person wrote becomes a draft again. */
export function holdBack(
  store: Store,
  row: OutboxRow,
  { reason, keep }: { reason: string; keep: boolean },
  now: number,
): void {
  if (keep) restoreDraft(store, row, now)
  withdraw(store, row)
  const data = { outboxId: row.id, reason }
  store.journal.append({ at: now, actor: 'system', type: 'outbox.held-back', ticketId: row.ticketId, data })
}
