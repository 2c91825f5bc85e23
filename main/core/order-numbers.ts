import type { Marketplace } from './classify/marketplace.ts'

export type OrderNumber = {
  /** As written, after NFKC. Text: nothing is ever derived from its digits. */
  number: string
  /** Which shop type writes numbers of this shape; null when only a label says that it is an order. */
  place: Marketplace | null
}

type Found = OrderNumber & { from: number; to: number }

/**
 * Order numbers in a text, each once, in order of appearance. A label (`注文番号：`) is believed first, then shapes that only
 * one marketplace uses. Card, phone and parcel numbers and dates are left out.
 * @param text subject and body; a line break between the two keeps them apart.
 */
export function findOrderNumbers(text: string): OrderNumber[] {
  if (!/\p{Nd}/u.test(text.slice(0, maxText))) return []
  const folded = foldText(text)
  const labelled = findLabelled(folded)
  const found = [...labelled]
  for (const shape of shapes) {
    if (!shape.hint.test(folded)) continue
    for (const candidate of findShaped(folded, shape)) {
      if (!found.some((known) => candidate.from < known.to && known.from < candidate.to)) found.push(candidate)
    }
  }
  found.sort((a, b) => a.from - b.from)
  const seen = new Map<string, OrderNumber>()
  for (const { number, place } of found) if (!seen.has(number)) seen.set(number, { number, place })
  return [...seen.values()]
}

const maxText = 200_000
const maxFound = 200

function foldText(text: string) {
  return text
    .slice(0, maxText)
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/g, '-')
}

const label = new RegExp(
  String.raw`(ご?注文書?|受注|ご?発注|オーダー|お買い?上げ|ご?購入|取引|お問い?合わ?せ|売上|\border)(?:[ \t]{0,3}|の|管理)(番号|ID|No\.?|ナンバー|コード|number|#(?=\s?\d)(?!\d{4,10}(?![\w-])))[ \t]{0,3}(?:は|が)?[\s:\]】)>=[(【「『は|→⇒・.]{0,12}(?=[#A-Za-z0-9])` +
    // `（注文K-220054）`: without the word 番号 only what looks like nothing else.
    String.raw`|ご?注文[ \t]{0,2}[(「【[]?(?=[A-Z]{1,4}-?\d{4,12}(?![\w-]))`,
  'gi',
)
const orderNumber = /#?[A-Za-z0-9][A-Za-z0-9_-]{2,39}/y
const separator = /[ \t]{0,3}[、,・&/][ \t]{0,3}/y

function findLabelled(text: string): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(label)) {
    if (found.length >= maxFound) break
    let at = match.index + match[0].length
    for (let value = readValue(text, at); value !== null; value = readValue(text, at)) {
      if (!isPlausible(value, match[1] ?? '', text[at + value.length] ?? '')) break
      found.push({ number: value, place: placeOf(value), from: at, to: at + value.length })
      separator.lastIndex = at + value.length
      const gap = separator.exec(text)
      if (!gap) break
      at = separator.lastIndex
    }
  }
  return found
}

function readValue(text: string, at: number) {
  orderNumber.lastIndex = at
  return orderNumber.exec(text)?.[0].replace(/[-_]+$/, '') ?? null
}

function isPlausible(number: string, labelWord: string, next: string) {
  if (!/\d/.test(number) || number.length < 3 || '年月日円個点時@'.includes(next || ' ')) return false
  if (looksLikePhone(number) || looksLikeDate(number) || looksLikeCard(number)) return false
  // Carriers call the number of a parcel お問い合わせ番号 too.
  return !/問/.test(labelWord) || !looksLikeParcel(number)
}

/** `hint` is a quick look that spares most texts the pattern. */
type Shape = {
  place: Marketplace
  hint: RegExp
  pattern: RegExp
  accepts?: (match: RegExpMatchArray, text: string) => boolean
}

const dashed = /-\d{7}/

/**
 * In the order of the table of marketplaces, so that an earlier shape keeps its characters. Every repetition is bounded:
 * the text may be hostile.
 */
