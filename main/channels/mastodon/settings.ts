import { z } from 'zod'
import type { FieldSpec } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'

export const fields: readonly FieldSpec[] = [
  { name: 'server', kind: 'url', isRequired: true, initial: '' },
  { name: 'token', kind: 'secret', isRequired: true, initial: '' },
]

const Settings = z.object({
  server: z.string().min(1).max(500),
  /** What `check` found: the id and the full handle of the account, and the longest post its server takes. */
  accountId: z.string().default(''),
  handle: z.string().default(''),
  maxCharacters: z.number().int().positive().optional(),
})
export type MastodonSettings = z.infer<typeof Settings>

/** Throws `invalid-input`. */
export function readSettings(settings: unknown): MastodonSettings {
  const parsed = Settings.safeParse(settings)
  if (!parsed.success) throw new AppError('invalid-input', 'These are no settings of Mastodon.')
  return { ...parsed.data, server: originOf(parsed.data.server) }
}

/** People type the name of their server, its address or that of their own page. */
function originOf(typed: string): string {
  const text = typed.trim()
  try {
    return new URL(/^https?:\/\//i.test(text) ? text : `https://${text.split('@').at(-1)}`).origin
  } catch {
    throw new AppError('invalid-input', 'This is no address of a server.', { reason: 'not-a-server' })
  }
}
