import { describe, expect, it } from 'vitest'
import { openAttachment, readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import { rtfToText, unpackRtf } from '../../../../main/channels/mail/read/rtf.ts'
import { file, latin1, multipartMail, utf8 } from '../../../fixtures/mail/build.ts'
import { attribute, rtfBomb, tnef } from '../../../fixtures/mail/tnef.ts'

const letter = 'Content-Type: text/plain; charset=utf-8\n\n本文'
const winmail = (content: Buffer) => file('filename="winmail.dat"', content, 'application/ms-tnef')

describe('winmail.dat', () => {
  it('gives its files and stands no longer in their way', () => {
    const source = multipartMail('mixed', [
      letter,
      winmail(
        tnef({}, [
          { name: '見積書.pdf', content: utf8('pdf') },
          { name: 'b.pdf', content: utf8('other') },
        ]),
      ),
    ])
    const message = readMail(source)
    expect(message.textBody).toBe('本文')
    expect(message.attachments.map(({ name, size, type }) => [name, size, type])).toEqual([
      ['見積書.pdf', 3, 'application/pdf'],
      ['b.pdf', 5, 'application/pdf'],
    ])
    expect(Buffer.from(openAttachment(source, 1)!).toString()).toBe('other')
  })

  it('gives the letter where the mail has none', () => {
    expect(readMail(multipartMail('mixed', [winmail(tnef({ plain: '返品です' }, []))])).textBody).toBe('返品です')
    expect(readMail(multipartMail('mixed', [winmail(tnef({ html: '<p>返品です</p>' }, []))]))).toMatchObject({
      textBody: '返品です',
      htmlBody: '<p>返品です</p>',
    })
    const rtf =
      "{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0 Arial;}}\\pard \\'95\\'d4\\'95\\'69\\'82\\'c5\\'82\\'b7\\par two\\u30340?\\par}"
    expect(readMail(multipartMail('mixed', [winmail(tnef({ rtf }, []))])).textBody).toBe('返品です\ntwo的')
  })

  it('that cannot be read stays a file', () => {
    for (const content of [latin1('no tnef'), Buffer.from('789f3e220100', 'hex'), tnef({}, [])]) {
      const { attachments, defects } = readMail(multipartMail('mixed', [letter, winmail(content)]))
      expect(attachments).toMatchObject([{ name: 'winmail.dat' }])
      expect(defects).toContain('winmail.dat could not be read')
    }
  })

  it('cut off at any byte, or with lengths that lie, neither throws nor hangs', () => {
    const whole = tnef({ plain: '返品', rtf: '{\\rtf1 x}' }, [{ name: 'a.pdf', content: utf8('pdf') }])
    for (let length = 0; length < whole.length; length++)
      readMail(multipartMail('mixed', [winmail(whole.subarray(0, length))]))
    for (let at = 6; at < whole.length; at++) {
      const lying = Buffer.from(whole)
      lying[at] = 0xff
      readMail(multipartMail('mixed', [winmail(lying)]))
    }
    const many = Buffer.concat([
      Buffer.from('789f3e220100', 'hex'),
      ...Array.from({ length: 20_000 }, () => attribute(2, 0x00069002, Buffer.alloc(0))),
    ])
    expect(readMail(multipartMail('mixed', [winmail(many)])).defects).toContain(
      'winmail.dat named too many things; the rest was not read',
    )
  })

  it('that promises gigabytes is unpacked no further than its own size allows', () => {
    const bomb = rtfBomb(17_000, 0xffff_ffff)
    expect(unpackRtf(bomb, 1_000_000)!.bytes.length).toBeLessThanOrEqual(bomb.length * 9)
    expect(unpackRtf(bomb, 1_000)).toMatchObject({ bytes: { length: 1_000 }, isCut: true })
    expect(rtfToText('{'.repeat(100_000))).toBe('')
  })
})
