import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { HoldId, HoldView, TicketDetail, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers = { [M in Extract<MethodName, `holds.${string}`>]: (input: Input<M>) => Output<M> }
type Tools = { shop: FakeShop; now: number; told: (ids: TicketId[]) => void; detailOf: (id: TicketId) => TicketDetail }

const DAY = 86_400_000

/** The waiting order in memory: what a test put into the details is shown, and a person's steps are written there. */
export function createFakeHolds({ shop, now, told, detailOf }: Tools): Answers {
  const automatic = new Map<number, boolean>()

  function holdOf(id: number): HoldView {
    const found = [...shop.details.values()].find(({ hold }) => hold?.id === id)?.hold
    if (!found) throw new AppError('not-found', `No hold ${id}`)
    return found
  }
  function put(hold: HoldView): HoldView {
    const detail = detailOf(hold.ticketId)
    const { id, kind, stage, product, isReserved, isUndelivered } = hold
    const badge = stage === 'ended' ? null : { id, kind, stage, product, isReserved, isUndelivered }
    const ticket = { ...detail.ticket, hold: badge, dueAt: hold.dueAt ?? detail.ticket.dueAt }
    shop.details.set(hold.ticketId, { ...detail, hold, ticket })
    told([hold.ticketId])
    return hold
  }

  return {
    'holds.propose': ({ ticketId }) => ({
      dueAt: now + 3 * DAY,
      orderNumbers: detailOf(ticketId as TicketId).ticket.orderNumbers,
      product: '',
    }),
    'holds.board': () => ({
      rows: [...shop.details.values()].flatMap(({ hold, ticket }) =>
        hold && hold.stage !== 'ended' ? [{ hold, ticket }] : [],
      ),
      outcomes: [],
    }),
    'holds.startByPhone': ({ ticketId, plan }) => {
      const sent = { sentAt: now, announcedAt: plan.dueAt, dueAt: plan.dueAt, way: 'phone' as const }
      return put({
        id: ticketId as unknown as HoldId,
        ticketId: ticketId as TicketId,
        kind: plan.kind,
        stage: 'request',
        product: plan.product,
        orderNumber: plan.orderNumber,
        stockNote: plan.stockNote,
        isReserved: plan.isReserved,
        isAutomatic: plan.isAutomatic,
        isUndelivered: false,
        undelivered: null,
        step: 1,
        dueAt: plan.dueAt,
        round: 1,
        request: sent,
        reminder: null,
        outcome: null,
        mayRemind: { allowed: false, reason: 'date-not-passed', until: plan.dueAt },
        mayRemindOtherWay: { allowed: false, reason: 'date-not-passed', until: plan.dueAt },
        mayEnd: [{ outcome: 'withdrawn', permission: { allowed: true } }],
        autoReminderAt: null,
        otherWays: [],
        nextDueAt: now + 3 * DAY,
      })
    },
    'holds.remindByPhone': ({ id, dueAt }) => {
      const reminder = { sentAt: now, announcedAt: dueAt, dueAt, way: 'phone' as const }
      return put({ ...holdOf(id), stage: 'reminded', step: 3, dueAt, reminder })
    },
    'holds.changeDate': ({ id, dueAt }) => put({ ...holdOf(id), dueAt }),
    'holds.update': ({ id, ...labels }) => put({ ...holdOf(id), ...labels }),
    'holds.end': ({ id, outcome }) => put({ ...holdOf(id), stage: 'ended', step: null, dueAt: null, outcome }),
    'holds.undoEnd': ({ id }) => put({ ...holdOf(id), stage: 'answered', outcome: null }),
    'holds.defaults': ({ shopId }) => ({ isAutomatic: automatic.get(shopId) ?? false }),
    'holds.setDefaults': ({ shopId, isAutomatic }) => {
      automatic.set(shopId, isAutomatic)
      return null
    },
  }
}
