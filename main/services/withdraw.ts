import { isAskingKind } from '../core/asking.ts'
import { excerptOf } from '../core/excerpt.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'

/** Names the popup that asks for approval of an answer. */
export const approvalKey = ({ id }: Pick<OutboxRow, 'id'>) => `approval:${id}`

/** Takes an answer that never left out of the conversation: list, search and count go on as if it had not been written. */
export function withdraw(store: Store, row: OutboxRow, now: number): void {
  store.alerts.markHandledByKey(lateKey(row), now)
  store.alerts.markHandledByKey(approvalKey(row), now)
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
  // What a machine wrote is nobody's draft.
  if (message.kind !== 'own') return
  const words = row.typedBody ?? message.textBody
  const newer = store.drafts.get(row.ticketId)
  store.drafts.put({
    ticketId: row.ticketId,
    accountId: row.accountId,
    to: message.recipients.to,
    cc: message.recipients.cc,
    subject: row.typedSubject ?? message.subject,
    body: newer && newer.body !== words ? `${words}\n\n${newer.body}` : words,
    // What came since is news to whoever wrote it.
    basedOn: store.messages.ofTicket(row.ticketId).findLast(({ id }) => id <= row.messageId)?.id ?? null,
    plan: { ...row.plan, thenResolve: false },
    savedAt: now,
  })
  store.drafts.copyFiles({ owner: 'message', id: row.messageId }, { owner: 'draft', id: row.ticketId })
}

/** The customer wrote after the answer was queued. By number, because a clock says nothing about what was there. */
export function hasWordSince(store: Store, row: OutboxRow): boolean {
  return store.messages
    .ofTicket(row.ticketId)
    .some(
      ({ id, direction, kind, unreadable }) =>
        direction === 'inbound' && id > row.messageId && (isAskingKind(kind) || unreadable !== null),
    )
}

/** What may not leave any more goes out of the conversation; with `keep`, what a person wrote becomes a draft again. */
export function holdBack(
  store: Store,
  row: OutboxRow,
  { reason, keep }: { reason: string; keep: boolean },
  now: number,
): void {
  if (keep) restoreDraft(store, row, now)
  withdraw(store, row, now)
  const data = { outboxId: row.id, reason }
  store.journal.append({ at: now, actor: 'system', type: 'outbox.held-back', ticketId: row.ticketId, data })
  if (!keep || !reason.startsWith('customer')) return
  const { ticketId, accountId } = row
  store.alerts.add({ key: `held-back:${row.id}`, kind: 'held-back', ticketId, accountId, at: now, dueAt: null })
}

/** Names the question whether an answer that is late shall still leave. */
export const lateKey = ({ id, plan }: Pick<OutboxRow, 'id' | 'plan'>): string => `send-late:${id}:${plan.sendAfter}`

/** A person is asked before it leaves. Inside a transaction. */
export function askFirst(store: Store, row: OutboxRow): void {
  store.outbox.ask(row.id, 'late')
  const { ticketId, accountId, plan, sendAfter } = row
  const at = plan.sendAfter ?? sendAfter
  store.alerts.add({ key: lateKey(row), kind: 'send-late', ticketId, accountId, at, dueAt: null })
}
