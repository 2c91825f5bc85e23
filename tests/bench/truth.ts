import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStore, type Store } from '../../main/store/index.ts'
import { openDatabase } from '../../main/store/open.ts'

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
    .prepare<[], { id: number; ticketId: number; hash: string }>(
      'SELECT id, ticket_id AS ticketId, source_hash AS hash FROM message ORDER BY id',
    )
    .all()
  const ticketOf = await checkSources(store, truth, rows, receipts, kills)
  checkThreads(truth, ticketOf)
  db.close()
  rmSync(dataDir, { recursive: true, force: true })
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
  rows: readonly { ticketId: number; hash: string }[],
  receipts: number,
  kills: number,
): Promise<Map<string, number>> {
  const ticketOf = new Map<string, number>()
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

/** A message is right when its ticket is that of the one its headers name, and no ticket holds two threads. */
function checkThreads(truth: readonly Truth[], ticketOf: ReadonlyMap<string, number>): void {
  const threads = Map.groupBy(
    truth.filter(({ tid, sha1 }) => tid !== undefined && ticketOf.has(sha1)),
    ({ tid }) => tid!,
  )
  const counts = { header: [0, 0], subject: [0, 0], none: [0, 0] }
  for (const thread of threads.values()) {
    const sorted = thread.toSorted((a, b) => a.idx! - b.idx!)
    sorted.forEach(({ sha1, link, idx }, index) => {
      if (index === 0 || idx === 0) return
      const by = link === 'subj' ? 'subject' : link === 'none' ? 'none' : 'header'
      counts[by][1]!++
      const earlier = new Set(sorted.slice(0, index).map((other) => ticketOf.get(other.sha1)))
      if (earlier.has(ticketOf.get(sha1))) counts[by][0]!++
    })
  }
  const tids = Map.groupBy(
    truth.filter(({ tid, sha1 }) => tid !== undefined && ticketOf.has(sha1)),
    ({ sha1 }) => ticketOf.get(sha1)!,
  )
  const mixed = [...tids.values()].filter((some) => new Set(some.map(({ tid }) => tid)).size > 1).length
  const share = ([right, all]: number[]) => `${right} of ${all} (${((100 * right!) / Math.max(1, all!)).toFixed(1)} %)`
  console.log(
    `threads: ${share(counts.header)} of the answers with headers lie with an earlier message of their thread; by subject ` +
      `only ${share(counts.subject)}, by nothing ${share(counts.none)}; ${mixed} of ${tids.size} tickets hold two threads`,
  )
}
