/**
 * Every figure, in one command: `npm run bench [-- import|look|import-memory|store|rules|deadlines|truth|list|window|start|idle|parse|search|networks]`. No pass and no fail: ratios against peers
 * of the same run, turn about, medians. Wants `dovecot-imapd isync python3` and the mailbox generator of ../shared/bench
 * (another place: MADOGUCHI_BENCH_KIT). MESSAGES, TICKETS (of list and deadlines) and ROUNDS set the size (20000, 100000
 * and 5), MINUTES how long to watch the idle program (10).
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDovecot } from '../support/dovecot.ts'
import { measureTruth } from './truth.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const kit = process.env['MADOGUCHI_BENCH_KIT'] ?? join(here, '../../../shared/bench')
const messages = Number(process.env['MESSAGES'] ?? 20_000)
const rounds = Number(process.env['ROUNDS'] ?? 5)
const folderOfWork = join(tmpdir(), 'madoguchi-bench')
const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

const run = (script: string, ...args: string[]) =>
  JSON.parse(
    execFileSync(process.execPath, [join(here, script), ...args], { encoding: 'utf8', maxBuffer: 1e8 }),
  ) as Line
type Line = { ms: number; cpuS?: number; [figure: string]: unknown }
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

function corpus(count: number): string {
  const folder = join(folderOfWork, `corpus-${count}`)
  if (!existsSync(join(folder, 'truth.jsonl'))) {
    mkdirSync(folderOfWork, { recursive: true })
    execFileSync('python3', [join(kit, 'corpus/gen.py'), folder, '--n', String(count)], { stdio: 'inherit' })
  }
  return folder
}

/** Does `work` with a server that holds the corpus, and the file that says how to reach it. */
async function withMailbox(work: (account: string) => Promise<void>): Promise<void> {
  const server = await startDovecot({ users: ['shop'] })
  try {
    server.adopt('shop', join(corpus(messages), 'Maildir'))
    const account = join(folderOfWork, 'account.json')
    const place = { host: '127.0.0.1', port: server.port, tls: 'none', user: 'shop' }
    writeFileSync(
      account,
      JSON.stringify({
        settings: {
          address: 'shop@kurashi.example',
          name: 'bench',
          imap: place,
          smtp: place,
          sinceDays: null,
          watchJunk: false,
          trustedFingerprint: null,
          allowInsecure: true,
        },
        secrets: { imapPassword: server.password('shop'), smtpPassword: '-' },
      }),
    )
    await work(account)
  } finally {
    await server.close()
  }
}

async function measureImport(account: string): Promise<void> {
  // Warms the server's own caches, for everybody.
  run('imapflow-drain.ts', account)
  const found: Record<'ours' | 'drain' | 'mbsync', Line[]> = { ours: [], drain: [], mbsync: [] }
  for (let round = 0; round < rounds; round++) {
    found.mbsync.push(run('mbsync.ts', account))
    found.drain.push(run('imapflow-drain.ts', account))
    found.ours.push(run('import-once.ts', account))
    console.log(
      JSON.stringify({ round, ours: found.ours.at(-1), drain: found.drain.at(-1), mbsync: found.mbsync.at(-1) }),
    )
  }
  // On a machine with company the CPU time says more than the clock.
  compare(`import of ${messages}, ms`, (line) => line.ms)
  compare(`import of ${messages}, s of CPU`, (line) => line.cpuS!)

  function compare(what: string, of: (line: Line) => number): void {
    const [ours, drain, mbsync] = [found.ours.map(of), found.drain.map(of), found.mbsync.map(of)]
    const ratio = (peer: number[]) => median(ours.map((own, index) => own / peer[index]!)).toFixed(2)
    console.log(
      `${what}: ours ${median(ours)}, imapflow drain ${median(drain)}, mbsync ${median(mbsync)}; ` +
        `${ratio(mbsync)} x mbsync, ${ratio(drain)} x drain`,
    )
  }
}

function measureLook(account: string): Promise<void> {
  execFileSync(process.execPath, [join(here, 'look.ts'), account, String(rounds)], { stdio: 'inherit' })
  return Promise.resolve()
}

/** What main spends on storing, without network and reading; the pages are kept in the folder of work for the next time. */
function measureStore(account: string): Promise<void> {
  const pages = join(folderOfWork, `pages-${messages}.bin`)
  for (let round = 0; round < rounds; round++) console.log(JSON.stringify(run('store.ts', account, pages)))
  return Promise.resolve()
}

/** 500 rules on a burst of mail: the import with and without them, turn about. */
async function measureRules(account: string): Promise<void> {
  const found: Record<'without' | 'with', Line[]> = { without: [], with: [] }
  for (let round = 0; round < rounds; round++) {
    found.without.push(run('rules.ts', account, '0'))
    found.with.push(run('rules.ts', account, '500'))
    console.log(JSON.stringify({ round, without: found.without.at(-1), with: found.with.at(-1) }))
  }
  // On a machine with company the CPU time says more than the clock.
  const more = (of: (line: Line) => number) =>
    median(found.with.map((line, index) => of(line) / of(found.without[index]!))).toFixed(2)
  console.log(
    `500 rules on ${messages}: ${more(({ ms }) => ms)} x the ms, ${more(({ cpuS }) => cpuS!)} x the CPU without`,
  )
}

if (isWanted('import')) await withMailbox(measureImport)
if (isWanted('look')) await withMailbox(measureLook)
if (isWanted('import-memory')) await withMailbox((await import('./import-memory.ts')).measureImportMemory)
if (isWanted('store')) await withMailbox(measureStore)
if (isWanted('rules')) await withMailbox(measureRules)
if (isWanted('deadlines')) {
  for (let round = 0; round < rounds; round++)
    console.log(JSON.stringify(run('deadlines.ts', process.env['TICKETS'] ?? '100000')))
}
if (isWanted('truth')) await withMailbox((account) => measureTruth(account, corpus(messages), rounds))
if (isWanted('list')) await (await import('./list.ts')).measureList(rounds, Number(process.env['TICKETS'] ?? 100_000))
if (isWanted('window')) await (await import('./window.ts')).measureWindow()
if (isWanted('start')) await (await import('./start.ts')).measureStart(rounds)
if (isWanted('idle')) await (await import('./idle.ts')).measureIdle(Number(process.env['MINUTES'] ?? 10))
if (isWanted('parse')) execFileSync(process.execPath, [join(here, 'parse.ts'), corpus(5000)], { stdio: 'inherit' })
if (isWanted('search')) {
  execFileSync(process.execPath, [join(here, 'search.ts'), corpus(messages), join(kit, 'search/queries.tsv')], {
    stdio: 'inherit',
  })
}
if (isWanted('networks'))
  execFileSync(process.execPath, ['--expose-gc', join(here, 'networks.ts')], { stdio: 'inherit' })
