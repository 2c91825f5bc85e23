import { foldForSearch } from './japanese-text.ts'
import { findInNumbers, findPart, waysToWrite } from './search-match.ts'
import type { SearchField, SearchQuery } from './search-query.ts'

/** A stretch of the text as it is shown, in UTF-16 offsets, `end` not included. */
export type Hit = { start: number; end: number }

/**
 * Where the words of the query stand in a text as it came, in order and without overlaps, to mark them.
 *
 * @param field what the text is, so that a word asked for in the subject is not marked in the body
 */
export function findHits(text: string, query: SearchQuery, field: SearchField): Hit[] {
  const ways = waysToMark(query, field)
  if (ways.length === 0 || text === '') return []
  const folded = foldForSearch(text)
  const found = ways.flatMap((way) => findFolded(folded, way))
  if (found.length === 0) return []
  const { starts, ends } = alignFolded(text, folded)
  return joinHits(found.map((hit) => ({ start: starts[hit.start]!, end: ends[hit.end - 1]! })))
}

/**
 * A piece of the text around its first hit with the hits in it, or its beginning. Looks through the text piece by piece: to lay
 * all of a long mail beside its folding takes longer than a person waits for a page of them.
 */
export function findSnippet(
  text: string,
  query: SearchQuery,
  field: SearchField,
  length: number,
): { text: string; hits: Hit[] } {
  const ways = waysToMark(query, field)
  const isHit = (piece: string) => {
    const folded = foldForSearch(piece)
    return ways.some((way) => findFolded(folded, way).length > 0)
  }
  for (let at = 0; at < text.length && ways.length > 0; at += PIECE) {
    if (!isHit(text.slice(Math.max(0, at - OVERLAP), at + PIECE + OVERLAP))) continue
    const start = keepWhole(text, Math.max(0, at - OVERLAP - length))
    const around = text.slice(start, keepWhole(text, Math.min(text.length, at + PIECE + OVERLAP + length)))
    const hits = findHits(around, query, field)
    if (hits.length > 0) return cutSnippet(around, hits, length)
  }
  // Only a phrase longer than the overlap of two pieces can stand there unseen.
  const isLong = ways.some((way) => way.length > OVERLAP / 2)
  return cutSnippet(text, isLong ? findHits(text, query, field) : [], length)
}

const PIECE = 512
const OVERLAP = 96

function waysToMark({ terms }: SearchQuery, field: SearchField): string[] {
  const wanted = terms.filter((term) => !term.isExcluded && (term.field === null || term.field === field))
  return wanted.flatMap((term) => waysToWrite(term.text))
}

/** A piece of the text around its first hit, for a list; offsets are within the piece. At most `length` characters. */
export function cutSnippet(text: string, hits: Hit[], length: number): { text: string; hits: Hit[] } {
  const lead = Math.floor(length / 4)
  const first = hits[0]?.start ?? 0
  const start = keepWhole(text, Math.max(0, Math.min(first - lead, text.length - length)))
  const end = keepWhole(text, Math.min(text.length, start + length))
  const within = hits.filter((hit) => hit.start < end && hit.end > start)
  return {
    text: text.slice(start, end),
    hits: within.map((hit) => ({ start: Math.max(hit.start, start) - start, end: Math.min(hit.end, end) - start })),
  }
}

/** Not between the halves of a surrogate pair. */
function keepWhole(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

function findFolded(folded: string, way: string): Hit[] {
  const hits: Hit[] = []
  for (let at = findPart(folded, way, 0); at !== -1; at = findPart(folded, way, at + way.length)) {
    hits.push({ start: at, end: at + way.length })
  }
  return [...hits, ...findInNumbers(folded, way).map(({ start, end }) => ({ start, end }))]
}

function joinHits(hits: Hit[]): Hit[] {
  const joined: Hit[] = []
  for (const hit of hits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last !== undefined && hit.start < last.end) last.end = Math.max(last.end, hit.end)
    else joined.push({ ...hit })
  }
  return joined
}

/**
 * For each unit of the folded text, where its character began and ended before. Folding may join characters (ﾊﾞ is バ), take
 * one apart (㈱), drop it, or drop a line break, so the text is folded once more character by character and laid beside.
 */
function alignFolded(text: string, folded: string): { starts: Uint32Array; ends: Uint32Array } {
  const starts = new Uint32Array(folded.length)
  const ends = new Uint32Array(folded.length)
  let at = 0
  let isApart = false
  for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
    let part = foldCluster(cluster)
    if (part === '') {
      isApart ||= foldCluster(`a${cluster}a`) === 'a a'
      continue
    }
    if (part.startsWith('ー') && folded[at - 1] === 'ー' && !(isApart && folded.startsWith(' ー', at))) {
      // A row of dashes is one sign; the later ones belong to it.
      ends[at - 1] = index + cluster.length
      part = part.slice(1)
    } else if (folded[at] === ' ') {
      starts[at] = at === 0 ? 0 : ends[at - 1]!
      ends[at] = index
      at++
    }
    isApart = false
    const end = Math.min(folded.length, at + part.length)
    starts.fill(index, at, end)
    ends.fill(index + cluster.length, at, end)
    at = end
  }
  return { starts, ends }
}

/** Folding one character costs as much as folding a line, and a page of hits has the same few hundred again and again. */
function foldCluster(cluster: string): string {
  const known = foldedClusters.get(cluster)
  if (known !== undefined) return known
  if (foldedClusters.size >= MOST_CLUSTERS) foldedClusters.clear()
  const folded = foldForSearch(cluster)
  foldedClusters.set(cluster, folded)
  return folded
}

const MOST_CLUSTERS = 8192
const foldedClusters = new Map<string, string>()

/** A character and whatever NFKC may join to it: marks, half-width voicing marks, vowels and finals of Hangul. */
const CLUSTERS = /[\s\S][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu
