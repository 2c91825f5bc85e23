import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openAttachment, readMail, readSource } from '../../../../main/channels/mail/read/read-mail.ts'
import {
  file,
  jis,
  latin1,
  mail,
  multipart,
  multipartMail,
  textMail,
  utf8,
  word,
} from '../../../fixtures/mail/build.ts'
import { rtfBomb, tnef } from '../../../fixtures/mail/tnef.ts'

/** Far above what a mail should take (1 s), so that a busy machine does not fail the test, and below the limit of 5 s. */
const LIMIT_MS = 4_000

/** Reads a mail as the program does; fails when the reader threw inside, took too long or left something malformed. */
function readSafely(source: Uint8Array) {
  const before = performance.now()
  const { message, unreadable } = readSource(source)
  const ms = performance.now() - before
  expect(unreadable).toBe(null)
  expect(ms).toBeLessThan(LIMIT_MS)
  for (const attachment of message.attachments) {
    expect(attachment.safeName).not.toBe('')
    expect(attachment.size).toBeGreaterThanOrEqual(0)
  }
  return message
}

const SHAPES = [
  textMail('text/plain; charset=iso-2022-jp', jis('お世話になっております。①㈱')),
  multipartMail(
    'mixed',
    [
      'Content-Type: text/plain; charset=utf-8; format=flowed\n\n返品 \nです',
      file("filename*0*=utf-8''%E8%A6%8B; filename*1=.pdf", 'pdf content'),
      file('filename=winmail.dat', tnef({ plain: 'x' }, [{ name: 'y', content: utf8('z') }]), 'application/ms-tnef'),
    ],
    `Cc: ${word('iso-2022-jp', jis('髙橋'))} <a@example.jp>, group: b@example.jp;`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0900',
    'References: <a@x> <b@x>',
  ),
  multipartMail('report; report-type=delivery-status', [
    'Content-Type: text/plain\n\nfailed',
    'Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.0.0',
    'Content-Type: message/rfc822\n\nSubject: s\n\nbody',
  ]),
  textMail(
    'text/html; charset=shift_jis',
    '<table><tr><td>a</td></tr></table><a href="https://example.jp">x</a>&amp;&#12354;<pre>\nb</pre>',
  ),
  textMail(null, 'x\nbegin 644 a.txt\n#8V%T\n`\nend\n', 'Content-Transfer-Encoding: quoted-printable'),
]

