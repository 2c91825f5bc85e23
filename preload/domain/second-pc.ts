import { z } from 'zod'
import { Instant, StaffId } from './ids.ts'

/** ほかのパソコンから使う, as the PC with the data shows it. */
export const HostState = z.object({
  isOn: z.boolean(),
  /** `port`: another program has it. */
  problem: z.enum(['port']).nullable(),
  /** Where the others find it, with the port. */
  addresses: z.array(z.string()),
  /** For one more PC, until then. */
  code: z.object({ text: z.string(), until: Instant }).nullable(),
  pcs: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      staffId: StaffId.nullable(),
      seenAt: Instant,
      isConnected: z.boolean(),
    }),
  ),
})
export type HostState = z.infer<typeof HostState>

/** What another PC is found and let in by. */
export const HostInvitation = z.strictObject({
  address: z.string().trim().min(1).max(200),
  code: z.string().trim().min(1).max(60),
})
export type HostInvitation = z.infer<typeof HostInvitation>
