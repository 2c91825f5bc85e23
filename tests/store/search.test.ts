import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, toTokens } from '../../main/core/japanese-text.ts'
import { type FoldedText, matchesTerm } from '../../main/core/search-match.ts'
import { parseSearch, type SearchQuery } from '../../main/core/search-query.ts'
import { SEARCH_SCHEMA } from '../../main/store/search-schema.ts'
import { createSearchIndex } from '../../main/store/search.ts'
import { quickest } from '../core/quickest.ts'

const NOW = Date.parse('2026-11-21T12:00:00+09:00')
const HOUR = 3_600_000

type Mail = {
  subject?: string
  body?: string
  sender?: string
  recipients?: string
  files?: string
  at?: number
  status?: string
}

function setup() {
  const db = new Database(':memory:')
  db.exec(`
    CREATE TABLE ticket (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
    CREATE TABLE message (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, at INTEGER NOT NULL, account_id INTEGER NOT NULL);
    ${SEARCH_SCHEMA}`)
  const index = createSearchIndex(db)
  const addTicket = db.prepare('INSERT INTO ticket (id, status) VALUES (?, ?)')
  const addMessage = db.prepare('INSERT INTO message (id, ticket_id, at, account_id) VALUES (?, ?, ?, 1)')
  const texts = new Map<number, FoldedText>()
  function arrive(id: number, mail: Mail) {
    const text = foldMail(mail)
    addTicket.run(id, mail.status ?? 'open')
    addMessage.run(id, id, mail.at ?? NOW - 1_000_000 + id)
    index.add(id, { text, tokens: cutMail(text) })
    texts.set(id, text)
  }
  const find = (typed: string, order: 'newest' | 'relevance' = 'newest') =>
    index.find(parseSearch(typed, NOW, 'Asia/Tokyo'), { limit: 50, order }).hits.map((hit) => hit.messageId)
  return { db, index, arrive, find, texts }
}

function foldMail({ subject = '', body = '', sender = '', recipients = '', files = '' }: Mail): FoldedText {
  return {
    subject: foldForSearch(subject),
    body: foldForSearch(body),
    sender: foldForSearch(sender),
    recipients: foldForSearch(recipients),
    files: foldForSearch(files),
  }
}

function cutMail(text: FoldedText): FoldedText {
  return {
    subject: toTokens(text.subject),
    body: toTokens(text.body),
    sender: toTokens(text.sender),
    recipients: toTokens(text.recipients),
    files: toTokens(text.files),
  }
}

