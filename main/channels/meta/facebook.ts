import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { type Batch, withProgress } from '../catch-up.ts'
import { commentPlan } from './comment-plan.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { lacksPermission } from './errors.ts'
import { facebookWall } from './facebook-wall.ts'
import { createGraph, type Graph } from './graph.ts'
import { createLooks } from './looks.ts'
import { Me, TokenFacts } from './schemas.ts'
import { createSender, type Plan } from './send.ts'
import { endOf, facebookFields, markOfToken, type MetaSecrets, readSettings } from './settings.ts'
import { lookAtWall } from './wall.ts'

/** A token with less than this left is one of the hour that the Graph API Explorer gives out, in ms. */
const TOO_SHORT_MS = 24 * 3_600_000
/** What a page needs (Pages API, Comments and Posts, read 2026-11-22). */
const NEEDED = ['pages_read_engagement', 'pages_read_user_content', 'pages_manage_engagement']

/** Comments on a page of Facebook, and what visitors write on it. See docs/channels/meta.md. */
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
  try {
    const page = await pageOf(graph, signal)
    const expiresAt = await endAt(graph, secrets, tools.clock.now(), signal)
    await graph.get(`${page.id}/feed`, { fields: 'id,comments.limit(1){id}', limit: 1 }, signal)
    const { token } = secrets
    const end = expiresAt === null ? {} : { endsAt: String(expiresAt), endsOf: markOfToken(token) }
    return {
      address: page.username === '' ? page.name : `@${page.username}`,
      externalId: page.id,
      name: page.name,
      secrets: { token, ...end },
      expiresAt,
    }
  } catch (error) {
    if (!lacksPermission(error)) throw error
    throw new AppError('invalid-input', 'The token lacks a permission.', { reason: 'meta-no-permission', cause: error })
  }
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
async function endAt(graph: Graph, secrets: MetaSecrets, now: number, signal: AbortSignal): Promise<number | null> {
  const answer = await graph.get('debug_token', { input_token: secrets.token }, signal).catch((error: unknown) => {
    if (signal.aborted) throw error
    return null
  })
  const facts = TokenFacts.safeParse(answer)
  if (!facts.success) return endOf(secrets)
  const { expires_at: token, data_access_expires_at: data, scopes } = facts.data.data
  if (scopes && NEEDED.some((scope) => !scopes.includes(scope)))
    throw new AppError('invalid-input', 'The token lacks a permission.', { reason: 'meta-no-permission' })
  if (token > 0 && token * 1000 - now < TOO_SHORT_MS)
    throw new AppError('invalid-input', 'The token ends within the day.', { reason: 'meta-short-token' })
  const ends = [token, data].filter((end) => end > 0)
  return ends.length === 0 ? null : Math.min(...ends) * 1000
}

function connect(
  untypedSettings: unknown,
  untypedSecrets: Readonly<Record<string, string>>,
  tools: ChannelTools,
): Adapter {
  const { settings, secrets } = readSettings('facebook', untypedSettings, untypedSecrets)
  const now = () => tools.clock.now()
  const graph = createGraph(settings.host, () => secrets.token, tools)
  const looks = createLooks(now)
  let known: Me | null = null
  const page = async (signal: AbortSignal) => (known ??= await pageOf(graph, signal))

  const plan: Plan = commentPlan('facebook', graph, (person) => known !== null && person?.id === known.id)
  const sender = createSender('facebook', graph, plan)

  async function* lookAt(start: Cursor, signal: AbortSignal): AsyncGenerator<Batch> {
    const { id } = await page(signal)
    const look = { now: now(), isPass: looks.isPass() }
    try {
      for await (const { messages, changes, walls } of lookAtWall(
        facebookWall(graph, id, now),
        start.walls,
        look,
        signal,
      ))
        yield { messages, changes, cursor: JSON.stringify({ ...start, walls }) }
    } catch (error) {
      if (!lacksPermission(error)) throw error
      throw new AppError('auth-expired', 'The token lacks its permissions.', {
        reason: 'meta-no-permission',
        cause: error,
      })
    }
  }

  return {
    fetchSince: (cursor, signal) =>
      withProgress(looks.follow(cursor, lookAt(readCursor(looks.startOf(cursor)), signal))),
    async send(message, signal) {
      await page(signal)
      return sender.send(message, signal)
    },
    async findSent(message, signal) {
      await page(signal)
      return sender.findSent(message, signal)
    },
    fileSent: () => Promise.resolve(),
    watch: () => Promise.resolve(false),
    expiresAt: () => endOf(secrets),
    restsUntil: graph.restsUntil,
    close: () => Promise.resolve(),
  }
}
