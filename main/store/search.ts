import type { Database } from 'better-sqlite3'
import type { SearchField, SearchQuery, SearchTerm } from '../core/search-query.ts'
import { type FoldedText, matchesTerm, type SearchMatch, toMatch } from '../core/search-match.ts'
import { joinRanges, type Range } from './search-ranges.ts'
import { createTidying } from './search-tidying.ts'
import { createWordIndex } from './search-words.ts'

/** Folded text and index words of a message, a field each (see main/core/japanese-text.ts). */
export type IndexedText = { text: { [field in SearchField]: string }; tokens: { [field in SearchField]: string } }

/** A further condition in SQL over `m` (message) and `t` (its ticket). */
export type SearchFilter = { sql: string; params: (string | number)[] }

export type FindOptions = {
  /** Hits at most. */
  limit: number
  /** `relevance`: first those with all words in subject, names and file names, then the others; each newest first. */
  order: 'relevance' | 'newest'
  filter?: SearchFilter
}

export type SearchHit = { messageId: number; ticketId: number; at: number }

export type SearchResult = {
  hits: SearchHit[]
  /** How many there are; at least so many when not exact. */
  total: number
  totalIsExact: boolean
}

export type SearchIndex = ReturnType<typeof createSearchIndex>

/** So many of the newest messages are asked first: a word found often fills the page from them alone. */
const NEWEST_ASKED = [2048, 8192]
/** The next number is tried where the hits so far, times this, fill a page: a rare word is asked for everywhere at once. */
const MORE_TO_COME = 4
/** Texts read at most for what no index can find, such as ★ or a query of minus words only. */
const MOST_TEXTS_READ = 20_000
/** Texts read before the index is asked for a single character: some stand in every second text. */
const TEXTS_READ_FIRST = 150
const EVERYTHING: Condition = { sql: '1', params: [] }

type Condition = { sql: string; params: (string | number)[] }

