import { describe, expect, it } from 'vitest'
import {
  type DeadlineFacts,
  type DeadlinePolicy,
  dateDeadline,
  decideDeadline,
  effectOfAnswer,
  summarise,
} from '../../main/core/deadlines.ts'
import { defaultHours } from '../../main/core/default-hours.ts'
import { policyPresets, toEngine } from '../../main/core/default-policies.ts'
import { plainHours } from '../support/hours.ts'

const HOUR = 3_600_000
const defaultPolicies = toEngine(policyPresets.standard)
const jst = (text: string) => Date.parse(`${text}+09:00`)
const wednesday = jst('2026-10-14T10:00')
const facts = (change: Partial<DeadlineFacts> = {}): DeadlineFacts => ({
  kind: 'first-response',
  from: wednesday,
  shopId: 1,
  channel: 'mail',
  marketplace: null,
  category: null,
  phrases: [],
  customerMarks: [],
  policyId: null,
  shippingCutoff: null,
  ...change,
})
const byDefault = (change: Partial<DeadlineFacts>) => decideDeadline(facts(change), defaultPolicies, plainHours)
const policy = (id: string, change: Partial<DeadlinePolicy>): DeadlinePolicy => ({
  id,
  match: {},
  clock: 'business',
  firstMinutes: 60,
  nextMinutes: 60,
  warnMinutes: [],
  ...change,
})

describe('the deadline of a new mail', () => {
  it('is six business hours away, with warnings 60 and 15 minutes before and the reason', () => {
    expect(decideDeadline(facts(), defaultPolicies, defaultHours)).toEqual({
      kind: 'first-response',
      dueAt: jst('2026-10-14T17:00'),
      warnAt: [jst('2026-10-14T16:00'), jst('2026-10-14T16:45')],
      why: {
        policyId: 'general',
        clock: 'business',
        minutes: 360,
        from: wednesday,
        spans: [
          [jst('2026-10-14T10:00'), jst('2026-10-14T12:00')],
          [jst('2026-10-14T13:00'), jst('2026-10-14T17:00')],
        ],
        limit: 'minutes',
      },
    })
  })

  it('is calendar time for an Amazon buyer, also over the weekend', () => {
    const found = byDefault({ marketplace: 'amazon', from: jst('2026-10-16T18:00') })
    expect(found?.dueAt).toBe(jst('2026-10-17T18:00'))
    expect(found?.warnAt).toEqual([jst('2026-10-17T14:00'), jst('2026-10-17T17:00')])
  })

  it('is never later than 24 hours of the calendar at Rakuten', () => {
    const found = byDefault({ channel: 'rmesse', from: jst('2026-10-16T18:00') })
    expect(found).toMatchObject({ dueAt: jst('2026-10-17T18:00'), why: { limit: 'cap' } })
    expect(byDefault({ channel: 'rmesse' })).toMatchObject({
      dueAt: jst('2026-10-14T16:00'),
      why: { limit: 'minutes' },
    })
  })

  it('for a change of the order is the shipping cut-off of an open day, and two hours after it', () => {
    const change = { category: 'cancel', shippingCutoff: '13:00' }
    expect(byDefault({ ...change, from: jst('2026-10-14T08:00') })).toMatchObject({
      dueAt: jst('2026-10-14T13:00'),
      why: { limit: 'cutoff' },
    })
    expect(byDefault({ ...change, from: jst('2026-10-14T13:00') })?.dueAt).toBe(jst('2026-10-14T15:00'))
    expect(byDefault({ ...change, from: jst('2026-10-17T08:00') })?.dueAt).toBe(jst('2026-10-19T12:00'))
  })

  it('runs on the calendar in a shop that never opens: no message is without a deadline', () => {
    const closed = { ...plainHours, week: {} }
    const found = decideDeadline(facts(), defaultPolicies, closed)
    expect(found).toMatchObject({ dueAt: wednesday + 6 * HOUR, why: { limit: 'never-open', clock: 'calendar' } })
  })

  it('has no warning that would come before the message', () => {
    const short = policy('short', { firstMinutes: 30, warnMinutes: [60, 30, 10] })
    expect(decideDeadline(facts(), [short], plainHours)?.warnAt).toEqual([jst('2026-10-14T10:20')])
  })
})

