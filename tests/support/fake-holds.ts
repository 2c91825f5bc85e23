import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { HoldId, HoldKind, HoldOutcome, HoldView, Permission, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Options = { shop: FakeShop; now: number; told: (ticketIds: TicketId[]) => void }
type Handlers = { [M in Extract<MethodName, `holds.${string}`>]: (input: Input<M>) => Output<M> }

const OUTCOMES: Record<HoldKind, HoldOutcome[]> = {
  'customer-decision': ['order-confirmed', 'cancelled-by-customer', 'cancelled-reorder', 'cancelled-no-answer'],
  'return-goods': ['goods-arrived', 'return-not-needed', 'goods-never-came'],
  'call-back': ['reached', 'no-longer-needed', 'never-reached'],
}
const yes: Permission = { allowed: true }

/** A hold as main would tell it, in the stage that is asked for. */
export function fakeHold(
  change: Partial<HoldView> & Pick<HoldView, 'ticketId' | 'stage'>,
  { now }: { now: number },
): HoldView {
  const { stage } = change
  const kind = change.kind ?? 'customer-decision'
  const isReminded = stage === 'reminded' || stage === 'cancel-due'
  const dueAt = {
    request: now + 2 * DAY,
    'reminder-due': now - 2 * HOUR,
    reminded: now + DAY,
    'cancel-due': now - HOUR,
  }[stage as string]
  const isLast = stage === 'cancel-due' || stage === 'answered'
  const no: Permission = {
    allowed: false,
    reason: isReminded ? 'date-not-passed' : 'not-reminded',
    until: dueAt ?? null,
  }
  const firstAt = now - 4 * DAY
  return {
    id: (5000 + change.ticketId) as HoldId,
    kind,
    product: '青磁のマグカップ',
    isReserved: false,
    isUndelivered: change.undelivered != null,
    orderNumber: '2026-11802',
    stockNote: '',
    isAutomatic: false,
    step: { request: 1, 'reminder-due': 2, reminded: 3, 'cancel-due': 4 }[stage as string] ?? null,
    dueAt: dueAt ?? null,
    round: 1,
    request: { sentAt: firstAt, announcedAt: now - 2 * HOUR, dueAt: now - 2 * HOUR, way: 'same-address' },
    reminder: isReminded
      ? { sentAt: now - DAY, announcedAt: dueAt ?? now, dueAt: dueAt ?? now, way: 'same-address' }
      : null,
    undelivered: null,
    outcome: stage === 'ended' ? 'order-confirmed' : null,
    mayRemind:
      stage === 'reminder-due' && change.undelivered == null
        ? yes
        : { allowed: false, reason: 'date-not-passed', until: dueAt ?? null },
    mayRemindOtherWay: isReminded ? { allowed: false, reason: 'already-reminded', until: null } : yes,
    mayEnd: OUTCOMES[kind].map((outcome, index, all) => ({
      outcome,
      permission: index === all.length - 1 && !isLast ? no : yes,
    })),
    autoReminderAt: null,
    otherWays: [],
    nextDueAt: now + 3 * DAY + 4 * HOUR,
    ...change,
  }
}

/** Holds of a made-up shop. What main decides about dates and permissions is its own test's matter. */
export function createFakeHolds({ shop, now, told }: Options) {
  const detailOf = (id: TicketId) => {
    const found = shop.details.get(id)
    if (!found) throw new AppError('not-found', `No ticket ${id}`)
    return found
  }
  function put(hold: HoldView) {
    const detail = detailOf(hold.ticketId)
    const { id, kind, stage, product, isReserved, isUndelivered } = hold
    const badge = stage === 'ended' ? null : { id, kind, stage, product, isReserved, isUndelivered }
    const ticket = { ...detail.ticket, hold: badge, dueAt: hold.dueAt, warnAt: null, status: 'waiting' as const }
    shop.details.set(hold.ticketId, {
      ...detail,
      hold,
      ticket: stage === 'answered' ? { ...ticket, status: 'open' } : ticket,
    })
    told([hold.ticketId])
    return hold
  }
  const all = () => [...shop.details.values()].flatMap(({ hold, ticket }) => (hold ? [{ hold, ticket }] : []))
  const holdOf = (id: number) => {
    const found = all().find(({ hold }) => hold.id === id)
    if (!found) throw new AppError('not-found', `No hold ${id}`)
    return found.hold
  }
  const handlers: Handlers = {
    'holds.propose': ({ ticketId, kind }) => ({
      dueAt: now + (kind === 'return-goods' ? 10 : 3) * DAY + 4 * HOUR - 2 * 60_000,
      orderNumbers: detailOf(ticketId as TicketId).ticket.orderNumbers,
      product: '',
    }),
    'holds.board': () => ({
      rows: all()
        .filter(({ hold }) => hold.stage !== 'ended')
        .sort((a, b) => (a.hold.dueAt ?? 0) - (b.hold.dueAt ?? 0)),
      outcomes: [
        { kind: 'customer-decision', outcome: 'order-confirmed', count: 12 },
        { kind: 'customer-decision', outcome: 'cancelled-by-customer', count: 3 },
        { kind: 'customer-decision', outcome: 'cancelled-no-answer', count: 2 },
      ],
    }),
    'holds.startByPhone': ({ ticketId, plan: { step: _, ...plan } }) =>
      put(fakeHold({ ...plan, ticketId: ticketId as TicketId, stage: 'request' }, { now })),
    'holds.remindByPhone': ({ id, dueAt }) => put({ ...holdOf(id), stage: 'reminded', step: 3, dueAt }),
    'holds.changeDate': ({ id, dueAt }) => put({ ...holdOf(id), dueAt }),
    'holds.update': ({ id, ...change }) => put({ ...holdOf(id), ...change }),
    'holds.end': ({ id, outcome }) => put({ ...holdOf(id), stage: 'ended', outcome, dueAt: null, step: null }),
    'holds.undoEnd': ({ id }) => put({ ...holdOf(id), stage: 'cancel-due', outcome: null, step: 4 }),
    'holds.defaults': () => ({ isAutomatic: false }),
    'holds.setDefaults': () => null,
  }
  return { handlers, put }
}