/** The search index of the store. `add` and `remove` belong into the transaction that writes the message. */
export function createSearchIndex(db: Database) {
  const insertText = db.prepare(
    'INSERT INTO message_text (message_id, subject, body, sender, recipients, files) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const insertTokens = db.prepare(
    'INSERT INTO message_fts (rowid, body, subject, sender, recipients, files) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const deleteText = db.prepare('DELETE FROM message_text WHERE message_id = ?')
  const deleteTokens = db.prepare('DELETE FROM message_fts WHERE rowid = ?')
  const readText = db.prepare<[number], FoldedText>(
    'SELECT subject, body, sender, recipients, files FROM message_text WHERE message_id = ?',
  )
  const words = createWordIndex(db)
  const tidying = createTidying(db)
  const newest = db.prepare<[number], number>('SELECT id FROM message ORDER BY at DESC LIMIT ?').pluck()
  const messageAfter = db.prepare<[number], number>('SELECT id FROM message LIMIT 1 OFFSET ?').pluck()
  const edgeOfNewest = db.prepare<[number], { edge: number; first: number; last: number; count: number }>(`
    SELECT min(at) AS edge, min(id) AS first, max(id) AS last, count(*) AS count
    FROM (SELECT id, at FROM message ORDER BY at DESC LIMIT ?)`)

  /**
   * Index words of this transaction. They are written last: FTS5 writes what it has gathered to the file, as a segment to be
   * merged later, whenever a statement behind it opens a savepoint, and many do (fts5_main.c, fts5SavepointMethod, read
   * 2026-11-21). One message a segment costs three times what a few dozen do.
   */
  let waiting: { messageId: number; tokens: IndexedText['tokens'] }[] = []

  function remove(messageId: number): void {
    if (deleteText.run(messageId).changes === 0) return
    waiting = waiting.filter((one) => one.messageId !== messageId)
    deleteTokens.run(messageId)
  }

  function write(): void {
    if (waiting.length === 0) return
    tidying.step()
    for (const { messageId, tokens } of waiting) {
      insertTokens.run(messageId, tokens.body, tokens.subject, tokens.sender, tokens.recipients, tokens.files)
    }
    for (const { tokens } of waiting) words.add(tokens)
    waiting = []
  }

  function match(query: SearchQuery): SearchMatch {
    return toMatch(query, words.findInside)
  }

  function passes(messageId: number, { checks }: SearchMatch): boolean {
    if (checks.length === 0) return true
    const text = readText.get(messageId)
    return text !== undefined && checks.every((term) => matchesTerm(term, text))
  }

  /** Hits by the index within `ranges` of ids, newest first, not yet checked. */
  function ask(expression: string, ranges: (Range | null)[], condition: Condition): SearchHit[] {
    // FTS5 takes a bound only from an integer, and a number of JavaScript is bound as a real: without the cast it walks all
    // hits and only then drops those outside (fts5_main.c, fts5GetRowidLimit, read 2026-11-22).
    const between = ranges[0] === null ? '' : 'AND f.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)'
    const statement = db.prepare<(string | number)[], SearchHit>(`
      SELECT m.id AS messageId, m.ticket_id AS ticketId, m.at AS at
      FROM message_fts f ${joinsFor(condition)}
      WHERE f.message_fts MATCH ? ${between} AND ${condition.sql}`)
    const hits = ranges.flatMap((range) =>
      statement.all(expression, ...(range === null ? [] : [range.first, range.last]), ...condition.params),
    )
    return hits.sort((a, b) => b.at - a.at || b.messageId - a.messageId)
  }

  function take(candidates: SearchHit[], found: SearchMatch, limit: number): SearchResult {
    if (found.checks.length === 0) {
      return { hits: candidates.slice(0, limit), total: candidates.length, totalIsExact: found.isComplete }
    }
    const hits: SearchHit[] = []
    for (const hit of candidates) {
      if (hits.length === limit) return { hits, total: limit, totalIsExact: false }
      if (passes(hit.messageId, found)) hits.push(hit)
    }
    return { hits, total: hits.length, totalIsExact: found.isComplete }
  }

  /** Hits among so many of the newest messages, not yet checked; null when these cannot be asked alone. */
  function askNewest(expression: string, count: number, condition: Condition): SearchHit[] | null {
    const asked = edgeOfNewest.get(count)!
    if (asked.count < count) return null
    const { edge, first, last } = asked
    const ranges = last - first < 2 * count ? [{ first, last }] : joinRanges(newest.all(count))
    if (ranges === null) return null
    // Messages of the same instant may stand on both sides of the edge, so the edge itself does not count.
    return ask(expression, ranges, { sql: `m.at > ? AND ${condition.sql}`, params: [edge, ...condition.params] })
  }

  /** A full page out of the newest messages alone, where they fill it; else out of all. */
  function findNewest(expression: string, found: SearchMatch, limit: number, condition: Condition): SearchResult {
    for (const count of NEWEST_ASKED) {
      const candidates = askNewest(expression, count, condition)
      if (candidates === null) break
      const result = take(candidates, found, limit)
      if (result.hits.length === limit) return { ...result, totalIsExact: false }
      if (candidates.length * MORE_TO_COME < limit) break
    }
    return take(ask(expression, [null], condition), found, limit)
  }

  /** Reads the newest texts one by one, at most so many: for what no index word can find. */
  function readThrough({ terms }: SearchQuery, limit: number, condition: Condition, mostRead: number): SearchResult {
    const likely = toLikelyText(terms)
    const statement = db.prepare<(string | number)[], SearchHit & FoldedText>(`
      SELECT m.id AS messageId, m.ticketId, m.at, x.subject, x.body, x.sender, x.recipients, x.files
      FROM (
        SELECT m.id, m.ticket_id AS ticketId, m.at FROM message m CROSS JOIN ticket t ON t.id = m.ticket_id
        WHERE ${condition.sql} ORDER BY m.at DESC, m.id DESC LIMIT ?
      ) m CROSS JOIN message_text x ON x.message_id = m.id
      WHERE ${likely.sql}`)
    const hits: SearchHit[] = []
    for (const { messageId, ticketId, at, ...text } of statement.iterate(
      ...condition.params,
      mostRead,
      ...likely.params,
    )) {
      if (!terms.every((term) => matchesTerm(term, text))) continue
      if (hits.length === limit) return { hits, total: limit, totalIsExact: false }
      hits.push({ messageId, ticketId, at })
    }
    return { hits, total: hits.length, totalIsExact: messageAfter.get(mostRead) === undefined }
  }

  function findPage(query: SearchQuery, { limit, order, filter }: FindOptions): SearchResult {
    const condition = toCondition(query, filter)
    const found = match(query)
    if (found.wanted === null) return readThrough(query, limit, condition, MOST_TEXTS_READ)
    const all = findNewest(except(found.wanted, found), found, limit, condition)
    if (order === 'newest') return all
    const headed = findNewest(
      except(`{subject sender recipients files} : (${found.wanted})`, found),
      found,
      limit,
      condition,
    )
    const first = new Set(headed.hits.map((hit) => hit.messageId))
    const others = all.hits.filter((hit) => !first.has(hit.messageId))
    return { ...all, hits: [...headed.hits, ...others].slice(0, limit) }
  }

  return {
    /** Adds a message or, known already, takes its new text. */
    add(messageId: number, { text, tokens }: IndexedText): void {
      remove(messageId)
      insertText.run(messageId, text.subject, text.body, text.sender, text.recipients, text.files)
      waiting.push({ messageId, tokens })
      if (!db.inTransaction) write()
    },
    remove,
    /** After `remove`: the words of these texts that stand in no other message go too. */
    forgetWords: words.forgetUnused,
    /** To be called at the end of the outermost transaction. */
    write,
    /** Merges a little of what many transactions left apart, which makes finding faster; false when nothing is left to. */
    tidy: tidying.rest,
    countWaiting: () => waiting.length,
    /** To be called when a transaction was undone that began with so many waiting. */
    undone(count: number): void {
      waiting.length = Math.min(waiting.length, count)
      words.forget()
      tidying.forget()
    },
    /** A page of hits. Reads texts only where the index is not certain. */
    find(query: SearchQuery, options: FindOptions): SearchResult {
      if (options.order === 'newest' && query.terms.some((term) => !term.isExcluded && [...term.text].length === 1)) {
        const condition = toCondition(query, options.filter)
        const page = readThrough(query, options.limit, condition, TEXTS_READ_FIRST)
        if (page.hits.length === options.limit) return { ...page, totalIsExact: false }
      }
      return findPage(query, options)
    },
    /** Every hit, the last added first. Reads all texts when no index word can find it. */
    allIds(query: SearchQuery, filter?: SearchFilter): number[] {
      const condition = toCondition(query, filter)
      const found = match(query)
      if (found.wanted === null) return readThrough(query, Infinity, condition, -1).hits.map((hit) => hit.messageId)
      const join = condition === EVERYTHING ? '' : joinsFor(condition)
      const ids = db
        .prepare<(string | number)[], number>(
          `SELECT f.rowid FROM message_fts f ${join} WHERE f.message_fts MATCH ? AND ${condition.sql} ORDER BY f.rowid DESC`,
        )
        .pluck()
        .all(except(found.wanted, found), ...condition.params)
      return found.checks.length === 0 ? ids : ids.filter((id) => passes(id, found))
    },
  }
}

/** The narrow index for the message where it holds all that is asked, and the ticket only where something asks for it. */
function joinsFor({ sql }: Condition): string {
  const isBrief = !/\bm\.(?!id\b|at\b|ticket_id\b)/.test(sql)
  const ticket = /\bt\./.test(sql) ? 'CROSS JOIN ticket t ON t.id = m.ticket_id' : ''
  return `CROSS JOIN message m ${isBrief ? 'INDEXED BY message_brief' : ''} ON m.id = f.rowid ${ticket}`
}

function except(wanted: string, { unwanted }: SearchMatch): string {
  return unwanted === null ? wanted : `(${wanted}) NOT (${unwanted})`
}

/** A condition in SQL that spares reading most texts that cannot be hits. */
function toLikelyText(terms: SearchTerm[]): Condition {
  const sure = terms.find(({ text, isExcluded }) => !isExcluded && !/[a-z0-9]/.test(text))
  if (sure === undefined) return EVERYTHING
  const fields = ['x.subject', 'x.body', 'x.sender', 'x.recipients', 'x.files']
  return { sql: fields.map((field) => `instr(${field}, ?)`).join(' OR '), params: fields.map(() => sure.text) }
}

function toCondition({ statuses, from, to }: SearchQuery, filter: SearchFilter | undefined): Condition {
  const all: Condition[] = filter === undefined ? [] : [{ ...filter, sql: `(${filter.sql})` }]
  if (statuses !== null) {
    all.push({ sql: `t.status IN (${statuses.map(() => '?').join(', ') || 'NULL'})`, params: statuses })
  }
  if (from !== null) all.push({ sql: 'm.at >= ?', params: [from] })
  if (to !== null) all.push({ sql: 'm.at < ?', params: [to] })
  if (all.length === 0) return EVERYTHING
  return { sql: all.map(({ sql }) => sql).join(' AND '), params: all.flatMap(({ params }) => params) }
}
