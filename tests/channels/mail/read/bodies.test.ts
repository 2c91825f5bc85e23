import { describe, expect, it } from 'vitest'
import { openAttachment, readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import {
  eucJp,
  file,
  jis,
  latin1,
  mail,
  multipart,
  multipartMail,
  sjis,
  textMail,
  utf8,
  word,
} from '../../../fixtures/mail/build.ts'

const text = (content: string) => `Content-Type: text/plain; charset=utf-8\n\n${content}`
const html = (content: string) => `Content-Type: text/html; charset=utf-8\n\n${content}`
const nested = (subtype: string, parts: (string | Buffer)[], boundary: string) => {
  const { header, body } = multipart(subtype, parts, boundary)
  return Buffer.concat([latin1(`${header}\r\n\r\n`), body])
}
const open = (source: Buffer, index = 0) => Buffer.from(openAttachment(source, index)!).toString('utf8')

describe('the body', () => {
  it('of alternatives is the plain one, with the HTML beside it', () => {
    const message = readMail(multipartMail('alternative', [text('返品です'), html('<b>返品です</b>')]))
    expect(message).toMatchObject({ textBody: '返品です', htmlBody: '<b>返品です</b>', attachments: [], defects: [] })
  })

  it('of alternatives whose plain part is empty is made from the HTML', () => {
    expect(readMail(multipartMail('alternative', [text(' \n'), html('<p>返品です</p>')])).textBody).toBe('返品です')
  })

  it('goes on behind a file', () => {
    const source = multipartMail('mixed', [
      text('one'),
      file('filename="a.pdf"', 'pdf'),
      text('two'),
      nested('alternative', [text('three'), html('<i>three</i>')], 'b2'),
    ])
    const message = readMail(source)
    expect(message.textBody).toBe('one\ntwo\nthree')
    expect(message.htmlBody).toContain('<i>three</i>')
    expect(message.attachments.map(({ name, size }) => ({ name, size }))).toEqual([{ name: 'a.pdf', size: 3 }])
    expect(open(source)).toBe('pdf')
  })

  it('does not take in the text of a mail that is attached', () => {
    const inner = `Content-Type: message/rfc822\n\nFrom: b@example.jp\nSubject: ${word('utf-8', utf8('前の件 1/2'))}\n\ninner text`
    const source = multipartMail('mixed', [text('outer'), inner])
    const message = readMail(source)
    expect(message.textBody).toBe('outer')
    expect(message.attachments).toMatchObject([
      { name: '', safeName: '前の件 1_2.eml', type: 'message/rfc822', inline: false },
    ])
    expect(open(source)).toContain('inner text')
  })

  it('of HTML alone is readable as text', () => {
    const { textBody } = readMail(
      textMail(
        'text/html; charset=utf-8',
        `<html><head><title>t</title><style>p{color:red}</style></head><body><h1>ご注文</h1><p>山田様<br>いつも&nbsp;&amp; ありがとう&#12354;</p>
        <table><tr><td>商品</td><td>数量</td></tr><tr><td>土鍋</td><td>2</td></tr></table><ul><li>one</li><li>two</li></ul>
        <a href="https://example.jp/a?b=1&amp;c=2">こちら</a> <a href="https://example.jp/">example.jp</a><blockquote>前の<br>文</blockquote><script>alert(1)</script></body></html>`,
      ),
    )
    expect(textBody).toBe(
      'ご注文\n\n山田様\nいつも & ありがとうあ\n\n商品  数量\n土鍋  2\n・one\n・two\nこちら <https://example.jp/a?b=1&c=2> example.jp\n\n> 前の\n> 文',
    )
  })

  it('of HTML takes its charset from the meta tag when the part names none', () => {
    const body = Buffer.concat([
      latin1('<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-jp"></head><p>'),
      eucJp('表'),
      latin1('</p>'),
    ])
    expect(readMail(textMail('text/html', body)).textBody).toBe('表')
  })

  it('without any tag keeps its lines', () => {
    expect(readMail(textMail('text/html; charset=utf-8', '注文の件です。\n色は<青>で &amp; 2枚\n')).textBody).toBe(
      '注文の件です。\n色は<青>で & 2枚',
    )
  })

  it('quotes a paragraph without an empty line behind it', () => {
    const source = '<p>返事</p><blockquote><p>元の文</p><blockquote><p>その前</p></blockquote></blockquote><p>署名</p>'
    expect(readMail(textMail('text/html; charset=utf-8', source)).textBody).toBe(
      '返事\n\n> 元の文\n>\n> > その前\n\n署名',
    )
  })

  it('of format=flowed is put together again, with and without delsp', () => {
    expect(
      readMail(textMail('text/plain; charset=utf-8; format=flowed', 'one \ntwo\n> quoted \n> line\n-- \nsig')).textBody,
    ).toBe('one two\n> quoted line\n-- \nsig')
    expect(
      readMail(textMail('text/plain; charset=utf-8; format=flowed; delsp=yes', '返品を \nお願いします')).textBody,
    ).toBe('返品をお願いします')
  })

  it('is decoded whatever the transfer encoding is called, or when it is a lie', () => {
    const read = (encoding: string | null, body: string | Buffer) =>
      readMail(
        textMail(
          'text/plain; charset=utf-8',
          body,
          ...(encoding === null ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
        ),
      ).textBody
    const base64 = utf8('返品をお願いします。よろしく。').toString('base64')
    expect(read('Base64', base64)).toBe('返品をお願いします。よろしく。')
    expect(read(' "base64" ', `${base64.slice(0, 20)}\n!!\n${base64.slice(20)}`)).toBe('返品をお願いします。よろしく。')
    expect(read('base64', '6L!!+U5Z*OB\n 44Gn!44GZ')).toBe('返品です')
    expect(read('base64', 'call me')).toBe('call me')
    expect(read('base64', '返品をお願いします')).toBe('返品をお願いします')
    expect(read('base64', 'This is plain text, which it should not be.')).toBe(
      'This is plain text, which it should not be.',
    )
    expect(read('base64', `${utf8('返').toString('base64')}=\n${utf8('品').toString('base64')}`)).toBe('返品')
    expect(read('Quoted_Printable', '=E8=BF=94=\n=E5=93=81 =zz 100%=')).toBe('返品 =zz 100%')
    expect(read('quoted-printable', '返品=E8=BF=94')).toBe('返品返')
    expect(read('8-bit', '返品')).toBe('返品')
    expect(read('x-unknown', '返品')).toBe('返品')
    expect(read(null, '=E8=BF=94=E5=93=81')).toBe('返品')
    expect(read(null, base64)).toBe('返品をお願いします。よろしく。')
    expect(read(null, 'a=1&b=20')).toBe('a=1&b=20')
  })
})

describe('a type that cannot be read', () => {
  it.each(['!!!garbage', 'text\\plain; charset=utf-8', 'text', 'charset=utf-8'])('(%s) is text', (type) => {
    const { textBody, attachments } = readMail(textMail(type, '返品'))
    expect(textBody).toBe('返品')
    expect(attachments).toEqual([])
  })

  it('of a file is a file', () => {
    const { attachments } = readMail(multipartMail('mixed', [text('x'), file('filename="a.pdf"', 'abc', 'pdf')]))
    expect(attachments.map(({ name, type }) => [name, type])).toEqual([['a.pdf', 'application/octet-stream']])
  })
})

describe('the footer of a list behind base64', () => {
  it('stands behind the decoded text', () => {
    const body = `${utf8('返品をお願いします。').toString('base64')}\n____\nlist footer: https://example.jp/`
    const { textBody, defects } = readMail(
      textMail('text/plain; charset=utf-8', body, 'Content-Transfer-Encoding: base64'),
    )
    expect(textBody).toBe('返品をお願いします。\n____\nlist footer: https://example.jp/')
    expect(defects).toEqual(['plain text stood behind base64'])
  })
})

describe('a broken multipart', () => {
  const build = (contentType: string, body: string) =>
    readMail(mail(['From: a@example.jp', `Content-Type: ${contentType}`], body))

  it('without its end keeps the last part', () => {
    expect(build('multipart/mixed; boundary=b', '--b\n\none\n--b\n\ntwo')).toMatchObject({
      textBody: 'one\ntwo',
      defects: ['the last boundary was missing'],
    })
  })

  it('that names another boundary, or none, is taken apart by the one it uses', () => {
    for (const type of ['multipart/mixed; boundary=other', 'multipart/mixed']) {
      const { textBody, defects } = build(type, '--real\nContent-Type: text/plain\n\none\n--real--')
      expect(textBody).toBe('one')
      expect(defects).toHaveLength(1)
    }
  })

  it('whose boundary looks like an encoded word or an escape keeps it as it stands', () => {
    for (const boundary of ['=?utf-8?B?5bGx?=', 'a%E5%B1%B1b', '境']) {
      expect(build(`multipart/mixed; boundary="${boundary}"`, `--${boundary}\n\none\n--${boundary}--`).textBody).toBe(
        'one',
      )
    }
  })

  it('with no boundary anywhere is shown as text', () => {
    expect(build('multipart/mixed; boundary=b', 'just text').textBody).toBe('just text')
  })

  it('with blanks in or behind the boundary is taken apart', () => {
    expect(build('multipart/mixed; boundary="a b"', '--a b  \n\none\n--a b--\t').textBody).toBe('one')
    expect(build('multipart/mixed;\n boundary = "x" ', '--x\n\none\n--x--').textBody).toBe('one')
  })

  it('whose inner part is not closed ends it at the outer boundary', () => {
    const body =
      '--b\nContent-Type: multipart/alternative; boundary=b2\n\n--b2\n\none\n--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nfile\n--b--'
    const message = build('multipart/mixed; boundary=b', body)
    expect(message.textBody).toBe('one')
    expect(message.attachments).toMatchObject([{ name: 'a.txt', size: 4 }])
  })

  it('whose parts lack the empty line before their text loses none of it', () => {
    expect(build('multipart/mixed; boundary=b', '--b\nthe text\nof the part\n--b--').textBody).toBe(
      'the text\nof the part',
    )
  })

  it('that is transfer-encoded as a whole is decoded first', () => {
    const inner = latin1('--b\r\n\r\none\r\n--b--\r\n').toString('base64')
    expect(
      readMail(mail(['Content-Type: multipart/mixed; boundary=b', 'Content-Transfer-Encoding: base64'], inner))
        .textBody,
    ).toBe('one')
  })

  it('closed too early keeps what stands behind', () => {
    expect(build('multipart/mixed; boundary=b', '--b\n\none\n--b--\n\n--b\n\ntwo\n--b--').textBody).toBe('one\ntwo')
  })
})

describe('an attachment', () => {
  const NAME = '見積書（表）.pdf'
  const nameOf = (parameters: string | Buffer) => {
    const part = Buffer.concat([
      latin1('Content-Type: application/pdf\r\nContent-Disposition: attachment; '),
      typeof parameters === 'string' ? utf8(parameters) : parameters,
      latin1('\r\n\r\nx'),
    ])
    return readMail(multipartMail('mixed', [text('a'), part])).attachments[0]!.name
  }
  const percent = (bytes: Buffer) =>
    [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

  it('has the name the sender gave it, in every form that mailers use', () => {
    const bytes = percent(utf8(NAME))
    const cut = bytes.length - 10
    expect(nameOf(`filename*=utf-8'ja'${bytes}`)).toBe(NAME)
    expect(nameOf(`filename*0*=utf-8''${bytes.slice(0, 20)};\r\n filename*1*=${bytes.slice(20)}`)).toBe(NAME)
    expect(nameOf(`filename*1*=${bytes.slice(21)};\r\n filename*0*=utf-8''${bytes.slice(0, 21)}`)).toBe(NAME)
    expect(
      nameOf(`filename*0*=utf-8''${bytes.slice(0, cut)}; filename*1="${bytes.slice(cut).replaceAll(/%../g, '')}.pdf"`),
    ).toContain('見積書')
    expect(nameOf(`filename*=iso-2022-jp''${percent(jis(NAME))}`)).toBe(NAME)
    expect(nameOf(`filename*=Shift_JIS''${percent(sjis(NAME))}`)).toBe(NAME)
    expect(nameOf(`filename="${word('iso-2022-jp', jis(NAME))}"`)).toBe(NAME)
    expect(nameOf(`filename=${word('utf-8', utf8(NAME))}`)).toBe(NAME)
    expect(
      nameOf(`filename="${word('utf-8', utf8(NAME).subarray(0, 8))}\r\n ${word('utf-8', utf8(NAME).subarray(8))}"`),
    ).toBe(NAME)
    expect(nameOf(`filename="${bytes}"`)).toBe(NAME)
    for (const encode of [utf8, sjis, eucJp, jis])
      expect(nameOf(Buffer.concat([latin1('filename="'), encode(NAME), latin1('"')]))).toBe(NAME)
    expect(nameOf('filename=my file (1).pdf; size=3')).toBe('my file (1).pdf')
    expect(nameOf('filename="C:\\Users\\hanako\\a.pdf"')).toBe('C:\\Users\\hanako\\a.pdf')
    expect(nameOf('filename="a \\"b\\".pdf"')).toBe('a "b".pdf')
    expect(nameOf(`filename="first.pdf"; filename="second.pdf"`)).toBe('first.pdf')
    expect(nameOf('filename="open.pdf')).toBe('open.pdf')
    const bare = multipartMail('mixed', [
      'Content-Type: application/pdf\nContent-Disposition: filename="bare.pdf"\n\nabc',
    ])
    expect(readMail(bare).attachments[0]!.name).toBe('bare.pdf')
  })

  it('is decoded when it is opened, byte for byte, in every encoding', () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256))
    const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
    const part = (encoding: string, body: Buffer) =>
      Buffer.concat([
        latin1(`Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
        body,
      ])
    const quoted = latin1(
      [...bytes]
        .map((byte, index) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}${index % 20 === 19 ? '=\r\n' : ''}`)
        .join(''),
    )
    for (const encoded of [
      part('base64', latin1(lines)),
      part('base64', latin1(lines.replaceAll('\r\n', '\n'))),
      part('quoted-printable', quoted),
      part('binary', bytes.map((byte) => (byte === 45 ? 46 : byte)) as Buffer),
    ]) {
      const source = multipartMail('mixed', [text('a'), encoded])
      const opened = Buffer.from(openAttachment(source, 0)!)
      expect(readMail(source).attachments[0]!.size).toBe(5_000)
      expect(opened.length).toBe(5_000)
      if (!encoded.includes('binary')) expect(opened.equals(bytes)).toBe(true)
    }
  })

  it('that is not there opens as nothing', () => {
    expect(openAttachment(textMail(null, 'x'), 0)).toBe(null)
    expect(openAttachment(textMail(null, 'x'), -1)).toBe(null)
  })

  it('shown inside the HTML is inline, the others are not', () => {
    const image = (id: string, extra = '') =>
      `Content-Type: image/png; name=${id}.png\nContent-ID: <${id}@x>\n${extra}\nx`
    const source = multipartMail('related', [
      html('<img src="cid:one@x"><img src=cid:two%40x>'),
      image('one', 'Content-Disposition: inline\n'),
      image('two'),
      image('three'),
    ])
    expect(readMail(source).attachments.map(({ contentId, inline }) => [contentId, inline])).toEqual([
      ['one@x', true],
      ['two@x', true],
      ['three@x', false],
    ])
  })

  it('may be a text, a calendar or a signature', () => {
    const source = multipartMail('signed', [
      nested(
        'mixed',
        [
          text('letter'),
          'Content-Type: text/plain; name="list.txt"\n\nlist',
          'Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR',
        ],
        'b3',
      ),
      'Content-Type: application/pgp-signature; name=signature.asc\n\nsig',
    ])
    const message = readMail(source)
    expect(message.textBody).toBe('letter')
    expect(message.attachments.map(({ safeName }) => safeName)).toEqual([
      'list.txt',
      '添付ファイル-2.ics',
      'signature.asc',
    ])
  })

  it('may stand uuencoded inside the text', () => {
    const source = textMail(null, 'before\nbegin 644 a.txt\n#8V%T\n`\nend\nafter')
    const message = readMail(source)
    expect(message.textBody).toBe('before\nafter'.replace('\n', '\n\n'))
    expect(message.attachments).toMatchObject([{ name: 'a.txt', size: 3 }])
    expect(open(source)).toBe('cat')
  })

  it('begin as a word is no file', () => {
    expect(readMail(textMail(null, 'begin 644 people\nto work\nend')).attachments).toEqual([])
  })
})
