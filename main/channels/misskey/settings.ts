import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import { originOf } from '../fediverse.ts'

/**
 * What the program does there, and no more: reading mentions and profile, posting notes, uploading what is attached
 * (misskey-hub.net/en/docs/for-developers/api/permission, read 2026-11-22).
 */
export const PERMISSIONS = ['read:account', 'write:notes', 'write:drive'] as const

const Settings = z.object({
  server: z.string().min(1).max(500),
  /** What `check` found: the id and the full handle of the account, and the longest note its server takes. */
  accountId: z.string().default(''),
  handle: z.string().default(''),
  maxCharacters: z.number().int().positive().optional(),
})
export type MisskeySettings = z.infer<typeof Settings>

/** Throws `invalid-input`. */
export function readSettings(settings: unknown): MisskeySettings {
  const parsed = Settings.safeParse(settings)
  if (!parsed.success) throw new AppError('invalid-input', 'These are no settings of Misskey.')
  return { ...parsed.data, server: originOf(parsed.data.server) }
}
