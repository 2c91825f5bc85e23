import { z } from 'zod'
import { Instant } from './ids.ts'

/** What somebody taught by 今後も通知にする / 今後もチケットにする. */
export const LearnedRuleInfo = z.object({
  id: z.int().positive(),
  from: z.string(),
  subjectIncludes: z.string(),
  as: z.enum(['ticket', 'notice']),
  createdAt: Instant,
  /** Mails it has decided since. */
  usedCount: z.int(),
})
export type LearnedRuleInfo = z.infer<typeof LearnedRuleInfo>

/** The share of inbound mail that was handled without a person. */
export const HandlingShare = z.object({
  total: z.int(),
  automatic: z.int(),
  byRule: z.array(z.object({ rule: z.string(), kind: z.string(), count: z.int() })),
})
export type HandlingShare = z.infer<typeof HandlingShare>
