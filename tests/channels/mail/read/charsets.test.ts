import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readMail, readSource } from '../../../../main/channels/mail/read/read-mail.ts'
import { eucJp, jis, latin1, mail, sjis, textMail, utf8, word } from '../../../fixtures/mail/build.ts'

const LETTER = 'お世話になっております。㈱山田商店の髙﨑です。\n注文①のｻｲｽﾞと色を～から変更できますか。'

const bodyOf = (source: Buffer) => readMail(source).textBody
const subjectOf = (...lines: (string | Buffer)[]) =>
  readMail(
    mail(
      ['From: a@example.jp', Buffer.concat(lines.map((line) => (typeof line === 'string' ? utf8(line) : line)))],
      'x',
    ),
  ).subject

describe('the body of a Japanese mail', () => {
  it.each([
    ['iso-2022-jp', jis],
    ['ISO-2022-JP-MS', jis],
    ['cp50220', jis],
    ['cp50221', jis],
    ['csISO2022JP', jis],
    ['Shift_JIS', sjis],
    ['x-sjis', sjis],
    ['MS932', sjis],
    ['Windows-31J', sjis],
    ['euc-jp', eucJp],
    ['x-euc-jp', eucJp],
    ['utf8', utf8],
    ['"utf-8"', utf8],
    ['unicode-1-1-utf-8', utf8],
  ])('is right with the charset called %s', (charset, encode) => {
    const { textBody, defects } = readMail(textMail(`text/plain; charset=${charset}`, encode(LETTER)))
    expect(textBody).toBe(LETTER)
    expect(defects).toEqual([])
  })

  it.each([
    ['ISO-2022-JP', jis],
    ['Shift_JIS', sjis],
    ['EUC-JP', eucJp],
    ['UTF-8', utf8],
  ])('is recognised as %s when no charset is named, or one that cannot be', (_, encode) => {
    expect(bodyOf(textMail(null, encode(LETTER)))).toBe(LETTER)
    expect(bodyOf(textMail('text/plain', encode(LETTER)))).toBe(LETTER)
    expect(bodyOf(textMail('text/plain; charset=us-ascii', encode(LETTER)))).toBe(LETTER)
    expect(bodyOf(textMail('text/plain; charset=iso-8859-1', encode(LETTER)))).toBe(LETTER)
    expect(bodyOf(textMail('text/plain; charset=x-nonsense', encode(LETTER)))).toBe(LETTER)
    expect(bodyOf(textMail('text/plain; charset="', encode(LETTER)))).toBe(LETTER)
  })

  it.each([
    ['iso-2022-jp', 'UTF-8', utf8],
    ['iso-2022-jp', 'Shift_JIS', sjis],
    ['utf-8', 'ISO-2022-JP', jis],
    ['utf-8', 'Shift_JIS', sjis],
    ['utf-8', 'EUC-JP', eucJp],
    ['shift_jis', 'UTF-8', utf8],
    ['shift_jis', 'ISO-2022-JP', jis],
    ['euc-jp', 'Shift_JIS', sjis],
    ['shift_jis', 'EUC-JP', eucJp],
    ['gb2312', 'Shift_JIS', sjis],
    ['big5', 'Shift_JIS', sjis],
    ['ks_c_5601-1987', 'Shift_JIS', sjis],
  ])('is right and said to be mended when it says %s and is %s', (charset, _, encode) => {
    const { textBody, defects } = readMail(textMail(`text/plain; charset=${charset}`, encode(LETTER)))
    expect(textBody).toBe(LETTER)
    expect(defects).toHaveLength(1)
  })

  it('keeps the IBM extensions of eucJP-ms in three bytes', () => {
    expect(bodyOf(textMail('text/plain; charset=eucJP-ms', Buffer.from('8ff4fea4b5a4f3', 'hex')))).toBe('黑さん')
  })

  it('reads ISO-2022-JP whose mailer forgot to go back to ASCII at the line end', () => {
    expect(bodyOf(textMail('text/plain; charset=iso-2022-jp', latin1('\x1b$B$3$s\r\nabc')))).toBe('こん\nabc')
  })

  it('goes on in ISO-2022-JP where a server broke the line inside it', () => {
    const read = (text: string) => bodyOf(textMail('text/plain; charset=iso-2022-jp', latin1(text)))
    expect(read('\x1b$B$*@$OC\r\n$K$J$C$F\x1b(B\r\nabc')).toBe('お世話\nになって\nabc')
    expect(read('\x1b$B$*@$OC!\r\n$K$J$C$F$*$j$^$9\r\nabcd')).toBe('お世話!\nになっております\nabcd')
    expect(read('\x1b$B$3$s\r\n$100\r\n100%OFF!')).toBe('こん\n$100\n100%OFF!')
  })

  it('keeps UTF-8 that ends or begins inside a character', () => {
    const bytes = utf8('本文です')
    for (const cut of [bytes.subarray(0, -1), bytes.subarray(0, -2)]) {
      const { textBody, defects } = readMail(textMail('text/plain; charset=utf-8', cut))
      expect(textBody).toBe('本文で\ufffd')
      expect(defects).toHaveLength(1)
    }
    expect(bodyOf(textMail('text/plain; charset=utf-8', bytes.subarray(2)))).toBe('\ufffd文です')
    expect(subjectOf('Subject: ', word('utf-8', bytes.subarray(0, -1)))).toBe('本文で\ufffd')
  })

  it.each([
    ['Shift_JIS', sjis],
    ['EUC-JP', eucJp],
    ['UTF-8', utf8],
  ])('reads a footer in %s below ISO-2022-JP', (_, encode) => {
    const source = Buffer.concat([jis('お世話になります'), latin1('\r\n'), encode('このメールは社外から届きました')])
    for (const charset of ['iso-2022-jp', 'utf-8', 'us-ascii'])
      expect(bodyOf(textMail(`text/plain; charset=${charset}`, source))).toBe(
        'お世話になります\nこのメールは社外から届きました',
      )
  })

  it('leaves Chinese, Korean and half-width kana what they are', () => {
    const encoded = (text: string, charset: string) =>
      bodyOf(textMail(`text/plain; charset=${charset}`, iconv.encode(text, charset)))
    expect(encoded('您好，我想询问一下订单。', 'gb2312')).toBe('您好，我想询问一下订单。')
    expect(encoded('您好，請問訂單的事情。', 'big5')).toBe('您好，請問訂單的事情。')
    expect(encoded('안녕하세요 주문 확인 부탁드립니다', 'euc-kr')).toBe('안녕하세요 주문 확인 부탁드립니다')
    expect(encoded('お世話になります。', 'gb2312')).toBe('お世話になります。')
    expect(encoded('ｶﾀｶﾅﾉﾐﾉﾒｰﾙﾃﾞｽ', 'shift_jis')).toBe('ｶﾀｶﾅﾉﾐﾉﾒｰﾙﾃﾞｽ')
  })

  it('reads half-width kana by ESC ( I, by SO and SI, and as bare bytes', () => {
    const read = (bytes: string) => bodyOf(textMail('text/plain; charset=iso-2022-jp', latin1(bytes)))
    expect(read('\x1b(I;2=^\x1b(B!')).toBe('ｻｲｽﾞ!')
    expect(read('\x1b$B$"\x1b(B\x0e;2=^\x0f!')).toBe('あｻｲｽﾞ!')
    expect(read('\x0e;2=^\x0f!')).toBe('ｻｲｽﾞ!')
    expect(read('\x1b$B$"\x1b(B\xbb\xb2\xbd\xde')).toBe('あｻｲｽﾞ')
  })

  it('puts back escape bytes that a gateway dropped', () => {
    const { textBody, defects } = readMail(
      textMail(
        'text/plain; charset=iso-2022-jp',
        latin1(jis('返品をお願いします').toString('latin1').replaceAll('\x1b', '')),
      ),
    )
    expect(textBody).toBe('返品をお願いします')
    expect(defects).toEqual(['escape sequences of ISO-2022-JP were missing'])
  })

  it('leaves a price with a dollar sign alone', () => {
    expect(bodyOf(textMail('text/plain; charset=iso-2022-jp', 'It was $B12 (B grade)'))).toBe('It was $B12 (B grade)')
  })

  it('is right in UTF-16, UTF-7, GB2312, Big5, EUC-KR, KOI8-R and Windows-1252', () => {
    const read = (charset: string, hex: string) =>
      bodyOf(textMail(`text/plain; charset=${charset}`, Buffer.from(hex, 'hex')))
    expect(read('utf-16le', 'd48fc1540a00')).toBe('返品')
    expect(read('utf-16', 'feff8fd4 54c1'.replace(' ', ''))).toBe('返品')
    expect(read('unicode-1-1-utf-7', latin1('+j9RUwQ-').toString('hex'))).toBe('返品')
    expect(read('gb2312', 'c4e3bac3')).toBe('你好')
    expect(read('big5', 'a741a66e')).toBe('你好')
    expect(read('ks_c_5601-1987', 'bec8b3e7')).toBe('안녕')
    expect(read('koi8-r', 'f0d2c9d7c5d4')).toBe('Привет')
    expect(read('windows-1252', '80')).toBe('€')
    expect(read('iso-8859-1', 'e96ce8766573')).toBe('élèves')
  })

  it('shows the emoji of old carriers as 〓 and keeps what stands behind them', () => {
    expect(bodyOf(textMail('text/plain; charset=shift_jis', Buffer.from('82a0f9e882a2f7f082a4', 'hex')))).toBe(
      'あ〓い〓う',
    )
    expect(bodyOf(textMail('text/plain; charset=iso-2022-jp', latin1('\x1b$B$"u!$$}~$&\x1b(B')))).toBe('あ〓い〓う')
  })

  it('is read again in the charset that a person chose', () => {
    const source = textMail(
      'text/plain; charset=windows-1251',
      sjis('返品'),
      Buffer.concat([latin1('X-Note: '), sjis('在庫')]),
    )
    expect(bodyOf(source)).not.toBe('返品')
    const { message } = readSource(source, { charset: 'shift_jis' })
    expect(message.textBody).toBe('返品')
    expect(message.headers.get('x-note')).toEqual(['在庫'])
  })
})

