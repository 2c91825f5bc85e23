import type { ImapFlow } from 'imapflow'
import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, SendResult } from '../adapter.ts'
import { parseCursor } from './cursor.ts'
import { mailError } from './errors.ts'
import { DEFAULT_LIMITS, fetchSince, type FetchContext, type FetchLimits } from './fetch.ts'
import { findFolders, watchedFolders, type Folders } from './folders.ts'
import { DEFAULT_TIMEOUTS, imapError, openImap, type Timeouts } from './imap-open.ts'
import { createKeeper } from './keeper.ts'
import { createMailLogin, withLogin, type MailLogin } from './login.ts'
import { isStop } from './read-ahead.ts'
import { createReconciler } from './reconcile.ts'
import { fileSent, findSent } from './sent.ts'
import { mailSettings, type MailSecrets, type MailSettings } from './settings.ts'
import { sendSource } from './smtp.ts'
import { createStallGuard } from './stall-guard.ts'

export { testAccount, type AccountCheck, type CheckFailure } from './check-account.ts'
export { createMailLogin, type LoginTools, type MailLogin } from './login.ts'
export { signInToMail } from './oauth.ts'
export { mailSettings, type MailSecrets, type MailSettings } from './settings.ts'

const DAY_MS = 86_400_000
/** The second connection, for the Sent folder, is closed after so long without use. */
const SIDE_CONNECTION_MS = 30_000
/** A connection that lived shorter than this is not worth a look at once: its server may be turning everybody away. */
const STABLE_MS = 60_000

export const mailChannel: Channel = {
  id: 'mail',
  capabilities: { subject: true, attachments: true, maxTextLength: null, isPublic: false },
  pollIntervalMs: 3 * 60_000,
  connect(settings, secrets, tools) {
    const parsed = mailSettings.safeParse(settings)
    if (!parsed.success) throw new AppError('invalid-input', 'These are no mail settings')
    return connectMail(parsed.data, createMailLogin(parsed.data, secrets, tools), tools)
  },
}

/**
 * One mailbox. Keep the adapter for as long as the account is in use, also over failures: it reconnects by itself at the
 * next call, and it remembers which message a server could not hand over.
 */
