import type { ReadMessage } from '../message.ts'
import { splitQuoted } from '../quoting.ts'
import { subjectPrefix } from '../subject.ts'
import {
  autoSentence,
  autoSubject,
  autoSubjectBoxed,
  awaySentence,
  awaySubject,
  closingSubject,
  receiptSentence,
  receiptSubject,
  responderHeaders,
} from './auto-reply-forms.ts'
import { autoSubmitted, hasHeader, hasNullReturnPath, header, headerValues } from './headers.ts'

/** One look that spares nearly all mail the rest: every form of an automatic answer holds one of these. */
const mayAnnounce =
  /auto|out of|vacation|holiday|leave|away|absen|office|inbox|monitor|unavailable|travel|自[動动]|不在|休暇|出張|外出|休業|休み|席を外|urlaub|dringend|haus|congé|vacances|déplacement|urgence|fuera|vacaciones|ferie|fuori|férias|afwezig|vakantie|자동/i

/** A responder's text is short, and says what it is at its head or foot. */
const maxText = 4_000
/** `※これは自動返信メールです`, and nothing before it but a greeting. */
const maxHead = 40

/**
 * The rule by which this is a vacation or other automatic answer, null for ordinary mail. Headers of responders (RFC 3834 and
 * its forerunners) and the announcement in the subject decide alone; words in the text count only in the writer's own part
 * and need a second sign, because customers write about 自動返信 and about their holidays too.
 */
export function autoReplyRule(message: ReadMessage): string | null {
  const byHeader = headerRule(message)
  if (byHeader) return byHeader

  const subject = fold(message.subject).slice(0, 300)
  const isBoxed = autoSubjectBoxed.test(subject) && !isTransaction(subject) && !namesMatter.test(subject)
  if (autoSubject.test(subject) || (isBoxed && subjectPrefix(subject) === null)) return 'auto-subject'

  if (isMachineAnswer(message)) return 'auto-answer'
  const signs = machineSigns(message)
  // A responder may keep "Re:" and set its mark behind the subject; people answer such mail too.
  if (isBoxed && signs >= 2 && /[\])】>〕》≫*]\s{0,3}$/.test(subject)) return 'auto-subject'
  if (signs === 0 && !mayAnnounce.test(message.textBody.slice(0, 20_000))) return null

  const text = fold(splitQuoted(message.textBody.slice(0, 20_000)).own).slice(0, maxText)
  const away = awaySentence.filter((sentence) => sentence.test(text)).length
  const prefix = subjectPrefix(message.subject)
  const says = autoSentence.some((sentence) => sentence.test(isTransaction(subject) ? headOf(text) : text))
  if (says) return 'auto-sentence'
  if (awaySubject.test(subject) && away >= 2) return 'auto-away'
  if (signs > 0 && away >= 2) return 'auto-away'
  if (signs > 0 && (awaySubject.test(subject) || receiptSubject.test(subject)) && !isTransaction(subject))
    return 'auto-receipt'
  const isAnswer = message.inReplyTo !== null || message.references.length > 0 || prefix === 'reply'
  if (!isAnswer) return null
  if (closingSubject.test(subject) && away >= 2) return 'auto-away'
  const isAbsence = away >= 4 || (away >= 3 && !/[?？]/.test(text) && awaySentence[0]!.test(text.slice(0, 160)))
  return isAbsence ? 'auto-away' : null

  /**
   * Under our own news of a parcel the text of that news may stand below without marks: there only the first words count, of
   * an answer. Where a carrier dropped the ids, an absence must tell that it is one.
   */
  function headOf(whole: string): string {
    return message.inReplyTo !== null || (prefix === 'reply' && away > 0) ? whole.slice(0, maxHead) : ''
  }
}

/**
 * A program that answers a mail of ours. Help desks mark what their people write as auto-generated too, so that mark counts
 * only on a receipt.
 */
function isMachineAnswer(message: ReadMessage) {
  if (message.inReplyTo === null || isListed(message)) return false
  if (hasNullReturnPath(message)) return true
  return autoSubmitted(message) === 'auto-generated' && receiptSentence.test(fold(message.textBody.slice(0, maxText)))
}

function isListed(message: ReadMessage) {
  return hasHeader(message, 'list-id', 'list-unsubscribe', 'list-post')
}

function headerRule(message: ReadMessage): string | null {
  if (autoSubmitted(message) === 'auto-replied') return 'auto-submitted'
  if (/vacation|auto-?repl/.test(header(message, 'auto-submitted'))) return 'auto-submitted'
  if (responderHeaders.some((name) => hasHeader(message, name) && !/^(?:no|false|0)$/.test(header(message, name)))) {
    return 'auto-responder-header'
  }
  const precedence = ['precedence', 'x-precedence', 'preference'].flatMap((name) => headerValues(message, name))
  if (precedence.some((value) => /auto[_-]?reply/.test(value))) return 'auto-precedence'
  if (
    /\b(?:oof|rules\.(?:oof|reply)template)/.test(
      `${header(message, 'x-message-class')} ${header(message, 'message-class')}`,
    )
  ) {
    return 'auto-exchange'
  }
  if (/report-type="?disposition-notification/.test(header(message, 'content-type'))) return 'auto-receipt-report'
  if (/vacation/.test(header(message, 'x-apple-action'))) return 'auto-responder-header'
  if (/reply/.test(header(message, 'x-autogenerated')) || /autorespond/.test(header(message, 'x-post-messageclass')))
    return 'auto-responder-header'
  return /vacation|auto-?(?:reply|respon)/.test(`${header(message, 'x-mailer')} ${header(message, 'delivered-to')}`)
    ? 'auto-responder-header'
    : null
}

/** Signs that a program wrote, each too weak alone: shops and lists carry them too. */
function machineSigns(message: ReadMessage) {
  if (isListed(message)) return 0
  const signs = [
    autoSubmitted(message) !== '',
    hasNullReturnPath(message),
    /bulk|junk/.test(header(message, 'precedence')),
    /all|oof|autoreply/.test(header(message, 'x-auto-response-suppress')),
    hasHeader(
      message,
      'x-ms-exchange-inbox-rules-loop',
      'x-ms-exchange-generated-message-source',
      'x-autogenerated',
      'x-loop',
    ),
  ]
  return signs.filter(Boolean).length
}

/** How a person names the matter of an automatic answer: 【自動返信】お問い合わせ の件. */
const namesMatter = /(?:の件|について|に関して)[^\p{L}\p{N}]{0,5}$/u

/** Order and parcel mails call themselves automatic as well, but answer nothing. */
function isTransaction(subject: string) {
  return /注文(?:内容|確認|受付|完了|を)|発送|出荷|入金|決済|購入|お支払|請求書|会員登録|パスワード|予約(?:確認|完了)|order (?:confirm|received|#)|shipped|receipt for|invoice/.test(
    subject,
  )
}

function fold(text: string) {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
}
