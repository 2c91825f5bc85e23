import { z } from 'zod'

/** What erasing a customer takes along. */
export const ErasePreview = z.object({
  tickets: z.int(),
  messages: z.int(),
  addresses: z.array(z.string()),
  /** How long at most backups from before still hold it; null while none is made that would make the old ones go. */
  backupDays: z.int().nullable(),
  /** Folders with the data from before a restore or a rescue, which only a person deletes. */
  setAside: z.array(z.string()),
})
export type ErasePreview = z.infer<typeof ErasePreview>

/** Months after the last message in which settled tickets keep their content; null: for ever. */
export const Retention = z.strictObject({ months: z.int().min(6).max(240).nullable() })
export type Retention = z.infer<typeof Retention>

export const EXPORT_FORMATS = ['csv', 'json', 'mbox', 'eml'] as const
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.infer<typeof ExportFormat>
