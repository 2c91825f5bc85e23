import { isOpenAt, nextOpening } from './business-hours.ts'
import type { HoursPolicy } from './hours-policy.ts'

/** What is waited for: the customer's decision on an order, goods on their way back, a customer to be reached by phone. */
export type HoldKind = 'customer-decision' | 'return-goods' | 'call-back'

/** In order. `answered`: the customer wrote, every timer has stopped and a person decides. */
const HOLD_STEPS = ['request', 'reminder-due', 'reminded', 'cancel-due'] as const
export type HoldStage = (typeof HOLD_STEPS)[number] | 'answered' | 'ended'

/** How each kind can end. The last is the one without the customer's word: only after a reminder and its date. */
export const HOLD_OUTCOMES = {
  'customer-decision': ['order-confirmed', 'cancelled-by-customer', 'cancelled-reorder', 'cancelled-no-answer'],
  'return-goods': ['goods-arrived', 'return-not-needed', 'goods-never-came'],
  'call-back': ['reached', 'no-longer-needed', 'never-reached'],
} as const satisfies Record<HoldKind, readonly string[]>
/** `withdrawn`: the hold was a mistake; it is not counted among the outcomes. */
export type HoldOutcome = (typeof HOLD_OUTCOMES)[HoldKind][number] | 'withdrawn'

/** How a request or reminder reached the customer: the address that is on the ticket, another one, or the phone. */
export type HoldWay = 'same-address' | 'other-address' | 'phone'
/** One thing said to the customer. `announcedAt` is the date in its text, `dueAt` that date or a later one. */
export type HoldMessage = { sentAt: number; announcedAt: number; dueAt: number; way: HoldWay }

export type Hold = {
  kind: HoldKind
  stage: HoldStage
  /** Counts the requests. A reminder made for an earlier round is void. */
  round: number
  request: HoldMessage
  reminder: HoldMessage | null
  /** Which of them came back, or null. Nothing more goes to that address. */
  undelivered: 'request' | 'reminder' | null
  /** The reminder may go by itself. */
  isAutomatic: boolean
  outcome: HoldOutcome | null
}

/** `at` is when it happened (ms UTC). A request is sent again to start over with a new date. */
export type HoldEvent =
  | { type: 'request-sent'; at: number; dueAt: number; way: HoldWay }
  | { type: 'reminder-sent'; at: number; dueAt: number; way: HoldWay }
  | { type: 'customer-message'; at: number }
  | { type: 'bounce'; at: number; of: 'request' | 'reminder' }
  | { type: 'time-passed'; at: number }
  | { type: 'date-changed'; at: number; dueAt: number }
  | { type: 'ended'; at: number; outcome: HoldOutcome }

export type HoldRefusal =
  | 'ended'
  | 'customer-wrote'
  | 'undelivered'
  | 'date-not-passed'
  | 'not-reminded'
  | 'already-reminded'
  | 'date-in-past'
  | 'before-announced'
  | 'other-outcome'
/** `until`: the instant from which it would be allowed, where only time is missing. */
export type Permission = { allowed: true } | { allowed: false; reason: HoldRefusal; until: number | null }
export type HoldStep = { ok: true; hold: Hold } | { ok: false; reason: HoldRefusal }

export function startHold(
  kind: HoldKind,
  sent: { at: number; dueAt: number; way: HoldWay },
  isAutomatic: boolean,
): HoldStep {
  if (sent.dueAt <= sent.at) return refuse('date-in-past')
  const hold: Hold = {
    kind,
    stage: 'request',
    round: 1,
    request: messageOf(sent),
    reminder: null,
    undelivered: null,
    isAutomatic,
    outcome: null,
  }
  return { ok: true, hold }
}

