import { NO_PLAN, type AccountId, type HoldPlan, type TicketId } from '../../preload/domain.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { eml, fakeChannel, openWorld, sourceOf } from './world.ts'

export const jst = (text: string) => Date.parse(`2026-${text}:00+09:00`)
/** Tuesday, the shop is open from 10 to 17. */
export const ASKED = '2026-12-01T11:00:00+09:00'
/** Friday, and the Wednesday after it. */
export const DATE1 = jst('12-04T18:00')
export const DATE2 = jst('12-10T18:00')

export const request: Extract<HoldPlan, { step: 'request' }> = {
  step: 'request',
  kind: 'customer-decision',
  dueAt: DATE1,
  orderNumber: 'A-1001',
  product: '栗の渋皮煮',
  stockNote: '最後の1箱',
  isReserved: true,
  isAutomatic: false,
}
export const reminder: HoldPlan = { step: 'reminder', dueAt: DATE2, way: 'same-address' }
export const automatic: HoldPlan = { ...request, isAutomatic: true }

export type HoldWorld = Awaited<ReturnType<typeof openHoldWorld>>
type Options = {
  kind?: 'mail'
  beforeSend?: (message: OutboundMessage) => void | Promise<void>
} & Omit<NonNullable<Parameters<typeof openWorld>[0]>, 'channel'>

/** A shop with one customer who asked about an order; `sent` is what the network has taken. */
export async function openHoldWorld({ beforeSend, ...options }: Options = {}) {
  const sent: OutboundMessage[] = []
  let rejects: string[] = []
  const channel = fakeChannel({
    async send(message) {
      await beforeSend?.(message)
      sent.push(message)
      return { outcome: 'accepted', rejectedRecipients: rejects, source: sourceOf(message) }
    },
  })
  const world = openWorld({ at: ASKED, ...options, channel })
  const { store, services, clock } = world
  const known = store.accounts.list()[0]?.id
  const account: AccountId = known ?? world.addAccount()
  const ticketId: TicketId =
    known === undefined
      ? (
          await world.arrive(
            account,
            eml({
              id: 'asked',
              subject: '在庫について',
              body: '注文番号: A-1001\n商品名: 栗の渋皮煮\n電話: 090-1234-5678\nまだ買えますか。',
              date: 'Tue, 01 Dec 2026 10:59:00 +0900',
            }),
          )
        ).ticketId
      : (1 as TicketId)

  function send(hold: HoldPlan | null, body = '本文', change: { to?: string; ticketId?: TicketId } = {}) {
    const id = change.ticketId ?? ticketId
    const draft = services.replies.draftOf(id)
    return services.replies.send({
      ticketId: id,
      accountId: account,
      to: change.to ? [{ name: '', address: change.to }] : [{ name: '山田 愛子', address: 'aiko@example.com' }],
      cc: [],
      subject: draft.subject,
      body,
      basedOnMessageId: store.messages.ofTicket(id).at(-1)!.id,
      clientKey: crypto.randomUUID(),
      plan: { ...NO_PLAN, hold },
      despiteNewer: true,
    })
  }

  return {
    ...world,
    account,
    ticketId,
    sent,
    send,
    rejectNext: (addresses: string[]) => void (rejects = addresses),
    hold: (id = ticketId) => services.view.get(id).hold,
    stage: (id = ticketId) => services.view.get(id).hold?.stage,
    badge: (id = ticketId) => services.view.get(id).ticket.hold?.stage ?? null,
    status: (id = ticketId) => services.view.get(id).ticket.status,
    dueAt: (id = ticketId) => services.view.get(id).ticket.dueAt,
    isOverdue: (id = ticketId) =>
      store.tickets
        .list({ view: 'todo', accountId: null, limit: 50, after: null, now: clock.now() })
        .tickets.some((row) => row.id === id && row.dueAt !== null && row.dueAt <= clock.now()),
    /** The customer answers the newest of our mails. */
    reply: (body = '買います。', change: Parameters<typeof eml>[0] = {}) => {
      const newest = store.messages.ofTicket(ticketId).findLast(({ mid }) => mid !== null)!
      return world.arrive(account, eml({ subject: 'Re: 在庫について', inReplyTo: newest.mid!, body, ...change }))
    },
    /** Sends the request and lets the network take it. */
    async ask(plan: HoldPlan = request) {
      send(plan, '12月4日(金) 18:00 までにご連絡ください。')
      await world.settle(2)
    },
    /** The PC wakes up at this time. */
    async wakeAt(at: number) {
      clock.suspend(at - clock.now())
      await world.settle(3)
    },
  }
}