export function connectMail(
  settings: MailSettings,
  login: MailLogin,
  { clock, read }: Pick<ChannelTools, 'clock' | 'read'>,
  timeouts: Timeouts = DEFAULT_TIMEOUTS,
  limits: FetchLimits = DEFAULT_LIMITS,
): Adapter & Required<Pick<Adapter, 'reconcile'>> {
  let onChange: (() => void) | null = null
  let hasNews = false
  let searchedUntil: number | null = null
  let known: Folders | null = null
  let isClosed = false
  let cancelSideClose = () => {}

  /** What a server was shown last: no error repeats it. */
  let shown: MailSecrets = { imapPassword: '', smtpPassword: '' }
  const open = (signal: AbortSignal) =>
    withLogin(login, (secrets) => openImap(settings, (shown = secrets), timeouts, signal), signal)
  const main = createKeeper(open, (client) => {
    const openedAt = clock.now()
    hasNews = true
    // A folder made or renamed meanwhile is found again with the next connection.
    known = null
    client.on('exists', ({ path, count, prevCount }) => {
      if (path !== 'INBOX' || count <= prevCount) return
      hasNews = true
      onChange?.()
    })
    client.on('close', () => {
      if (!client.closedByClient && !isClosed && clock.now() - openedAt >= STABLE_MS) onChange?.()
    })
  })
  /** For the Sent folder: a look at thousands of mails must not keep an answer from being filed, and the other way round. */
  const side = createKeeper(open, () => {})

  async function foldersOf(client: ImapFlow): Promise<Folders> {
    known ??= await findFolders(client)
    return known
  }

  const context: FetchContext = {
    connect: main.current,
    drop: main.drop,
    folders: async (client) => watchedFolders(await foldersOf(client), settings.watchJunk),
    read,
    since: () =>
      settings.sinceDays === null
        ? null
        : new Date(clock.now() - (settings.sinceDays + 1) * DAY_MS).toISOString().slice(0, 10),
    limits,
    now: clock.now,
    guard: createStallGuard(clock),
    tries: new Map(),
    oddSizes: 0,
    toError: (error) => imapError(error, shown),
    async hasNews(client, next) {
      await client.noop()
      return hasNews || next !== searchedUntil
    },
    willPlan: () => (hasNews = false),
    planned: (next) => (searchedUntil = next),
  }
  const reconcile = createReconciler(context)

  /** Runs alone on the main connection; `signal` cuts the connection, because IMAP cannot take a command back. */
  async function onMain<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    return main.exclusively(async () => {
      if (signal.aborted) throw mailError('stopped', 'Stopped')
      signal.addEventListener('abort', main.drop, { once: true })
      try {
        return await run()
      } catch (error) {
        if (isStop(error)) throw error
        throw signal.aborted ? mailError('stopped', 'Stopped') : imapError(error, shown)
      } finally {
        signal.removeEventListener('abort', main.drop)
      }
    })
  }

  async function onSide<T>(signal: AbortSignal, run: (client: ImapFlow, folders: Folders) => Promise<T>): Promise<T> {
    return side.exclusively(async () => {
      cancelSideClose()
      signal.addEventListener('abort', side.drop, { once: true })
      try {
        const client = await side.current(signal)
        return await run(client, await foldersOf(client))
      } catch (error) {
        side.drop()
        throw signal.aborted ? mailError('stopped', 'Stopped') : imapError(error, shown)
      } finally {
        signal.removeEventListener('abort', side.drop)
        cancelSideClose = clock.setTimer(() => void side.close(), SIDE_CONNECTION_MS)
      }
    })
  }

  /** IDLE only hears of the folder that is open. */
  async function listen(client: ImapFlow): Promise<void> {
    if (client.mailbox && client.mailbox.path === 'INBOX') return
    await client.mailboxOpen('INBOX', { readOnly: true })
  }

  return {
    fetchSince: (cursor, signal) =>
      fetchSince(context, cursor, signal, (run) =>
        onMain(signal, async () => {
          await run()
          if (main.isOpen()) await listen(await main.current(signal))
        }),
      ),
    reconcile: (cursor, selectUnknown, signal) =>
      onMain(signal, async () => {
        const client = await main.current(signal)
        const result = await reconcile(client, parseCursor(cursor), selectUnknown)
        await listen(client)
        return result
      }),
    async send(message, signal): Promise<SendResult> {
      const { compose, recipientsOf } = await import('./compose.ts')
      const source = await compose(message)
      const envelope = { from: message.from.address, to: recipientsOf(message) }
      // A refused login comes before the first byte of the message.
      const send = (secrets: MailSecrets) =>
        sendSource({ settings, secrets, timeouts, clock }, envelope, source, signal)
      return withLogin(login, send, signal)
    },
    async findSent({ messageId }, signal) {
      const isThere = await onSide(signal, (client, folders) => findSent(client, folders, messageId))
      return isThere === true ? { externalId: null, url: null } : isThere
    },
    fileSent: (source, messageId, signal) =>
      onSide(signal, (client, folders) => fileSent(client, folders, settings.smtp.host, source, messageId)),
    async watch(callback) {
      onChange = callback
      // An open connection is listening, or will be when the fetch that uses it ends; nobody should wait for that.
      if (main.isOpen()) return (await main.current(new AbortController().signal)).capabilities.has('IDLE')
      return onMain(new AbortController().signal, async () => {
        const client = await main.current(new AbortController().signal)
        await listen(client)
        return client.capabilities.has('IDLE')
      })
    },
    async close() {
      isClosed = true
      onChange = null
      cancelSideClose()
      await Promise.all([main.close(), side.close()])
    },
  }
}
