import { Agent } from 'node:https'
import type { Agent as HttpAgent } from 'node:http'
import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { signInByBrowser } from '../oauth-loopback.ts'
import type { OAuthProvider } from '../oauth-steps.ts'
import { POLLED } from '../posting.ts'
import { createRights, mindingRights } from '../rights.ts'
import { createXAccount, type XAccount } from './account.ts'
import { userOf } from './answers.ts'
import { createLogin, secretsOf } from './login.ts'
import { look } from './look.ts'
import type { Me } from './posts.ts'
import { findSent, send } from './send.ts'
import { parseSettings, X_FIELDS, X_OAUTH, type XSecrets } from './settings.ts'
import { createSpending } from './spending.ts'
import { DEFAULT_LIMITS, type Limits, streamsOf } from './streams.ts'

/** What only a test puts in: X's hosts stand in twitter-api-v2 and in `X_OAUTH`, and no setting reaches them. */
export type XWorld = { httpAgent: HttpAgent; oauth: OAuthProvider; limits: Limits }

/** Pictures of up to 5 MB, four to a post and one to a message (docs.x.com media best practices, read 2026-11-22). */
const PICTURES = { types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'], maxBytes: 5_000_000 }

/**
 * X through the owner's own developer app. Every request has a connection of its own: one that is kept may have been hung up
 * just then, and nobody could tell whether an answer had arrived.
 */
export function createXChannel(world: Partial<XWorld> = {}): Channel {
  const { httpAgent = new Agent({ keepAlive: false }), oauth = X_OAUTH, limits = DEFAULT_LIMITS } = world

  const accountOf = (
    settings: unknown,
    secrets: XSecrets,
    tools: Pick<ChannelTools, 'clock' | 'fetch' | 'saveSecrets'>,
  ) => createXAccount(createLogin(parseSettings(settings), secrets, oauth, tools), { httpAgent, clock: tools.clock })

  return {
    id: 'x',
    capabilities: {
      subject: false,
      attachments: { ...PICTURES, max: 4 },
      privateAttachments: { ...PICTURES, max: 1 },
      maxTextLength: 280,
      isPublic: true,
      continuesPrivately: true,
    },
    pollIntervalMs: 3 * 60_000,
    closedPollIntervalMs: 15 * 60_000,
    fields: X_FIELDS,

    async login(settings, secrets, tools, signal) {
      const { login, clientId } = parseSettings(settings)
      if (login === 'keys') return { secrets: {}, expiresAt: null }
      if (clientId === '')
        throw new AppError('invalid-input', 'The client id is missing', { reason: 'x-client-id-missing' })
      const client = { id: clientId, secret: secrets.clientSecret ?? null }
      return { secrets: secretsOf(await signInByBrowser(oauth, client, tools, signal)), expiresAt: null }
    },

    async check(settings, secrets, tools: LoginTools, signal): Promise<CheckedAccount> {
      // What a refresh saves here is not stored yet: it goes out with the answer.
      let saved: Record<string, string> = {}
      const saveSecrets = (fresh: Record<string, string>) => void (saved = { ...saved, ...fresh })
      const me = await askWho(accountOf(settings, secrets, { ...tools, saveSecrets }), signal)
      return {
        address: `@${me.handle}`,
        externalId: me.id,
        name: me.name,
        ...(Object.keys(saved).length > 0 && { secrets: saved }),
        settings: { userId: me.id, handle: me.handle },
      }
    },

    connect(settings, secrets, tools): Adapter {
      const parsed = parseSettings(settings)
      const account = accountOf(settings, secrets, tools)
      const spending = createSpending(tools)
      const rights = createRights(tools.clock.now)
      const known = parsed.userId === '' ? null : { id: parsed.userId, handle: parsed.handle, name: '' }
      let asked: Promise<Me> | null = known && Promise.resolve(known)

      function whoAmI(signal: AbortSignal): Promise<Me> {
        asked ??= askWho(account, signal).then(
          (me) => {
            spending.read('user', [me.id])
            return me
          },
          (error: unknown) => {
            asked = null
            throw error
          },
        )
        return asked
      }
      const toSend = async (signal: AbortSignal) => ({
        account,
        clock: tools.clock,
        spending,
        me: await whoAmI(signal),
      })

      return {
        ...POLLED,
        async *fetchSince(cursor, signal) {
          const me = await whoAmI(signal)
          const streams = streamsOf({ ...parsed, handle: me.handle }, me, limits, tools.clock.now)
          yield* look(streams, cursor, { account, clock: tools.clock, spending, limits }, signal)
        },
        send: mindingRights(rights, async (message, signal) => send(message, await toSend(signal), signal)),
        lostRight: rights.lostRight,
        findSent: async (message, signal) => findSent(message, await toSend(signal), signal),
      }
    },
  }
}

export const xChannel = createXChannel()

/** Whose keys these are. Throws AppError. */
async function askWho(account: XAccount, signal: AbortSignal): Promise<Me> {
  const answer = await account.read(
    { method: 'GET', endpoint: 'users/me', query: { 'user.fields': 'id,name,protected,username' } },
    signal,
  )
  const user = userOf(answer)
  if (!user?.username) throw new AppError('offline', 'X did not say whose account this is')
  return { id: user.id, handle: user.username, name: user.name ?? '' }
}
