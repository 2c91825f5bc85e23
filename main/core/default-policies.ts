import type { DeadlinePolicy } from './deadlines.ts'

const HOUR = 60
const SNS = ['x', 'instagram', 'facebook', 'bluesky', 'mastodon']

/**
 * The deadlines of a new shop. Answers within six business hours are what well-liked shops keep; the shorter ones are for
 * what costs more when it waits. All can be changed.
 */
export const defaultPolicies: readonly DeadlinePolicy[] = [
  { id: 'general', match: {}, clock: 'business', firstMinutes: 6 * HOUR, nextMinutes: 6 * HOUR, warnMinutes: [60, 15] },
  {
    id: 'sns-question',
    match: { channels: SNS, categories: ['complaint'] },
    clock: 'business',
    firstMinutes: 5 * HOUR,
    nextMinutes: 3 * HOUR,
    warnMinutes: [60, 15],
  },
  {
    id: 'sns-mention',
    match: { channels: SNS },
    clock: 'business',
    // One working day of the default hours. What follows on chatter is the shop's choice to answer.
    firstMinutes: 6 * HOUR,
    nextMinutes: null,
    warnMinutes: [],
  },
  {
    id: 'trouble',
    match: { categories: ['complaint', 'defect', 'wrong-item', 'missing-item'] },
    clock: 'business',
    firstMinutes: 2 * HOUR,
    nextMinutes: 4 * HOUR,
    warnMinutes: [30, 10],
  },
  {
    id: 'before-shipping',
    match: { categories: ['order-change', 'address-change', 'cancel'] },
    clock: 'business',
    firstMinutes: 2 * HOUR,
    nextMinutes: 2 * HOUR,
    untilShippingCutoff: true,
    warnMinutes: [30],
  },
  {
    id: 'amazon',
    match: { marketplaces: ['amazon'] },
    // Amazon measures the time to an answer around the clock.
    clock: 'calendar',
    firstMinutes: 24 * HOUR,
    nextMinutes: 24 * HOUR,
    warnMinutes: [4 * HOUR, HOUR],
  },
  {
    id: 'rmesse',
    match: { channels: ['rmesse'] },
    clock: 'business',
    firstMinutes: 6 * HOUR,
    nextMinutes: 6 * HOUR,
    capMinutes: 24 * HOUR,
    warnMinutes: [60],
  },
  {
    id: 'call-back',
    match: { categories: ['call-back'] },
    clock: 'business',
    firstMinutes: 2 * HOUR,
    nextMinutes: null,
    warnMinutes: [30, 10],
  },
]
