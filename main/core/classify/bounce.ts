import type { ReadMessage } from '../message.ts'
import { normaliseAddress } from '../sender.ts'
import { subjectPrefix } from '../subject.ts'
import { autoSubject } from './auto-reply-forms.ts'
import { bounceSentence, bounceSubject, daemonAddress, daemonName, deliveredSentence } from './bounce-forms.ts'
import { failedAddress } from './failed-address.ts'
import { autoSubmitted, hasHeader, hasNullReturnPath, header } from './headers.ts'

export type BounceReading = { isBounce: boolean; bounceFor: string | null; rule: string }

const notBounce: BounceReading = { isBounce: false, bounceFor: null, rule: '' }

/** A notice stands at the head of the text; what follows is the mail that came back. */
const maxNotice = 6_000

/**
 * A failure or delay notice of any kind: by report (RFC 3464), by header, else by the words of the server that wrote it.
 * Words count only where a program wrote the mail: people forward such notices and ask about them. `rule` is given where it
 * was found before.
 */
export function readBounce(
  message: ReadMessage,
  ownAddresses: readonly string[] = [],
  rule: string | null = bounceRule(message),
): BounceReading {
  if (rule === null) return notBounce
  const bounceFor = message.deliveryReport?.recipient ?? failedAddress(message, ownAddresses)
  return { isBounce: true, bounceFor: bounceFor === null ? null : normaliseAddress(bounceFor), rule }
}

/** The rule by which a message is such a notice; null when it is none. */
export function bounceRule(message: ReadMessage): string | null {
  const type = header(message, 'content-type')
  // Receipts, complaints and reports on TLS are reports too.
  if (/report-type="?(?!delivery-status)[a-z]/.test(type)) return null
  const action = message.deliveryReport?.action ?? null
  if (action === 'failed' || action === 'delayed') return isPassedOn(message, type) ? null : 'bounce-report'
  if (action !== null) return null
  if (hasHeader(message, 'x-failed-recipients')) return 'bounce-failed-recipients'

  const subject = fold(message.subject).slice(0, 300)
  const isNotice = bounceSubject.test(subject)
  const writer = daemonStrength(message)
  const isReport = message.deliveryReport !== null || /multipart\/report/.test(type)
  if (writer === 0 && !isNotice && !isReport) return null

  const text = fold(message.textBody.slice(0, maxNotice))
  if (isDelivered(subject, text, isNotice)) return null
  if (isReport) return 'bounce-report'
  if (writer < 2 && (subjectPrefix(message.subject) !== null || autoSubject.test(subject) || isAboutParcel(text)))
    return null
  return ruleByWords(message, { writer, isNotice, text })
}

/** Somebody passes a notice on with its parts, and asks about it. */
function isPassedOn(message: ReadMessage, type: string) {
  return !/multipart\/report/.test(type) && subjectPrefix(message.subject) !== null && daemonStrength(message) === 0
}

function ruleByWords(
  message: ReadMessage,
  { writer, isNotice, text }: { writer: 0 | 1 | 2; isNotice: boolean; text: string },
) {
  const sentences = bounceSentence.filter((sentence) => sentence.test(text)).length
  if (writer === 2 && (isNotice || sentences >= 1)) return 'bounce-daemon'
  const isSure = (isNotice && sentences >= 1) || (sentences >= 2 && listedAddress.test(text))
  if (writer === 1 && isSure) return 'bounce-machine'
  return isNotice && sentences >= 2 && namesMail.test(text) && !looksWrittenByPerson(message, text)
    ? 'bounce-text'
    : null
}

/** A server says which address failed, or by which code; a person who sends again does not. */
const namesMail = /[^\s@]@[a-z0-9-]{1,63}\.|(?:^|\D)[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/

/** Couriers fail to deliver as well, and say so in the same words. */
function isAboutParcel(text: string) {
  const head = text.slice(0, 800)
  const isParcel =
    /荷物|お届け物|再配達|宅配|配達|parcel|package|shipment|courier|tracking number|追跡番号|送り状|伝票/.test(head)
  return (
    isParcel &&
    !/smtp|\b[45]5\d\b|mailbox|user unknown|your (?:message|e?-?mail)|メール(?:アドレス|ボックス|サーバ)/.test(head)
  )
}

/** An address set apart, as servers list what failed: `<a@b.example>:` or alone on its line. */
const listedAddress =
  /(?:^|\n)[^\n<]{0,40}<[^<>\s@]{1,64}@[^<>\s]{1,255}>|(?:^|\n)\s{0,8}[^\s@]{1,64}@[^\s@]{1,255}\s{0,3}(?:\n|$)/

/** 2: certainly a mail server. 1: a program of some kind. 0: maybe a person. */
function daemonStrength(message: ReadMessage): 0 | 1 | 2 {
  const from = message.from[0]
  const address = normaliseAddress(from?.address ?? '')
  if (/^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_]?master|mmdf|microsoftexchange)/.test(address)) return 2
  const isUnsigned = hasNullReturnPath(message)
  const named = daemonName.test(fold(from?.name ?? '').slice(0, 200))
  if ((named || isUnsigned) && (address === '' || daemonAddress.test(address))) return 2
  if (isUnsigned) return 1
  const isDaemon = named || address === '' || daemonAddress.test(address) || !address.includes('@')
  return isDaemon || autoSubmitted(message) !== '' ? 1 : 0
}

function isDelivered(subject: string, text: string, isNotice: boolean) {
  const fails =
    /fail|\bnot\b|cannot|can't|couldn't|unable|un-?deliver|non-?deliver|error|delay|return|できません|されません|不能|失敗/
  if (/success|(?:was|been|is) delivered|^(?:delivered|relayed|expanded|read)\s?:|開封/.test(subject))
    return !fails.test(subject)
  return !isNotice && deliveredSentence.test(text) && !fails.test(text)
}

/** Somebody who asks about a notice greets, asks or writes below a quote. */
function looksWrittenByPerson(message: ReadMessage, text: string) {
  const head = text.slice(0, 400)
  return (
    message.inReplyTo !== null ||
    /(?:^|\n)[ \t]*>(?!>)/.test(head) ||
    /(?:お世話になって|お世話様|こんにちは|はじめまして|でしょうか|ますか[。?]|教えて|お願い(?:し|致し|いたし)ます|と申します)/.test(
      head,
    ) ||
    /(?:^|\n)(?:hi|hello|dear) (?!user|customer|sender)[^\n]{0,40}[,!]/.test(head)
  )
}

function fold(text: string) {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
}