/** The hold after the event, or why the event may not happen. What has happened already (a message, a bounce, time) always may. */
export function applyHoldEvent(hold: Hold, event: HoldEvent): HoldStep {
  if (event.type === 'time-passed') return step(hold, { stage: stageAt(hold, event.at) })
  if (event.type === 'customer-message')
    return hold.stage === 'ended' ? step(hold, {}) : step(hold, { stage: 'answered' })
  if (event.type === 'bounce') return hold.stage === 'ended' ? step(hold, {}) : onBounce(hold, event)
  if (hold.stage === 'ended') return refuse('ended')
  if (event.type === 'date-changed') return onDateChanged(hold, event)
  if (event.type === 'ended') return onEnded(hold, event)
  if (event.dueAt <= event.at) return refuse('date-in-past')
  return event.type === 'request-sent' ? onRequest(hold, event) : onReminder(hold, event)
}

/** Whether a reminder may be sent now, and if not, why: the words beside the disabled button. */
export function mayRemind(hold: Hold, at: number, way: HoldWay = 'same-address'): Permission {
  if (hold.stage === 'ended') return no('ended')
  if (hold.stage === 'answered') return no('customer-wrote')
  if (hold.reminder !== null) return no('already-reminded')
  if (hold.undelivered !== null && way === 'same-address') return no('undelivered')
  if (hold.undelivered === null && at < hold.request.dueAt) return no('date-not-passed', hold.request.dueAt)
  return { allowed: true }
}

/**
 * Whether the hold may end this way now. Ending without the customer's word needs a reminder that went out, did not come
 * back, whose date has passed, and no message from the customer since the request.
 */
export function mayEnd(hold: Hold, outcome: HoldOutcome, at: number): Permission {
  if (hold.stage === 'ended') return no('ended')
  if (outcome === 'withdrawn') return { allowed: true }
  if (!(HOLD_OUTCOMES[hold.kind] as readonly string[]).includes(outcome)) return no('other-outcome')
  if (outcome !== HOLD_OUTCOMES[hold.kind].at(-1)) return { allowed: true }
  if (hold.stage === 'answered') return no('customer-wrote')
  if (hold.undelivered !== null) return no('undelivered')
  if (hold.reminder === null) return no('not-reminded')
  if (at < hold.reminder.dueAt) return no('date-not-passed', hold.reminder.dueAt)
  return { allowed: true }
}

/** "Step n of 4"; null when the hold is in a person's hands or over. */
export function holdStepNumber(stage: HoldStage): number | null {
  const index = HOLD_STEPS.findIndex((name) => name === stage)
  return index < 0 ? null : index + 1
}

/**
 * What the end of a hold means for its ticket: it is settled, there is something to do at once (goods that have come are
 * to be looked at and paid back), or it is what its messages make it.
 */
export function leavesWork(outcome: HoldOutcome): 'nothing' | 'to-do' | 'unchanged' {
  if (outcome === 'withdrawn') return 'unchanged'
  return outcome === 'goods-arrived' ? 'to-do' : 'nothing'
}

/** A reminder that left while the customer's message came in: it was said, and a person decides all the same. */
export function recordCrossed(hold: Hold, sent: { at: number; dueAt: number; way: HoldWay }): Hold {
  return hold.stage === 'answered' ? { ...hold, reminder: messageOf(sent) } : hold
}

/** A reminder waiting to be sent, as it was queued. */
export type QueuedReminder = {
  round: number
  /** The newest message of the customer (its id) that was known when it was queued, or null. */
  lastInboundId: number | null
  way: HoldWay
  /** Set for one that goes by itself: only inside these hours. */
  onlyInside: HoursPolicy | null
}
export type ReminderDecision =
  { send: true } | { send: false; drop: HoldRefusal | 'superseded' | 'never-open' } | { send: false; waitUntil: number }

/**
 * Asked in the transaction that marks the reminder as leaving. Compares the customer's newest message by id and not by
 * time, so that a message stored a moment earlier stops it whatever its Date header or our clock says.
 */
