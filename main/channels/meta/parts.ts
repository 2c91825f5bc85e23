import { AppError } from '../../../preload/errors.ts'
import type { Batch } from '../catch-up.ts'
import type { Cursor } from './cursor.ts'
import { isVeiled, lacksPermission } from './errors.ts'
import { type Inbox, lookAtInbox } from './inbox.ts'
import type { createLooks } from './looks.ts'
import { lookAtWall, type Wall } from './wall.ts'

export type Parts = { dm?: Inbox | undefined; comments?: Wall | undefined }
type Part = keyof Parts

/**
 * What is new in the parts that the owner asked for, in their order. A part that is closed to the token does not stop the
 * other one: it is left alone for a while. Throws `auth-expired` where every part is closed.
 */
export async function* lookAtParts(
  parts: Parts,
  start: Cursor,
  { looks, now }: { looks: ReturnType<typeof createLooks>; now: () => number },
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let cursor = start
  const closed = new Map<Part, unknown>()
  const wanted = (Object.keys(parts) as Part[]).filter((part) => parts[part] && looks.isOpen(part))
  for (const part of wanted) {
    try {
      yield* part === 'dm' ? messages(parts.dm!) : comments(parts.comments!)
      looks.opened(part)
    } catch (error) {
      if (!lacksPermission(error) && !(part === 'dm' && isVeiled(error))) throw error
      closed.set(part, error)
    }
  }
  if (wanted.length > 0 && closed.size === wanted.length) throw refusalOf([...closed.values()])
  for (const [part, error] of closed) looks.close(part, error)

  async function* messages(inbox: Inbox): AsyncGenerator<Batch> {
    for await (const { messages: found, inbox: place, threads } of lookAtInbox(inbox, start, signal)) {
      cursor = { ...cursor, inbox: place, threads }
      yield { messages: found, cursor: JSON.stringify(cursor) }
    }
  }
  async function* comments(wall: Wall): AsyncGenerator<Batch> {
    const look = { now: now(), isPass: looks.isPass() }
    for await (const { messages: found, changes, walls } of lookAtWall(wall, start.walls, look, signal)) {
      cursor = { ...cursor, walls }
      yield { messages: found, changes, cursor: JSON.stringify(cursor) }
    }
  }
}

/** An unknown fault alone is no reason to take the account for broken. */
function refusalOf(closed: readonly unknown[]): unknown {
  const cause = closed.find(lacksPermission)
  if (cause === undefined) return closed[0]
  return new AppError('auth-expired', 'The token lacks its permissions.', { reason: 'meta-no-permission', cause })
}
