/**
 * Storing alone, without network and reading: `node tests/bench/store.ts ACCOUNT.json PAGES [DATA]`. PAGES is a file of pages
 * as the adapter brings them, newest first; where it is not there yet it is written from the mailbox of the account first.
 * ADDED is when the account was added (ms; 0: every mail is a new one and not history).
 * A data folder that is named is kept, to compare the rows of two versions.
 * Prints one JSON line: CPU of main a message, in µs; of one transaction with its commit, in ms; bytes that were written.
 */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'
import type { Page } from '../../main/channels/adapter.ts'
import { findChannel } from '../../main/channels/registry.ts'
import { createReader } from '../../main/cli/headless.ts'
import { systemClock } from '../../main/jobs/clock.ts'
import { openBenchApp } from './bench-app.ts'

const [accountFile, pagesFile, keptIn] = process.argv.slice(2) as [string, string, string?]
const account = JSON.parse(readFileSync(accountFile, 'utf8')) as { settings: MailSettings; secrets: MailSecrets }
if (!existsSync(pagesFile)) await capture()

async function capture(): Promise<void> {
  const reader = createReader()
  const adapter = findChannel('mail')!.connect(account.settings, account.secrets, {
    clock: systemClock,
    read: reader.read,
    fetch,
    saveSecrets: () => {},
    meter: () => {},
  })
  const file = openSync(`${pagesFile}.part`, 'w')
  for await (const page of adapter.fetchSince(null, new AbortController().signal)) {
    const bytes = serialize(page)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    writeSync(file, length)
    writeSync(file, bytes)
  }
  closeSync(file)
  renameSync(`${pagesFile}.part`, pagesFile)
  await adapter.close()
  await reader.close()
}

function* pages(): Generator<Page> {
  const file = openSync(pagesFile, 'r')
  const length = Buffer.alloc(4)
  while (readSync(file, length, 0, 4, null) === 4) {
    const bytes = Buffer.alloc(length.readUInt32LE())
    readSync(file, bytes, 0, bytes.length, null)
    yield deserialize(bytes) as Page
  }
  closeSync(file)
}

const cpuMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const dataDir = keptIn ?? mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
// Two versions must be able to come to the same rows.
const startedAt = Date.UTC(2026, 10, 20)
const clock = { ...systemClock, now: () => startedAt + Math.floor(performance.now()) }
const app = openBenchApp(dataDir, clock)
const { store, services } = app
// Straight into the store: an account of the services would be looked into at once.
const { address, name } = account.settings
const id = store.accounts.insert({
  shopId: store.accounts.insertShop('bench', '#3f51a3', '', startedAt),
  channel: 'mail',
  address,
  name,
  settings: JSON.stringify(account.settings),
  pollIntervalMs: 60_000,
  createdAt: Number(process.env['ADDED'] ?? startedAt),
})
const row = store.accounts.get(id)!
const transactions: number[] = []
const { refetchable } = store
store.refetchable = (work) => {
  const before = cpuMs()
  const result = refetchable(work)
  transactions.push(cpuMs() - before)
  return result
}
let [spent, messages] = [0, 0]
for (const page of pages()) {
  const before = cpuMs()
  await services.intake.storePage(row, page)
  spent += cpuMs() - before
  messages += page.messages.length
}
await app.close()
if (keptIn === undefined) rmSync(dataDir, { recursive: true, force: true })
transactions.sort((a, b) => a - b)
const at = (share: number) => Number(transactions[Math.ceil(share * transactions.length) - 1]!.toFixed(1))
console.log(
  JSON.stringify({
    messages,
    usEach: Math.round((1000 * spent) / messages),
    transactions: transactions.length,
    transactionMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
  }),
)
