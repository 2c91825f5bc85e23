import type { DemoFile, Person } from './stories.ts'

export type Letter = {
  from: Person
  to: Person
  subject: string
  at: number
  messageId: string
  inReplyTo: string | null
  references: readonly string[]
  text: string
  html?: string | undefined
  files?: readonly DemoFile[] | undefined
  headers?: readonly string[] | undefined
}

const CRLF = '\r\n'

/** A mail as a mail program would hand it over, so that the demo shop goes through the same reading as any other. */
export function writeMail(letter: Letter): Uint8Array {
  const { from, to, subject, at, messageId, inReplyTo, references } = letter
  const head = [
    `From: ${person(from)}`,
    `To: ${person(to)}`,
    `Subject: ${words(subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    ...(inReplyTo === null ? [] : [`In-Reply-To: <${inReplyTo}>`]),
    ...(references.length === 0 ? [] : [`References: ${references.map((id) => `<${id}>`).join(' ')}`]),
    ...(letter.headers ?? []),
    'MIME-Version: 1.0',
  ]
  return Buffer.from(`${head.join(CRLF)}${CRLF}${bodyOf(letter)}`, 'latin1')
}

/** The report that a mail server writes when an address does not exist (RFC 3464). */
export function writeBounce(failed: {
  to: Person
  from: Person
  messageId: string
  subject: string
  at: number
}): Uint8Array {
  const { to, from, messageId, subject, at } = failed
  const notice = `This is the mail system at host mx.example.net.\r\n\r\n<${to.address}>: host mx.example.com said: 550 5.1.1 User unknown\r\n`
  const report = `Reporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; ${to.address}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n`
  const returned = `From: ${person(from)}\r\nTo: ${person(to)}\r\nSubject: ${words(subject)}\r\nMessage-ID: <${messageId}>\r\n`
  const parts = [
    `Content-Type: text/plain; charset=us-ascii\r\n\r\n${notice}`,
    `Content-Type: message/delivery-status\r\n\r\n${report}`,
    `Content-Type: text/rfc822-headers\r\n\r\n${returned}`,
  ]
  const head = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.net (Mail Delivery System)',
    `To: ${person(from)}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <bounce.${messageId.split('@')[0]}@mx.example.net>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
  ]
  return Buffer.from(
    `${head.join(CRLF)}${CRLF}${multipart('report; report-type=delivery-status', parts, 'dsn')}`,
    'latin1',
  )
}

function bodyOf({ text, html, files = [] }: Letter): string {
  const plain = part('text/plain; charset=utf-8', Buffer.from(text))
  const readable =
    html === undefined
      ? plain
      : multipart('alternative', [plain, part('text/html; charset=utf-8', Buffer.from(html))], 'alt')
  if (files.length === 0) return readable
  return multipart('mixed', [readable, ...files.map(attachment)], 'mix')
}

const person = ({ name, address }: Person) => (name === '' ? address : `${words(name)} <${address}>`)

/** An encoded word holds 75 characters (RFC 2047), so that long ones are written as several; none may cut a letter in two. */
function words(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('@')) return text
  const pieces: string[] = []
  const letters = [...text]
  for (let start = 0; start < letters.length; start += 13) pieces.push(letters.slice(start, start + 13).join(''))
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join(`${CRLF} `)
}

function part(type: string, content: Uint8Array, ...headers: string[]): string {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...headers, '', ...lines].join(CRLF)
}

const attachment = ({ name, type, content }: DemoFile) =>
  part(type, content, `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`)

function multipart(subtype: string, parts: readonly string[], name: string): string {
  const boundary = `=_${name}_madoguchi`
  const pieces = parts.map((content) => `--${boundary}${CRLF}${content}${CRLF}`)
  return `Content-Type: multipart/${subtype}; boundary="${boundary}"${CRLF}${CRLF}${pieces.join('')}--${boundary}--${CRLF}`
}
