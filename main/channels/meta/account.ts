import { AppError } from '../../../preload/errors.ts'
import type { Adapter, OutboundPost } from '../adapter.ts'
import { type Batch, withProgress } from '../catch-up.ts'
import { POLLED } from '../posting.ts'
import { mindingRights } from '../rights.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { lacksPermission } from './errors.ts'
import type { Graph } from './graph.ts'
import { createLooks } from './looks.ts'
import { lookAtParts, type Parts } from './parts.ts'
import { createSender, type Plan } from './send.ts'
import type { MetaChannel } from './settings.ts'

type Account = {
  channel: MetaChannel
  graph: Graph
  now: () => number
  /** Asked before anything is sent, so that the plans know whose the account is. */
  whoWeAre: (signal: AbortSignal) => Promise<unknown>
  /** What the owner wants read, in its order. */
  partsOf: (signal: AbortSignal) => Promise<Parts>
  plans: Record<OutboundPost['visibility'], Plan>
  expiresAt: () => number | null
}

/** One account of Meta: reads part by part, sends by the plan of what is public or of what is private. */
export function connectAccount({ channel, graph, now, whoWeAre, partsOf, plans, expiresAt }: Account): Adapter {
  const looks = createLooks(now)
  const sender = createSender(channel, graph, (message, post) => plans[post.visibility](message, post))

  async function* lookAt(start: Cursor, signal: AbortSignal): AsyncGenerator<Batch> {
    yield* lookAtParts(await partsOf(signal), start, { looks, now }, signal)
  }

  return {
    ...POLLED,
    fetchSince: (cursor, signal) =>
      withProgress(looks.follow(cursor, lookAt(readCursor(looks.startOf(cursor)), signal))),
    send: mindingRights(looks.rights, async (message, signal) => {
      await whoWeAre(signal)
      return sender.send(message, signal)
    }),
    lostRight: looks.rights.lostRight,
    async findSent(message, signal) {
      await whoWeAre(signal)
      return sender.findSent(message, signal)
    },
    expiresAt,
    restsUntil: graph.restsUntil,
  }
}

/** While an account is being connected, a right that its token lacks is a fault of what was typed. */
export async function checkRights<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    if (!lacksPermission(error)) throw error
    throw new AppError('invalid-input', 'The token lacks a permission.', { reason: 'meta-no-permission', cause: error })
  }
}
