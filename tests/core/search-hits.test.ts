import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch } from '../../main/core/japanese-text.ts'
import { cutSnippet, findHits, findSnippet } from '../../main/core/search-hits.ts'
import { matchesTerm } from '../../main/core/search-match.ts'
import { parseSearch } from '../../main/core/search-query.ts'

const NOW = Date.parse('2026-11-21T12:00:00+09:00')

function marked(text: string, typed: string): string[] {
  return findHits(text, parseSearch(typed, NOW, 'Asia/Tokyo'), 'body').map(({ start, end }) => text.slice(start, end))
}

describe('marks in a text', () => {
  it('stand on the words as they were written, not as they were folded', () => {
    expect(marked('㈱山田商店の髙橋です。ﾊﾞｰｺｰﾄﾞが…', '高橋 バーコード 株')).toEqual(['㈱', '髙橋', 'ﾊﾞｰｺｰﾄﾞ'])
    expect(marked('領\r\n収書を Ｒｅｆｕｎｄ　願います', '領収書 refund')).toEqual(['領\r\n収書', 'Ｒｅｆｕｎｄ'])
    expect(marked('がっこう か\u3099っこう', 'ガッコウ')).toEqual(['がっこう', 'か\u3099っこう'])
    expect(marked('𠮷野家と吉野家', '吉野')).toEqual(['𠮷野', '吉野'])
    expect(marked('すごーーーい', 'すごーい')).toEqual(['すごーーーい'])
  })

  it('stand on a number whose dashes differ', () => {
    expect(marked('TEL：０３－１２３４－５６７８まで', '0312345678')).toEqual(['０３－１２３４－５６７８'])
    expect(marked('0312345678', '03-1234-5678')).toEqual(['0312345678'])
    // A number that goes on from a letter is part of a word, and search does not find it without its dashes.
    expect(marked('\u116112-3412-34か', '123412')).toEqual([])
  })

  it('stand on a telephone number written in another way', () => {
    expect(marked('TEL ０３（１２３４）５６７８ まで', '03-1234-5678')).toEqual(['０３（１２３４）５６７８'])
    expect(marked('+81 90 1234 5678, 1090 1234 5678', '09012345678')).toEqual(['+81 90 1234 5678'])
  })

  it('leave out minus words and words of other fields, and join what overlaps', () => {
    expect(marked('返品と送料', '返品 -送料 件名:と')).toEqual(['返品'])
    expect(marked('適格請求書', '適格請求 請求書')).toEqual(['適格請求書'])
  })

  it('stand on every text that a search finds, and fold to what was asked for', () => {
    const bits = [
      ...'かｶﾞゔー〜-髙𠮷葛漢返品ﾊﾟ㈱①aB1 　\n\t、゛😀',
      '\u3099',
      '\u200b',
      '\r\n',
      'e\u0301',
      'İ',
      '12-34',
      '\ud83d',
      '한',
      'ᄒ',
      '\u1161',
    ]
    const text = fc.array(fc.constantFrom(...bits), { minLength: 1, maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.nat(20), fc.integer({ min: 1, max: 6 }), (body, start, length) => {
        const folded = foldForSearch(body)
        const part = [...folded]
          .slice(start, start + length)
          .join('')
          .trim()
        fc.pre(part !== '')
        const term = { field: null, text: part, isExcluded: false }
        const query = { terms: [term], statuses: null, from: null, to: null }
        const found = matchesTerm(term, { subject: '', body: folded, sender: '', recipients: '', files: '' })

        const hits = findHits(body, query, 'body')

        expect(hits.length > 0).toBe(found)
        for (const hit of hits) {
          expect(hit.start).toBeLessThan(hit.end)
          const shown = foldForSearch(body.slice(hit.start, hit.end)).replaceAll('ー', '')
          expect(shown).toContain(part.replaceAll('ー', ''))
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a snippet', () => {
  it('shows the first hit with a little before it', () => {
    const text = `${'前'.repeat(100)}返品${'後'.repeat(100)}`

    const snippet = cutSnippet(text, findHits(text, parseSearch('返品', NOW, 'Asia/Tokyo'), 'body'), 40)

    expect(snippet.text).toBe(`${'前'.repeat(10)}返品${'後'.repeat(28)}`)
    expect(snippet.hits).toEqual([{ start: 10, end: 12 }])
  })

  it('shows the beginning when nothing is marked', () => {
    expect(cutSnippet('短い', [], 40)).toEqual({ text: '短い', hits: [] })
  })
})

describe('a snippet of a long text', () => {
  const filler = 'お世話になっております。先日の件です。\n'
  const query = (typed: string) => parseSearch(typed, NOW, 'Asia/Tokyo')

  it('is found wherever the hit stands, and marks it as the whole text would', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.constantFrom('返品', 'ｻｲｽﾞ', '𠮷野', '03-1234-5678'), (at, word) => {
        const long = filler.repeat(200)
        const text = `${long.slice(0, at)} ${word} ${long.slice(at)}`
        const { text: piece, hits } = findSnippet(text, query(word), 'body', 80)
        expect(hits.map(({ start, end }) => piece.slice(start, end))).toEqual([word])
        expect(piece.length).toBeLessThanOrEqual(80)
        expect(text).toContain(piece)
      }),
    )
  })

  it('finds a phrase that no piece holds whole', () => {
    const phrase = 'とても長い一文'.repeat(40)
    const { hits } = findSnippet(`${filler.repeat(24)}${phrase}`, query(`"${phrase}"`), 'body', 80)
    expect(hits).toHaveLength(1)
  })

  it('begins at the beginning where nothing hits', () => {
    expect(findSnippet(filler.repeat(100), query('領収書'), 'body', 20)).toEqual({
      text: filler.slice(0, 20),
      hits: [],
    })
  })
})
