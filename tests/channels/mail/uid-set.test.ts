import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalId, formatCursor, parseCursor } from '../../../main/channels/mail/cursor.ts'
import { formatAmong, formatUids, parseUidRanges } from '../../../main/channels/mail/uid-set.ts'

const uids = fc.uniqueArray(fc.integer({ min: 1, max: 4_294_967_295 }), { maxLength: 60 })
const isIn = (set: string) => (uid: number) => parseUidRanges(set)!.some(([first, last]) => first <= uid && uid <= last)

describe('a UID set', () => {
  it('is written as short as IMAP allows', () => {
    expect(formatUids([9, 1, 2, 3, 7, 8])).toBe('1:3,7:9')
    expect(formatUids([])).toBe('')
  })

  it('names exactly the UIDs it was made of', () => {
    fc.assert(
      fc.property(uids, (some) => {
        const named = parseUidRanges(formatUids(some))!.flatMap(([first, last]) => [first, last])
        expect(some.every(isIn(formatUids(some)))).toBe(true)
        expect(named.every((uid) => some.includes(uid))).toBe(true)
      }),
    )
  })

  it('runs over holes, and still names among the known ones only what is wanted', () => {
    const known = [1, 5, 9, 40, 41, 1000]
    expect(formatAmong(known, (index) => index < 4)).toBe('1:40')
    fc.assert(
      fc.property(uids, fc.infiniteStream(fc.boolean()), (some, coin) => {
        const sorted = [...some].sort((a, b) => a - b)
        const wanted = sorted.map(() => coin.next().value)
        const set = formatAmong(sorted, (index) => wanted[index]!)
        expect(sorted.map(isIn(set))).toEqual(wanted)
      }),
    )
  })

  it.each(['*', '1:*', '0', '1,,2', '-1', 'x', '1:2:3', ' 1'])('is not %j', (text) => {
    expect(parseUidRanges(text)).toBe(null)
  })
})

describe('a cursor', () => {
  it('comes back as it was stored, with any folder name', () => {
    const folder = { validity: '7', next: 12, backlog: '1:3,9', since: '2026-10-21' }
    const cursor = { v: 1 as const, folders: { '受信/"a\\b"': folder, constructor: { ...folder, since: null } } }
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor)
  })

  it.each(['', '{', 'null', '{"v":1,"folders":{"INBOX":{"validity":"x"}}}'])('that reads %j starts over', (text) => {
    expect(parseCursor(text)).toEqual({ v: 1, folders: {} })
  })

  it('gives ids that differ by folder, by UIDVALIDITY and by UID', () => {
    const ids = [
      externalId('A.1', '2', 3),
      externalId('A', '1', 23),
      externalId('1.A', '2', 3),
      externalId('A.1', '23', 3),
    ]
    expect(new Set(ids).size).toBe(4)
    expect(externalId('送信\u0000済', '7', 5)).toMatch(/^[\x21-\x7e]+$/)
  })
})
