import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { withProgress } from '../catch-up.ts'
import { readCursor } from './cursor.ts'
import { lookAt, type Memory } from './fetch.ts'
import { createLine, type Line } from './line.ts'
import { handleOf, type Me } from './read-status.ts'
import { Account, Instance } from './schemas.ts'
import { createSender, FILES } from './send.ts'
import { fields, type MastodonSettings, readSettings } from './settings.ts'

/** How often posts that were handed out are looked at again, in ms. */
const SELDOM_MS = 30 * 60_000
/** Threads whose root is remembered. */
const MOST_ROOTS = 5000

/** Mentions and direct messages of one Mastodon account. See docs/channels/mastodon.md. */
export const mastodonChannel: Channel = {
  id: 'mastodon',
  capabilities: { subject: false, attachments: FILES, maxTextLength: 500, isPublic: true, continuesPrivately: true },
  pollIntervalMs: 2 * 60_000,
  fields,
  check,
  connect,
}

async function check(
  typed: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<CheckedAccount> {
  const settings = readSettings(typed)
  const line = createLine(settings, tokenIn(secrets), tools)
  const account = await whoAmI(line, signal)
  const instance = Instance.parse((await line.read('/api/v2/instance', [], signal)) ?? {})
  const handle = handleOf(account, hostOf(settings))
  const maxCharacters = instance.configuration?.statuses?.max_characters
  return {
    address: handle,
    externalId: `${settings.server}/${account.id}`,
    name: account.display_name || account.username,
    secrets: { token: tokenIn(secrets) },
    settings: {
      server: settings.server,
      accountId: account.id,
      handle,
      ...(maxCharacters === undefined ? {} : { maxCharacters }),
    },
  }
}

/** Pasted tokens bring spaces and line ends along. */
const tokenIn = (secrets: Readonly<Record<string, string>>): string => (secrets['token'] ?? '').trim()

const hostOf = ({ server }: MastodonSettings): string => new URL(server).host

async function whoAmI(line: Line, signal: AbortSignal): Promise<Account> {
  const account = Account.safeParse(await line.read('/api/v1/accounts/verify_credentials', [], signal))
  if (!account.success) throw new AppError('invalid-input', 'This is no Mastodon server.', { reason: 'not-a-server' })
  return account.data
}

function connect(untyped: unknown, secrets: Readonly<Record<string, string>>, tools: ChannelTools): Adapter {
  const settings = readSettings(untyped)
  const { clock } = tools
  const line = createLine(settings, tokenIn(secrets), tools)
  let lookedAgainAt = clock.now()
  const memory: Memory = {
    roots: new Map(),
    missing: new Set(),
    isDue() {
      if (clock.now() - lookedAgainAt < SELDOM_MS) return false
      lookedAgainAt = clock.now()
      return true
    },
  }
  let me: Promise<Me> | null = null

  /** Settings of an account that was checked hold it; asked for once where they do not. */
  function whoWeAre(signal: AbortSignal): Promise<Me> {
    const host = hostOf(settings)
    if (settings.accountId !== '')
      return Promise.resolve({ id: settings.accountId, handle: settings.handle, name: settings.handle, host })
    me ??= whoAmI(line, signal)
      .then((account) => ({ id: account.id, handle: handleOf(account, host), name: account.display_name, host }))
      .catch((error: unknown) => {
        me = null
        throw error
      })
    return me
  }

  async function* batches(cursor: string | null, signal: AbortSignal) {
    if (memory.roots.size > MOST_ROOTS) memory.roots.clear()
    yield* lookAt(readCursor(cursor), line, await whoWeAre(signal), memory, clock.now, signal)
  }

  const sender = createSender(line, () => whoWeAre(new AbortController().signal), clock)
  return {
    fetchSince: (cursor, signal) => withProgress(batches(cursor, signal)),
    send: sender.send,
    findSent: sender.findSent,
    fileSent: () => Promise.resolve(),
    watch: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  }
}
