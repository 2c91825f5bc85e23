import MailComposer from 'nodemailer/lib/mail-composer'
import { encodeWords } from 'nodemailer/lib/mime-funcs'
import { AppError } from '../../../preload/errors.ts'
import type { Address } from '../../core/message.ts'
import type { OutboundMessage } from '../adapter.ts'

/**
 * The bytes of a message, complete and final: what is sent, stored and filed is the same. UTF-8 text in base64, because the
 * mailers of old carrier phones stumble over 8-bit text and over format=flowed; plain ASCII as quoted-printable.
 * `invalid-input` when a field holds a line break or an address is none.
 */
export async function compose(message: OutboundMessage): Promise<Uint8Array> {
  refuseLineBreaks(message)
  // CRLF before nodemailer sees it: it leaves bare LF in ASCII text, which SMTP changes on the way, and then the bytes that
  // were stored would not be the bytes that were sent.
  const text = message.textBody.replace(/\r\n?|\n/g, '\r\n')
  const composer = new MailComposer({
    messageId: `<${message.messageId}>`,
    date: new Date(message.date),
    subject: message.subject,
    text,
    textEncoding: isAscii(text) ? 'quoted-printable' : 'base64',
    attachments: message.attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type || 'application/octet-stream',
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      contentTransferEncoding: 'base64' as const,
    })),
    // Content is only ever bytes; a path or address in it must never be opened.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return Buffer.concat([Buffer.from(addressHeaders(message)), await composer.compile().build()])
}

/**
 * Written here, because nodemailer makes `"hanako..x."@docomo.ne.jp` of `hanako..x.@docomo.ne.jp`, which the carrier
 * refuses, and offers no way to hand it a finished address header. One address or id a line keeps every line short.
 */
function addressHeaders(message: OutboundMessage): string {
  const headers: [string, string[], string][] = [
    ['From', [formatAddress(message.from)], ','],
    ['To', message.to.map(formatAddress), ','],
    ['Cc', message.cc.map(formatAddress), ','],
    ['In-Reply-To', message.inReplyTo === null ? [] : [`<${message.inReplyTo}>`], ''],
    ['References', message.references.map((id) => `<${id}>`), ''],
    ['Auto-Submitted', message.autoSubmitted === null ? [] : [message.autoSubmitted], ''],
  ]
  return headers
    .filter(([, values]) => values.length > 0)
    .map(([name, values, separator]) => `${name}: ${values.join(`${separator}\r\n `)}\r\n`)
    .join('')
}

/** Envelope addresses, each once, as they were written. */
export function recipientsOf(message: OutboundMessage): string[] {
  return [...new Set([...message.to, ...message.cc, ...message.bcc].map(({ address }) => address))]
}

function formatAddress({ name, address }: Address): string {
  return name ? `${displayName(name)} <${address}>` : address
}

/** RFC 5322 phrase: bare where it may be, quoted where it must, encoded words where it is not ASCII. */
function displayName(name: string): string {
  if (!isAscii(name)) return encodeWords(name, 'B', 52, true).replaceAll('?= =?', '?=\r\n =?')
  return /^[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*$/.test(name)
    ? name
    : `"${name.replace(/["\\]/g, '\\$&')}"`
}

function refuseLineBreaks(message: OutboundMessage): void {
  const people = [message.from, ...message.to, ...message.cc, ...message.bcc]
  const fields = [
    message.messageId,
    message.inReplyTo ?? '',
    ...message.references,
    message.subject,
    ...people.flatMap(({ name, address }) => [name, address]),
    ...message.attachments.flatMap(({ name, type }) => [name, type]),
  ]
  if (fields.some((field) => /[\r\n\0\u2028\u2029]/.test(field))) {
    throw new AppError('invalid-input', 'A line break in a header field')
  }
  if (people.some(({ address }) => !/^[^\s<>(),;:"\\[\]]+@[^\s<>(),;:"\\[\]@]+$/.test(address))) {
    throw new AppError('invalid-input', 'Not a mail address')
  }
  if (message.to.length + message.cc.length + message.bcc.length === 0) {
    throw new AppError('invalid-input', 'A message to nobody')
  }
}

function isAscii(text: string): boolean {
  return /^[\t\n\r\x20-\x7e]*$/.test(text)
}
