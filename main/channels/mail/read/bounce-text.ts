import type { Address, DeliveryReport } from '../../../core/message.ts'
import { decodeWords } from './encoded-words.ts'
import type { Field } from './fields.ts'
import { messageIdIn } from './ids.ts'

type Facts = { from: readonly Address[]; subject: string; textBody: string }
type Words = Pick<DeliveryReport, 'action' | 'recipient' | 'status'> & {
  messageId: string | null
  subject: string | null
}

const MAX_NOTICE_LENGTH = 32_768

/** Where the returned mail begins inside a text notice. */
const COPY_BEGINS = [
  /^-{2,} ?Below this line is a copy of the message/im,
  /^-{3,} ?This is a copy of (?:the|your) message/im,
  /^-{3,} ?(?:Original message|Returned message|The body of the message|元のメッセージ|Message header follows|Undelivered message follows|Unsent message below)/im,
  /^(?:The headers of the message|Original message (?:headers )?follows|Received message follows|Original-Header)/im,
  /^(?:Return-Path|Received): /m,
]

/** Sentences by which a mail server says that a mail did not arrive. One of them, and a daemon that wrote it, is enough. */
const FAILED = [
  /This is the qmail-send program/i,
  /I wasn't able to deliver your message|I'm sorry to have to inform you that (?:your|the) message/i,
  /This is the (?:mail system|Postfix program) at host/i,
  /This message was created automatically by mail delivery software/i,
  /(?:could|can|will) ?not be delivered|couldn't be delivered|wasn't delivered|was not delivered|undeliverable/i,
  /(?:delivery|mail) (?:to the following recipients? )?(?:has )?failed(?: permanently)?/i,
  /did not reach (?:some or all of )?the (?:following|intended) recipient/i,
  /Delivery has failed to these recipients/i,
  /The following addresses? had (?:permanent|transient) (?:fatal )?errors/i,
  /recipients? was rejected by a remote mail server|account is disabled|mailbox is full|user unknown|unknown user/i,
  /配信(?:できません|できなかった|に失敗|不能|不可)|(?:送信|配送|お届け)(?:できません|に失敗)|届(?:けることができません|きませんでした)/,
  /(?:エラーのため|次の(?:あて先|宛先)).{0,40}(?:送信|配信|送れ)/,
]

const DELAYED =
  /delayed|will (?:be )?(?:retr|keep trying|continue to)|still being (?:retried|tried)|not yet been delivered|has not been delivered yet|warning: (?:message|could not send)|配信が遅延|遅れて/i

/** Where the notices of the servers name the recipient; the first form that fits counts. Each repetition is bounded. */
const RECIPIENT = [
  /^(?:Final|Original)-Recipient:[^;\r\n]{0,40};\s{0,40}<?([^\s<>;]{1,320}@[^\s<>;]{1,320})>?/im,
  /RCPT TO:\s{0,40}<([^\s<>]{1,320}@[^\s<>]{1,320})>/i,
  /^[^\S\r\n]{0,40}<([^\s<>]{1,320}@[^\s<>]{1,320})>:?(?:\s|$)/m,
  /(?:recipient|unknown user|user unknown|delivered to|宛先|あて先|送信先|受信者)[^\S\r\n]{0,40}[:：]?[^\S\r\n]{0,40}["'<]?([^\s<>"':：]{1,320}@[^\s<>"':：]{1,320})/i,
  /(?:delivered to|recipients?|groups?|宛先|あて先|送信先)[^\r\n]{0,60}[:：]?\s{1,40}["'<]?([^\s<>"':：]{1,320}@[^\s<>"',:：]{1,320})/i,
  /^[^\S\r\n]{0,40}['"]?([^\s<>"':]{1,320}@[^\s<>"',:]{1,320})['"]?(?:\s|:|$)/m,
  /<([^\s<>]{1,320}@[^\s<>]{1,320})>/,
]

/**
 * Notices without the fields of RFC 3464: qmail, Exim, Sendmail, Exchange, and the carriers docomo, au and SoftBank. Null
 * unless a mail server wrote the mail and its text says that one was not delivered.
 */
export function readBounceText(fields: readonly Field[], { from, subject, textBody }: Facts): Words | null {
  const failedRecipients = fields.find(({ name }) => name === 'x-failed-recipients')?.raw
  if (!failedRecipients && !isFromServer(fields, from)) return null
  const whole = textBody.slice(0, MAX_NOTICE_LENGTH)
  const copyAt = Math.min(...COPY_BEGINS.map((mark) => whole.search(mark)).filter((at) => at >= 0), whole.length)
  const notice = whole.slice(0, copyAt)
  if (!failedRecipients && !FAILED.some((sentence) => sentence.test(notice))) return null
  const copy = whole.slice(copyAt)
  const returnedSubject = fieldInText(copy, 'Subject')
  return {
    action:
      DELAYED.test(subject) || (DELAYED.test(notice) && !/permanent|fatal|giving up|given up/i.test(notice))
        ? 'delayed'
        : 'failed',
    recipient: firstAddress(failedRecipients) ?? recipientIn(notice),
    status: statusIn(notice),
    messageId: messageIdIn(fieldInText(copy, 'Message-I[dD]') ?? ''),
    subject: returnedSubject === null ? null : decodeWords(returnedSubject, new Set()),
  }
}

/** An enhanced status code (RFC 3463), and no piece of an IP address. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(text)?.[0] ?? null
}

function isFromServer(fields: readonly Field[], from: readonly Address[]): boolean {
  const address = from[0]?.address ?? ''
  if (/^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_]?master|mmdf|microsoftexchange)/i.test(address)) return true
  const returnPath = fields.find(({ name }) => name === 'return-path')?.raw.trim()
  const isNull = returnPath === '<>' || /^<?mailer-daemon/i.test(returnPath ?? '')
  return (
    isNull &&
    (address === '' ||
      /daemon|postmaster|mail (?:delivery|system|administrator)|bounce/i.test(`${from[0]?.name} ${address}`))
  )
}

function recipientIn(notice: string): string | null {
  for (const form of RECIPIENT) {
    const found = form.exec(notice)?.[1]
    if (found && !/^(?:mailer-daemon|postmaster)@/i.test(found)) return found.replace(/[.,;)\]]+$/, '')
  }
  return null
}

const firstAddress = (value: string | undefined) =>
  /[^\s<>,;]{1,320}@[^\s<>,;]{1,320}/.exec((value ?? '').slice(0, 10_000))?.[0] ?? null

/** A header field out of the copy, unfolded. */
function fieldInText(copy: string, name: string): string | null {
  const match = new RegExp(
    `^[> ]{0,4}${name}:[ \\t]*([^\\r\\n]{0,2000}(?:\\n[ \\t][^\\r\\n]{0,2000}){0,20})`,
    'm',
  ).exec(copy)
  return match?.[1]?.replace(/\n[ \t]+/g, ' ').trim() || null
}
