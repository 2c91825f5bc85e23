import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../preload/errors.ts'
import { catalogs } from '../../preload/locales/index.ts'
import { createI18n, dueGroup } from '../../renderer/i18n.ts'

const ja = createI18n('ja', 'Asia/Tokyo')
const en = createI18n('en', 'Asia/Tokyo')
const at = (text: string) => Date.parse(`${text}+09:00`)
const NOW = at('2026-11-24T14:02:00')
const due = (text: string, more: Partial<Parameters<typeof ja.due>[0]> = {}) => ({
  dueAt: at(text),
  warnAt: null,
  isWaiting: false,
  now: NOW,
  ...more,
})

describe('a deadline in words', () => {
  it.each([
    ['2026-11-27T14:00:00', 'later', '11/27(金) 14:00', 'Fri 27 Nov, 14:00'],
    ['2026-11-25T16:00:00', 'later', '明日 16:00', 'Tomorrow, 16:00'],
    ['2026-11-24T17:30:00', 'soon', 'あと3時間', '3 h left'],
    ['2026-11-24T14:02:30', 'soon', 'まもなく期限', 'Due now'],
    ['2026-11-24T14:01:30', 'late', '期限切れ', 'Overdue'],
    ['2026-11-24T11:50:00', 'late', '2時間超過', '2 h late'],
    ['2026-11-21T11:50:00', 'late', '3日超過', '3 days late'],
    ['2027-01-05T10:00:00', 'later', '2027/1/5(火) 10:00', 'Tue 5 Jan 2027, 10:00'],
  ])('due %s', (dueAt, tone, japanese, english) => {
    expect(ja.due(due(dueAt))).toMatchObject({ tone, words: japanese })
    expect(en.due(due(dueAt))).toMatchObject({ tone, words: english })
  })

  it('is near from its warning on, and waits for the customer in other words', () => {
    expect(ja.due(due('2026-11-24T14:47:00', { warnAt: NOW }))).toMatchObject({ tone: 'near', words: 'あと45分' })
    const waiting = due('2026-11-26T10:00:00', { isWaiting: true })
    expect(ja.due(waiting)).toMatchObject({ tone: 'waiting', words: '返事待ち 11/26(木)まで' })
  })

  it('stands under the day of the zone on the screen, not of Greenwich', () => {
    const evening = at('2026-11-24T23:30:00')
    expect(dueGroup(at('2026-11-24T23:59:00'), evening, ja)).toBe('today')
    expect(dueGroup(at('2026-11-25T00:01:00'), evening, ja)).toBe('tomorrow')
    expect(dueGroup(evening, evening, ja)).toBe('overdue')
    expect(dueGroup(null, evening, ja)).toBe('none')
  })
})

describe('the sentences', () => {
  const leaves = (value: unknown, path = ''): string[] => {
    // A list of examples may have another length in another language.
    if (Array.isArray(value)) return [`${path} list`]
    if (value === null || typeof value !== 'object') return [`${path} ${typeof value}`]
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
  }
  it('are the same in number and kind in both languages, and none is empty', () => {
    const kinds = (catalog: unknown) =>
      leaves(catalog)
        // English says the name of a time zone as it is.
        .filter((leaf) => !leaf.startsWith('.time.weekdays') && !leaf.startsWith('.hours.zones'))
        .sort()
    expect(kinds(catalogs.en)).toEqual(kinds(catalogs.ja))
    // Some hints stay away, and English needs nothing behind a span of time.
    for (const {
      onboarding: _hints,
      rulePage: { spanAfter: _, ...rulePage },
      ...catalog
    } of Object.values(catalogs)) {
      expect(JSON.stringify([catalog, rulePage])).not.toMatch(/:""/)
    }
  })

  it('tell of every error what happened, what it means and what to do', () => {
    for (const i18n of [ja, en]) {
      for (const code of ERROR_CODES) {
        const { what, means, next } = i18n.problem({ code, reason: null })
        expect([what, means, next].every((part) => part.length > 3)).toBe(true)
      }
    }
  })

  it('say something neutral about what a newer version wrote into the history', () => {
    const line = { seq: 1, at: NOW, actor: 'system' as const, staffId: null, type: 'parcel.weighed', data: {} }
    expect(ja.journal(line, NOW)).toBe('記録が追加されました')
    expect(ja.journal({ ...line, type: 'deadline.set', data: { dueAt: NOW } }, NOW)).toBe(
      '期限を 11/24(火) 14:02 にしました',
    )
  })
})
