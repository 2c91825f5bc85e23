import { z } from 'zod'
import type { FieldSpec } from '../../preload/domain/networks.ts'
import { AppError } from '../../preload/errors.ts'

/** What Mastodon and Misskey have in common: servers that anybody may run, and answers that leave things out. */

/** The server, and how to get a token of it. */
export const fediverseFields: readonly FieldSpec[] = [
  { name: 'server', kind: 'url', isRequired: true, initial: '' },
  { name: 'login', kind: 'choice', isRequired: false, initial: 'browser', options: ['browser', 'token'] },
  { name: 'token', kind: 'secret', isRequired: false, initial: '', onlyWith: { field: 'login', is: 'token' } },
]

/** People type the name of their server, its address or that of their own page. Throws `invalid-input`. */
export function originOf(typed: string): string {
  const text = typed.trim()
  try {
    return new URL(/^https?:\/\//i.test(text) ? text : `https://${text.split('@').at(-1)}`).origin
  } catch {
    throw new AppError('invalid-input', 'This is no address of a server.', { reason: 'not-a-server' })
  }
}

/** Those of a list that can be read; one that cannot keeps no other out. */
export function listOf<T>(list: unknown, schema: z.ZodType<T>): T[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((one) => {
    const parsed = schema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}

/** ms UTC, never later than `now`; `now` where it cannot be read. */
export const instantOf = (text: string, now: number): number => {
  const at = Date.parse(text)
  return Number.isFinite(at) ? Math.min(at, now) : now
}

/** Pasted tokens bring spaces and line ends along. */
export const tokenIn = (secrets: Readonly<Record<string, string>>): string => (secrets['token'] ?? '').trim()

/** One by one, because a server is asked nothing twice that the one before has answered. */
export async function inOrder<T, U>(list: readonly T[], work: (one: T) => Promise<U>): Promise<U[]> {
  const done: U[] = []
  for (const one of list) done.push(await work(one))
  return done
}

/** A post of somebody else that was handed out lately, and when it was last edited: looked at again. */
export const Standing = z.object({ id: z.string(), at: z.number(), edited: z.string().nullable() })
export type Standing = z.infer<typeof Standing>
/** So many are looked at again, for so long (ms). */
const MOST_STANDING = 60
const STANDING_MS = 7 * 86_400_000

/** Those that stand after `added` came, newest first. */
export function standing(before: readonly Standing[], added: readonly Standing[], now: number): Standing[] {
  const known = new Set(added.map(({ id }) => id))
  return [...added, ...before.filter(({ id }) => !known.has(id))]
    .filter(({ at }) => now - at < STANDING_MS)
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_STANDING)
}
