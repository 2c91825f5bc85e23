/**
 * Search on a generated corpus: time and size of the index, latency, and what is found against a reading of all texts.
 *
 *   node tests/bench/search.ts CORPUS QUERIES.tsv [--db FILE] [--runs 5] [--batch 100] [--config name=value,…] [--reuse]
 *
 * CORPUS holds truth.jsonl and, for a second opinion, expected.json: the hits of an oracle with a narrower folding. Ours
 * unites more (kana, name kanji, dashes with ー), so truth is our own reading; of the oracle's hits none may be missing.
 */
import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { parseArgs } from 'node:util'
import { searchTextOf } from '../../main/core/search-text.ts'
import { type FoldedText, matchesTerm } from '../../main/core/search-match.ts'
import { parseSearch } from '../../main/core/search-query.ts'
import { SEARCH_SCHEMA } from '../../main/store/search-schema.ts'
import { createSearchIndex, type IndexedText, type SearchIndex } from '../../main/store/search.ts'

type Truth = { subj: string; text: string; from: string | null; atts: [string, ...unknown[]][] }
type Latency = { all: number[]; page: number[] }

const NOW = Date.parse('2026-11-21T12:00:00+09:00')
const EXTRA = [
  'の',
  '-',
  'a',
  'e',
  '1',
  'co',
  '20',
  '202',
  'com',
  'jp',
  'です',
  'お世話',
  '返品 -送料',
  '件名:返品',
  '「返品 送料」',
  '★',
  'washe',
  'tion',
  '注文:123',
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    db: { type: 'string', default: '/tmp/search-bench.db' },
    runs: { type: 'string', default: '5' },
    batch: { type: 'string', default: '100' },
    config: { type: 'string', default: '' },
    reuse: { type: 'boolean', default: false },
  },
})
const [corpus, queryFile] = positionals
if (corpus === undefined || queryFile === undefined) throw new Error('usage: search.ts CORPUS QUERIES.tsv')

const texts: FoldedText[] = []
const db = open(values.db, values.reuse)
const index = createSearchIndex(db)
await load(index)
measureQueries(index)

function open(file: string, isKept: boolean): Database.Database {
  if (!isKept) for (const end of ['', '-wal', '-shm']) fs.rmSync(file + end, { force: true })
  const opened = new Database(file)
  opened.pragma('journal_mode = WAL')
  opened.pragma('synchronous = FULL')
  opened.pragma('cache_size = -32768')
  if (isKept) return opened
  opened.exec(`
    CREATE TABLE ticket (id INTEGER PRIMARY KEY, status TEXT NOT NULL) STRICT;
    CREATE TABLE message (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, at INTEGER NOT NULL, account_id INTEGER NOT NULL) STRICT;
    ${SEARCH_SCHEMA}`)
  for (const pair of values.config.split(',').filter((part) => part !== '')) {
    const [name, value] = pair.split('=')
    opened.prepare('INSERT INTO message_fts (message_fts, rank) VALUES (?, ?)').run(name, BigInt(value!))
  }
  return opened
}

/** Message 1 is the newest, as an import leaves it; three messages a ticket. */
async function load(into: SearchIndex): Promise<void> {
  const lines = readline.createInterface({ input: fs.createReadStream(path.join(corpus!, 'truth.jsonl')) })
  const indexed: IndexedText[] = []
  let bytes = 0
  let foldMs = 0
  for await (const line of lines) {
    const truth = JSON.parse(line) as Truth
    const start = performance.now()
    const one = toIndexed(truth)
    foldMs += performance.now() - start
    texts.push(one.text)
    indexed.push(one)
    for (const field of Object.values(one.text)) bytes += Buffer.byteLength(field)
  }
  console.log(
    `${texts.length} messages, ${mb(bytes)} MB folded text; folded and cut in ${s(foldMs)} s (${(bytes / foldMs / 1000).toFixed(0)} MB/s)`,
  )
  if (values.reuse) return
  const batches = addInBatches(into, indexed)
  const total = batches.reduce((sum, one) => sum + one, 0)
  console.log(
    `added in ${s(total)} s; a batch of ${values.batch}: p50 ${ms(pick(batches, 0.5))} p95 ${ms(pick(batches, 0.95))} p99 ${ms(pick(batches, 0.99))} longest ${ms(pick(batches, 1))} ms`,
  )
  const startedAt = performance.now()
  const steps: number[] = []
  for (let isLeft = true; isLeft;) {
    const start = performance.now()
    isLeft = into.tidy()
    steps.push(performance.now() - start)
  }
  console.log(
    `merged at rest in ${s(performance.now() - startedAt)} s, ${steps.length} steps: p50 ${ms(pick(steps, 0.5))} longest ${ms(pick(steps, 1))} ms`,
  )
  reportSize(bytes)
}

function toIndexed({ subj, text, from, atts }: Truth): IndexedText {
  const senders = from ? [{ name: '', address: from }] : []
  return searchTextOf({ subject: subj, body: text, senders, recipients: [], files: atts.map(([name]) => name) })
}

