/**
 * One first import into an empty store, in a process of its own: `node tests/bench/import-once.ts ACCOUNT.json [DATA]`. A
 * data folder that is named is kept, and gone on with.
 * Prints one JSON line: ms until everything is stored, threaded and searchable; ms until the newest 50 can be listed; the
 * delay of the main thread's event loop; the peak of resident memory.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'
import { openBenchApp } from './bench-app.ts'

const account = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as { settings: MailSettings; secrets: MailSecrets }
const keptIn = process.argv[3]
const dataDir = keptIn ?? mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
const app = openBenchApp(dataDir)
const id = app.store.accounts.list()[0]?.id ?? app.services.accounts.add('bench', account.settings, account.secrets).id
const delay = monitorEventLoopDelay({ resolution: 1 })
const startedAt = performance.now()
let newest50: number | null = null
app.subscribe(() => {
  newest50 ??= app.store.messages.totals().messages >= 50 ? performance.now() - startedAt : null
})
delay.enable()
await app.services.accounts.pollNow(id)
delay.disable()
const ms = performance.now() - startedAt
const { messages, tickets, quarantined } = app.store.messages.totals()
const { errorReason } = app.services.accounts.list()[0]!
await app.close()
if (keptIn === undefined) rmSync(dataDir, { recursive: true, force: true })
console.log(
  JSON.stringify({
    ms: Math.round(ms),
    newest50Ms: newest50 === null ? null : Math.round(newest50),
    loopMs: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    cpuS: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    messages,
    tickets,
    quarantined,
    errorReason,
  }),
)
