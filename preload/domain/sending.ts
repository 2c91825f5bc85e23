import { z } from 'zod'
import { AccountId } from './ids.ts'

/** What is looked at before an answer leaves. Each can be turned off. */
export const SendCheck = z.enum([
  'personal-in-public',
  'attachment',
  'other-name',
  'other-order',
  'warn-words',
  'vague-date',
  'only-greeting',
  'new-address',
  'many-domains',
])
export type SendCheck = z.infer<typeof SendCheck>

/** What a check found; `words` are the pieces of the answer it is about, `example` what could stand there instead. */
export const Finding = z.object({ check: SendCheck, words: z.array(z.string()), example: z.string().optional() })
export type Finding = z.infer<typeof Finding>

/** Words the shop does not want to send; `…` stands for anything within a sentence. With a category only in its tickets. */
export const WarnWords = z.object({
  words: z.string().trim().min(1).max(100),
  category: z.string().max(100).nullable(),
})
export type WarnWords = z.infer<typeof WarnWords>

export const AnswerLook = z.object({
  findings: z.array(Finding),
  /** Our account the customer wrote to, when the answer would leave from another one; null otherwise. */
  addressedAccountId: AccountId.nullable(),
})
export type AnswerLook = z.infer<typeof AnswerLook>
