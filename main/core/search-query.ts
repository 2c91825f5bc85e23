import { foldForSearch } from './japanese-text.ts'
import { type Period, readPeriod } from './search-period.ts'

export type SearchField = 'subject' | 'body' | 'sender' | 'recipients' | 'files'

/** Folded text that must stand (or must not stand) in one field, or with `null` in any. Holds blanks only in a phrase. */
export type SearchTerm = { field: SearchField | null; text: string; isExcluded: boolean }

export type SearchStatus = 'new' | 'open' | 'waiting' | 'resolved'

/** What a person asked for. All of it must hold. */
export type SearchQuery = {
  terms: SearchTerm[]
  /** One of these; `null` is any. */
  statuses: SearchStatus[] | null
  /** Messages from this instant on, ms UTC. */
  from: number | null
  /** Messages before this instant, ms UTC. */
  to: number | null
}

const ALL_STATUSES: SearchStatus[] = ['new', 'open', 'waiting', 'resolved']

const STATUSES: Record<string, SearchStatus> = {
  新規: 'new',
  new: 'new',
  オープン: 'open',
  open: 'open',
  返事待ち: 'waiting',
  waiting: 'waiting',
  完了: 'resolved',
  resolved: 'resolved',
  done: 'resolved',
}

type Filter = SearchField | 'any' | 'status' | 'period'

/** The index keeps senders and receivers in one field, so `from:` and `to:` both look there. */
const FILTERS: Record<string, Filter> = {
  from: 'sender',
  差出人: 'sender',
  to: 'recipients',
  宛先: 'recipients',
  subject: 'subject',
  件名: 'subject',
  order: 'any',
  注文: 'any',
  file: 'files',
  添付: 'files',
  status: 'status',
  状態: 'status',
  date: 'period',
  期間: 'period',
}

const CLOSING: Record<string, string> = { '"': '"', '＂': '＂', '“': '”', '「': '」', '『': '』' }
const MINUS = /[-－−‐]/u

/** The field names and status words are compared as they are folded, so that ｆｒｏｍ：and From: are from:. */
const FILTER_BY_NAME = foldKeys(FILTERS)
const STATUS_BY_NAME = foldKeys(STATUSES)

function foldKeys<Value>(table: Record<string, Value>): Map<string, Value> {
  return new Map(Object.entries(table).map(([name, value]) => [foldForSearch(name), value]))
}

type Piece = { raw: string; isExcluded: boolean; name: string | null; value: string; isQuoted: boolean }

/**
 * Reads what was typed: words (all must be found), "phrases" and 「phrases」, -words, and the fields from: to: subject: order:
 * file: status: date: or 差出人: 宛先: 件名: 注文: 添付: 状態: 期間:. Full-width blanks and colons count. Never throws: what it
 * does not understand is looked for as words.
 *
 * @param now ms UTC, for 今日 and the like
 * @param timeZone IANA name, where the days begin
 */
export function parseSearch(typed: string, now: number, timeZone: string): SearchQuery {
  const query: SearchQuery = { terms: [], statuses: null, from: null, to: null }
  for (const piece of splitPieces(typed.toWellFormed())) addPiece(query, piece, now, timeZone)
  return query
}

function addPiece(query: SearchQuery, piece: Piece, now: number, timeZone: string): void {
  const filter = piece.name === null ? undefined : FILTER_BY_NAME.get(piece.name)
  if (filter === undefined || piece.value === '') {
    addWords(query, null, piece.name === null ? piece.value : piece.raw, piece)
    return
  }
  if (filter === 'status') {
    const status = STATUS_BY_NAME.get(foldForSearch(piece.value))
    if (status === undefined) return addWords(query, null, piece.raw, piece)
    return addStatus(query, status, piece.isExcluded)
  }
  if (filter === 'period') {
    const period = piece.isExcluded ? null : readPeriod(piece.value, now, timeZone)
    if (period === null) return addWords(query, null, piece.raw, piece)
    return addPeriod(query, period)
  }
  addWords(query, filter === 'any' ? null : filter, piece.value, piece)
}

function addWords(query: SearchQuery, field: SearchField | null, text: string, piece: Piece): void {
  const folded = foldForSearch(text)
  const words = piece.isQuoted ? [folded] : folded.split(' ')
  for (const word of words) {
    if (word !== '') query.terms.push({ field, text: word, isExcluded: piece.isExcluded })
  }
}

function addStatus(query: SearchQuery, status: SearchStatus, isExcluded: boolean): void {
  if (isExcluded) {
    query.statuses = (query.statuses ?? ALL_STATUSES).filter((other) => other !== status)
    return
  }
  query.statuses = [...new Set([...(query.statuses ?? []), status])]
}

function addPeriod(query: SearchQuery, period: Period): void {
  if (period.from !== null) query.from = Math.max(query.from ?? period.from, period.from)
  if (period.to !== null) query.to = Math.min(query.to ?? period.to, period.to)
}

function splitPieces(typed: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < typed.length) {
    if (/\s/u.test(typed[at]!)) {
      at++
      continue
    }
    const { piece, end } = readPiece(typed, at)
    if (piece !== null) pieces.push(piece)
    at = end
  }
  return pieces
}

function readPiece(typed: string, start: number): { piece: Piece | null; end: number } {
  const isExcluded = MINUS.test(typed[start]!) && start + 1 < typed.length && !/\s/u.test(typed[start + 1]!)
  const from = isExcluded ? start + 1 : start
  const field = readFieldName(typed, from)
  const valueFrom = field?.end ?? from
  const quoted = readQuoted(typed, valueFrom)
  const end = quoted?.end ?? endOfBare(typed, valueFrom)
  const value = quoted?.text ?? typed.slice(valueFrom, end)
  const name = field?.name ?? null
  return { piece: { raw: typed.slice(from, end), isExcluded, name, value, isQuoted: quoted !== null }, end }
}

function readFieldName(typed: string, from: number): { name: string; end: number } | null {
  const match = /^[^\s:："「『“＂]{1,8}[:：]/u.exec(typed.slice(from, from + 10))
  if (match === null) return null
  const name = foldForSearch(match[0].slice(0, -1))
  return FILTER_BY_NAME.has(name) ? { name, end: from + match[0].length } : null
}

function readQuoted(typed: string, from: number): { text: string; end: number } | null {
  const closing = CLOSING[typed[from] ?? '']
  if (closing === undefined) return null
  const end = typed.indexOf(closing, from + 1)
  return end === -1 ? null : { text: typed.slice(from + 1, end), end: end + 1 }
}

function endOfBare(typed: string, from: number): number {
  const length = typed.slice(from).search(/\s/u)
  return length === -1 ? typed.length : from + length
}
