/** The floor of any import in Node: every source of INBOX and Sent fetched with imapflow and dropped. */
import { readFileSync } from 'node:fs'
import { ImapFlow } from 'imapflow'
import type { MailSecrets, MailSettings } from '../../preload/domain.ts'

const { settings, secrets } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  settings: MailSettings
  secrets: MailSecrets
}
const { host, port, user } = settings.imap
const startedAt = performance.now()
const client = new ImapFlow({
  host,
  port,
  secure: false,
  doSTARTTLS: false,
  auth: { user, pass: secrets.imapPassword },
  logger: false,
})
await client.connect()
let [messages, bytes] = [0, 0]
for (const folder of ['INBOX', 'Sent']) {
  await client.mailboxOpen(folder, { readOnly: true })
  for await (const { source } of client.fetch('1:*', { uid: true, source: true })) {
    messages += 1
    bytes += source?.length ?? 0
  }
}
await client.logout()
const { user: userUs, system: systemUs } = process.cpuUsage()
const ms = Math.round(performance.now() - startedAt)
console.log(JSON.stringify({ ms, cpuS: (userUs + systemUs) / 1e6, messages, bytes }))
