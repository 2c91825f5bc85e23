/**
 * The program in a process of its own, to be killed: reads the mailbox and answers every new ticket, again and again.
 * `node victim.ts DATA IMAP_PORT SMTP_PORT`. Says `ready` when it has begun.
 */
import { NO_PLAN } from '../../preload/domain.ts'
import { openProgram } from './shop.ts'

const [dataDir, imapPort, smtpPort] = process.argv.slice(2) as [string, string, string]
const app = openProgram(dataDir)
const server = (port: string) => ({ host: '127.0.0.1', port: Number(port), tls: 'none' as const, user: 'shop' })
const settings = {
  address: 'shop@example.jp',
  name: '青葉屋',
  imap: server(imapPort),
  smtp: server(smtpPort),
  sinceDays: null,
  watchJunk: false,
  trustedFingerprint: null,
  allowInsecure: true,
}
const secrets = { imapPassword: 'pw-shop', smtpPassword: 'pw-shop' }
const account = app.store.accounts.list()[0]?.id ?? app.services.accounts.add('青葉屋', settings, secrets).id
process.stdout.write('ready\n')
void app.wake()

for (;;) {
  await app.services.accounts.pollNow(account)
  for (const { id, status } of toDo()) {
    if (status !== 'new') continue
    const { savedAt: _, attachments: __, ...draft } = app.services.replies.draftOf(id)
    const { accountId, to, cc, subject, basedOnMessageId } = draft
    app.services.replies.save(id, { ...draft, body: `返事 ${id}` })
    process.stdout.write(`typed ${id}\n`)
    app.services.replies.send({
      ticketId: id,
      accountId,
      to,
      cc,
      subject,
      body: `返事 ${id}`,
      basedOnMessageId,
      // One key a ticket: whoever answers after the crash presses the same button again.
      clientKey: `answer-${id}`,
      plan: NO_PLAN,
      despiteNewer: false,
    })
    void app.wake()
  }
  await new Promise((resolve) => setTimeout(resolve, 5))
}

/** All of it: what is unclear after many kills stays on the list, and what is new stands behind. */
function* toDo() {
  let after: string | null = null
  do {
    const page = app.services.view.list({ view: 'todo', accountId: null, limit: 100, after })
    yield* page.tickets
    after = page.next
  } while (after !== null)
}
