import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import { originOf } from '../fediverse.ts'

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

export const hostOf = ({ server }: MastodonSettings): string => new URL(server).host