describe('a search', () => {
  it('still finds inside words after a transaction was undone', () => {
    const { db, index, arrive, find } = setup()
    const fail = db.transaction(() => {
      arrive(1, { body: 'dishwasher' })
      index.write()
      throw new Error('the disk is full')
    })
    expect(fail).toThrow('the disk is full')
    index.undone(0)
    arrive(1, { body: 'dishwasher' })

    expect(find('washer')).toEqual([1])
  })

  it('finds Japanese words of one, two and more characters, also inside longer ones', () => {
    const { arrive, find } = setup()
    arrive(1, { body: '茶碗に傷がありましたので返品をお願いします。' })
    arrive(2, { body: '適格請求書を送ってください' })

    expect(find('傷')).toEqual([1])
    expect(find('返品')).toEqual([1])
    expect(find('請求書')).toEqual([2])
    expect(find('返書')).toEqual([])
  })

  it('finds a word however it is written', () => {
    const { arrive, find } = setup()
    arrive(1, { body: 'ﾊﾞｰｺｰﾄﾞが読めません。髙橋' })
    arrive(2, { body: 'さいずを教えてください。ら〜めん鉢です' })
    arrive(3, { sender: '渡邉 眞理' })
    arrive(4, { body: 'ＺＱ－７７Ｂを二つ' })

    expect(find('バーコード')).toEqual([1])
    expect(find('バ−コ−ド')).toEqual([1])
    expect(find('高橋')).toEqual([1])
    expect(find('サイズ')).toEqual([2])
    expect(find('ラーメン')).toEqual([2])
    expect(find('渡辺')).toEqual([3])
    expect(find('渡邊真理')).toEqual([])
    expect(find('渡邊　真理')).toEqual([3])
    expect(find('zq-77b')).toEqual([4])
  })

  it('finds a word that a mailer broke at the end of a line, but not two words of two paragraphs', () => {
    const { arrive, find } = setup()
    arrive(1, { body: 'お手数ですが領\r\n収書をください' })
    arrive(2, { body: '大領\n\n収書' })

    expect(find('領収書')).toEqual([1])
  })

  it('finds one letter where a word begins, and not where a very long word was cut for the index', () => {
    const { arrive, find } = setup()
    arrive(1, { body: `２０${'x'.repeat(70)}` })
    arrive(2, { body: 'x線の写真' })

    expect(find('x')).toEqual([2])
    expect(find('xx')).toEqual([])
    expect(find('xxx')).toEqual([1])
    expect(find('x'.repeat(32))).toEqual([1])
    expect(find('x'.repeat(70))).toEqual([1])
  })

  it('finds the end of a word that begins the same way', () => {
    const { arrive, find } = setup()
    arrive(1, { body: '整理番号03120312か' })

    expect(find('0312か')).toEqual([1])
    expect(find('0312')).toEqual([1])
  })

  it('finds the first digits of a number whose dashes stand between them, and no number inside a word', () => {
    const { arrive, find } = setup()
    arrive(1, { body: '0-3-999' })
    arrive(2, { body: 'σzq-77b' })

    expect(find('03')).toEqual([1])
    expect(find('z')).toEqual([])
    expect(find('zq')).toEqual([])
    expect(find('77b')).toEqual([2])
  })

  it('finds telephone and order numbers with and without their dashes', () => {
    const { arrive, find } = setup()
    arrive(1, { body: 'TEL 03-1234-5678' })
    arrive(2, { body: '電話は0312345678です' })
    arrive(3, { body: '注文番号：２５０－１２３４５６７－７６５４３２１' })

    expect(find('0312345678')).toEqual([2, 1])
    expect(find('03-1234-5678')).toEqual([2, 1])
    expect(find('注文:25012345677654321')).toEqual([3])
    expect(find('250-1234567')).toEqual([3])
  })

  it('finds washer inside dishwasher, and c++ as it stands', () => {
    const { arrive, find } = setup()
    arrive(1, { body: 'The dishwasher is broken' })
    arrive(2, { body: 'written in C++, not in C' })
    arrive(3, { body: 'written in C' })

    expect(find('washer')).toEqual([1])
    expect(find('shwash')).toEqual([1])
    expect(find('c++')).toEqual([2])
    expect(find('★')).toEqual([])
  })

  it('takes phrases, minus words and fields', () => {
    const { arrive, find } = setup()
    arrive(1, {
      subject: '返品の件',
      body: '送料はいくらですか',
      sender: '佐藤 花子 hanako@example.jp',
      files: '写真.jpg',
    })
    arrive(2, {
      subject: '納期',
      body: '返品 送料',
      sender: '鈴木 一郎',
      recipients: '佐藤 花子 hanako@example.jp',
      status: 'resolved',
    })

    expect(find('from:佐藤')).toEqual([1])
    expect(find('宛先:佐藤')).toEqual([2])
    expect(find('返品 -納期')).toEqual([1])
    expect(find('-納期')).toEqual([1])
    expect(find('件名:返品')).toEqual([1])
    expect(find('差出人：佐藤')).toEqual([1])
    expect(find('添付:jpg')).toEqual([1])
    expect(find('「返品 送料」')).toEqual([2])
    expect(find('状態:完了')).toEqual([2])
    expect(find('返品 -状態:完了')).toEqual([1])
  })

  it('keeps to the days asked for', () => {
    const { arrive, find } = setup()
    arrive(1, { body: '返品', at: Date.parse('2026-11-20T23:59:59+09:00') })
    arrive(2, { body: '返品', at: Date.parse('2026-11-21T00:00:00+09:00') })

    expect(find('返品 期間:今日')).toEqual([2])
    expect(find('返品 期間:昨日')).toEqual([1])
  })

  it('puts the newest first, also when they came in the other order and are many', () => {
    const { arrive, index } = setup()
    for (let id = 1; id <= 5000; id++) arrive(id, { body: id % 3 === 0 ? '返品' : '在庫', at: NOW - id * HOUR })
    const query = parseSearch('返品', NOW, 'Asia/Tokyo')

    const page = index.find(query, { limit: 50, order: 'newest' })

    expect(page.hits.map((hit) => hit.messageId)).toEqual(Array.from({ length: 50 }, (_, i) => 3 * (i + 1)))
    expect(page.totalIsExact).toBe(false)
    expect(index.allIds(query)).toHaveLength(1666)
  })

  it.each<[string, (index: number) => number]>([
    ['the oldest first', (index) => index],
    ['the newest first', (index) => -index],
    ['in any order, several at one instant', (index) => (index * 7919) % 5_003],
  ])(
    'puts the newest first out of 10,000 that came %s, for words found often, rarely and only long ago',
    (_, age) => {
      const { db, index, arrive } = setup()
      const ats = Array.from({ length: 10_000 }, (__, i) => NOW - HOUR * 20_000 + age(i) * HOUR)
      const oldest = ats.toSorted((a, b) => a - b)[900]!
      const wordsOf = (at: number, i: number) =>
        [i % 3 === 0 && '返品', i % 90 === 0 && '納期', i % 700 === 0 && '茶碗', at < oldest && '領収書'].filter(
          Boolean,
        )
      db.transaction(() => {
        ats.forEach((at, i) => arrive(i + 1, { body: wordsOf(at, i).join('、'), at }))
        index.write()
      })()

      for (const word of ['返品', '納期', '茶碗', '領収書']) {
        const hits = ats.flatMap((at, i) => (wordsOf(at, i).includes(word) ? [{ at, messageId: i + 1 }] : []))
        const expected = hits.toSorted((a, b) => b.at - a.at || b.messageId - a.messageId).slice(0, 50)
        const page = index.find(parseSearch(word, NOW, 'Asia/Tokyo'), { limit: 50, order: 'newest' })
        expect(page.hits.map(({ at, messageId }) => ({ at, messageId }))).toEqual(expected)
      }
    },
    60_000,
  )

  it('fills a page without walking all the hits of a frequent word', () => {
    const { db, index, arrive } = setup()
    db.transaction(() => {
      for (let id = 1; id <= 20_000; id++) arrive(id, { body: '名古屋市中区', at: NOW - id * HOUR })
      index.write()
    })()
    const query = parseSearch('名古屋市中区', NOW, 'Asia/Tokyo')
    const page = quickest(() => index.find(query, { limit: 50, order: 'newest' }), 0)
    expect(page).toBeLessThan(quickest(() => index.allIds(query), 0) / 2)
  }, 60_000)

  it('puts hits in the subject before hits in the text only', () => {
    const { arrive, find } = setup()
    arrive(1, { subject: '返品' })
    arrive(2, { body: '返品' })

    expect(find('返品', 'relevance')).toEqual([1, 2])
    expect(find('返品', 'newest')).toEqual([2, 1])
  })

  it('narrows by what the caller adds', () => {
    const { arrive, index } = setup()
    arrive(1, { body: '返品' })
    arrive(2, { body: '返品' })

    const filter = { sql: 'm.id < ? OR t.id = ?', params: [2, 1] }
    const query = parseSearch('返品', NOW, 'Asia/Tokyo')

    expect(index.find(query, { limit: 50, order: 'newest', filter }).hits.map((hit) => hit.messageId)).toEqual([1])
    expect(index.allIds(query, filter)).toEqual([1])
  })

  it('forgets what was removed and takes new text for a message read again', () => {
    const { index, arrive, find } = setup()
    arrive(1, { body: '返品' })
    arrive(2, { body: 'æ–‡å—' })

    index.remove(1)
    const text = foldMail({ body: '文字' })
    index.add(2, { text, tokens: cutMail(text) })

    expect(find('返品')).toEqual([])
    expect(find('æ–‡å')).toEqual([])
    expect(find('文字')).toEqual([2])
  })
})