const shapes: readonly Shape[] = [
  { place: 'rakuten', hint: dashed, pattern: /(?<![\w-])\d{6}-\d{8}-\d{7,10}(?![\w-])/g },
  {
    place: 'yahoo',
    hint: dashed,
    pattern: /(?<![\w./@=?&%#-])(?=[a-z0-9-]{0,21}[a-z])[a-z0-9][a-z0-9-]{1,20}-\d{8}(?![\w@/-])(?!\.\w)/g,
    // Serials start at 10000000; one that reads as a date is a file name or a campaign.
    accepts: (match) => !looksLikeDate(match[0].slice(-8)),
  },
  { place: 'amazon', hint: dashed, pattern: /(?<![\w-])\d{3}-\d{7}-\d{7}(?![\w-])/g },
  { place: 'amazon-pay', hint: dashed, pattern: /(?<![\w-])P\d{2}-\d{7}-\d{7}(?![\w-])/g },
  {
    place: 'base',
    hint: /[0-9A-F]{16}/,
    pattern: /(?<![\w-])(?=\d{0,15}[A-F])(?=[A-F]{0,15}\d)[0-9A-F]{16}(?![\w-])/g,
  },
  {
    place: 'shopify',
    hint: /#\d{4}/,
    pattern: /(?<![\w&/#=?-])#\d{4,10}(?![\w-])/g,
    accepts: (match, text) =>
      !/(?:ticket|case|issue|request|チケット)\s?$/i.test(before(text, match)) &&
      !isTag(match[0], text[end(match)] ?? ''),
  },
  { place: 'makeshop', hint: /P[A-Z]?\d{17}/, pattern: /(?<![\w-])P[A-Z]?\d{17,18}(?![\w-])/g },
  {
    place: 'yahoo-auction',
    hint: /ヤフオク|オークション|フリマ/,
    pattern: /(?<![\w./@=?&%#-])[a-z]\d{9,10}(?![\w@-])/g,
  },
]

function findShaped(text: string, { place, pattern, accepts }: Shape): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(pattern)) {
    if (found.length >= maxFound) break
    if (accepts && !accepts(match, text)) continue
    found.push({ number: match[0], place, from: match.index, to: end(match) })
  }
  return found
}

function end(match: RegExpMatchArray) {
  return match.index! + match[0].length
}

function before(text: string, match: RegExpMatchArray) {
  return text.slice(Math.max(0, match.index! - 12), match.index)
}

/** `#2026福袋` is a hashtag, `#2026の件` is an order. */
function isTag(number: string, next: string) {
  return /^#(?:19|20)\d\d$/.test(number) && /[^\sのでがをはにとへもや、。,.:;)】\]」]/.test(next)
}

function placeOf(number: string): Marketplace | null {
  for (const { place, pattern } of shapes) {
    if (place === 'yahoo-auction') continue
    pattern.lastIndex = 0
    const match = pattern.exec(number)
    pattern.lastIndex = 0
    if (match && match[0] === number) return place
  }
  return null
}

function looksLikePhone(number: string) {
  return /^0\d{1,4}-\d{1,4}-\d{3,4}$/.test(number) || /^0[5789]0\d{8}$/.test(number)
}

function looksLikeDate(number: string) {
  const parts = /^(?:19|20)\d\d(-?)(\d\d?)\1(\d\d?)$/.exec(number)
  if (!parts || (parts[1] === '' && number.length !== 8)) return false
  return Number(parts[2]) >= 1 && Number(parts[2]) <= 12 && Number(parts[3]) >= 1 && Number(parts[3]) <= 31
}

function looksLikeParcel(number: string) {
  return /^\d{4}-?\d{4}-?\d{3,5}$/.test(number) || /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(number)
}

function looksLikeCard(number: string) {
  const digits = number.replaceAll('-', '')
  if (!/^\d{14,16}$/.test(digits) || !/^(?:\d{14,16}|\d{4}-\d{4}-\d{4}-\d{4}|\d{4}-\d{6}-\d{4,5})$/.test(number))
    return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
