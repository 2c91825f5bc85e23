import { z } from 'zod'
import { Instant } from './ids.ts'

/** `ask`: looks once a day and says so; `auto`: fetches it too. Neither restarts by itself. `off`: looks only when asked. */
export const UpdateWay = z.enum(['ask', 'auto', 'off'])
export type UpdateWay = z.infer<typeof UpdateWay>

export const UpdateFailure = z.enum(['offline', 'missing', 'damaged', 'other'])
export type UpdateFailure = z.infer<typeof UpdateFailure>

/** `none`: this program was packaged without a source of updates, or is being developed. */
export const UpdateState = z.object({
  status: z.enum(['none', 'idle', 'checking', 'available', 'downloading', 'ready', 'failed']),
  /** The newer version. */
  version: z.string().nullable(),
  percent: z.int().nullable(),
  /** When the source was last asked and answered. */
  checkedAt: Instant.nullable(),
  failure: UpdateFailure.nullable(),
})
export type UpdateState = z.infer<typeof UpdateState>
