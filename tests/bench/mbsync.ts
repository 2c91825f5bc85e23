/** mbsync as shipped (isync), one process for INBOX and Sent into an empty Maildir: `node tests/bench/mbsync.ts ACCOUNT.json`. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'
import { writeMbsyncConfig } from './mbsync-config.ts'

const { settings, secrets } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  settings: MailSettings
  secrets: MailSecrets
}
const dir = mkdtempSync(join(tmpdir(), 'mbsync-bench-'))
const config = writeMbsyncConfig(dir, settings, secrets)
const startedAt = performance.now()
execFileSync('mbsync', ['-q', '-c', config, 'bench'], { stdio: ['ignore', 'ignore', 'inherit'] })
const ms = Math.round(performance.now() - startedAt)
rmSync(dir, { recursive: true, force: true })
// Children that have ended, user and system, in hundredths of a second: proc(5), fields 16 and 17.
const [userTicks, systemTicks] = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ').slice(13, 15)
console.log(JSON.stringify({ ms, cpuS: (Number(userTicks) + Number(systemTicks)) / 100 }))