describe('whatever arrives', () => {
  it('a mail cut off at any byte is read as far as it goes', () => {
    for (const shape of SHAPES) {
      const subjects = Array.from(
        { length: shape.length + 1 },
        (_, length) => readSafely(shape.subarray(0, length)).subject,
      )
      expect(new Set(subjects)).toEqual(new Set(['', 't', 'te', 'tes', 'test']))
    }
  })

  it('a mail with bytes changed, doubled or dropped is read, and its attachments open', () => {
    const edit = fc.record({ at: fc.nat(2_000), length: fc.nat(40), bytes: fc.uint8Array({ maxLength: 20 }) })
    const property = fc.property(
      fc.constantFrom(...SHAPES),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      (shape, edits) => {
        let source = shape
        for (const { at, length, bytes } of edits) {
          const from = at % source.length
          source = Buffer.concat([source.subarray(0, from), bytes, source.subarray(from + length)])
          if (source.length === 0) source = Buffer.from('x')
        }
        const message = readSafely(source)
        message.attachments.forEach(({ size }, index) => expect(openAttachment(source, index)!.length).toBe(size))
      },
    )
    fc.assert(property, { seed: 20261120, numRuns: 600 })
  }, 30_000)

  it('lines of different mails thrown together are read', () => {
    const lines = SHAPES.flatMap((shape) => shape.toString('latin1').split('\r\n'))
    const property = fc.property(
      fc.array(fc.constantFrom(...lines), { maxLength: 60 }),
      fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', '\n\r'),
      (picked, newline) => {
        expect(readSafely(latin1(picked.join(newline))).date ?? 0).toBeGreaterThanOrEqual(0)
      },
    )
    fc.assert(property, { seed: 20261121, numRuns: 400 })
  }, 30_000)

  it.each<[string, () => Buffer, string | null]>([
    [
      '10,000 parts',
      () =>
        multipartMail(
          'mixed',
          Array.from({ length: 10_000 }, () => 'Content-Type: text/plain; name=a.txt\n\nx'),
        ),
      'more than 1000 parts; the rest was not read',
    ],
    [
      'multiparts 1,000 deep',
      () => nestedMail(1_000),
      'multiparts nested more than 50 deep; the rest is one attachment',
    ],
    ['mails within mails 1,000 deep', () => latin1('Content-Type: message/rfc822\r\n\r\n'.repeat(1_000)), null],
    [
      'one header of 8 MB',
      () => mail([`Subject: ${'x'.repeat(8_000_000)}`, 'From: a@b.c'], 'x'),
      'the subject was too long and was cut',
    ],
    [
      '300,000 header fields',
      () =>
        mail(
          Array.from({ length: 300_000 }, (_, index) => `X-H${index}: v`),
          'x',
        ),
      'too many header fields; the rest was not read',
    ],
    [
      'a header folded 100,000 times',
      () => mail([`Subject: a${'\r\n b'.repeat(100_000)}`], 'x'),
      'the subject was too long and was cut',
    ],
    [
      '100,000 addresses',
      () => mail([`To: ${Array.from({ length: 100_000 }, (_, index) => `u${index}@b.c`).join(',')}`], 'x'),
      'a header field was too long and was cut',
    ],
    [
      '100,000 open brackets in an address',
      () =>
        mail(
          [
            `From: ${'<'.repeat(100_000)}`,
            `To: ${'('.repeat(100_000)}`,
            `Cc: ${'"'.repeat(100_001)}`,
            `Reply-To: ${'a:'.repeat(50_000)}`,
          ],
          'x',
        ),
      null,
    ],
    [
      '100,000 encoded words',
      () =>
        mail(
          [
            `Subject: ${'=?utf-8?B?5bGx?= '.repeat(30_000)}`,
            `X-A: ${'=?a?Q?'.repeat(80_000)}`,
            `From: ${'=?'.repeat(200_000)}`,
          ],
          'x',
        ),
      null,
    ],
    [
      '100,000 parameters',
      () =>
        mail(
          [
            `Content-Type: text/plain${'; a*0*=b'.repeat(60_000)}`,
            `Content-Disposition: attachment${'; filename*1=x'.repeat(30_000)}`,
          ],
          'x',
        ),
      null,
    ],
    [
      'parameters of blanks and quotes',
      () =>
        mail(
          [`Content-Type: text/plain; ${' '.repeat(400_000)}x`, `Content-Disposition: a; b="${'\\'.repeat(400_000)}`],
          'x',
        ),
      null,
    ],
    [
      '100,000 references',
      () =>
        mail(
          [
            `References: ${'<a@b> '.repeat(80_000)}`,
            `In-Reply-To: ${'<'.repeat(300_000)}`,
            `Message-ID: ${'a@'.repeat(200_000)}`,
          ],
          'x',
        ),
      null,
    ],
    [
      'a date of 500 KB',
      () => mail([`Date: ${'('.repeat(250_000)}${'1 Jan '.repeat(50_000)}`], 'x'),
      'the date could not be read',
    ],
    [
      'boundary lines everywhere',
      () => mail(['Content-Type: multipart/mixed; boundary="-"'], '---\n'.repeat(300_000)),
      null,
    ],
    ['HTML of 300,000 open elements', () => textMail('text/html', '<div>'.repeat(300_000)), null],
    [
      'HTML of one row of 200,000 cells and links',
      () => textMail('text/html', `<table><tr>${'<td>x<a href="https://e.jp">y</a>'.repeat(60_000)}`),
      null,
    ],
    [
      'HTML of open quotes and brackets',
      () => textMail('text/html', `${'<a \'">'.repeat(150_000)}${'<'.repeat(200_000)}${'<!--'.repeat(50_000)}`),
      null,
    ],
    ['HTML of nested quotes', () => textMail('text/html', '<blockquote><pre>a\n'.repeat(50_000)), null],
    [
      '20 MB of text in one line',
      () => textMail('text/plain; charset=utf-8', 'あ'.repeat(7_000_000)),
      'the text was too long and was cut',
    ],
    ['5 MB of escapes', () => textMail('text/plain; charset=iso-2022-jp', '\x1b$B'.repeat(1_700_000)), null],
    ['5 MB that looks like JIS without escapes', () => textMail('text/plain', '$B'.repeat(2_500_000)), null],
    [
      '5 MB of base64 padding',
      () => textMail('text/plain', '='.repeat(5_000_000), 'Content-Transfer-Encoding: base64'),
      null,
    ],
    [
      '5 MB of quoted-printable blanks',
      () => textMail('text/plain', `=${' '.repeat(5_000_000)}`, 'Content-Transfer-Encoding: quoted-printable'),
      null,
    ],
    ['100,000 uuencoded beginnings', () => textMail(null, 'begin 644 a\n#8V%T\n'.repeat(100_000)), null],
    ['flowed lines without end', () => textMail('text/plain; format=flowed', '> a \n'.repeat(300_000)), null],
    [
      'a winmail.dat that promises 4 GB',
      () =>
        multipartMail('mixed', [
          file('filename=winmail.dat', tnef({}, []).subarray(0, 6), 'application/ms-tnef'),
          file('filename=winmail.dat', rtfBomb(2_000_000, 0xffff_ffff), 'application/ms-tnef'),
        ]),
      'winmail.dat could not be read',
    ],
    ['an address of 200,000 pieces', () => mail([`From: a@${' wrote:a@'.repeat(50_000)}`], 'x'), null],
    [
      '200,000 escapes in UTF-8 that none closes',
      () => textMail('text/plain; charset=utf-8', `\x1b$B\x1b(Bé${'\x1b$B'.repeat(200_000)}\x1b\x1b`),
      null,
    ],
    ['200,000 line breaks before the last word', () => textMail('text/plain', `返品${'\n'.repeat(200_000)}x`), null],
    [
      'values of an open quote and 200,000 blanks',
      () =>
        mail(
          [
            `Content-Type: text/plain; charset="${' '.repeat(200_000)}x`,
            `Content-Disposition: attachment; filename*=utf-8''${' '.repeat(200_000)}x`,
          ],
          'x',
        ),
      null,
    ],
    [
      'a bounce that names 500 KB of nobody',
      () =>
        mail(
          ['From: mailer-daemon@b.c', 'Return-Path: <>', `X-Failed-Recipients: ${'a'.repeat(500_000)}`],
          `user unknown\n<${'@'.repeat(10_000)}!\nrecipient ${' '.repeat(10_000)}!${'\n'.repeat(10_000)}!`,
        ),
      null,
    ],
    ['5 MB of NULs', () => Buffer.alloc(5_000_000), null],
    ['5 MB of line ends', () => latin1('\r\n'.repeat(2_500_000)), null],
    ['5 MB of CR alone', () => latin1(`A:b${'\r'.repeat(5_000_000)}`), null],
    [
      'a bounce of 2 MB of addresses',
      () =>
        mail(
          ['From: mailer-daemon@b.c', 'Return-Path: <>', 'Subject: failure notice'],
          'undeliverable\n'.repeat(100_000) + 'Subject: a\n '.repeat(50_000),
        ),
      null,
    ],
  ])(
    '%s',
    (_, build, defect) => {
      const source = build()
      const before = process.memoryUsage().rss
      const message = readSafely(source)
      if (defect !== null) expect(message.defects).toContain(defect)
      expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
    },
    20_000,
  )

  it.each<[string, string[]]>([
    ['a field of 2 MB', [`To: ${'u@example.jp, '.repeat(150_000)}`]],
    ['100,000 fields', Array.from({ length: 100_000 }, () => 'Received: by a')],
    ['a field folded a million times', [`X-Trace: a${'\r\n b'.repeat(1_000_000)}`]],
  ])('what stands behind %s is read all the same', (_, fields) => {
    const message = readSafely(
      mail([...fields, 'From: hanako@example.jp', 'Subject: 返品', 'Date: 20 Nov 2026 10:00 JST'], 'x'),
    )
    expect(message).toMatchObject({ subject: '返品', date: Date.UTC(2026, 10, 20, 1), textBody: 'x' })
    expect(message.from).toEqual([{ name: '', address: 'hanako@example.jp' }])
  })

  it('a mail after a hostile one reads as if nothing had been', () => {
    readMail(nestedMail(1_000))
    expect(readMail(SHAPES[0]!).textBody).toBe('お世話になっております。①㈱')
  })
})

function nestedMail(depth: number): Buffer {
  let part = latin1('Content-Type: text/plain\r\n\r\nx')
  for (let level = 0; level < depth; level++) {
    const { header, body } = multipart('mixed', [part], `b${level}`)
    part = Buffer.concat([latin1(`${header}\r\n\r\n`), body])
  }
  return Buffer.concat([latin1('From: a@example.jp\r\n'), part])
}