function addInBatches(into: SearchIndex, indexed: IndexedText[]): number[] {
  const ticket = db.prepare("INSERT OR IGNORE INTO ticket (id, status) VALUES (?, 'open')")
  const message = db.prepare('INSERT INTO message (id, ticket_id, at, account_id) VALUES (?, ?, ?, 1)')
  const add = db.transaction((first: number, some: IndexedText[]) => {
    some.forEach((one, i) => into.add(first + i, one))
    into.write()
  })
  db.transaction(() => {
    indexed.forEach((_, i) => {
      ticket.run(1 + Math.floor(i / 3))
      message.run(i + 1, 1 + Math.floor(i / 3), NOW - i * 600_000)
    })
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const size = Number(values.batch)
  const took: number[] = []
  for (let first = 0; first < indexed.length; first += size) {
    const start = performance.now()
    add(first + 1, indexed.slice(first, first + size))
    took.push(performance.now() - start)
  }
  return took
}

function reportSize(bytes: number): void {
  const sizes = db
    .prepare<[], { name: string; size: number }>(
      'SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name ORDER BY size DESC',
    )
    .all()
  const of = (test: RegExp) => sizes.filter(({ name }) => test.test(name)).reduce((sum, { size }) => sum + size, 0)
  const words = db.prepare<[], number>('SELECT count(*) FROM search_word').pluck().get()!
  console.log(
    `index ${mb(of(/^message_fts/))} MB (${(of(/^message_fts/) / bytes).toFixed(2)}x text), ${words} words ${mb(of(/^search_word|autoindex_search_word/))} MB (${(of(/^search_word|autoindex_search_word/) / bytes).toFixed(2)}x), text rows ${mb(of(/^message_text/))} MB`,
  )
}

function measureQueries(of: SearchIndex): void {
  const expectedFile = path.join(corpus!, 'expected.json')
  const oracle = fs.existsSync(expectedFile)
    ? (JSON.parse(fs.readFileSync(expectedFile, 'utf8')) as Record<string, number[]>)
    : {}
  const listed = fs.readFileSync(queryFile!, 'utf8').split('\n')
  const queries = listed
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t') as [string, string])
  const classes = new Map<string, Latency>()
  for (const [name, typed] of [...queries, ...EXTRA.map((own): [string, string] => ['own', own])]) {
    const latency = classes.get(name) ?? { all: [], page: [] }
    classes.set(name, latency)
    measure(of, name, typed, oracle[typed], latency)
  }
  const given = [...classes].filter(([name]) => name !== 'own').map(([, latency]) => latency)
  classes.set('given', { all: given.flatMap(({ all }) => all), page: given.flatMap(({ page }) => page) })
  for (const [name, { all, page }] of classes)
    console.log(`${name.padEnd(7)} all ids ${spread(all)}   newest 50 ${spread(page)}`)
}

function measure(of: SearchIndex, name: string, typed: string, oracle: number[] | undefined, latency: Latency): void {
  const all: number[] = []
  const page: number[] = []
  let ids: number[] = []
  let hits: number[] = []
  const query = parseSearch(typed, NOW, 'Asia/Tokyo')
  for (let run = 0; run < Number(values.runs); run++) {
    const start = performance.now()
    ids = of.allIds(query)
    all.push(performance.now() - start)
    const again = performance.now()
    hits = of.find(query, { limit: 50, order: 'newest' }).hits.map((hit) => hit.messageId)
    page.push(performance.now() - again)
  }
  latency.all.push(...all)
  latency.page.push(...page)
  const truth = texts.flatMap((text, i) => (query.terms.every((term) => matchesTerm(term, text)) ? [i + 1] : []))
  const found = new Set(ids)
  const right = truth.filter((id) => found.has(id)).length
  const missed = (oracle ?? []).filter((i) => !found.has(i + 1)).length
  const isPageRight = hits.join() === truth.slice(0, 50).join()
  const verdict = right === truth.length && right === found.size && missed === 0 && isPageRight ? 'right' : 'WRONG'
  console.log(
    `  ${verdict} ${name} ${typed}: ${truth.length} true, ${found.size} found, ${right} of them right, ${missed} of the oracle's ${oracle?.length ?? '-'} missed, page ${isPageRight ? 'right' : 'WRONG'}; all ${ms(pick(all, 0.5))} page ${ms(pick(page, 0.5))} ms`,
  )
}

function pick(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

function spread(times: number[]): string {
  return `p50 ${ms(pick(times, 0.5))} p95 ${ms(pick(times, 0.95))} worst ${ms(pick(times, 1))} ms`
}

function mb(bytes: number): number {
  return Math.round(bytes / 1e5) / 10
}

function s(time: number): string {
  return (time / 1000).toFixed(1)
}

function ms(time: number): string {
  return time.toFixed(2)
}
