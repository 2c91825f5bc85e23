import { describe, expect, it } from 'vitest'
import { nextLookAt } from '../../main/core/look-times.ts'

const MINUTE = 60_000
const START = Date.parse('2026-11-24T10:00:00Z')
const FIFTY = Array.from({ length: 50 }, (_, index) => index + 1)

/** The looks into one account from the start on, each taking a moment. */
function looksOf(id: number, intervalMs: number, hours = 1): number[] {
  const looks = [START]
  while (looks.at(-1)! < START + hours * 60 * MINUTE) looks.push(nextLookAt(id, looks.at(-1)! + 300, intervalMs))
  return looks
}

describe('the looks into fifty accounts that were all looked into at the start', () => {
  it('fall apart within two intervals, so that never many come at once', () => {
    const later = FIFTY.flatMap((id) => looksOf(id, 2 * MINUTE)).filter((at) => at > START + 4 * MINUTE)
    const bySecond = Map.groupBy(later, (at) => Math.floor(at / 1000))
    expect(Math.max(...[...bySecond.values()].map(({ length }) => length))).toBeLessThanOrEqual(2)
  })

  it.each([MINUTE, 2 * MINUTE, 3 * MINUTE, 15 * MINUTE])(
    'are never later than the interval allows, nor sooner than half of it (%i ms)',
    (interval) => {
      for (const id of FIFTY) {
        const looks = looksOf(id, interval, 3)
        const gaps = looks.slice(1).map((at, index) => at - looks[index]!)
        expect(Math.max(...gaps)).toBeLessThanOrEqual(interval + 300)
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(interval / 2)
      }
    },
  )

  it('keep their distance once they have found their place, and cost at most one more than without', () => {
    for (const id of FIFTY) {
      const looks = looksOf(id, 2 * MINUTE)
      expect(looks.length).toBeLessThanOrEqual(33)
      const [before, after] = looks.slice(-2) as [number, number]
      expect(after - before).toBe(2 * MINUTE)
    }
  })
})
