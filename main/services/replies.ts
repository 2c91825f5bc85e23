import { createHash } from 'node:crypto'
import {
  isNetwork,
  NO_PLAN,
  type AccountId,
  type Draft,
  type MessageId,
  type OutboxId,
  type OutboxItem,
  type ReplyPlan,
  type Status,
  type TicketId,
} from '../../preload/domain.ts'
import type { Parsed } from '../../preload/contract.ts'
import { findUnfilled, withoutSlots } from '../../preload/domain/placeholders.ts'
import { AppError } from '../../preload/errors.ts'
import type { Address } from '../core/message.ts'
import { hasUnseen } from '../core/unseen.ts'
import { replySubject } from '../core/subject.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Answering } from './answering.ts'
import type { Changes } from './changes.ts'
import type { DraftHistory } from './draft-history.ts'
import type { DraftHolder } from './draft-holder.ts'
import type { NoteStep } from './hold-answers.ts'
import { queueOutgoing } from './outgoing.ts'
import type { ReplyWays } from './reply-ways.ts'
import type { TicketService } from './tickets.ts'
import { withdraw } from './withdraw.ts'

type Optional = 'typedBody' | 'despiteAccount' | 'overridden' | 'seenMessageId'
type Reply = Omit<Parsed<'replies.send'>, Optional> & Partial<Pick<Parsed<'replies.send'>, Optional>>

