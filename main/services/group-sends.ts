import {
  GENTLE_MS,
  NO_PLAN,
  type AccountId,
  type Draft,
  type FilledTemplate,
  type GroupDraft,
  type GroupMail,
  type GroupMailWarning,
  type GroupRefusal,
  type GroupSendId,
  type GroupSendResult,
  type HoldKind,
  type OwnWords,
  type ReplyPlan,
  type TicketGroupId,
  type TicketId,
} from '../../preload/domain.ts'
import type { Output, Parsed } from '../../preload/contract.ts'
import { findUnfilled, withoutSlots } from '../../preload/domain/placeholders.ts'
import { AppError } from '../../preload/errors.ts'
import type { Address } from '../core/message.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import type { LeaveVerdict } from './delivery.ts'
import { createPace } from './group-pace.ts'
import type { NoteStep } from './hold-answers.ts'
import type { Answering } from './answering.ts'
import { queueOutgoing } from './outgoing.ts'
import { hasWordSince, withdraw } from './withdraw.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  draftOf: (id: TicketId) => Draft
  fill: (text: Parsed<'templates.preview'>) => FilledTemplate
  findings: Answering['findings']
  productOf: (id: TicketId, kind: HoldKind) => string
  onGroupSent: (id: TicketGroupId) => void
  announce: (id: TicketId, plan: ReplyPlan, to: readonly Address[]) => NoteStep
}
type Preview = Parsed<'groups.preview'>
type Sending = Parsed<'groups.send'>
type Mail = Sending['mails'][number]
/** One that may leave, and everything it takes. */
type Ready = { mail: Mail; ticketId: TicketId; account: AccountRow; noteStep: NoteStep; plan: ReplyPlan }

const CAN_BE_TAKEN_BACK = ['queued', 'held', 'failed']

/**
 * One text to many people, as mails of their own: each lies in its own ticket, has one recipient, its own Message-ID and its
 * own row in the outbox, and leaves some seconds after the one before.
 */
