import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { searchTextOf } from '../../main/core/search-text.ts'
import { parseSearch } from '../../main/core/search-query.ts'
import { SEARCH_SCHEMA } from '../../main/store/search-schema.ts'
import { createSearchIndex } from '../../main/store/search.ts'

const NOW = Date.parse('2026-11-21T12:00:00+09:00')

/** Asks an index of mails with these bodies, numbered from 1. */
function searchIn(...bodies: string[]) {
  const db = new Database(':memory:')
  db.exec(`
    CREATE TABLE ticket (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
    CREATE TABLE message (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, at INTEGER NOT NULL, account_id INTEGER NOT NULL);
    INSERT INTO ticket VALUES (1, 'open');
    ${SEARCH_SCHEMA}`)
  const index = createSearchIndex(db)
  for (const [at, body] of bodies.entries()) {
    db.prepare('INSERT INTO message VALUES (?, 1, ?, 1)').run(at + 1, NOW)
    index.add(at + 1, searchTextOf({ subject: '', body, senders: [], recipients: [], files: [] }))
  }
  return (typed: string) =>
    index
      .find(parseSearch(typed, NOW, 'Asia/Tokyo'), { limit: 50, order: 'newest' })
      .hits.map(({ messageId }) => messageId)
}

it('finds a telephone number however the mail and the question write it, and no other one', () => {
  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
  const number = fc
    .constantFrom<[string, number, number]>(['03', 4, 4], ['045', 3, 4], ['0852', 2, 4], ['0120', 3, 3], ['090', 4, 4])
    .chain(([area, middle, last]) => fc.tuple(fc.constant(area), digits(middle), digits(last)))
  const ways: ((a: string, b: string, c: string) => string)[] = [
    (a, b, c) => `${a}${b}${c}`,
    (a, b, c) => `${a}-${b}-${c}`,
    (a, b, c) => `${a}(${b})${c}`,
    (a, b, c) => `（${a}）${b}−${c}`,
    (a, b, c) => `${a}.${b}.${c}`,
    (a, b, c) => `+81-${a.slice(1)}-${b}-${c}`,
    (a, b, c) => `＋81${a.slice(1)}${b}${c}`,
  ]
  const written = [
    ...ways,
    (a: string, b: string, c: string) => `(${a}) ${b}-${c}`,
    (a: string, b: string, c: string) => `${a} ${b} ${c}`,
    (a: string, b: string, c: string) => `+81 (0)${a.slice(1)} ${b} ${c}`,
  ]
  const property = fc.property(
    number,
    number,
    fc.constantFrom(...written),
    fc.constantFrom(...ways),
    (one, other, write, type) => {
      fc.pre(one.join('') !== other.join(''))
      const find = searchIn(`お電話は${write(...one)}まで。`, `TEL ${write(...other)}`)
      expect(find(type(...one))).toEqual([1])
    },
  )
  fc.assert(property, { seed: 20261122, numRuns: 80 })
})