/** Drafts as a person types them, and the step in which a text becomes a message on its way. */
export function createReplyService(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: Pick<TicketService, 'resolve'>,
  answering: Answering,
  history: DraftHistory,
  holder: DraftHolder,
  ways: ReplyWays,
  planHold: (ticketId: TicketId, plan: ReplyPlan, to: readonly Address[]) => NoteStep,
) {
  /** What the composer opens with: the saved text, or an empty answer to the newest message of the customer. */
  function draftOf(asked: TicketId): Draft {
    const ticketId = store.tickets.living(asked)
    const ticket = store.tickets.facts(ticketId)
    if (!ticket) throw new AppError('not-found', `No ticket ${ticketId}`)
    const messages = store.messages.ofTicket(ticketId).filter(({ direction }) => direction !== 'note')
    const saved = store.drafts.get(ticketId)
    if (saved) {
      return {
        accountId: saved.accountId,
        to: saved.to,
        cc: saved.cc,
        subject: saved.subject,
        body: saved.body,
        attachments: filesOf(ticketId),
        basedOnMessageId: saved.basedOn,
        plan: saved.plan,
        savedAt: saved.savedAt,
      }
    }
    const answered = answering.answeredIn(messages)
    const last = messages.at(-1)
    return {
      accountId: answered?.accountId ?? ticket.accountId,
      // Whom the answer is for is said by a person where several wrote.
      to: answering.askers(messages).length > 0 ? [] : answering.recipients(answered ?? last),
      cc: [],
      subject: isNetwork(ticket.channel) ? '' : subjectOf(ticket.subject, answered?.subject, messages.length > 0),
      body: '',
      attachments: filesOf(ticketId),
      basedOnMessageId: newestOf(messages),
      plan: NO_PLAN,
      savedAt: null,
    }
  }

  /** A mail that the shop began, and whose draft was thrown away, answers nothing. */
  const subjectOf = (own: string, answered: string | undefined, isAnswer: boolean) =>
    isAnswer ? replySubject(answered ?? own) : own

  function filesOf(ticketId: TicketId): Draft['attachments'] {
    return store.drafts
      .files({ owner: 'draft', id: ticketId })
      .map(({ index, name, type, size }) => ({ index, name, type, size }))
  }

  /** Throws AppError `conflict`, reason `draft-of-other`, where a colleague's words are; these are kept as a version then. */
  function save(asked: TicketId, draft: Omit<Draft, 'savedAt' | 'attachments'>): Draft {
    const now = clock.now()
    const ticketId = store.tickets.living(asked)
    if (holder.colleagueIn(ticketId) !== null) {
      store.transaction(() => history.keepAside(ticketId, draft, 'replaced'))
      holder.refuseOthers(ticketId)
    }
    store.transaction(() => {
      if (!store.tickets.facts(ticketId)) throw new AppError('not-found', `No ticket ${ticketId}`)
      history.beforeSave(ticketId, draft)
      store.drafts.put({
        ticketId,
        accountId: draft.accountId,
        to: draft.to,
        cc: draft.cc,
        subject: draft.subject,
        body: draft.body,
        basedOn: draft.basedOnMessageId,
        plan: draft.plan,
        savedAt: now,
      })
      store.work.setDraftBy(ticketId, store.journal.atCounter())
    })
    changes.note('tickets', [ticketId])
    return draftOf(ticketId)
  }

  /**
   * Queues an answer. One transaction: the message with its words and its Message-ID, the outbox row with the key of the
   * composer, the draft gone into it. Throws AppError `conflict` when the customer or a colleague has written since the draft
   * was begun, or with a HoldRefusal when its step of a hold may not happen, and with `hold-running` when it shall settle a
   * ticket with a hold. `undoMs`: how long it can be taken back before it leaves.
   */
  function send(asked: Reply, undoMs = 0): OutboxItem {
    const reply = { ...asked, ticketId: store.tickets.living(asked.ticketId), body: withoutSlots(asked.body) }
    const twin = store.outbox.byKey(reply.clientKey)
    if (twin) return toItem(twin)
    if ([...findUnfilled(reply.subject), ...findUnfilled(reply.body)].length > 0)
      throw new AppError('invalid-input', 'Something in the text is not filled in.', { reason: 'unfilled' })
    const now = clock.now()
    const id = store.transaction(() => {
      const ticket = store.tickets.facts(reply.ticketId)
      if (!ticket) throw new AppError('not-found', `No ticket ${reply.ticketId}`)
      const account = store.accounts.current(reply.accountId)
      if (!account) throw new AppError('rejected', 'The account was removed.', { reason: 'account-removed' })
      const messages = store.messages.ofTicket(reply.ticketId).filter(isInConversation)
      if (hasUnseen(messages, { seen: seenBy(reply), since: account.createdAt }))
        throw new AppError('conflict', 'A newer message has arrived.', { reason: 'newer-message' })
      const addressed = answering.otherThanAddressed(reply.ticketId, reply.accountId)
      if (addressed !== null && !reply.despiteAccount)
        throw new AppError('conflict', 'The customer wrote to another account.', { reason: 'other-account' })

      // What a colleague has begun stays theirs, with its files.
      const isOwn = holder.colleagueIn(reply.ticketId) === null
      const files = isOwn ? store.drafts.files({ owner: 'draft', id: reply.ticketId }) : []
      ways.check({ ...reply, account, files })
      const plan = planOf(reply, ticket.status)
      const noteStep = planHold(reply.ticketId, reply.plan, reply.to)
      const { messageId, outboxId } = queueOutgoing(
        store,
        {
          ...reply,
          plan,
          account,
          kind: 'own',
          rule: 'written-here',
          sendAfter: Math.max(now + undoMs, reply.plan.sendAfter ?? 0),
          typed: { subject: reply.subject, body: reply.typedBody ?? asked.body },
          actor: 'staff',
          files,
        },
        now,
        ways.note,
      )
      noteStep(messageId)
      noteOverrides(reply, outboxId, addressed)
      const words = { ...reply, body: reply.typedBody ?? asked.body }
      if (isOwn) history.keep(reply.ticketId, words, 'sent')
      else history.keepAside(reply.ticketId, words, 'sent')
      if (isOwn) store.drafts.remove(reply.ticketId)
      supersede(reply.ticketId)
      if (plan.thenResolve) tickets.resolve([reply.ticketId], 'settled', store.messages.get(messageId)!.at)
      return outboxId
    })
    changes.note('outbox')
    changes.note('tickets', [reply.ticketId])
    return toItem(store.outbox.get(id)!)
  }

  /** What was taken back or refused never reached the customer. */
  function isInConversation({ id, direction }: { id: MessageId; direction: string }): boolean {
    const state = direction === 'outbound' ? store.outbox.byMessage(id)?.state : undefined
    return state !== 'cancelled' && state !== 'failed'
  }

  /** Who sends all the same has seen what was shown then. Only what is no window has seen everything. */
  function seenBy({ basedOnMessageId, despiteNewer, seenMessageId }: Reply): number {
    if (despiteNewer && seenMessageId === undefined) return Infinity
    return Math.max(basedOnMessageId ?? 0, despiteNewer ? (seenMessageId ?? 0) : 0)
  }

  /** By number, as `send` asks: the clock of a mail server may be behind ours, and its mail then stands before our answer. */
  function newestOf(messages: readonly { id: MessageId }[]): MessageId | null {
    return messages.reduce<MessageId | null>((newest, { id }) => (newest === null || id > newest ? id : newest), null)
  }

  /** A hold has an end of its own, and what is settled already need not be brought back. */
  function planOf({ ticketId, plan }: Reply, status: Status): ReplyPlan {
    if (!plan.thenResolve || plan.hold !== null) return { ...plan, thenResolve: false }
    if (store.holds.running(ticketId))
      throw new AppError('conflict', 'How its hold ended has to be said.', { reason: 'hold-running' })
    return { ...plan, thenResolve: status !== 'resolved' }
  }

  /** What a person was told before it was queued, and sent all the same. Inside the transaction. */
  function noteOverrides({ ticketId, accountId, overridden = [] }: Reply, outboxId: OutboxId, other: AccountId | null) {
    const at = clock.now()
    const address = (id: AccountId) => store.accounts.get(id)?.address ?? ''
    const note = (type: string, data: Record<string, unknown>) =>
      store.journal.append({ at, actor: 'staff', type, ticketId, data: { outboxId, ...data } })
    if (other !== null) note('reply.other-account', { from: address(accountId), addressed: address(other) })
    if (overridden.length > 0) note('reply.despite-checks', { checks: overridden })
  }

  /** A refused answer whose words were given back and are now sent anew has done its part. */
  function supersede(ticketId: TicketId): void {
    for (const row of store.outbox.listOpen()) {
      if (row.ticketId !== ticketId || row.state !== 'failed') continue
      withdraw(store, row, clock.now())
    }
  }

  function toItem(row: OutboxRow): OutboxItem {
    const message = store.messages.get(row.messageId)!
    return {
      id: row.id,
      ticketId: row.ticketId,
      messageId: row.messageId,
      state: row.state === 'cancelled' ? 'failed' : row.state,
      from: message.recipients.from!,
      to: message.recipients.to,
      subject: message.subject,
      createdAt: row.createdAt,
      sendAfter: row.state === 'queued' ? row.sendAfter : null,
      scheduledAt: row.plan.sendAfter,
      asks: row.asks,
      askedBy: row.askedBy,
      attempts: row.attempts,
      explanation: row.explanation,
      groupSend: row.groupSendId === null ? null : store.groupSends.nameOf(row.groupSendId),
    }
  }

  return {
    draftOf,
    save,
    send,
    toItem,
    /** Gives the number of the version it is kept as; null when there was nothing to keep. */
    discard(asked: TicketId): number | null {
      const now = clock.now()
      const ticketId = store.tickets.living(asked)
      holder.refuseOthers(ticketId)
      const kept = store.transaction(() => {
        const draft = draftOf(ticketId)
        if (draft.savedAt === null && draft.attachments.length === 0) return null
        const versionId = history.keep(ticketId, draft, 'discarded')
        store.drafts.remove(ticketId)
        store.journal.append({ at: now, actor: 'staff', type: 'draft.discarded', ticketId })
        return versionId
      })
      changes.note('tickets', [ticketId])
      return kept
    },
    /** A colleague's draft becomes one's own. */
    takeOver(asked: TicketId): Draft {
      const ticketId = store.tickets.living(asked)
      holder.takeOver(ticketId)
      changes.note('tickets', [ticketId])
      return draftOf(ticketId)
    },
    /** Puts an earlier version in the place of the draft. Throws AppError `not-found`. */
    restore(asked: TicketId, versionId: number): { draft: Draft; replacedId: number | null } {
      const ticketId = store.tickets.living(asked)
      holder.refuseOthers(ticketId)
      const replacedId = store.transaction(() => history.restore(ticketId, versionId, draftOf(ticketId)))
      changes.note('tickets', [ticketId])
      return { draft: draftOf(ticketId), replacedId }
    },
    /** The file is copied into the store at once: the original may go away before the answer leaves. */
    async attach(asked: TicketId, file: { name: string; type: string; content: Uint8Array }): Promise<Draft> {
      const hash = createHash('sha256').update(file.content).digest('hex')
      const locations = await store.sources.append([{ hash, bytes: file.content }])
      const ticketId = store.tickets.living(asked)
      holder.refuseOthers(ticketId)
      store.transaction(() => {
        if (!store.tickets.facts(ticketId)) throw new AppError('not-found', `No ticket ${ticketId}`)
        store.sources.record(locations)
        store.drafts.addFile(
          { owner: 'draft', id: ticketId },
          { name: file.name, type: file.type, size: file.content.byteLength, hash },
        )
      })
      return draftOf(ticketId)
    },
    detach(asked: TicketId, index: number): Draft {
      const ticketId = store.tickets.living(asked)
      holder.refuseOthers(ticketId)
      store.transaction(() => store.drafts.removeFile({ owner: 'draft', id: ticketId }, index))
      return draftOf(ticketId)
    },
  }
}
