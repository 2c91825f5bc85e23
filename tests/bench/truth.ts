import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TicketId } from '../../preload/domain.ts'
import { createStore, type Store } from '../../main/store/index.ts'
import { openDatabase } from '../../main/store/open.ts'
import { openBenchApp } from './bench-app.ts'

/** A message as the generator meant it. `sha1` is of its file, whose line ends are LF. */
type Truth = {
  sha1: string
  mid: string | null
  files: [folder: string, base: string][]
  tid?: number
  idx?: number
  /** What ties it to its thread: refs, irt and refonly are headers, subj is the subject alone. */
  link?: 'refs' | 'irt' | 'refonly' | 'subj' | 'none' | null
}

/**
 * Imports the mailbox with `kills` times kill -9 on the way, then compares every stored source and every thread with what the
 * generator wrote.
 */
export async function measureTruth(account: string, corpus: string, kills: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-truth-'))
  for (let kill = 0; kill < kills; kill++) await importInto(dataDir, account, 1_500 + Math.random() * 3_000)
  await importInto(dataDir, account, null)
  const db = openDatabase(join(dataDir, 'madoguchi.db'))
  const store = createStore(db, join(dataDir, 'sources'))
  const truth = readFileSync(join(corpus, 'truth.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Truth)
    .filter(({ files }) => files.some(([folder]) => folder === 'INBOX' || folder === 'Sent'))
  const receipts = db.prepare<[], number>('SELECT COUNT(*) FROM receipt').pluck().get()!
  const rows = db
    .prepare<[], { id: number; ticketId: TicketId; hash: string }>(
      'SELECT id, ticket_id AS ticketId, source_hash AS hash FROM message ORDER BY id',
    )
    .all()
  const ticketOf = await checkSources(store, truth, rows, receipts, kills)
  db.close()
  await withOffers(dataDir, (offersOf) => checkThreads(truth, ticketOf, offersOf))
  rmSync(dataDir, { recursive: true, force: true })
}

/** What the window shows as 同じ件? on a ticket. */
type OffersOf = (ticketId: TicketId) => readonly TicketId[]

async function withOffers(dataDir: string, work: (offersOf: OffersOf) => void): Promise<void> {
  const app = openBenchApp(dataDir)
  work((ticketId) => app.services.view.get(ticketId).offers.map((offer) => offer.ticketId))
  await app.close()
}

function importInto(dataDir: string, account: string, killAfterMs: number | null): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'import-once.ts'), account, dataDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  return new Promise((resolve) => {
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Reads every source there is. Returns the ticket of each by its sha1. */
async function checkSources(
  store: Store,
  truth: readonly Truth[],
  rows: readonly { ticketId: TicketId; hash: string }[],
  receipts: number,
  kills: number,
): Promise<Map<string, TicketId>> {
  const ticketOf = new Map<string, TicketId>()
  let doubled = 0
  for (const { ticketId, hash } of rows) {
    const source = Buffer.from(await store.sources.read(hash)).toString('latin1')
    const sha1 = createHash('sha1')
      .update(Buffer.from(source.replaceAll('\r\n', '\n'), 'latin1'))
      .digest('hex')
    if (ticketOf.has(sha1)) doubled++
    ticketOf.set(sha1, ticketId)
  }
  const meant = new Set(truth.map(({ sha1 }) => sha1))
  const lost = [...meant].filter((sha1) => !ticketOf.has(sha1)).length
  const altered = [...ticketOf.keys()].filter((sha1) => !meant.has(sha1)).length
  const places = truth.flatMap(({ files }) => files).filter(([folder]) => folder === 'INBOX' || folder === 'Sent')
  console.log(
    `sources after ${kills} kill -9: ${meant.size} meant, ${rows.length} stored, ${lost} lost, ${doubled} doubled, ` +
      `${altered} altered; ${receipts} of ${places.length} places seen`,
  )
  return ticketOf
}

type Tie = 'header' | 'subject' | 'none'
/** Messages that follow another one of their thread; those that lie with one; those with a person's one click to it. */
type Count = { all: number; joined: number; offered: number }

/**
 * A message is joined when it lies with an earlier one of its thread, and offered when its ticket, or that of an earlier
 * one, shows the other as 同じ件?. No ticket may hold two threads.
 */
function checkThreads(truth: readonly Truth[], ticketOf: ReadonlyMap<string, TicketId>, offersOf: OffersOf): void {
  const stored = truth.filter(({ tid, sha1 }) => tid !== undefined && ticketOf.has(sha1))
  const counts = new Map<Tie, Count>()
  for (const thread of Map.groupBy(stored, ({ tid }) => tid!).values()) {
    const sorted = thread.toSorted((a, b) => a.idx! - b.idx!)
    sorted.forEach(({ sha1, link, idx }, index) => {
      if (index === 0 || idx === 0) return
      const tie = link === 'subj' ? 'subject' : link === 'none' ? 'none' : 'header'
      const count = counts.get(tie) ?? { all: 0, joined: 0, offered: 0 }
      const own = ticketOf.get(sha1)!
      const earlier = [...new Set(sorted.slice(0, index).map((other) => ticketOf.get(other.sha1)!))]
      const isOffered = () => earlier.some((id) => offersOf(own).includes(id) || offersOf(id).includes(own))
      count.all++
      if (earlier.includes(own)) count.joined++
      else if (isOffered()) count.offered++
      counts.set(tie, count)
    })
  }
  const tids = Map.groupBy(stored, ({ sha1 }) => ticketOf.get(sha1)!)
  const mixed = [...tids.values()].filter((some) => new Set(some.map(({ tid }) => tid)).size > 1).length
  const share = (some: number, all: number) => `${some} of ${all} (${((100 * some) / Math.max(1, all)).toFixed(1)} %)`
  for (const [tie, { all, joined, offered }] of counts)
    console.log(
      `threads tied by ${tie}: joined ${share(joined, all)}, joined or offered ${share(joined + offered, all)}`,
    )
  console.log(`threads: ${mixed} of ${tids.size} tickets hold two`)
}
