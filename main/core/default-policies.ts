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
    match: { channels: SNS, categories: ['質問', 'クレーム'] },
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
    match: { categories: ['クレーム', '不良・破損', '誤送', '不足'] },
    clock: 'business',
    firstMinutes: 2 * HOUR,
    nextMinutes: 4 * HOUR,
    warnMinutes: [30, 10],
  },
  {
    id: 'before-shipping',
    match: { categories: ['注文内容の変更', 'お届け先・日時の変更', 'キャンセル'] },
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
    match: { categories: ['電話の折り返し'] },
    clock: 'business',
    firstMinutes: 2 * HOUR,
    nextMinutes: null,
    warnMinutes: [30, 10],
  },
]
