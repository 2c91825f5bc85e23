import { z } from 'zod'
import { Instant, ShopId, TemplateId } from './ids.ts'

/** A template is subject and body; a phrase is a line or two, put in at the cursor. */
export const TextKind = z.enum(['template', 'phrase'])
export type TextKind = z.infer<typeof TextKind>

/**
 * What the program itself takes a template for. `hold-end:…` may also end in any other outcome of a hold. Those of one
 * list are offered in the editor; any key of up to 60 characters is kept.
 */
export const TEMPLATE_PURPOSES = [
  'hold-request',
  'hold-reminder',
  'hold-end:cancelled-no-answer',
  'hold-end:cancelled-by-customer',
  'hold-end:order-confirmed',
  'auto-answer',
  'closing-days',
  'delay-notice',
  'progress-report',
  'earlier-shipping',
  'out-of-stock',
  'payment-request',
  'address-problem',
  'return-goods',
  'defect',
  'wrong-item',
  'question',
  'shipping-status',
  'receipt',
  'order-change',
  'call-back',
] as const
export type TemplatePurpose = (typeof TEMPLATE_PURPOSES)[number]

export const TemplateFile = z.object({
  index: z.int().nonnegative(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
})
export type TemplateFile = z.infer<typeof TemplateFile>

/** What a person writes of a template or phrase. */
export const TemplateWords = z.object({
  kind: TextKind,
  /** Empty for most phrases: their text is their name. */
  title: z.string().trim().max(200),
  /** How the title is read, in kana, for finding it. */
  reading: z.string().trim().max(200),
  /** `;abbr` in a text becomes the template or phrase. Several are separated by blanks. */
  abbreviation: z.string().trim().max(60),
  /** '' for none. */
  folder: z.string().trim().max(60),
  language: z.enum(['ja', 'en']),
  /** Only for tickets of this shop; null: for all. */
  shopId: ShopId.nullable(),
  /** A key of the categories; tickets of it are offered this first. */
  category: z.string().max(100).nullable(),
  purpose: z.string().min(1).max(60).nullable(),
  /** An answer with it usually makes the order wait for the customer's decision. */
  startsHold: z.boolean(),
  /** Empty: the subject of the answer stays as it is. */
  subject: z.string().max(500),
  body: z.string().min(1).max(50_000),
})
export type TemplateWords = z.infer<typeof TemplateWords>

export const TemplateInfo = TemplateWords.extend({
  id: TemplateId,
  /** Its place in the list, from 0 on. */
  position: z.int(),
  usedCount: z.int(),
  lastUsedAt: Instant.nullable(),
  updatedAt: Instant,
  /** From 1 on; one more with each change of its words. */
  version: z.int(),
  files: z.array(TemplateFile),
})
export type TemplateInfo = z.infer<typeof TemplateInfo>

export const TemplateVersion = z.object({
  version: z.int(),
  title: z.string(),
  subject: z.string(),
  body: z.string(),
  savedAt: Instant,
})
export type TemplateVersion = z.infer<typeof TemplateVersion>

/** Values the caller knows better, by variable (回答期限 or answer_by). An instant is written as a date of the shop. */
export const FillValues = z.record(z.string().max(80), z.union([z.string().max(5000), z.number(), z.null()]))
export type FillValues = z.infer<typeof FillValues>

/** A text with the data of a ticket in it. Offsets are UTF-16. */
export const FilledTemplate = z.object({
  subject: z.string(),
  body: z.string(),
  unfilled: z.array(z.object({ name: z.string(), field: z.enum(['subject', 'body']), start: z.int(), end: z.int() })),
  slots: z.array(z.object({ start: z.int(), end: z.int() })),
  files: z.array(TemplateFile),
  startsHold: z.boolean(),
})
export type FilledTemplate = z.infer<typeof FilledTemplate>
