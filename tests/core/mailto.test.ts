import { describe, expect, it } from 'vitest'
import { readMailto } from '../../main/core/mailto.ts'

const at = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))
const mail = (of: object) => ({ to: [], cc: [], subject: '', body: '', ...of })

describe('a mailto link', () => {
  it('names people, a subject and a text, each decoded', () => {
    const link =
      'mailto:hanako@example.com,jiro%2Bshop@example.com?cc=boss@example.jp&subject=%E3%81%94%E6%B3%A8%E6%96%87%20%26%20%E7%B4%8D%E6%9C%9F&body=%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF%0D%0A1%2B1'
    expect(readMailto(link)).toEqual({
      to: at('hanako@example.com', 'jiro+shop@example.com'),
      cc: at('boss@example.jp'),
      subject: 'ご注文 & 納期',
      body: 'こんにちは\n1+1',
    })
  })

  it('leaves a plus as it is: a mail address may have one, and this is no form', () => {
    expect(readMailto('mailto:a+b@example.com?subject=1+1')).toEqual(
      mail({ to: at('a+b@example.com'), subject: '1+1' }),
    )
  })

  it('may name its people among the fields, once each, whatever the letters', () => {
    expect(readMailto('MAILTO:?TO=a@example.com&to=A@example.com,b@example.com&cc=b@example.com')).toEqual(
      mail({ to: at('A@example.com', 'b@example.com') }),
    )
  })

  it('attaches no file, hides no recipient and answers no mail', () => {
    const link =
      'mailto:a@example.com?attach=/etc/passwd&attachment=C:\\secret.txt&bcc=spy@example.com&in-reply-to=%3Cx%3E&from=b@example.jp'
    expect(readMailto(link)).toEqual(mail({ to: at('a@example.com') }))
  })

  it('gets no header in by a line break, and nothing that cannot be seen', () => {
    const link =
      'mailto:a@example.com%0D%0ABcc:spy@example.com,b@example.com?subject=Hi%0D%0ABcc:%20spy@example.com%E2%80%AE%00'
    expect(readMailto(link)).toEqual(mail({ to: at('b@example.com'), subject: 'Hi Bcc: spy@example.com' }))
  })

  it('keeps what is no UTF-8 as it stands, instead of failing', () => {
    expect(readMailto('mailto:a@example.com?subject=100%&body=%E3%81')).toEqual(
      mail({ to: at('a@example.com'), subject: '100%', body: '%E3%81' }),
    )
  })

  it('takes its line breaks in the text, and the text in pieces', () => {
    expect(readMailto('mailto:a@example.com?body=1%0A%092&body=3')).toEqual(
      mail({ to: at('a@example.com'), body: '1\n\t2\n3' }),
    )
  })

  it.each([
    'mailto:',
    'mailto:nobody',
    'mailto:a@b',
    'mailto:?attach=/etc/passwd',
    'https://example.com/?mailto:a@example.com',
    ' mailto:a@example.com',
    `mailto:a@example.com?body=${'a'.repeat(20_000)}`,
  ])('that is none, like %s, begins nothing', (link) => {
    expect(readMailto(link)).toBeNull()
  })

  it('to a crowd begins a mail to fifty of them at most', () => {
    const crowd = Array.from({ length: 80 }, (_, n) => `a${n}@example.com`).join(',')
    expect(readMailto(`mailto:${crowd}`)?.to).toHaveLength(50)
  })
})