describe('the index and a reading of all texts', () => {
  const bits = [
    ...'かきがゔんッｶﾞｰー〜-−—髙高橋邊邉辺﨑齋斉澤𠮷吉𠀋𩸽漢字々〆傷返品々領収書',
    ...[
      'ﾊﾟ',
      '㈱',
      '①',
      '㌔',
      'が',
      'か\u3099',
      'ッ\u309a',
      'e\u0301',
      'é',
      'ß',
      'İ',
      'ς',
      'Σ',
      'ﬁ',
      '葛\u{e0100}',
      '한글',
      'ไทย',
    ],
    ...[
      'a',
      'b',
      'A',
      'wash',
      'dishwasher',
      'c++',
      '1',
      '12',
      '0312',
      '1234',
      'zq-77b',
      '03-1234-5678',
      '２０',
      'x'.repeat(40),
    ],
    ...[
      '\n',
      '\r\n',
      '\n\n',
      ' ',
      '　',
      '\t',
      '\u200b',
      '\u00ad',
      '、',
      '。',
      '「',
      '」',
      '.',
      '@',
      '_',
      '"',
      "'",
      '*',
      '★',
      '😀',
      '👍🏽',
      '\0',
      '\ud83d',
      '\u0301',
      '(',
      ')',
    ],
  ]
  const text = fc.array(fc.constantFrom(...bits), { maxLength: 14 }).map((parts) => parts.join(''))
  const mail = fc.record({ subject: text, body: text, sender: text, recipients: text, files: text })

  it('agree on every query, in every field', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(mail, { minLength: 1, maxLength: 8 }),
        fc.array(aimed(text), { minLength: 1, maxLength: 3 }),
        (mails, aims) => {
          const { db, index, arrive, texts } = setup()
          mails.forEach((one, i) => arrive(i + 1, one))
          const query = toQuery(aims, mails)
          const expected = [...texts]
            .filter(([, folded]) => query.terms.every((term) => matchesTerm(term, folded)))
            .map(([id]) => id)

          expect(index.allIds(query).toSorted((a, b) => a - b)).toEqual(expected)
          const page = index.find(query, { limit: 50, order: 'relevance' })
          expect(page.hits.map((hit) => hit.messageId).toSorted((a, b) => a - b)).toEqual(expected)
          expect(page.total).toBe(expected.length)
          db.close()
        },
      ),
      { numRuns: 600 },
    )
  })

  /** A stretch out of one of the mails, or another text. */
  type Aim = {
    mail: number
    field: keyof FoldedText
    start: number
    length: number
    other: string | null
    isExcluded: boolean
    inField: boolean
  }

  function aimed(other: fc.Arbitrary<string>): fc.Arbitrary<Aim> {
    return fc.record({
      mail: fc.nat(7),
      field: fc.constantFrom<keyof FoldedText>('subject', 'body', 'sender', 'recipients', 'files'),
      start: fc.nat(20),
      length: fc.integer({ min: 1, max: 12 }),
      other: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: other }),
      isExcluded: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      inField: fc.boolean(),
    })
  }

  function toQuery(aims: Aim[], mails: Required<Pick<Mail, keyof FoldedText>>[]): SearchQuery {
    const terms = aims.flatMap((aim) => {
      const source = foldForSearch(mails[aim.mail % mails.length]![aim.field])
      const part = aim.other === null ? [...source].slice(aim.start, aim.start + aim.length).join('') : aim.other
      const folded = foldForSearch(part)
      if (folded === '') return []
      return [{ field: aim.inField ? aim.field : null, text: folded, isExcluded: aim.isExcluded }]
    })
    return { terms, statuses: null, from: null, to: null }
  }
})

describe('the tokenizer of SQLite', () => {
  it('keeps each word as it was cut, for every character there is', { timeout: 30_000 }, () => {
    const db = new Database(':memory:')
    db.exec(`CREATE VIRTUAL TABLE f USING fts5 (t, content = '', tokenize = 'ascii');
      CREATE VIRTUAL TABLE v USING fts5vocab (f, 'row')`)
    const insert = db.prepare('INSERT INTO f (rowid, t) VALUES (?, ?)')
    const cut = new Set<string>()
    for (let start = 0; start < 0x34000; start += 0x400) {
      const characters = Array.from({ length: 0x400 }, (_, i) => `x${String.fromCodePoint(start + i)}z`)
      const tokens = toTokens(foldForSearch(characters.join(' ')))
      insert.run(start + 1, tokens)
      for (const token of tokens.split(' ')) if (token !== '') cut.add(token)
    }

    const kept = db.prepare<[], string>('SELECT term FROM v').pluck().all()

    expect(new Set(kept)).toEqual(cut)
  })
})
