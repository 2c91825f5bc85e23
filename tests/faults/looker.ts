/**
 * The program in a process of its own, whose disk may fail: looks into the mailbox again and again, and says in a line of
 * JSON what the person sees. Ends when its input ends. `node looker.ts DATA IMAP_PORT`.
 */
import { mailSettings } from '../services/world.ts'
import { openProgram } from './shop.ts'

const [dataDir, imapPort] = process.argv.slice(2) as [string, string]
const app = openProgram(dataDir)
const imap = { host: '127.0.0.1', port: Number(imapPort), tls: 'none' as const, user: 'shop' }
const secrets = { imapPassword: 'pw-shop', smtpPassword: 'pw-shop' }
const settings = { ...mailSettings('shop@example.jp'), imap }
const { id } = app.services.accounts.add('青葉屋', settings, secrets)

let isOver = false
process.stdin.on('end', () => (isOver = true)).resume()
while (!isOver) {
  await app.services.accounts.pollNow(id).catch(() => {})
  const { state, errorReason } = app.services.accounts.list()[0]!
  const list = await app.route('tickets.list', { view: 'all', accountId: null, limit: 1, after: null })
  const messages = app.store.messages.totals().messages
  process.stdout.write(`${JSON.stringify({ state, reason: errorReason, canRead: list.ok, messages })}\n`)
  await new Promise((resolve) => setTimeout(resolve, 50))
}
await app.close()
