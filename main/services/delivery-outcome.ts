import { createHash } from 'node:crypto'
import type { AccountId, OutboxId, OutboxState } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { isLostRight, type Posted, type SendResult } from '../channels/adapter.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import { settlePost } from './posted.ts'
import type { TicketService } from './tickets.ts'
import { restoreDraft } from './withdraw.ts'

const MINUTE_MS = 60_000
/** Waits between tries while the network is away, in ms; the last one goes on for ever. */
export const RETRY_MS = [30_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS]

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  tickets: TicketService
  /** In the transaction that records it as accepted. */
  onAccepted: readonly ((row: OutboxRow, now: number) => void)[]
  /** The account itself was refused: its password, its token or a right of it. */
  onRefused: (id: AccountId, error: AppError) => void
}

export type DeliveryOutcome = ReturnType<typeof createDeliveryOutcome>

/** Writes down what came of a try to send: accepted, unclear, or certainly not taken. */
export function createDeliveryOutcome({ store, clock, changes, tickets, onAccepted, onRefused }: Tools) {
  /** What is known of an answer and could not be written down yet, because the disk is full. */
  const unrecorded = new Map<OutboxId, () => void>()

  /** Once the network has heard of it, no failure of ours may say anything else about the message. */
  function record(row: OutboxRow, write: () => void): void {
    try {
      write()
      unrecorded.delete(row.id)
    } catch {
      unrecorded.set(row.id, write)
    }
  }

  function recordLate(): void {
    for (const [id, write] of unrecorded) record(store.outbox.get(id)!, write)
  }

  async function conclude(row: OutboxRow, result: SendResult): Promise<void> {
    const { source } = result
    const hash = createHash('sha256').update(source).digest('hex')
    // The copy must not decide over the mail: a full disk now may not make us forget that it has left.
    const locations = source.length > 0 ? await store.sources.append([{ hash, bytes: source }]).catch(() => null) : null
    record(row, () => {
      store.transaction(() => {
        if (locations) {
          store.sources.record(locations)
          store.messages.setSource(row.messageId, hash)
        }
        if (result.outcome === 'unclear') markUnclear(row, result.explanation)
        else markAccepted(row, result.rejectedRecipients.join(', ') || null, 'system', result.posted ?? null)
      })
      noteChange(row)
    })
  }

  /** Inside a transaction. The deadline is met when the network has taken the answer, not when the button was pressed. */
  function markAccepted(
    row: OutboxRow,
    rejected: string | null,
    actor: 'system' | 'staff',
    posted: Posted | null,
  ): void {
    const now = clock.now()
    if (posted) settlePost(store, row.messageId, posted, now)
    const message = store.messages.get(row.messageId)!
    const ticket = store.tickets.facts(row.ticketId)!
    store.outbox.accept(row.id, now, rejected)
    store.tickets.absorb(row.ticketId, {
      at: message.at,
      excerpt: '',
      hasAttachments: false,
      orderNumbers: ticket.orderNumbers,
      inboundAt: null,
      answerAt: message.kind === 'own' ? message.at : null,
      messages: 0,
    })
    if (message.kind === 'own') store.tickets.setBounced(row.ticketId, false)
    store.journal.append({
      at: now,
      actor,
      type: 'outbox.accepted',
      ticketId: row.ticketId,
      data: { outboxId: row.id, rejected },
    })
    tickets.settle(row.ticketId, 'staff', now)
    for (const tell of onAccepted) tell(row, now)
    if (rejected !== null) alert(row, 'rejected')
  }

  function markUnclear(row: OutboxRow, explanation: string): void {
    store.outbox.setState(row.id, 'unclear', explanation)
    store.journal.append({
      at: clock.now(),
      actor: 'system',
      type: 'outbox.unclear',
      ticketId: row.ticketId,
      data: { outboxId: row.id, explanation },
    })
    alert(row, 'unclear')
  }

  /** What certainly was not taken: tried again, held until the account is repaired, or given back. */
  function refuse(row: OutboxRow, error: unknown): null {
    const code = error instanceof AppError ? error.code : 'bug'
    const explanation = error instanceof Error ? error.message : String(error)
    if (code === 'offline' || code === 'rate-limited') {
      const wait = RETRY_MS[Math.min(row.attempts, RETRY_MS.length - 1)]!
      const retryAt = error instanceof AppError ? error.retryAt : null
      postpone(row, Math.max(clock.now() + wait, retryAt ?? 0), explanation)
      return null
    }
    const isLost = isLostRight(error)
    const isAccount = isLost || code === 'auth-expired' || code === 'certificate' || code === 'no-encryption'
    const state: OutboxState = isAccount ? 'held' : 'failed'
    store.transaction(() => {
      store.outbox.setState(row.id, state, explanation)
      if (isLost) store.outbox.holdAlike(row, explanation)
      else if (isAccount) store.outbox.holdAccount(row.accountId, explanation)
      if (state === 'failed') takeApart(row)
      store.journal.append({
        at: clock.now(),
        actor: 'system',
        type: `outbox.${state}`,
        ticketId: row.ticketId,
        data: { outboxId: row.id, explanation },
      })
      alert(row, state)
    })
    noteChange(row)
    if (isAccount && error instanceof AppError) onRefused(row.accountId, error)
    return null
  }

  function postpone(row: OutboxRow, sendAfter: number, explanation: string): void {
    store.transaction(() => store.outbox.postpone(row.id, sendAfter, explanation, clock.now()))
    noteChange(row)
  }

  function alert(row: OutboxRow, what: string): void {
    const { attempts } = store.outbox.get(row.id)!
    store.alerts.add({
      key: `send-failed:${row.id}:${what}:${attempts}`,
      kind: 'send-failed',
      ticketId: row.ticketId,
      accountId: row.accountId,
      at: clock.now(),
      dueAt: null,
    })
  }

  function noteChange(row: OutboxRow): void {
    changes.note('outbox')
    changes.note('tickets', [row.ticketId])
    changes.note('alerts')
  }

  function markTaken(row: OutboxRow, actor: 'system' | 'staff', posted: Posted | null = null): void {
    markAccepted(row, null, actor, posted)
    store.outbox.markFiled(row.id)
  }

  /** The words become a draft again, and a ticket that they settled is not settled. Inside a transaction. */
  function takeApart(row: OutboxRow): void {
    restoreDraft(store, row, clock.now())
    if (row.plan.thenResolve) tickets.unresolve(row.ticketId)
  }

  return {
    record,
    recordLate,
    hasUnrecorded: () => unrecorded.size > 0,
    conclude,
    refuse,
    postpone,
    /** Inside a transaction. */
    markUnclear,
    /** Inside a transaction. It lies in Sent, or a person says that it went. */
    markTaken,
    takeApart,
    noteChange,
  }
}
