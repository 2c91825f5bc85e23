import type { Input, MethodName, Output } from '../../preload/contract.ts'
import {
  GENTLE_MS,
  GroupDraft,
  type GroupSendId,
  type OutboxId,
  type TicketDetail,
  type TicketId,
} from '../../preload/domain.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Tools = {
  shop: FakeShop
  now: number
  detailOf: (id: TicketId) => TicketDetail
  fill: (input: Input<'templates.preview'>) => Output<'templates.preview'>
  emit: () => void
}

/** Main's side of one text to many people. */
export function createFakeMany({ shop, now, detailOf, fill, emit }: Tools) {
  let kept: GroupDraft | null = null
  return {
    'groups.preview': ({ mails, subject, body, language, values, hold }) =>
      mails.map(({ ticketId, values: own, edited }) => {
        const { ticket, draft, messages } = detailOf(ticketId as TicketId)
        const said = hold ? { 回答期限: hold.dueAt } : {}
        const filled = fill({ subject, body, language, ticketId, extra: { ...values, ...said, ...own } })
        const orderNumber = ticket.orderNumbers[0] ?? ''
        return {
          ticketId: ticket.id,
          accountId: ticket.accountId,
          customerName: ticket.customerName,
          to: draft.to[0] ?? null,
          orderNumber,
          subject: filled.subject || draft.subject,
          body: filled.body,
          basedOnMessageId: messages.at(-1)?.id ?? null,
          hold: hold ? { ...hold, orderNumber } : null,
          fault: ticket.kind === 'notice' ? ('notice' as const) : null,
          findings: (edited?.body ?? filled.body).includes('添付')
            ? [{ check: 'attachment' as const, words: ['添付'] }]
            : [],
          warnings: ticket.hasDraft ? ['has-draft' as const] : [],
        }
      }),
    'groups.send': ({ title, mails, sendAfter }) => {
      const firstLeavesAt = sendAfter ?? now + shop.settings.undoSeconds * 1000
      const id = 1 as GroupSendId
      for (const [index, mail] of mails.entries()) {
        const { ticket, messages } = detailOf(mail.ticketId as TicketId)
        shop.outbox.push({
          id: (1000 + ticket.id) as OutboxId,
          ticketId: ticket.id,
          messageId: messages.at(-1)!.id,
          state: 'queued',
          from: { name: shop.shops[0]?.name ?? '', address: 'shop@example.jp' },
          to: [mail.to],
          subject: mail.subject,
          createdAt: now,
          sendAfter: firstLeavesAt + index * GENTLE_MS,
          scheduledAt: sendAfter === null ? null : firstLeavesAt + index * GENTLE_MS,
          asks: null,
          askedBy: null,
          attempts: 0,
          explanation: null,
          groupSend: { id, title, total: mails.length },
        })
      }
      emit()
      const queued = mails.map(({ ticketId }) => ticketId as TicketId)
      return { id, queued, refused: [], firstLeavesAt, lastLeavesAt: firstLeavesAt + (mails.length - 1) * GENTLE_MS }
    },
    'groups.draft': () => kept,
    'groups.saveDraft': ({ draft }) => {
      kept = draft === null ? null : GroupDraft.parse(draft)
      return null
    },
    'groups.cancelSend': ({ id }) => {
      const gone = shop.outbox.filter(({ groupSend }) => groupSend?.id === id)
      shop.outbox = shop.outbox.filter((item) => !gone.includes(item))
      emit()
      return { cancelled: gone.map(({ ticketId }) => ticketId), left: 0 }
    },
  } satisfies Answers<Extract<MethodName, `groups.${string}`>>
}
