import { z } from 'zod'
import { CustomerId } from '../domain.ts'
import { ErasePreview, ExportFormat, Retention } from '../domain/erasing.ts'
import { done, nothing, type Method } from './method.ts'

export const erasingMethods = {
  'erasing.preview': { input: z.strictObject({ customerId: CustomerId }), output: ErasePreview },
  /** For good: no undo. `conflict` with the reason `being-sent` while an answer is on its way. */
  'erasing.customer': { input: z.strictObject({ customerId: CustomerId }), output: done },
  'retention.get': { input: nothing, output: Retention },
  'retention.preview': {
    input: z.strictObject({ months: z.int().min(6).max(240) }),
    output: z.object({ tickets: z.int() }),
  },
  'retention.set': { input: Retention, output: Retention },
  /** All tickets, for other programs. Null when the person changed their mind. */
  'exports.save': {
    input: z.strictObject({ format: ExportFormat }),
    output: z.object({ path: z.string(), count: z.int() }).nullable(),
  },
} as const satisfies Record<string, Method>
