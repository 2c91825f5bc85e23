import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'

/** What mbsync is told to bring INBOX and Sent of the account into `dir`. The path of the file. */
export function writeMbsyncConfig(dir: string, settings: MailSettings, secrets: MailSecrets): string {
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
  return config
}
