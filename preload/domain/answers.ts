import { z } from 'zod'
import { Instant, TemplateId } from './ids.ts'

/** The answer that a shop gives by itself while it is closed. */
export const AutoAnswerSettings = z.object({
  isOn: z.boolean(),
  /** Null: the template of that purpose. */
  templateId: TemplateId.nullable(),
  /** On closing days. */
  closingTemplateId: TemplateId.nullable(),
})
export type AutoAnswerSettings = z.infer<typeof AutoAnswerSettings>

/** What a customer would get. */
export const AutoAnswerPreview = z.object({
  /** The instant it is looked at: now, or the next time the shop has closed. Null for a shop that never closes. */
  at: Instant.nullable(),
  purpose: z.enum(['auto-answer', 'closing-days']),
  subject: z.string(),
  body: z.string(),
  /** What nobody knows: with any of it the answer does not leave. */
  unfilled: z.array(z.string()),
})
export type AutoAnswerPreview = z.infer<typeof AutoAnswerPreview>

/** All mail that the program sends by itself, over all shops. */
export const AutoMailState = z.object({
  /** It sent too much at once and waits for a person; null while it goes on. */
  stoppedAt: Instant.nullable(),
  /** In the last ten minutes. */
  sentLately: z.int(),
})
export type AutoMailState = z.infer<typeof AutoMailState>
