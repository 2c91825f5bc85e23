import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { checkRights, connectAccount } from './account.ts'
import { commentPlan } from './comment-plan.ts'
import { isVeiled, lacksPermission } from './errors.ts'
import { facebookWall } from './facebook-wall.ts'
import { createGraph, type Graph } from './graph.ts'
import { type Inbox, windowOf } from './inbox.ts'
import { messagePlan } from './message-plan.ts'
import { messengerLine } from './private-line.ts'
import { Me, TokenFacts } from './schemas.ts'
import type { Plan } from './send.ts'
import { endOf, facebookFields, markOfToken, type MetaSecrets, type MetaSettings, readSettings } from './settings.ts'

/** A token with less than this left is one of the hour that the Graph API Explorer gives out, in ms. */
const TOO_SHORT_MS = 24 * 3_600_000
/** What a page needs (Pages API, Comments and Posts, read 2026-11-22). */
const NEEDED = ['pages_read_engagement', 'pages_read_user_content', 'pages_manage_engagement']

/** What Messenger needs beside that: the one of its permissions that nothing else brings (Conversations API, read 2026-11-22). */
const MESSENGER = 'pages_messaging'

/** Comments on a page of Facebook, what visitors write on it, and where the owner asks for it its Messenger. See docs/channels/meta.md. */
export const facebookChannel: Channel = {
  id: 'facebook',
  capabilities: {
    subject: false,
    attachments: false,
    privateAttachments: false,
    maxTextLength: 8000,
    isPublic: true,
    continuesPrivately: false,
  },
  pollIntervalMs: 5 * 60_000,
  fields: facebookFields,
  check,
  connect,
}

async function check(
  typed: Readonly<Record<string, string>>,
  typedSecrets: Readonly<Record<string, string>>,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<CheckedAccount> {
  const { settings, secrets } = readSettings('facebook', typed, typedSecrets)
  const graph = createGraph(settings.host, () => secrets.token, tools)
  return checkRights(async () => {
    const page = await pageOf(graph, signal)
    const expiresAt = await endAt(graph, { settings, secrets }, tools.clock.now(), signal)
    await graph.get(`${page.id}/feed`, { fields: 'id,comments.limit(1){id}', limit: 1 }, signal)
    if (settings.messenger) await tryMessenger(graph, page.id, signal)
    const { token } = secrets
    const end = expiresAt === null ? {} : { endsAt: String(expiresAt), endsOf: markOfToken(token) }
    return {
      address: page.username === '' ? page.name : `@${page.username}`,
      externalId: page.id,
      name: page.name,
      secrets: { token, ...end },
      expiresAt,
    }
  })
}

/** Only pages have a category: a token of a person is refused. */
async function pageOf(graph: Graph, signal: AbortSignal): Promise<Me> {
  const answer = await graph.get('me', { fields: 'id,name,username,category' }, signal).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'rejected' && error.reason === null) return null
    throw error
  })
  const page = Me.safeParse(answer)
  if (!page.success || page.data.category === '')
    throw new AppError('invalid-input', 'This is no token of a page.', { reason: 'meta-not-page' })
  return page.data
}

/** Null: never, or Meta does not say. Throws `invalid-input` for a token that is as good as over or lacks a permission. */
async function endAt(
  graph: Graph,
  { settings, secrets }: { settings: MetaSettings; secrets: MetaSecrets },
  now: number,
  signal: AbortSignal,
): Promise<number | null> {
  const answer = await graph.get('debug_token', { input_token: secrets.token }, signal).catch((error: unknown) => {
    if (signal.aborted) throw error
    return null
  })
  const facts = TokenFacts.safeParse(answer)
  if (!facts.success) return endOf(secrets)
  const { expires_at: token, data_access_expires_at: data, scopes } = facts.data.data
  if (scopes && NEEDED.some((scope) => !scopes.includes(scope)))
    throw new AppError('invalid-input', 'The token lacks a permission.', { reason: 'meta-no-permission' })
  if (settings.messenger && scopes && !scopes.includes(MESSENGER)) throw noMessenger()
  if (token > 0 && token * 1000 - now < TOO_SHORT_MS)
    throw new AppError('invalid-input', 'The token ends within the day.', { reason: 'meta-short-token' })
  const ends = [token, data].filter((end) => end > 0)
  return ends.length === 0 ? null : Math.min(...ends) * 1000
}

async function tryMessenger(graph: Graph, pageId: string, signal: AbortSignal): Promise<void> {
  const { platform } = messengerLine(pageId)
  await graph.get(`${pageId}/conversations`, { platform, limit: 1 }, signal).catch((error: unknown) => {
    throw lacksPermission(error) || isVeiled(error) ? noMessenger(error) : error
  })
}

const noMessenger = (cause?: unknown) =>
  new AppError('invalid-input', 'The token does not open Messenger.', { reason: 'meta-no-messenger', cause })

function connect(
  untypedSettings: unknown,
  untypedSecrets: Readonly<Record<string, string>>,
  tools: ChannelTools,
): Adapter {
  const { settings, secrets } = readSettings('facebook', untypedSettings, untypedSecrets)
  const now = () => tools.clock.now()
  const graph = createGraph(settings.host, () => secrets.token, tools)
  let known: Me | null = null
  const page = async (signal: AbortSignal) => (known ??= await pageOf(graph, signal))

  function inboxOf({ id, name }: Me): Inbox {
    const self = { id, username: '', name, ids: new Set([id]) }
    return { line: messengerLine(id), graph, self, windowMs: windowOf(settings), now }
  }

  const tell: Plan = (message, post) => {
    // Nothing is sent before the page is known.
    const inbox = inboxOf(known!)
    return messagePlan(inbox.line, () => Promise.resolve(inbox))(message, post)
  }
  return connectAccount({
    channel: 'facebook',
    graph,
    now,
    whoWeAre: page,
    async partsOf(signal) {
      const me = await page(signal)
      return {
        comments: facebookWall(graph, me.id, now),
        dm: settings.messenger ? inboxOf(me) : undefined,
      }
    },
    plans: {
      public: commentPlan('facebook', graph, (person) => known !== null && person?.id === known.id),
      private: tell,
    },
    expiresAt: () => endOf(secrets),
  })
}
