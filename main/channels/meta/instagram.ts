import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { checkRights, connectAccount } from './account.ts'
import { commentPlan } from './comment-plan.ts'
import { createGraph, type Graph } from './graph.ts'
import { type Inbox, windowOf } from './inbox.ts'
import { instagramWall, type Self } from './instagram-wall.ts'
import { messagePlan } from './message-plan.ts'
import { instagramLine as line } from './private-line.ts'
import { Me } from './schemas.ts'
import { endOf, instagramFields, markOfToken, readSettings } from './settings.ts'
import { createToken, TOKEN_MS } from './token.ts'

/** Direct messages of an Instagram account and comments under its media. See docs/channels/meta.md. */
export const instagramChannel: Channel = {
  id: 'instagram',
  capabilities: {
    subject: false,
    attachments: false,
    privateAttachments: false,
    maxTextLength: 2200,
    isPublic: true,
    continuesPrivately: true,
  },
  pollIntervalMs: 3 * 60_000,
  fields: instagramFields,
  check,
  connect,
}

async function check(
  typed: Readonly<Record<string, string>>,
  typedSecrets: Readonly<Record<string, string>>,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<CheckedAccount> {
  const { settings, secrets } = readSettings('instagram', typed, typedSecrets)
  const graph = createGraph(settings.host, () => secrets.token, tools)
  return checkRights(async () => {
    const self = await selfOf(graph, signal)
    if (settings.dm) await graph.get('me/conversations', { platform: 'instagram', limit: 1 }, signal)
    if (settings.comments) await graph.get('me/media', { fields: 'id,comments.limit(1){id}', limit: 1 }, signal)
    // How old a token is cannot be asked. The first look renews it, and from then on its end is known.
    const expiresAt = endOf(secrets) ?? tools.clock.now() + TOKEN_MS
    const { token } = secrets
    return {
      address: `@${self.username}`,
      externalId: self.id,
      name: self.name || self.username,
      secrets: { token, endsAt: String(expiresAt), endsOf: markOfToken(token) },
      expiresAt,
    }
  })
}

async function selfOf(graph: Graph, signal: AbortSignal): Promise<Self> {
  const me = Me.safeParse(await graph.get('me', { fields: 'id,user_id,username,name' }, signal))
  if (!me.success) throw new AppError('offline', 'Instagram answered in an unknown form.')
  const { id, user_id: userId, username, name } = me.data
  return { id: userId ?? id, username, name, ids: new Set(userId === undefined ? [id] : [id, userId]) }
}

function connect(
  untypedSettings: unknown,
  untypedSecrets: Readonly<Record<string, string>>,
  tools: ChannelTools,
): Adapter {
  const { settings, secrets } = readSettings('instagram', untypedSettings, untypedSecrets)
  const now = () => tools.clock.now()
  const token = createToken(settings, secrets, tools)
  const graph = createGraph(settings.host, token.value, tools)
  const windowMs = windowOf(settings)
  let known: Self | null = null
  const self = async (signal: AbortSignal) => (known ??= await selfOf(graph, signal))
  const inboxOf = async (signal: AbortSignal): Promise<Inbox> => ({
    line,
    graph,
    self: await self(signal),
    windowMs,
    now,
  })
  const isOwn = (person: { id: string; username: string } | null, username: string): boolean =>
    known !== null &&
    ((person !== null && known.ids.has(person.id)) || (person?.username || username) === known.username)

  return connectAccount({
    channel: 'instagram',
    graph,
    now,
    whoWeAre: self,
    async partsOf(signal) {
      await token.keepFresh(signal)
      const inbox = await inboxOf(signal)
      return {
        dm: settings.dm ? inbox : undefined,
        comments: settings.comments ? instagramWall(graph, inbox.self, now) : undefined,
      }
    },
    plans: { public: commentPlan('instagram', graph, isOwn), private: messagePlan(line, inboxOf) },
    expiresAt: token.endsAt,
  })
}
