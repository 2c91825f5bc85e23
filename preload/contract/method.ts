import { z } from 'zod'

export type Method = { input: z.ZodType; output: z.ZodType }
/** The input of what needs none. */
export const nothing = z.strictObject({})
/** The output of what only happens. */
export const done = z.null()
