import { expect, it } from 'vitest'
import { describeTimeLeft } from '../../main/core/time-left.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

it.each([
  [45 * MINUTE, { key: 'minutesLeft', n: 45 }],
  [45 * MINUTE + 59 * SECOND, { key: 'minutesLeft', n: 45 }],
  [59 * SECOND, { key: 'lessThanAMinuteLeft' }],
  [HOUR - 1, { key: 'minutesLeft', n: 59 }],
  [HOUR, { key: 'hoursLeft', n: 1 }],
  [48 * HOUR - 1, { key: 'hoursLeft', n: 47 }],
  [49 * HOUR, { key: 'daysLeft', n: 2 }],
  [0, { key: 'justOverdue' }],
  [-5 * MINUTE, { key: 'minutesOver', n: 5 }],
  [-2 * HOUR - 59 * MINUTE, { key: 'hoursOver', n: 2 }],
  [-72 * HOUR, { key: 'daysOver', n: 3 }],
])('a deadline %i ms ahead is said as %j', (left, said) => {
  const now = Date.parse('2026-10-14T10:00+09:00')
  expect(describeTimeLeft(now + left, now)).toEqual(said)
})