export function createGroupSends({
  store,
  clock,
  changes,
  draftOf,
  fill,
  findings,
  productOf,
  announce,
  onGroupSent,
}: Tools) {
  const pace = createPace()

  function preview({ mails, ...text }: Preview): GroupMail[] {
    const tickets = new Set<TicketId>()
    const people = new Set<string>()
    const hasFiles = text.templateId !== null && store.templates.files(text.templateId).length > 0
    return mails.map(({ ticketId, ...own }) => {
      const mail = oneMail(store.tickets.living(ticketId), text, own, hasFiles)
      const address = mail.to?.address.toLowerCase() ?? ''
      const isSameTicket = tickets.has(mail.ticketId)
      const isSamePerson = address !== '' && people.has(address)
      tickets.add(mail.ticketId)
      people.add(address)
      return {
        ...mail,
        // As it was asked for: the window knows the row by it.
        ticketId,
        fault: mail.fault ?? (isSameTicket ? 'same-ticket' : null),
        warnings: isSamePerson ? ['same-person', ...mail.warnings] : mail.warnings,
      }
    })
  }

  function oneMail(
    ticketId: TicketId,
    text: Omit<Preview, 'mails'>,
    { values: own, edited }: Omit<Preview['mails'][number], 'ticketId'>,
    hasFiles: boolean,
  ): GroupMail {
    const ticket = store.tickets.summary(ticketId)
    if (!ticket) throw new AppError('not-found', `No ticket ${ticketId}`)
    const draft = draftOf(ticketId)
    const to = draft.to[0] ?? null
    const orderNumber = ticket.orderNumbers[0] ?? ''
    const hold = text.hold && {
      ...text.hold,
      orderNumber: String(own['注文番号'] ?? '') || orderNumber,
      product: text.hold.product || productOf(ticketId, text.hold.kind),
    }
    const said = hold && { 回答期限: hold.dueAt, ...(hold.product && { 商品名: hold.product }) }
    const { subject, body, language } = text
    const filled = fill({ subject, body, language, ticketId, extra: { ...text.values, ...said, ...own } })
    const words = { subject: filled.subject || draft.subject, body: filled.body }
    const plan = { ...NO_PLAN, hold }
    const warnings: GroupMailWarning[] = []
    if (ticket.hasDraft) warnings.push('has-draft')
    if (ticket.outboxState !== null) warnings.push('on-its-way')
    if (ticket.hasBounced) warnings.push('bounced')
    if (ticket.status === 'resolved') warnings.push('resolved')
    return {
      ticketId,
      accountId: draft.accountId,
      customerName: ticket.customerName,
      to,
      orderNumber,
      ...words,
      basedOnMessageId: store.messages.ofTicket(ticketId).at(-1)?.id ?? null,
      hold,
      fault: ticket.kind === 'notice' ? 'notice' : faultOf(ticketId, draft.accountId, to, plan),
      warnings,
      findings: lookAt(ticketId, to, edited ?? words, hasFiles),
    }
  }

  function lookAt(ticketId: TicketId, to: Address | null, words: OwnWords, hasFiles: boolean): GroupMail['findings'] {
    if (words.body.trim() === '') return []
    return findings(ticketId, { ...words, to: to === null ? [] : [to], cc: [] }, hasFiles)
  }

  function faultOf(ticketId: TicketId, accountId: AccountId, to: Address | null, plan: ReplyPlan): GroupMail['fault'] {
    if (to === null) return 'no-address'
    if (!store.accounts.current(accountId)) return 'no-account'
    return tryStep(ticketId, plan, to) === null ? 'hold-refused' : null
  }

  /** Looks only; what it gives back writes. */
  function tryStep(ticketId: TicketId, plan: ReplyPlan, to: Address): NoteStep | null {
    try {
      return announce(ticketId, plan, [to])
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return null
      throw error
    }
  }

  /**
   * All of them or, after a crash, none. `undoMs`: how long they can be taken back before the first leaves. Refusals are
   * answered with, one by one, and keep nobody else's mail.
   */
  function send(sending: Sending, undoMs = 0): GroupSendResult {
    const now = clock.now()
    const firstLeavesAt = Math.max(now + undoMs, sending.sendAfter ?? 0)
    const twin = store.groupSends.byKey(sending.key)
    if (twin) return resultOf(twin.id, [], firstLeavesAt)
    const refused: GroupSendResult['refused'] = []
    const id = store.transaction(() => {
      const ready = takeReady(sending.mails, refused, sending.sendAfter !== null)
      if (ready.length === 0) return null
      const { key, title } = sending
      const sendId = store.groupSends.insert({ key, title, total: ready.length, createdAt: now })
      const counts = new Map<AccountId, number>()
      for (const one of ready) {
        const before = counts.get(one.account.id) ?? 0
        counts.set(one.account.id, before + 1)
        queue(sendId, sending, one, { now, sendAfter: firstLeavesAt + before * GENTLE_MS, total: ready.length })
      }
      if (sending.groupId !== null) onGroupSent(sending.groupId)
      store.groupDrafts.forget(key)
      return sendId
    })
    if (id === null) return { id, queued: [], refused, firstLeavesAt: now, lastLeavesAt: now }
    const result = resultOf(id, refused, firstLeavesAt)
    changes.note('outbox')
    changes.note('tickets', result.queued)
    return result
  }

  function takeReady(mails: readonly Mail[], refused: GroupSendResult['refused'], isPlanned: boolean): Ready[] {
    const tickets = new Set<TicketId>()
    return mails.flatMap((mail) => {
      const ticketId = store.tickets.living(mail.ticketId)
      const found = tickets.has(ticketId) ? 'same-ticket' : look(mail, ticketId, isPlanned)
      tickets.add(ticketId)
      if (typeof found !== 'string') return [found]
      refused.push({ ticketId: mail.ticketId, reason: found })
      return []
    })
  }

  function look(mail: Mail, ticketId: TicketId, isPlanned: boolean): Ready | GroupRefusal {
    const ticket = store.tickets.facts(ticketId)
    const account = store.accounts.current(mail.accountId)
    if (!ticket) return 'gone'
    if (!account) return 'no-account'
    if (ticket.kind === 'notice') return 'notice'
    if (mail.to.address.trim() === '') return 'no-address'
    if ([...findUnfilled(mail.subject), ...findUnfilled(mail.body)].length > 0) return 'unfilled'
    const isBehind = store.messages
      .ofTicket(ticketId)
      .some(({ id, direction }) => direction === 'inbound' && id > (mail.basedOnMessageId ?? 0))
    if (isBehind) return 'newer-message'
    const plan: ReplyPlan = { ...NO_PLAN, hold: mail.hold, sendAfter: isPlanned ? 0 : null }
    const noteStep = tryStep(ticketId, plan, mail.to)
    return noteStep === null ? 'hold-refused' : { mail, ticketId, account, noteStep, plan }
  }

  function queue(
    id: GroupSendId,
    { key, title, templateId }: Sending,
    { mail, ticketId, account, noteStep, plan }: Ready,
    { now, sendAfter, total }: { now: number; sendAfter: number; total: number },
  ): void {
    const { messageId, outboxId } = queueOutgoing(
      store,
      {
        ticketId,
        account,
        to: [mail.to],
        cc: [],
        subject: mail.subject,
        body: withoutSlots(mail.body),
        kind: 'own',
        rule: 'written-here',
        clientKey: `${key}:${ticketId}`,
        sendAfter,
        typed: { subject: mail.subject, body: withoutSlots(mail.typedBody) },
        plan: { ...plan, sendAfter: plan.sendAfter === null ? null : sendAfter },
        actor: 'staff',
        files: templateId === null ? [] : store.templates.files(templateId),
      },
      now,
    )
    store.groupSends.add(id, outboxId)
    noteStep(messageId)
    const data = { groupSendId: id, title, total }
    store.journal.append({ at: now, actor: 'staff', type: 'group.queued', ticketId, data })
    if (mail.overridden.length === 0) return
    const seen = { outboxId, checks: mail.overridden }
    store.journal.append({ at: now, actor: 'staff', type: 'reply.despite-checks', ticketId, data: seen })
  }

  const rowsOf = (id: GroupSendId) => store.groupSends.outboxIds(id).map((outboxId) => store.outbox.get(outboxId)!)

  function resultOf(id: GroupSendId, refused: GroupSendResult['refused'], firstLeavesAt: number): GroupSendResult {
    const rows = rowsOf(id)
    const lastLeavesAt = rows.reduce((last, { sendAfter }) => Math.max(last, sendAfter), firstLeavesAt)
    return { id, queued: rows.map(({ ticketId }) => ticketId), refused, firstLeavesAt, lastLeavesAt }
  }

  function cancel(id: GroupSendId): Output<'groups.cancelSend'> {
    const now = clock.now()
    const rows = rowsOf(id)
    const waiting = rows.filter(({ state }) => CAN_BE_TAKEN_BACK.includes(state))
    store.transaction(() => {
      for (const row of waiting) {
        withdraw(store, row, now)
        const data = { groupSendId: id, outboxId: row.id }
        store.journal.append({ at: now, actor: 'staff', type: 'group.cancelled', ticketId: row.ticketId, data })
      }
    })
    const cancelled = waiting.map(({ ticketId }) => ticketId)
    changes.note('outbox')
    changes.note('tickets', cancelled)
    return { cancelled, left: rows.filter(({ state }) => ['sending', 'accepted', 'filed'].includes(state)).length }
  }

  return {
    preview,
    send,
    cancel,
    draft: (): GroupDraft | null => store.groupDrafts.get(),
    saveDraft(draft: GroupDraft | null): void {
      store.transaction(() => {
        // Whatever was sent meanwhile is no draft any more.
        const isSent = draft !== null && store.groupSends.byKey(draft.key) !== null
        store.groupDrafts.put(isSent ? null : draft, clock.now())
      })
    },
    /** Never past a word of the customer, and never in a burst. Asked first: the others note that the row has left. */
    mayLeave(row: OutboxRow, now: number): LeaveVerdict {
      if (row.groupSendId === null) return { leave: true }
      if (hasWordSince(store, row)) return { leave: false, reason: 'customer-first', keep: true }
      const waitUntil = pace.ask(row.accountId, now)
      return waitUntil === null ? { leave: true } : { leave: false, waitUntil }
    },
  }
}
