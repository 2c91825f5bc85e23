import type { Address, NewMail } from '../../preload/domain.ts'

/** Longer than any link of a shop page; what a mail may be in the composer is less. */
const LONGEST_LINK = 20_000
const MOST_PEOPLE = 50
const LONGEST_SUBJECT = 500
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/
const LONGEST_ADDRESS = 320
/** What a person may see in a line or a text. Everything else of Unicode's control and format characters goes. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu

/**
 * The mail that a `mailto:` link begins (RFC 6068): recipients, subject and text, decoded. Whoever wrote the link is a stranger,
 * so other fields are passed over (a link can neither attach a file nor answer a mail) and no line break gets into a field.
 * Null for what is no such link, or names nobody and says nothing.
 */
export function readMailto(link: string): NewMail | null {
  const [, path, query = ''] = (link.length <= LONGEST_LINK && /^mailto:([^?#]*)(?:\?([^#]*))?/i.exec(link)) || []
  if (path === undefined) return null
  const fields = query
    .replaceAll('&amp;', '&')
    .split('&')
    .map((field): [string, string] => {
      const at = field.indexOf('=')
      return at < 0
        ? [decoded(field).toLowerCase(), '']
        : [decoded(field.slice(0, at)).toLowerCase(), field.slice(at + 1)]
    })
  const values = (name: string) => fields.flatMap(([key, value]) => (key === name ? [value] : []))
  const to = people([path, ...values('to')])
  const mail = {
    to,
    cc: people(values('cc')).filter(({ address }) => !to.some((other) => other.address === address)),
    subject: lineOf(values('subject')[0] ?? ''),
    body: textOf(values('body').join('%0D%0A')),
  }
  return to.length === 0 && mail.cc.length === 0 && mail.subject === '' && mail.body === '' ? null : mail
}

/** Comma by comma before it is decoded: an encoded comma belongs to an address. */
function people(lists: readonly string[]): Address[] {
  const found = new Map<string, Address>()
  for (const text of lists.flatMap((list) => list.split(','))) {
    const address = decoded(text).trim()
    if (ADDRESS.test(address) && address.length <= LONGEST_ADDRESS)
      found.set(address.toLowerCase(), { name: '', address })
  }
  return [...found.values()].slice(0, MOST_PEOPLE)
}

const lineOf = (text: string) =>
  decoded(text).replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').trim().slice(0, LONGEST_SUBJECT)

const textOf = (text: string) =>
  decoded(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNSEEN, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .trim()

/** A plus is a plus here, unlike in a form. What is not UTF-8 is left as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
