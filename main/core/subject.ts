/** What a subject is about, without what mail programs and this one put around it. */

const number = String.raw`(?:\s?[[(（［]\s?\d{1,3}\s?[\])）］]|[\^*]?\d{1,3})?`
const reply = String.raw`re|aw|antw|sv|vs|res|返信|返|回复|回覆|答复|답장|ref`
const forward = String.raw`fwd?|wg|tr|rv|enc|i|転送|转发|轉寄|전달`
const automatic = [
  'automatic reply',
  'auto(?:matic)?[ -]?(?:reply|response)',
  'autoreply',
  'out of (?:the )?office(?: autoreply)?',
  'automatische antwort',
  'abwesenheitsnotiz',
  'réponse automatique',
  'respuesta automática',
  'risposta automatica',
  'resposta automática',
  'automatisch antwoord',
  '自動応答',
  '自動返信',
  '自動回答',
  '不在通知',
  '不在のお知らせ',
  'undeliverable',
  'undelivered',
  '配信不能',
].join('|')

const prefixes = new RegExp(`^(?:(?:${reply}|${forward})${number}|${automatic})\\s{0,2}[:：﹕]\\s*`, 'iu')
const replyPrefix = new RegExp(`^(?:${reply})${number}\\s{0,2}[:：﹕]`, 'iu')
const forwardPrefix = new RegExp(`^(?:${forward})${number}\\s{0,2}[:：﹕]`, 'iu')

/** Counters of mailing lists (`[shop-ml 123]`) differ in each mail; marks of gateways are nobody's words. Other tags stay. */
const listCounter = /^\[[^\]\d][^\]]{0,40}[\s:,#-]\d{1,8}\]\s*/
const gatewayMark = /^[[【(](?:external|ext|外部|社外|外部メール|社外メール)[\]】)]:?\s*/i

const maxSubject = 2_000

/** The subject of an answer. */
export const replySubject = (subject: string): string => (/^\s*re\s*[:：]/i.test(subject) ? subject : `Re: ${subject}`)

/** The subject in a form that is equal for a mail and its answers. '' when nothing is left. */
export const normaliseSubject = (subject: string): string => plainSubject(subject).toLowerCase()

/** What the subject says, without prefixes, tokens and marks. */
export function plainSubject(subject: string): string {
  let rest = tidy(subject).replace(token, ' ').replace(/\s+/g, ' ').trim()
  for (let round = 0; round < 40; round++) {
    const next = rest.replace(prefixes, '').replace(listCounter, '').replace(gatewayMark, '')
    if (next === rest) break
    rest = next
  }
  return rest.trim()
}

/** What the first prefix says the writer did. */
export function subjectPrefix(subject: string): 'reply' | 'forward' | null {
  let rest = tidy(subject)
  for (let round = 0; round < 5; round++)
    rest = rest
      .replace(listCounter, '')
      .replace(gatewayMark, '')
      .replace(/^\[#[A-Z]{1,6}-\d{1,10}\]\s*/i, '')
  if (replyPrefix.test(rest)) return 'reply'
  return forwardPrefix.test(rest) ? 'forward' : null
}

/** Bracketed as we write it, or bare where a carrier dropped the brackets. */
const token = /\[?#([A-Z]{1,6})-(\d{1,10})(?!\d)\]?/gi

/** `[#K-1234]`: what ties an answer to its ticket where a carrier drops the headers. */
export function ticketToken(ticketId: number, prefix: string): string {
  return `[#${prefix}-${ticketId}]`
}

/** Ticket numbers named in a subject, each once, in order. `prefix` null takes every prefix. */
export function findTicketTokens(subject: string, prefix: string | null = null): number[] {
  const ids: number[] = []
  for (const [, letters, digits] of tidy(subject)
    .replace(/[‐‑‒–—−]/g, '-')
    .matchAll(token)) {
    const id = Number(digits)
    if (prefix !== null && letters!.toUpperCase() !== prefix.toUpperCase()) continue
    if (Number.isSafeInteger(id) && id > 0 && !ids.includes(id)) ids.push(id)
  }
  return ids
}

function tidy(subject: string) {
  return subject.slice(0, maxSubject).normalize('NFKC').replace(/\s+/g, ' ').trim()
}
