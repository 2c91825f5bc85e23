import { describe, expect, it } from 'vitest'
import { isKnownCharset } from '../../../../main/channels/mail/read/charset.ts'
import { readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import { latin1, mail, textMail, word } from '../../../fixtures/mail/build.ts'

const bodyOf = (charset: string, bytes: string) =>
  readMail(textMail(`text/plain; charset=${charset}`, latin1(bytes))).textBody

describe('a mail in one of the larger forms of ISO-2022', () => {
  it.each([
    ['iso-2022-jp-2', '\x1b$(C1h\x1b$B$5$s$H2&\x1b$A6<\x1b$B$5$s\x1b(B', '김さんと王都さん'],
    ['iso-2022-jp-2', '\x1b.A\x1bNg\x1bN!a \x1b.F\x1bNa', 'ç¡a α'],
    ['iso-2022-jp-1', '\x1b$(D0!\x1b$B$5$s\x1b(B', '丂さん'],
    ['iso-2022-jp-3', '\x1b$(O~e\x1b$B30$N\x1b$(O&>\x1b(B', '鷗外の♥'],
    ['iso-2022-jp-2004', '\x1b$(Q.!\x1b$B\\[It$N\x1b$(QOT\x1b$B$k\x1b(B \x1b$(Q-!$w\x1b(B', '俱樂部の𠮟る ①か\u309a'],
    ['iso-2022-jp-2004', '\x1b$(P!#n!\x1b(B', '丏殛'],
    ['iso-2022-kr', '\x1b$)C\x0eAV9.\x0f \x0eH.@N\x0f 1', '주문 확인 1'],
    ['iso-2022-cn', '\x1b$)A\x0eDzOk\x0f!', '您想!'],
  ])('%s is read', (charset, bytes, text) => {
    expect(bodyOf(charset, bytes)).toBe(text)
    // The escapes themselves say what it is, whatever the label says.
    for (const wrong of ['iso-2022-jp', 'utf-8', 'us-ascii']) expect(bodyOf(wrong, bytes)).toBe(text)
  })

  it('has replacements only where a set is not known, and is read to its end', () => {
    expect(bodyOf('iso-2022-jp-2', '\x1b$B$"\x1b$(G!!D!\x1b$B$$\x1b(B ok')).toBe('あ\ufffd\ufffdい ok')
  })

  it('is read in subject and name too', () => {
    const name = word('ISO-2022-JP-2', latin1('\x1b$(C1h\x1b(B'))
    const subject = word('ISO-2022-JP-2004', latin1('\x1b$(QOT\x1b$B$i$l$k\x1b(B'))
    const read = readMail(mail([`From: ${name} <kim@example.com>`, `Subject: ${subject}`], 'x'))
    expect(read.from[0]!.name).toBe('김')
    expect(read.subject).toBe('𠮟られる')
  })
})

describe('a mail with the characters of JIS X 0213', () => {
  it.each([
    ['Shift_JIS-2004', '\x98\x73\x82\xe7\x82\xea\x82\xbd\xef\xe3\x82\xc6\x83\xbc', '𠮟られた鷗と♥'],
    ['Shift_JISX0213', '\xf0\x42\x87\x40 \\100~ \xb1', '丏① \\100~ ｱ'],
    ['EUC-JIS-2004', '\xcf\xd4\xa4\xe9\xa4\xec\xa4\xbf\xfe\xe5\xa4\xc8\xa6\xbe\xa4\xf7', '𠮟られた鷗と♥か\u309a'],
    ['EUC-JISX0213', '\x8f\xa1\xa3 \x8e\xb1\x8f\xb0\xa1', '丏 ｱ丂'],
  ])('is read under the label %s', (charset, bytes, text) => {
    expect(bodyOf(charset, bytes)).toBe(text)
    expect(isKnownCharset(charset)).toBe(true)
  })

  it('keeps its line when a byte of it is broken', () => {
    expect(bodyOf('Shift_JIS-2004', '\x82\xb1\x82\xf1\xff\x82\xc9\x82\xbf\x82\xcd 12')).toContain('にちは 12')
  })

  it('is read as what it is when the label is wrong', () => {
    const euc = '\xa4\xaa\xc0\xa4\xcf\xc3\xa4\xcb\xa4\xca\xa4\xc3\xa4\xc6\xa4\xaa\xa4\xea\xa4\xde\xa4\xb9\xa1\xa3'
    expect(bodyOf('Shift_JIS-2004', euc)).toBe('お世話になっております。')
  })
})
