import { z } from 'zod'
import { Instant } from './ids.ts'

/** How backups are kept, and how the last one went. */
export const BackupState = z.object({
  isOn: z.boolean(),
  folder: z.string(),
  /** The folder beside the data, where a broken disk takes both. */
  isBesideData: z.boolean(),
  keepCount: z.int(),
  keepDays: z.int(),
  lastSuccessAt: Instant.nullable(),
  /** Why the last one failed, a key of `reasons` or `errors`; null when it went well or none was tried. */
  problem: z.string().nullable(),
  isRunning: z.boolean(),
})
export type BackupState = z.infer<typeof BackupState>

export const BackupChoice = z.strictObject({
  isOn: z.boolean(),
  keepCount: z.int().min(1).max(100),
  keepDays: z.int().min(1).max(3650),
})
export type BackupChoice = z.infer<typeof BackupChoice>

/** What data holds, to be told apart by. */
export const DataFacts = z.object({ tickets: z.int(), messages: z.int(), newestAt: Instant.nullable() })
export type DataFacts = z.infer<typeof DataFacts>

/** One backup, or the moving file that was chosen last. Only `id` goes back to main: the window names no paths. */
export const BackupInfo = DataFacts.extend({
  id: z.string(),
  at: Instant,
  bytes: z.number(),
  /** Passwords lie in it under a passphrase. */
  hasSecrets: z.boolean(),
  /** Written by a newer program than this. */
  isNewer: z.boolean(),
})
export type BackupInfo = z.infer<typeof BackupInfo>
