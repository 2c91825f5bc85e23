import type { Address, ReadMessage } from './message.ts'
import { type FormFields, readFormFields } from './form-fields.ts'

/** The person behind a message: who gets the answer and whose ticket it is. */
export type SenderOfRecord = {
  name: string
  /** Lower case. '' when the message names nobody. */
  address: string
  via: 'reply-to' | 'body-field' | 'from'
  /** Kana and phone as a form gave them; null when it is no form or has no such field. */
  kana: string | null
  phone: string | null
  /** The address is one of ours: nobody's customer. */
  isOwn: boolean
}

/** Nothing that could be folded, trimmed or taken away. */
const PLAIN = /^[a-z0-9._@+=-]*$/

/** Lower case and without the brackets, spaces and `mailto:` that people and programs leave around an address. */
export function normaliseAddress(address: string): string {
  // Most are as they should be, and each mail asks a dozen times.
  if (PLAIN.test(address)) return address
  return address
    .normalize('NFKC')
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .toLowerCase()
}

const noReply =
  /^(?:.*[._+-])?(?:no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|dont-?reply|no-?response|not-?reply|noreplay)(?:[._+-].*|\d*)$/
const machineName =
  /^(?:mailer[-_.]?daemon|mail-?daemon|postmaster|daemon|nobody|apache|www-?data|www|httpd?|root|wordpress|system|auto(?:-?(?:mail|reply|confirm|responder))?|notifications?|notify|alerts?|bounces?|mailer|form(?:mail)?|contact-?form|webform|forms?|cgi|php|sendmail|cron|robot|bot)(?:[+_.-].*)?$/

/** Whether nobody reads what is sent to this address. */
export function isNoReply(address: string): boolean {
  return noReply.test(localPart(address))
}

/** Whether a program writes under this address rather than a person. */
export function isMachineAddress(address: string): boolean {
  const local = localPart(address)
  return noReply.test(local) || machineName.test(local)
}

/**
 * Reply-To, else the mail field of a form, else From: contact forms and carts write in the name of the shop, so their From
 * says nothing. A Reply-To that leads to us, to a list or to nobody does not count, and a mail field counts only in mail that
 * a form sent: a signature names addresses too.
 */
export function senderOfRecord(
  message: ReadMessage,
  { ownAddresses, form = readFormFields(message.textBody) }: { ownAddresses: readonly string[]; form?: FormFields },
): SenderOfRecord {
  const own = new Set(ownAddresses.map(normaliseAddress))
  const from = fromOf(message)
  const self = own.has(from.address) || isSelfAddressed(message, from.address)
  const isForm = self || isMachineAddress(from.address) || (form.email !== null && form.isForm)
  const contact = isForm ? { kana: form.kana, phone: form.phone } : { kana: null, phone: null }

  const replyTo = message.replyTo
    .map(clean)
    .find(
      ({ address }) => address !== '' && address !== from.address && !own.has(address) && !isDeadEnd(message, address),
    )
  if (replyTo) {
    const name = replyTo.name || (isForm ? form.name : null) || (self ? '' : from.name)
    return { name, address: replyTo.address, via: 'reply-to', ...contact, isOwn: false }
  }
  if (isForm && form.email !== null && !own.has(form.email) && form.email !== from.address) {
    return { name: form.name ?? '', address: form.email, via: 'body-field', ...contact, isOwn: false }
  }
  return { ...from, via: 'from', ...contact, isOwn: own.has(from.address) }
}

/**
 * Who takes part in a ticket by this message, in lower case, ours left out. The From of a form or a relay is not among them:
 * it is the same for every customer.
 */
export function participantsOf(
  message: ReadMessage,
  sender: SenderOfRecord,
  ownAddresses: readonly string[],
): string[] {
  const own = new Set(ownAddresses.map(normaliseAddress))
  const from = fromOf(message).address
  const people = [sender.address, ...[...message.to, ...message.cc].map(({ address }) => normaliseAddress(address))]
  if (sender.via === 'reply-to' && isSamePerson(from, sender.address)) people.push(from)
  return [...new Set(people)].filter((address) => address !== '' && !own.has(address) && !isMachineAddress(address))
}

/** Addresses under which the writer of this message may take part in a ticket already. */
export function writerAddresses(message: ReadMessage, sender: SenderOfRecord): string[] {
  const from = fromOf(message).address
  return [...new Set([sender.address, from])].filter((address) => address !== '' && !isMachineAddress(address))
}

function fromOf(message: ReadMessage): Address {
  const from = message.from.map(clean).find(({ address }) => address !== '')
  if (from) return from
  for (const header of ['sender', 'return-path', 'x-sender']) {
    const address = /[^\s<>"]{1,64}@[^\s<>"]{1,255}/.exec((message.headers.get(header)?.[0] ?? '').slice(0, 1000))?.[0]
    if (address) return { name: message.from[0]?.name ?? '', address: normaliseAddress(address) }
  }
  return { name: message.from[0]?.name ?? '', address: '' }
}

function clean({ name, address }: Address): Address {
  return { name: name.trim(), address: normaliseAddress(address) }
}

/** A mail from an address to itself is a form or a cart, whoever's address it is. */
function isSelfAddressed(message: ReadMessage, from: string) {
  return from !== '' && message.to.length === 1 && normaliseAddress(message.to[0]!.address) === from
}

function isDeadEnd(message: ReadMessage, address: string) {
  if (isMachineAddress(address)) return true
  const list = [...(message.headers.get('list-post') ?? []), ...(message.headers.get('x-mailing-list') ?? [])]
  if (list.some((header) => header.toLowerCase().includes(address))) return true
  // Older list programs set only Reply-To; the list is then a recipient too.
  const isList = message.headers.has('list-id') || /list/i.test(message.headers.get('precedence')?.[0] ?? '')
  return isList && message.to.some((to) => normaliseAddress(to.address) === address)
}

function isSamePerson(a: string, b: string) {
  return a.split('@')[1] === b.split('@')[1] || (localPart(a).length > 3 && localPart(a) === localPart(b))
}

function localPart(address: string) {
  return address
    .slice(0, Math.max(0, address.lastIndexOf('@')))
    .toLowerCase()
    .slice(-100)
}
