import { describe, expect, it } from 'vitest'
import { readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import { eucJp, jis, latin1, mail, sjis, utf8, word } from '../../../fixtures/mail/build.ts'

type Line = string | Buffer
const raw = (name: string, ...content: Line[]) =>
  Buffer.concat([latin1(`${name}: `), ...content.map((piece) => (typeof piece === 'string' ? utf8(piece) : piece))])
const read = (...headers: Line[]) => readMail(mail(headers, 'x'))
const fromOf = (...content: Line[]) => read(raw('From', ...content)).from
const dateOf = (value: string) => {
  const { date } = read(`Date: ${value}`)
  return date === null ? null : new Date(date).toISOString()
}

describe('the sender', () => {
  it.each([
    ['"山田, 花子" <hanako@example.jp>', '山田, 花子', 'hanako@example.jp'],
    [`${word('iso-2022-jp', jis('髙橋 花子'))} <hanako@example.jp>`, '髙橋 花子', 'hanako@example.jp'],
    [`"${word('utf-8', utf8('髙橋, 花子'))}" <hanako@example.jp>`, '髙橋, 花子', 'hanako@example.jp'],
    [`${word('utf-8', utf8('山田, 花子 <注文>'))} <hanako@example.jp>`, '山田, 花子 <注文>', 'hanako@example.jp'],
    [`hanako@example.jp (${word('utf-8', utf8('山田花子'))})`, '山田花子', 'hanako@example.jp'],
    ['hanako..x.@docomo.ne.jp', '', 'hanako..x.@docomo.ne.jp'],
    ['"Hanako" <.hanako..x.@docomo.ne.jp>', 'Hanako', '.hanako..x.@docomo.ne.jp'],
    ['<hanako@example.jp>', '', 'hanako@example.jp'],
    ['hanako@example.jp <hanako@example.jp>', '', 'hanako@example.jp'],
    ['Hanako (shop; no. 2) <hanako@example.jp>', 'Hanako', 'hanako@example.jp'],
    ['Hanako', 'Hanako', ''],
    ['"Hanako" <<hanako@example.jp>>', 'Hanako', 'hanako@example.jp'],
    ['<@relay.example,@mx.example:hanako@example.jp>', '', 'hanako@example.jp'],
    [word('utf-8', utf8('山田花子 <hanako@example.jp>')), '山田花子', 'hanako@example.jp'],
    ['"\\"花\\" 子" <hanako@example.jp>', '"花" 子', 'hanako@example.jp'],
  ])('%s', (field, name, address) => {
    expect(fromOf(field)).toEqual([{ name, address }])
  })

  it('is right when the name stands there in raw bytes', () => {
    for (const encode of [jis, sjis, eucJp, utf8]) {
      expect(fromOf(encode('十条 表示'), ' <hanako@example.jp>')).toEqual([
        { name: '十条 表示', address: 'hanako@example.jp' },
      ])
    }
  })

  it('of two From fields is the first that has an address', () => {
    const { from, defects } = read('From: Hanako', 'From: taro@example.jp', 'From: jiro@example.jp')
    expect(from).toEqual([{ name: '', address: 'taro@example.jp' }])
    expect(defects).toContain('the field from stood there more than once')
  })

  it('is empty, not invented, when nobody is named', () => {
    const { from, defects } = read('To: shop@example.jp')
    expect(from).toEqual([])
    expect(defects).toEqual(['the field from was missing'])
  })
})

describe('recipients', () => {
  it('in groups, with comments and in several fields are all there', () => {
    const { to, cc } = read(
      'To: 店舗: a@example.jp, "B, C" <b@example.jp>;, undisclosed-recipients:;',
      'To: c@example.jp; d@example.jp',
      'Cc: e@example.jp (E)',
    )
    expect(to.map(({ address }) => address)).toEqual(['a@example.jp', 'b@example.jp', 'c@example.jp', 'd@example.jp'])
    expect(cc).toEqual([{ name: 'E', address: 'e@example.jp' }])
  })

  it('may be many', () => {
    const all = Array.from({ length: 3_000 }, (_, index) => `user${index}@example.jp`)
    expect(read(`To: ${all.join(',\r\n ')}`).to).toHaveLength(3_000)
  })
})

describe('the date', () => {
  it.each([
    ['Fri, 20 Nov 2026 10:00:00 +0900', '2026-11-20T01:00:00.000Z'],
    ['Fri, 20 Nov 2026 10:00:00 +0900 (JST)', '2026-11-20T01:00:00.000Z'],
    ['Fri, 20 Nov 2026 10:00:00 JST', '2026-11-20T01:00:00.000Z'],
    ['20 Nov 26 10:00 JST', '2026-11-20T01:00:00.000Z'],
    ['Fri, 20 Nov 99 10:00:00 EST', '1999-11-20T15:00:00.000Z'],
    ['Fri, 20 Nov 126 10:00:00 GMT', '2026-11-20T10:00:00.000Z'],
    ['Fri, 20 Nov 2026 10:00:00 -0000', '2026-11-20T10:00:00.000Z'],
    ['Fri, 20 Nov 2026 10:00:00', '2026-11-20T10:00:00.000Z'],
    ['Fri,20 Nov 2026 10:00:00+0900', '2026-11-20T01:00:00.000Z'],
    ['Fri, 20-Nov-2026 10.00.00 +09:00', '2026-11-20T01:00:00.000Z'],
    ['Fri (wday), 20 (day) Nov 2026 10:00:00 +0900', '2026-11-20T01:00:00.000Z'],
    ['Fri Nov 20 10:00:00 2026', '2026-11-20T10:00:00.000Z'],
    ['Fri Nov 20 10:00:00 JST 2026', '2026-11-20T01:00:00.000Z'],
    ['Fri Nov 20 10:00:00 +0900 2026', '2026-11-20T01:00:00.000Z'],
    ['Nov 20, 2026 1:05 PM', '2026-11-20T13:05:00.000Z'],
    ['2026-11-20T10:00:00+09:00', '2026-11-20T01:00:00.000Z'],
    ['2026/11/20 10:00:00 +0900', '2026-11-20T01:00:00.000Z'],
    ['2026年11月20日(金) 10:00:00 JST', '2026-11-20T01:00:00.000Z'],
    ['金, 20 11月 2026 10:00:00 +0900', '2026-11-20T01:00:00.000Z'],
    ['Fri, 20 Nov 2026 23:59:60 +0000', '2026-11-20T23:59:59.000Z'],
    ['Fri, 20 Nov 2026 24:00:00 +0900', '2026-11-20T15:00:00.000Z'],
    ['Fri, 20 Nov 2026 24:00:01 +0900', null],
    ['Fri, 20 Nov 2026 10:00:00 Asia/Tokyo', '2026-11-20T01:00:00.000Z'],
    ['Sun, 31 Feb 2026 10:00:00 +0900', null],
    ['Fri, 20 Foo 2026 10:00:00 +0900', null],
    ['Fri, 20 Nov 2026 25:00:00 +0900', null],
    ['yesterday', null],
    ['0000-00-00 00:00:00', null],
    ['', null],
  ])('%s', (value, expected) => {
    expect(dateOf(value)).toBe(expected)
  })
})

describe('identities', () => {
  it('lose their brackets and keep everything else', () => {
    const message = read(
      'Message-ID: <20261120.abc$def@mail.example.jp>',
      'In-Reply-To: <b@example.jp>',
      'References: <a@example.jp>\r\n\t<b@example.jp>,<c@example.jp>',
    )
    expect(message.messageId).toBe('20261120.abc$def@mail.example.jp')
    expect(message.inReplyTo).toBe('b@example.jp')
    expect(message.references).toEqual(['a@example.jp', 'b@example.jp', 'c@example.jp'])
  })

  it('may lack brackets where they are plausible', () => {
    const message = read(
      'Message-ID: abc@example.jp',
      'In-Reply-To: a@example.jp',
      'References: a@example.jp b@example.jp junk',
    )
    expect(message).toMatchObject({
      messageId: 'abc@example.jp',
      inReplyTo: 'a@example.jp',
      references: ['a@example.jp', 'b@example.jp'],
    })
  })

  it('are not taken from the sentence that old mailers wrote into In-Reply-To', () => {
    expect(read('In-Reply-To: Your message of Fri, 20 Nov 2026 by hanako@example.jp').inReplyTo).toBe(null)
    expect(read('In-Reply-To: Message from hanako@example.jp of "Fri, 20 Nov" <a@example.jp>').inReplyTo).toBe(
      'a@example.jp',
    )
  })

  it('behind the first in In-Reply-To join the references', () => {
    const message = read('In-Reply-To: <b@example.jp> <a@example.jp>', 'References: <a@example.jp>')
    expect(message).toMatchObject({ inReplyTo: 'b@example.jp', references: ['a@example.jp'] })
    expect(read('In-Reply-To: <b@example.jp> <a@example.jp>').references).toEqual(['a@example.jp'])
  })
})

describe('broken headers', () => {
  it('a line of junk among them is dropped, not taken for the body', () => {
    const { subject, textBody, defects } = read('From: a@example.jp', 'this is no header', 'Subject: 返品')
    expect({ subject, textBody }).toEqual({ subject: '返品', textBody: 'x' })
    expect(defects).toContain('a line among the headers was no header')
  })

  it('without an empty line behind them end where the text begins', () => {
    const message = readMail(latin1('From: a@example.jp\r\nSubject: hi\r\nHello there,\r\nplease call me.\r\n'))
    expect(message).toMatchObject({ subject: 'hi', textBody: 'Hello there,\nplease call me.' })
  })

  it.each([
    ['bare LF', '\n'],
    ['CR alone', '\r'],
    ['CR CR LF', '\r\r\n'],
  ])('with lines ended by %s are read', (_, newline) => {
    const message = readMail(
      mail(
        ['From: a@example.jp', 'Subject: hi', 'Content-Type: multipart/mixed; boundary=b'],
        '--b\n\none\ntwo\n--b\nContent-Type: text/html\n\n<p>three\n--b--\n',
        newline,
      ),
    )
    expect(message.subject).toBe('hi')
    expect(message.textBody).toBe('one\ntwo\nthree')
  })

  it('behind the "From " line of an mbox, empty lines, or a byte order mark are found', () => {
    const lines = 'From: a@example.jp\r\nSubject: hi\r\n\r\nx'
    for (const before of [
      'From a@example.jp Fri Nov 20 10:00:00 2026\r\n',
      '\r\n\r\n',
      '\ufeff',
      '>From a@example.jp\r\n',
    ]) {
      expect(readMail(utf8(before + lines))).toMatchObject({ subject: 'hi', textBody: 'x' })
    }
  })

  it('of an empty mail or one with only headers leave nothing invented', () => {
    expect(readMail(Buffer.alloc(0))).toMatchObject({
      from: [],
      subject: '',
      date: null,
      messageId: null,
      textBody: '',
      htmlBody: null,
      attachments: [],
    })
    expect(readMail(latin1('Subject: only'))).toMatchObject({ subject: 'only', textBody: '' })
    expect(readMail(latin1('just a text'))).toMatchObject({ subject: '', textBody: 'just a text' })
  })

  it('of a source that is UTF-16 as a whole are read', () => {
    const source = Buffer.from(
      '\ufeffFrom: a@example.jp\r\nSubject: 返品\r\nContent-Type: text/plain; charset=utf-16\r\n\r\nお願い',
      'utf16le',
    )
    expect(readMail(source)).toMatchObject({ subject: '返品', textBody: 'お願い' })
  })

  it('with NULs are read without them', () => {
    expect(readMail(latin1('Subject: h\0i\r\n\r\na\0b'))).toMatchObject({ subject: 'hi', textBody: 'ab' })
  })

  it('keep every value of a repeated field in order, decoded and capped', () => {
    const { headers } = read(
      'Received: one',
      'Received: two',
      `List-Id: ${word('utf-8', utf8('お知らせ'))} <news.example.jp>`,
      `X-Long: ${'x'.repeat(9_000)}`,
    )
    expect(headers.get('received')).toEqual(['one', 'two'])
    expect(headers.get('list-id')).toEqual(['お知らせ <news.example.jp>'])
    expect(headers.get('x-long')![0]).toHaveLength(4_000)
  })
})
