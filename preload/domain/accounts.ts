import { z } from 'zod'
import { AccountId, Instant, ShopId } from './ids.ts'
import { ChannelId } from './ticket-words.ts'

export const AccountState = z.enum(['idle', 'connecting', 'reading', 'offline', 'needs-login', 'error', 'paused'])
export const AccountInfo = z.object({
  id: AccountId,
  shopId: ShopId,
  channel: ChannelId,
  address: z.string(),
  name: z.string(),
  state: AccountState,
  /** A key of `reasons` in the locales, or null. */
  errorReason: z.string().nullable(),
  errorDetail: z.string().nullable(),
  lastSuccessAt: Instant.nullable(),
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
  pollIntervalMs: z.int(),
  isPaused: z.boolean(),
  todoCount: z.int(),
  /** Messages the server holds in the watched folders and we do not, at the last comparison; null before the first. */
  missingCount: z.int().nullable(),
  /** A look has worked at a real server and not only at one of this computer. */
  isVerified: z.boolean(),
  /** When its key or token ends. */
  expiresAt: Instant.nullable(),
  /** In a month, in yen; null: no limit. */
  budgetYen: z.int().nullable(),
  /** This month, in yen; null where the network wants nothing. */
  spentYen: z.number().nullable(),
})
export type AccountInfo = z.infer<typeof AccountInfo>

export const ShopInfo = z.object({
  id: ShopId,
  name: z.string(),
  color: z.string(),
  signature: z.string(),
  /** Where customers send goods back to; '' while nobody has said. */
  returnAddress: z.string(),
  /** The letters of the ticket token in the subject of answers ([#K-1234]); null for none. */
  tokenPrefix: z.string().nullable(),
  /** Answers of those who are not responsible wait for somebody who is. */
  needsApproval: z.boolean(),
  /** Of its opening hours: deadlines are shown on this clock. */
  timeZone: z.string(),
})
export type ShopInfo = z.infer<typeof ShopInfo>
