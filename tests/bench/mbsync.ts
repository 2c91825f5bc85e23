/** mbsync as shipped (isync), one process for INBOX and Sent into an empty Maildir: `node tests/bench/mbsync.ts ACCOUNT.json`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'

const { settings, secrets } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  settings: MailSettings
  secrets: MailSecrets
}
const dir = mkdtempSync(join(tmpdir(), 'mbsync-bench-'))
mkdirSync(join(dir, 'Mail'))
const config = join(dir, 'mbsyncrc')
writeFileSync(
  config,
  `IMAPAccount bench
Host ${settings.imap.host}
Port ${settings.imap.port}
User ${settings.imap.user}
Pass ${secrets.imapPassword}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account bench

MaildirStore near
Path ${dir}/Mail/
Inbox ${dir}/Mail/INBOX
SubFolders Verbatim

Channel bench
Far :far:
Near :near:
Patterns INBOX Sent
Create Near
Sync Pull
SyncState ${dir}/
`,
)
const startedAt = performance.now()
execFileSync('mbsync', ['-q', '-c', config, 'bench'], { stdio: ['ignore', 'ignore', 'inherit'] })
const ms = Math.round(performance.now() - startedAt)
rmSync(dir, { recursive: true, force: true })
// Children that have ended, user and system, in hundredths of a second: proc(5), fields 16 and 17.
const [userTicks, systemTicks] = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ').slice(13, 15)
console.log(JSON.stringify({ ms, cpuS: (Number(userTicks) + Number(systemTicks)) / 100 }))
