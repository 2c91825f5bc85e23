import type { Finding, SendCheck, WarnWords } from '../../preload/domain.ts'
import { findVagueDates } from '../../preload/domain/vague-dates.ts'
import { foldForSearch } from './japanese-text.ts'
import { findNames, isOwnName } from './names-in-text.ts'
import { personalDataIn } from './personal-data.ts'
import { findOrderNumbers } from './order-numbers.ts'
import { splitQuoted } from './quoting.ts'

/** An answer as it stands in the composer, without the signature that is added when it leaves. */
export type Answer = { to: readonly string[]; cc: readonly string[]; subject: string; body: string; hasFiles: boolean }
/** What is known around it. */
export type About = {
  /** Names of the customer, of whoever takes part, and readings of them. */
  names: readonly string[]
  /** What the customer wrote in the ticket: a name that stands there is no slip. */
  heard: string
  orderNumbers: readonly string[]
  /** Of the numbers in the answer, those that tickets of other customers carry. */
  othersNumbers: readonly string[]
  category: string | null
  /** Recipients no mail came from or went to so far. */
  newAddresses: readonly string[]
  ownDomains: readonly string[]
  /** A date as it would be written to the customer; '' when the shop never opens. */
  exampleDate: string
  /** Everybody can read it. */
  isPublic: boolean
}
export type CheckChoices = { checksOff: readonly SendCheck[]; warnWords: readonly WarnWords[] }

/** What a person should look at before the answer leaves, each kind once. Quoted text is somebody else's and is not read. */
export function checkAnswer(answer: Answer, about: About, { checksOff, warnWords }: CheckChoices): Finding[] {
  const own = splitQuoted(answer.body).own
  const looks: Record<SendCheck, () => readonly string[]> = {
    'personal-in-public': () => (about.isPublic ? personalDataIn(own) : []),
    attachment: () => (answer.hasFiles ? [] : mentionedFiles(own)),
    'other-name': () => findNames(own).filter((name) => !isOwnName(name, about)),
    'other-order': () => otherOrders(`${answer.subject}\n${own}`, about),
    'warn-words': () => warnWords.flatMap((entry) => hit(own, entry, about.category)),
    'vague-date': () => findVagueDates(own),
    'only-greeting': () => (isOnlyGreeting(own) ? [''] : []),
    'new-address': () => about.newAddresses,
    'many-domains': () => outsideDomains(answer, about.ownDomains),
  }
  return (Object.keys(looks) as SendCheck[])
    .filter((check) => !checksOff.includes(check))
    .map((check): Finding => ({ check, words: [...new Set(looks[check]())] }))
    .filter(({ words }) => words.length > 0)
    .map((finding) => (finding.check === 'vague-date' ? { ...finding, example: about.exampleDate } : finding))
}

/** Order numbers in the part of an answer that is the writer's own. */
export const numbersIn = ({ subject, body }: Pick<Answer, 'subject' | 'body'>): string[] =>
  findOrderNumbers(`${subject}\n${splitQuoted(body).own}`).map(({ number }) => number)

/** 添付 that the customer is asked for, or has sent, promises nothing. */
const FILE =
  /(?<!ご)添[付附](?!の(?:上|うえ)|(?:して|を)?お?(?:いただ|頂|くださ|下さ|願|送り(?:くだ|下))|され|の(?:写真|画像|ファイル)を(?:拝見|確認(?:し|いた|致)))|別[紙添](?=[のにをで参])|\battach(?:ed|ment)\b|\benclosed\b/giu

const mentionedFiles = (text: string): string[] => [...text.matchAll(FILE)].map(([found]) => found)

function otherOrders(text: string, { orderNumbers, othersNumbers }: About): string[] {
  const known = new Set(orderNumbers.map(plain))
  const numbers = findOrderNumbers(text).map(({ number }) => number)
  const strange = numbers.filter((number) => !known.has(plain(number)))
  return known.size > 0 ? strange : strange.filter((number) => othersNumbers.includes(number))
}
const plain = (number: string) => number.replace(/^#/, '').toLowerCase()

/** The parts of an entry in this order within one sentence. */
function hit(text: string, { words, category }: WarnWords, ticketCategory: string | null): string[] {
  if (category !== null && category !== ticketCategory) return []
  const parts = words
    .split(/…+|\.{3,}/)
    .map((part) => foldForSearch(part).trim())
    .filter(Boolean)
  if (parts.length === 0) return []
  return text.split(/[。．！？!?\n]/).some((sentence) => holdsAll(foldForSearch(sentence), parts)) ? [words] : []
}

function holdsAll(sentence: string, parts: readonly string[]): boolean {
  let from = 0
  for (const part of parts) {
    const at = sentence.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

/** Sentences that say nothing by themselves. */
const GREETINGS = [
  /^.{0,40}(?:様|さま|さん|御中|各位)$/u,
  /^(?:いつも|平素は|日頃は?|毎度)?.{0,20}お世話になって(?:おり|い)ます$/u,
  /^(?:いつも|平素は|日頃は?|毎度|この度は|このたびは|先日は|格別の|ご|お).{0,30}(?:ありがとうございま(?:す|した)|有難うございま(?:す|した)|(?:厚く)?(?:御|お)礼申し上げます|感謝申し上げます)$/u,
  /^(?:何卒|なにとぞ|どうぞ|以上)?[、,]?(?:今後とも)?[、,]?(?:どうぞ|何卒)?(?:よろしく|宜しく)(?:お願い|おねがい)?(?:いたします|致します|申し上げます|します)?$/u,
  /^.{0,20}(?:[店屋堂社]|担当|ショップ|ストア).{0,20}(?:でございます|です)$|^.{1,30}と申します$/u,
  /^(?:こんにちは|おはようございます|こんばんは|拝啓|敬具|前略|草々)$/u,
  /^(?:dear|hello|hi)\b.{0,40}$/iu,
  /^(?:thank you|thanks)\b.{0,60}$/iu,
  /^(?:best|kind|warm)? ?regards$|^sincerely(?: yours)?$|^yours sincerely$/iu,
]
/** Longer texts say something. */
const LONGEST_GREETING = 300

function isOnlyGreeting(own: string): boolean {
  if (own.length > LONGEST_GREETING) return false
  const sentences = own
    .split(/[。．！!\n]|(?<=\w)[.,](?=\s|$)/u)
    .map((part) => part.replace(/[\s　]+/gu, ' ').trim())
    .filter(Boolean)
  return sentences.every((sentence) => GREETINGS.some((form) => form.test(sentence)) && !/[?？]/.test(sentence))
}

function outsideDomains({ to, cc }: Answer, ownDomains: readonly string[]): string[] {
  const own = new Set(ownDomains.map((domain) => domain.toLowerCase()))
  const domains = [...to, ...cc].map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase())
  const outside = [...new Set(domains)].filter((domain) => domain !== '' && !own.has(domain))
  return outside.length > 1 ? outside : []
}