describe('among several policies', () => {
  it('the first of the list that fits holds, even if a later one names more', () => {
    const policies = [
      policy('trouble', { match: { categories: ['missing-item'] }, firstMinutes: 120 }),
      policy('trouble-shop-2', { match: { categories: ['missing-item'], shopIds: [2] }, firstMinutes: 30 }),
    ]
    const ticket = facts({ category: 'missing-item', shopId: 2 })
    expect(decideDeadline(ticket, policies, plainHours)?.why.policyId).toBe('trouble')
    expect(decideDeadline(ticket, policies.toReversed(), plainHours)?.why.policyId).toBe('trouble-shop-2')
  })

  it('one that does not fit in a single thing it names is passed over', () => {
    const policies = [policy('vip', { match: { customerMarks: ['VIP'], phrases: ['返品'] } }), policy('any', {})]
    expect(decideDeadline(facts({ customerMarks: ['VIP'] }), policies, plainHours)?.why.policyId).toBe('any')
    expect(
      decideDeadline(facts({ customerMarks: ['VIP'], phrases: ['返品'] }), policies, plainHours)?.why.policyId,
    ).toBe('vip')
  })

  it('what went wrong with an order of a mall is never later than its day', () => {
    const friday = { category: 'defect', from: jst('2026-10-16T16:00') }
    expect(byDefault({ ...friday, marketplace: 'amazon' })?.dueAt).toBe(jst('2026-10-17T16:00'))
    expect(byDefault(friday)?.dueAt).toBe(jst('2026-10-19T11:00'))
  })

  it('one that a rule or a person has chosen beats them all', () => {
    expect(byDefault({ category: 'missing-item', policyId: 'general' })?.why.policyId).toBe('general')
    expect(byDefault({ category: 'missing-item', policyId: 'deleted' })?.why.policyId).toBe('trouble')
  })

  it('a special one without a deadline for this answer means none', () => {
    expect(byDefault({ channel: 'x', kind: 'next-response' })).toBeNull()
    expect(byDefault({ channel: 'x', category: 'complaint', kind: 'next-response' })?.dueAt).toBe(wednesday + 3 * HOUR)
  })
})

describe('an answer', () => {
  it('meets a response deadline, in time up to the very instant', () => {
    expect(effectOfAnswer({ kind: 'first-response', dueAt: 100 }, 100)).toBe('met')
    expect(effectOfAnswer({ kind: 'next-response', dueAt: 100 }, 101)).toBe('met-late')
  })

  it('keeps a date that was set by hand and lies ahead, and settles one that has passed', () => {
    expect(effectOfAnswer({ kind: 'manual', dueAt: 100 }, 99)).toBe('kept')
    expect(effectOfAnswer({ kind: 'manual', dueAt: 100 }, 150)).toBe('met-late')
    expect(effectOfAnswer({ kind: 'hold', dueAt: 100 }, 150)).toBe('kept')
  })
})

it('a date set by hand warns like any other and says that it is a date', () => {
  const dueAt = jst('2026-10-16T15:00')
  expect(dateDeadline('manual', wednesday, dueAt, [60])).toMatchObject({
    kind: 'manual',
    dueAt,
    warnAt: [jst('2026-10-16T14:00')],
    why: { limit: 'date', clock: 'date' },
  })
})

it('each open deadline is to come, warned of or missed, nearest first', () => {
  const row = (id: number, dueAt: number) => ({ id, dueAt, warnAt: [dueAt - 60] })
  const summary = summarise([row(1, 500), row(2, 100), row(3, 101), row(4, 160), row(5, 161), row(6, 40)], 100)
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id)
  expect([ids(summary.due), ids(summary.warned), ids(summary.missed)]).toEqual([
    [5, 1],
    [3, 4],
    [6, 2],
  ])
})
