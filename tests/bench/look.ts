/**
 * A look that finds nothing new, in the running program, beside the whole process of mbsync on the same mailbox, turn about
 * after both have it: `node tests/bench/look.ts ACCOUNT.json ROUNDS`. Prints one JSON line a round, in ms.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'
import { openBenchApp } from './bench-app.ts'
import { writeMbsyncConfig } from './mbsync-config.ts'

const account = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as { settings: MailSettings; secrets: MailSecrets }
const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-look-'))
const maildir = mkdtempSync(join(tmpdir(), 'mbsync-look-'))
const config = writeMbsyncConfig(maildir, account.settings, account.secrets)
const mbsync = () => execFileSync('mbsync', ['-q', '-c', config, 'bench'], { stdio: ['ignore', 'ignore', 'inherit'] })
const app = openBenchApp(dataDir)
const { id } = app.services.accounts.add('bench', account.settings, account.secrets)
await app.services.accounts.pollNow(id)
mbsync()
for (let round = 0; round < Number(process.argv[3]); round++) {
  const startedAt = performance.now()
  mbsync()
  const between = performance.now()
  await app.services.accounts.pollNow(id)
  const endedAt = performance.now()
  console.log(JSON.stringify({ mbsync: Math.round(between - startedAt), ours: Math.round(endedAt - between) }))
}
await app.close()
for (const folder of [dataDir, maildir]) rmSync(folder, { recursive: true, force: true })
