import { readFile } from 'node:fs/promises'
import { MailSecrets, MailSettings, TicketId, View, type AccountId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { App } from '../app.ts'
import { systemClock } from '../jobs/clock.ts'
import { required, type Args } from './args.ts'
import type { Command, Out } from './desk.ts'
import { withApp } from './headless.ts'

const limitOf = (args: Args, fallback: number) => {
  const limit = Number(args.options.get('limit') ?? fallback)
  if (!Number.isInteger(limit) || limit < 1) throw new AppError('invalid-input', '--limit is no number')
  return limit
}

/** Reads the account once, from the cursor on, and says how far it came. */
export const runSync: Command = async (args, out, { version }) => {
  const { shop, settings, secrets } = parseAccount(JSON.parse(await readFile(required(args, 'account'), 'utf8')))
  await withApp(required(args, 'data'), version, async (app) => {
    const startedAt = performance.now()
    const before = app.store.accounts.list().find(({ address }) => address === settings.address)
    const id = before?.id ?? app.services.accounts.add(shop, settings, secrets).id
    if (before) await app.services.accounts.update(id, settings, secrets, before.pollIntervalMs)
    await readToTheEnd(app, id, out)
    const account = app.services.accounts.list().find((row) => row.id === id)!
    if (account.errorReason !== null) {
      const reason = `${account.errorReason}: ${account.errorDetail ?? ''}`
      out({ done: false, ok: false, reason })
      throw new AppError('offline', reason)
    }
    const { messages, tickets, quarantined } = app.store.messages.totals()
    out({ done: true, messages, tickets, quarantined, ms: Math.round(performance.now() - startedAt) })
  })
}

async function readToTheEnd(app: App, id: AccountId, out: Out): Promise<void> {
  const unsubscribe = app.subscribe(() => {
    const progress = app.services.accounts.list().find((row) => row.id === id)?.progress
    if (progress) out({ progress })
  })
  try {
    await app.services.accounts.pollNow(id)
  } finally {
    unsubscribe()
  }
}

function parseAccount(input: unknown): { shop: string; settings: MailSettings; secrets: MailSecrets } {
  const { shop, address, imap, smtp, since } = input as Record<string, Record<string, unknown>> & {
    shop?: string
    address?: string
    since?: unknown
  }
  const server = ({ host, port, tls, user }: Record<string, unknown>) => ({
    host,
    port,
    tls: tlsMode(tls),
    user: user ?? address,
  })
  const settings = MailSettings.safeParse({
    address,
    name: shop ?? address,
    imap: server(imap ?? {}),
    smtp: server(smtp ?? imap ?? {}),
    sinceDays: sinceDays(since),
    watchJunk: false,
    trustedFingerprint: null,
    allowInsecure: Boolean(imap?.allowInsecure) || Boolean(smtp?.allowInsecure),
  })
  const secrets = MailSecrets.safeParse({
    imapPassword: imap?.password,
    smtpPassword: smtp?.password ?? imap?.password,
  })
  if (!settings.success || !secrets.success) {
    throw new AppError(
      'invalid-input',
      `The account file is not complete: ${(settings.error ?? secrets.error)!.issues.map(({ path }) => path.join('.')).join(', ')}`,
    )
  }
  return { shop: String(shop ?? address), settings: settings.data, secrets: secrets.data }
}

/** `true`, `false` and the names of the modes are understood. */
function tlsMode(tls: unknown): unknown {
  if (tls === true) return 'implicit'
  if (tls === false || tls === undefined || tls === null) return 'none'
  return tls
}

/** A number of days, a date, or nothing for everything. */
function sinceDays(since: unknown): number | null {
  if (typeof since === 'number') return since
  if (typeof since !== 'string') return null
  const days = /^(\d+)d?$/.exec(since)?.[1]
  if (days) return Number(days)
  const at = Date.parse(since)
  if (Number.isNaN(at)) return null
  return Math.max(1, Math.ceil((systemClock.now() - at) / 86_400_000))
}

export const runSearch: Command = async (args, out, { version }) => {
  await withApp(required(args, 'data'), version, async ({ services }) => {
    const query = args.words.join(' ')
    const { total, ms, hits, messageIds } = services.search.find({
      query,
      limit: limitOf(args, 50),
      order: 'relevance',
    })
    out({ query, total, ms, ticketIds: hits.map(({ ticket }) => ticket.id), messageIds })
  })
}

function viewOf(name: string): View {
  const view = View.safeParse(name)
  if (!view.success) throw new AppError('invalid-input', `--view is one of ${View.options.join(', ')}`)
  return view.data
}

export const runTickets: Command = async (args, out, { version }) => {
  const view = viewOf(args.options.get('view') ?? 'todo')
  await withApp(required(args, 'data'), version, async ({ services }) => {
    let left = limitOf(args, 1_000_000)
    let after: string | null = null
    do {
      const page: ReturnType<typeof services.view.list> = services.view.list({
        view,
        accountId: null,
        limit: Math.min(500, left),
        after,
      })
      for (const ticket of page.tickets) out({ ...ticket })
      left -= page.tickets.length
      after = page.next
    } while (after !== null && left > 0)
  })
}

export const runShow: Command = async (args, out, { version }) => {
  const id = TicketId.safeParse(Number(args.words[0]))
  if (!id.success) throw new AppError('invalid-input', 'A ticket number is needed')
  await withApp(required(args, 'data'), version, async ({ services }) => out({ ...services.view.get(id.data) }))
}

export const runOutbox: Command = async (args, out, { version }) => {
  await withApp(required(args, 'data'), version, async ({ store, services }) => {
    if (args.flags.has('run')) for (const job of services.delivery.jobs()) await job.run()
    for (const row of store.outbox.listOpen()) out({ ...services.replies.toItem(row) })
  })
}

/** What is sound and what is not, for support. No content of any mail. */
export const runDoctor: Command = async (args, out, { version }) => {
  await withApp(required(args, 'data'), version, async ({ store, services }) => {
    out({ check: 'database', ok: store.isSound() })
    out({ check: 'totals', ok: true, ...store.messages.totals() })
    const missing = await store.sources.listUnreadable()
    out({ check: 'sources', ok: missing.length === 0, unreadable: missing.length })
    out({ check: 'search', ok: store.messages.countUnindexed() === 0, unindexed: store.messages.countUnindexed() })
    out({ check: 'outbox', ok: store.outbox.counts().trouble === 0, ...store.outbox.counts() })
    for (const { id, state, errorReason, lastSuccessAt } of services.accounts.list()) {
      out({ check: 'account', ok: errorReason === null, id, state, errorReason, lastSuccessAt })
    }
  })
}