describe('a subject', () => {
  it('of words cut inside a character is joined before it is decoded', () => {
    const bytes = utf8('見積書の再送のお願い')
    expect(subjectOf(`Subject: ${word('UTF-8', bytes.subarray(0, 7))}\r\n ${word('utf-8', bytes.subarray(7))}`)).toBe(
      '見積書の再送のお願い',
    )
    const shifted = jis('見積書の再送')
    expect(
      subjectOf(
        `Subject: ${word('ISO-2022-JP', shifted.subarray(0, 8))}\r\n ${word('ISO-2022-JP', shifted.subarray(8))}`,
      ),
    ).toBe('見積書の再送')
  })

  it('of base64 cut inside a group of four is joined before it is decoded', () => {
    const whole = utf8('見積書の再送のお願い').toString('base64')
    expect(subjectOf(`Subject: =?utf-8?B?${whole.slice(0, 18)}?= =?utf-8?B?${whole.slice(18)}?=`)).toBe(
      '見積書の再送のお願い',
    )
  })

  it('is right with a lower-case b or q, a language tag, spaces inside, or no padding', () => {
    const base64 = utf8('返品 です').toString('base64')
    expect(subjectOf(`Subject: =?utf-8?b?${base64}?=`)).toBe('返品 です')
    expect(subjectOf(`Subject: =?UTF-8*ja?B?${base64}?=`)).toBe('返品 です')
    expect(subjectOf(`Subject: =?utf-8?B?${base64.slice(0, 4)} ${base64.slice(4)}?=`)).toBe('返品 です')
    expect(subjectOf(`Subject: =?utf-8?B?${utf8('返品').toString('base64').replace(/=+$/, '')}?=`)).toBe('返品')
    expect(subjectOf('Subject: =?utf-8?q?=E8=BF=94=E5=93=81 no_1?=')).toBe('返品 no 1')
    expect(subjectOf('Subject: =?utf-8?Q?What?=20is?=')).toBe('What? is')
  })

  it('keeps blanks beside plain words and drops those between encoded ones', () => {
    expect(subjectOf(`Subject: Re: ${word('utf-8', utf8('返'))}  ${word('utf-8', utf8('品'))} (no.1)`)).toBe(
      'Re: 返品 (no.1)',
    )
    expect(subjectOf(`Subject: [${word('utf-8', utf8('店'))}]${word('iso-2022-jp', jis('返品'))}`)).toBe('[店]返品')
  })

  it('is right when its bytes stand there raw', () => {
    for (const encode of [jis, sjis, eucJp, utf8])
      expect(subjectOf('Subject: Re: ', encode('【重要】注文①の返品について'))).toBe('Re: 【重要】注文①の返品について')
  })

  it('says iso-2022-jp and is Shift_JIS, or says utf-8 and is ISO-2022-JP', () => {
    expect(subjectOf(`Subject: ${word('iso-2022-jp', sjis('返品のお願い'))}`)).toBe('返品のお願い')
    expect(subjectOf(`Subject: ${word('utf-8', jis('返品のお願い'))}`)).toBe('返品のお願い')
    expect(subjectOf(`Subject: ${word('iso-2022-jp', jis('㈱髙島①ｶﾅ'))}`)).toBe('㈱髙島①ｶﾅ')
  })

  it('that is not closed is read as far as it goes', () => {
    expect(subjectOf('Subject: =?utf-8?B?6L+U5ZOB')).toBe('返品')
    expect(subjectOf('Subject: =?utf-8?B?6L+U5ZOB?')).toBe('返品')
    expect(subjectOf('Subject: a =? b ?= =?x')).toBe('a =? b ?= =?x')
  })

  it('cut off inside a UTF-8 character is still UTF-8, and one in Shift_JIS is found by what the body names', () => {
    expect(subjectOf('Subject: ', utf8('返品のお願い').subarray(0, -1))).toBe('返品のお願\ufffd')
    const source = textMail(
      'text/plain; charset=iso-2022-jp',
      jis('表'),
      Buffer.concat([latin1('X-Note: '), sjis('表')]),
    )
    expect(readMail(source).headers.get('x-note')).toEqual(['表'])
  })

  it('that a gateway encoded a second time is read to the end', () => {
    const once = word('iso-2022-jp', jis('ご注文'))
    expect(subjectOf('Subject: ', word('utf-8', utf8(`Re: ${once} 2`)))).toBe('Re: ご注文 2')
    const name = word('utf-8', utf8(word('utf-8', utf8('山田, 花子'))))
    expect(readMail(mail([`From: ${name} <hanako@example.jp>`], 'x')).from).toEqual([
      { name: '山田, 花子', address: 'hanako@example.jp' },
    ])
  })

  it('whose encoded word holds the raw text is that text', () => {
    expect(subjectOf('Subject: =?ISO-2022-JP?B?', jis('返品'), '?=')).toBe('返品')
  })

  it('folded over lines is one line', () => {
    expect(subjectOf('Subject: one\r\n\ttwo\r\n  three')).toBe('one two three')
  })
})
