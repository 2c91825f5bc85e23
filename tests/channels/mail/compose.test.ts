import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { compose } from '../../../main/channels/mail/compose.ts'
import { outbound } from './world.ts'

const written = async (change: Parameters<typeof outbound>[0] = {}) => {
  const source = Buffer.from(await compose(outbound(change)))
  const text = source.toString('latin1')
  return { text, head: text.slice(0, text.indexOf('\r\n\r\n')), mail: await PostalMime.parse(source) }
}

describe('a message of ours', () => {
  it('is read as it was written: names, subject, text, attachments', async () => {
    const attachments = [
      { name: '請求書 2026年11月（髙島屋 ①）; "最終".pdf', type: 'application/pdf', content: Buffer.from('%PDF') },
    ]
    const textBody = '髙橋様\n\nお問い合わせ①ありがとうございます〜。\n.\nFrom here\n'
    const { mail } = await written({ subject: 'Re: 返品について（ご注文 #1024）😀', textBody, attachments })
    expect(mail.subject).toBe('Re: 返品について（ご注文 #1024）😀')
    expect(mail.from).toMatchObject({ name: '青葉屋 サポート', address: 'shop@example.jp' })
    expect(mail.to).toMatchObject([{ name: '山田 愛子', address: 'aiko@example.com' }])
    expect(mail.text!.replaceAll('\r\n', '\n').trimEnd()).toBe(textBody.trimEnd())
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([attachments[0]!.name])
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).toString()).toBe('%PDF')
  })

  it('holds only ASCII in lines that old servers and phones take, in UTF-8 and not flowed', async () => {
    const long = 'とても長い文章です。'.repeat(200)
    const { text } = await written({ subject: long, textBody: `${long}\n${'word '.repeat(400)}`, references: refs(60) })
    expect(text).toMatch(/^[\t\r\n\x20-\x7e]*$/)
    expect(Math.max(...text.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).toMatch(/Content-Type: text\/plain; charset=utf-8\r\n/)
    expect(text).not.toMatch(/flowed/i)
    expect(text).toMatch(/Content-Transfer-Encoding: base64/)
  })

  it('is not flowed and has short lines when it is plain ASCII with long lines', async () => {
    const textBody = `${'word '.repeat(400)}\nsecond\n`
    const { text, mail } = await written({ textBody })
    expect(text).not.toMatch(/flowed/i)
    expect(Math.max(...text.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998)
    expect(mail.text!.replaceAll('\r\n', '\n').trimEnd()).toBe(textBody.trimEnd())
  })

  it('carries the ids and the date that were fixed when it was queued', async () => {
    const { head, mail } = await written({
      inReplyTo: 'q2@example.com',
      references: ['q1@example.com', 'q2@example.com'],
    })
    expect(head).toMatch(/^Message-ID: <answer-1@example\.jp>\r?$/im)
    expect(mail.inReplyTo).toBe('<q2@example.com>')
    expect(mail.references).toMatch(/^<q1@example\.com>\s+<q2@example\.com>$/)
    expect(Date.parse(mail.date!)).toBe(Date.parse('2026-11-20T01:00:00Z'))
  })

  it('gives the same bytes each time it is written without attachments', async () => {
    expect((await written()).text).toBe((await written()).text)
  })

  it('names every file twice over, for old and new readers', async () => {
    const attachments = [{ name: '見積書.pdf', type: 'application/pdf', content: Buffer.from('x') }]
    const { text } = await written({ attachments })
    expect(text).toMatch(/filename\*0?\*?=utf-8''/i)
    expect(text).toMatch(/name="?=\?UTF-8\?/i)
  })

  it('says when no person wrote it, and never tells who got a blind copy', async () => {
    const { head } = await written({
      autoSubmitted: 'auto-replied',
      bcc: [{ name: '', address: 'secret@example.com' }],
    })
    expect(head).toMatch(/^Auto-Submitted: auto-replied\r?$/m)
    expect(head).not.toMatch(/secret|^bcc/im)
  })

  it('quotes a name that would read as something else', async () => {
    const to = [
      { name: 'Yamada, "Ai" <ko>', address: 'a@example.com' },
      { name: 'やまだ, 愛子', address: 'b@example.com' },
    ]
    const { mail } = await written({ to })
    expect(mail.to).toMatchObject(to)
  })

  it.each([
    ['the subject', { subject: 'a\r\nBcc: x@example.com' }],
    ['a name', { to: [{ name: 'a\nBcc: x@example.com', address: 'a@example.com' }] }],
    ['an address', { to: [{ name: '', address: 'a@example.com>\r\nBcc: <x@example.com' }] }],
    ['an id', { inReplyTo: 'a@b>\r\nX: y' }],
    ['a reference', { references: ['a\r\nX: y'] }],
    ['a file name', { attachments: [{ name: 'a\r\nX: y', type: '', content: Buffer.from('') }] }],
    ['a file type', { attachments: [{ name: 'a', type: 'text/plain\r\nX: y', content: Buffer.from('') }] }],
  ])('is refused when %s would open a header line of its own', async (_, change) => {
    await expect(compose(outbound(change))).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it.each([
    ['nobody', []],
    ['two addresses in one', [{ name: '', address: 'a@example.com,b@example.com' }]],
  ])('is refused when it goes to %s', async (_, to) => {
    await expect(compose(outbound({ to }))).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

function refs(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `message-${index}-${'x'.repeat(30)}@example.com`)
}