export function mayStillSend(
  reminder: QueuedReminder,
  facts: { hold: Hold; lastInboundId: number | null; now: number },
): ReminderDecision {
  const { hold, now } = facts
  if (facts.lastInboundId !== reminder.lastInboundId) return { send: false, drop: 'customer-wrote' }
  const permission = mayRemind(hold, now, reminder.way)
  if (!permission.allowed && permission.until === null) return { send: false, drop: permission.reason }
  if (hold.round !== reminder.round) return { send: false, drop: 'superseded' }
  if (!permission.allowed) return { send: false, waitUntil: permission.until ?? now }
  if (reminder.onlyInside === null || isOpenAt(reminder.onlyInside, now)) return { send: true }
  const opensAt = nextOpening(reminder.onlyInside, now)
  return opensAt === null ? { send: false, drop: 'never-open' } : { send: false, waitUntil: opensAt }
}

function stageAt(hold: Hold, at: number): HoldStage {
  if (hold.stage === 'answered' || hold.stage === 'ended') return hold.stage
  if (hold.reminder !== null) return at < hold.reminder.dueAt ? 'reminded' : 'cancel-due'
  return at < hold.request.dueAt && hold.undelivered === null ? 'request' : 'reminder-due'
}

function onRequest(hold: Hold, event: { at: number; dueAt: number; way: HoldWay }): HoldStep {
  const isToDeadAddress = hold.undelivered !== null && event.way === 'same-address'
  if (isToDeadAddress && hold.stage !== 'answered') return refuse('undelivered')
  const request = messageOf(event)
  return step(hold, { stage: 'request', round: hold.round + 1, request, reminder: null, undelivered: null })
}

function onReminder(hold: Hold, event: { at: number; dueAt: number; way: HoldWay }): HoldStep {
  const permission = mayRemind(hold, event.at, event.way)
  if (!permission.allowed) return refuse(permission.reason)
  return step(hold, { stage: 'reminded', reminder: messageOf(event), undelivered: null })
}

/** A reminder that came back was never given: it has to go another way, with a new date. */
function onBounce(hold: Hold, { of, at }: { of: 'request' | 'reminder'; at: number }): HoldStep {
  if (hold.stage === 'answered') return step(hold, {})
  if (of === 'request' && hold.reminder !== null && hold.reminder.way !== 'same-address') return step(hold, {})
  const next: Hold = { ...hold, reminder: null, undelivered: of }
  return step(next, { stage: stageAt(next, at) })
}

/** The customer was told a date: it may be extended, never taken back. */
function onDateChanged(hold: Hold, { at, dueAt }: { at: number; dueAt: number }): HoldStep {
  if (hold.stage === 'answered') return refuse('customer-wrote')
  const current = hold.reminder ?? hold.request
  if (dueAt < current.announcedAt) return refuse('before-announced')
  if (dueAt <= at) return refuse('date-in-past')
  const moved = { ...current, dueAt }
  const next: Hold = hold.reminder === null ? { ...hold, request: moved } : { ...hold, reminder: moved }
  return step(next, { stage: stageAt(next, at) })
}

function onEnded(hold: Hold, { outcome, at }: { outcome: HoldOutcome; at: number }): HoldStep {
  const permission = mayEnd(hold, outcome, at)
  return permission.allowed ? step(hold, { stage: 'ended', outcome }) : refuse(permission.reason)
}

const messageOf = ({ at, dueAt, way }: { at: number; dueAt: number; way: HoldWay }): HoldMessage => ({
  sentAt: at,
  announcedAt: dueAt,
  dueAt,
  way,
})
const step = (hold: Hold, change: Partial<Hold>): HoldStep => ({ ok: true, hold: { ...hold, ...change } })
const refuse = (reason: HoldRefusal): HoldStep => ({ ok: false, reason })
const no = (reason: HoldRefusal, until: number | null = null): Permission => ({ allowed: false, reason, until })
