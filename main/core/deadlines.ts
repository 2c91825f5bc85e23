import type { DeadlineKind } from '../../preload/domain.ts'
import { addBusinessTime, nextBusinessDay, type Span } from './business-hours.ts'
import { instantOf, localDateOf } from './calendar.ts'
import type { HoursPolicy } from './hours-policy.ts'

const MINUTE_MS = 60_000

export type ResponseKind = Extract<DeadlineKind, 'first-response' | 'next-response'>
/** `date`: nothing is counted, the end is a date that a person or a hold has set. */
export type DeadlineClock = 'business' | 'calendar' | 'date'

/** What a policy asks of a ticket. A field that is left out fits every ticket; all that are named must fit. */
export type PolicyMatch = {
  shopIds?: readonly number[]
  channels?: readonly string[]
  /** Where the message was really written, when a marketplace forwards it by mail. */
  marketplaces?: readonly string[]
  categories?: readonly string[]
  /** Phrases of this policy; whoever reads the message says which were found. */
  phrases?: readonly string[]
  customerMarks?: readonly string[]
}

export type DeadlinePolicy = {
  id: string
  match: PolicyMatch
  clock: Exclude<DeadlineClock, 'date'>
  /** Null: this kind of answer has no deadline under this policy. */
  firstMinutes: number | null
  nextMinutes: number | null
  /** Never later than this many minutes of calendar time, whatever the opening hours. */
  capMinutes?: number
  /** A message before the shop's shipping cut-off of an open day is due at the cut-off, for the first answer. */
  untilShippingCutoff?: boolean
  /** Minutes of the wall clock before the deadline, because "あと1時間" is read on it. */
  warnMinutes: readonly number[]
}

export type DeadlineFacts = {
  kind: ResponseKind
  /** The oldest message of the customer that has no answer (ms UTC). */
  from: number
  shopId: number
  channel: string
  marketplace: string | null
  category: string | null
  phrases: readonly string[]
  customerMarks: readonly string[]
  /** Chosen by a rule or a person: beats every match. */
  policyId: string | null
  /** 'HH:MM' on the shop's clock, or null where the shop has none. */
  shippingCutoff: string | null
  /** Until when the network takes an answer at all (ms UTC); null: no limit. */
  answerUntil?: number | null
}

/** Why a deadline is what it is ("なぜこの期限?"). */
export type DeadlineWhy = {
  policyId: string | null
  clock: DeadlineClock
  /** What the policy grants; 0 for a date. */
  minutes: number
  from: number
  /** The stretches of time that were counted, in order. */
  spans: readonly Span[]
  /** What set the end: the minutes of the policy, its calendar cap, the shipping cut-off, a shop that never opens, a date, the network. */
  limit: 'minutes' | 'cap' | 'cutoff' | 'never-open' | 'date' | 'window'
}

export type DecidedDeadline = {
  kind: DeadlineKind
  dueAt: number
  /** Instants of the warnings, earliest first, all after `why.from`. */
  warnAt: readonly number[]
  why: DeadlineWhy
}

/**
 * The deadline of a ticket, or null when no policy gives one. A policy chosen by name wins; else the first that fits. Where
 * that one grants this kind of answer no deadline, there is none.
 */
export function decideDeadline(
  facts: DeadlineFacts,
  policies: readonly DeadlinePolicy[],
  hours: HoursPolicy,
): DecidedDeadline | null {
  const policy = policies.find(({ id }) => id === facts.policyId) ?? policies.find(({ match }) => fits(match, facts))
  const decided = policy ? applyPolicy(facts, policy, hours) : null
  return beforeWindowEnds(decided, facts)
}

/** A network that takes no answer any more makes every later deadline worthless. */
function beforeWindowEnds(decided: DecidedDeadline | null, facts: DeadlineFacts): DecidedDeadline | null {
  const { answerUntil = null, from, kind } = facts
  if (answerUntil === null || answerUntil <= from || (decided && decided.dueAt <= answerUntil)) return decided
  const { at, spans, clock, limit } = calendarEnd(from, answerUntil - from, 'window')
  const why = { policyId: decided?.why.policyId ?? null, clock, minutes: (at - from) / MINUTE_MS, from, spans, limit }
  return { kind, dueAt: at, warnAt: warningsBefore(at, from, WINDOW_WARN_MINUTES), why }
}

/** Before a network stops taking answers. */
const WINDOW_WARN_MINUTES = [180, 60, 15]

/** A deadline that is a date: set by hand ("〇日までに") or named in a hold's request. */
export function dateDeadline(
  kind: 'manual' | 'hold',
  setAt: number,
  dueAt: number,
  warnMinutes: readonly number[],
): DecidedDeadline {
  const why: DeadlineWhy = { policyId: null, clock: 'date', minutes: 0, from: setAt, spans: [], limit: 'date' }
  return { kind, dueAt, warnAt: warningsBefore(dueAt, setAt, warnMinutes), why }
}

