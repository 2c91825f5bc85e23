import { describe, expect, it } from 'vitest'
import { droppedBackups, nextBackupAt } from '../../main/core/backup-plan.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-24T09:00:00+09:00')
const daysAgo = (...days: number[]) => days.map((day) => NOW - day * DAY)

describe('which backups are kept', () => {
  it('the newest ten, however they are listed', () => {
    const twelve = daysAgo(...Array.from({ length: 12 }, (_, day) => day))
    expect(droppedBackups(twelve.toReversed(), { keepCount: 10, keepDays: 60 }, NOW)).toEqual(daysAgo(10, 11))
  })

  it('none older than sixty days, but the newest three of a PC that was off for months', () => {
    expect(droppedBackups(daysAgo(0, 70, 80, 90, 100), { keepCount: 10, keepDays: 60 }, NOW)).toEqual(daysAgo(90, 100))
  })

  it('one at least, whatever is asked for', () => {
    expect(droppedBackups(daysAgo(1, 2), { keepCount: 0, keepDays: 0 }, NOW)).toEqual(daysAgo(2))
  })
})

describe('the next backup', () => {
  it('is due at once where there was none, and a day after one that went well', () => {
    expect(nextBackupAt({ lastSuccessAt: null, lastTryAt: null }, NOW)).toBe(0)
    const [hourAgo] = [NOW - 3_600_000]
    expect(nextBackupAt({ lastSuccessAt: hourAgo, lastTryAt: hourAgo }, NOW)).toBe(hourAgo + DAY)
  })

  it('is tried again an hour after one that failed', () => {
    const failedAt = NOW - 60_000
    expect(nextBackupAt({ lastSuccessAt: NOW - 2 * DAY, lastTryAt: failedAt }, NOW)).toBe(failedAt + 3_600_000)
  })

  it('does not wait for an instant that lies ahead because the clock was set back', () => {
    expect(nextBackupAt({ lastSuccessAt: NOW + 30 * DAY, lastTryAt: NOW + 30 * DAY }, NOW)).toBe(0)
  })
})