/** The instants of the warnings, earliest first; one that would come before the clock started is left out. */
function warningsBefore(dueAt: number, from: number, warnMinutes: readonly number[]): number[] {
  const instants = new Set(warnMinutes.map((minutes) => dueAt - minutes * MINUTE_MS))
  return [...instants].filter((at) => at > from && at < dueAt).sort((a, b) => a - b)
}

function fits(match: PolicyMatch, facts: DeadlineFacts): boolean {
  return (
    (match.shopIds?.includes(facts.shopId) ?? true) &&
    (match.channels?.includes(facts.channel) ?? true) &&
    (match.marketplaces?.some((marketplace) => marketplace === facts.marketplace) ?? true) &&
    (match.categories?.some((category) => category === facts.category) ?? true) &&
    (match.phrases?.some((phrase) => facts.phrases.includes(phrase)) ?? true) &&
    (match.customerMarks?.some((mark) => facts.customerMarks.includes(mark)) ?? true)
  )
}

function applyPolicy(facts: DeadlineFacts, policy: DeadlinePolicy, hours: HoursPolicy): DecidedDeadline | null {
  const minutes = facts.kind === 'next-response' ? policy.nextMinutes : policy.firstMinutes
  if (minutes === null) return null
  const end =
    cutoffEnd(facts, policy, hours) ?? capped(countedEnd(facts.from, minutes, policy.clock, hours), facts, policy)
  return {
    kind: facts.kind,
    dueAt: end.at,
    warnAt: warningsBefore(end.at, facts.from, policy.warnMinutes),
    why: { policyId: policy.id, clock: end.clock, minutes, from: facts.from, spans: end.spans, limit: end.limit },
  }
}

type End = { at: number; spans: readonly Span[]; clock: DeadlineClock; limit: DeadlineWhy['limit'] }

/** A shop that never opens still owes its customers an answer: its business time is then calendar time. */
function countedEnd(from: number, minutes: number, clock: DeadlineClock, hours: HoursPolicy): End {
  const ms = minutes * MINUTE_MS
  if (clock === 'calendar') return calendarEnd(from, ms, 'minutes')
  const counted = addBusinessTime(hours, from, ms)
  return counted ? { ...counted, clock, limit: 'minutes' } : calendarEnd(from, ms, 'never-open')
}

function calendarEnd(from: number, ms: number, limit: End['limit']): End {
  return { at: from + ms, spans: [[from, from + ms]], clock: 'calendar', limit }
}

function capped(end: End, { from }: DeadlineFacts, { capMinutes }: DeadlinePolicy): End {
  if (capMinutes === undefined || end.at <= from + capMinutes * MINUTE_MS) return end
  return calendarEnd(from, capMinutes * MINUTE_MS, 'cap')
}

function cutoffEnd(facts: DeadlineFacts, policy: DeadlinePolicy, hours: HoursPolicy): End | null {
  if (!policy.untilShippingCutoff || facts.shippingCutoff === null || facts.kind === 'next-response') return null
  const date = localDateOf(hours.timeZone, facts.from)
  if (nextBusinessDay(hours, date, 0) !== date) return null
  const cutoff = instantOf(hours.timeZone, date, facts.shippingCutoff)
  return facts.from < cutoff ? calendarEnd(facts.from, cutoff - facts.from, 'cutoff') : null
}

export type AnswerEffect = 'met' | 'met-late' | 'kept'

/**
 * What an answer does to a running deadline. A date set by hand that still lies ahead is kept, because it often is what
 * the answer promises ("金曜までにご連絡します"); once passed, the answer settles it. A hold keeps its own dates.
 */
export function effectOfAnswer(deadline: { kind: DeadlineKind; dueAt: number }, sentAt: number): AnswerEffect {
  if (deadline.kind === 'hold') return 'kept'
  if (deadline.kind === 'manual' && sentAt < deadline.dueAt) return 'kept'
  return sentAt <= deadline.dueAt ? 'met' : 'met-late'
}

/** Sorts open deadlines into still to come, already warned of, and missed; each in exactly one, nearest first. */
export function summarise<Row extends { dueAt: number; warnAt: readonly number[] }>(rows: readonly Row[], at: number) {
  const nearestFirst = rows.toSorted((a, b) => a.dueAt - b.dueAt)
  const isWarned = (row: Row) => row.warnAt.some((warnAt) => warnAt <= at)
  const ahead = nearestFirst.filter((row) => row.dueAt > at)
  return {
    due: ahead.filter((row) => !isWarned(row)),
    warned: ahead.filter(isWarned),
    missed: nearestFirst.filter((row) => row.dueAt <= at),
  }
}
