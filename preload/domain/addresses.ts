import { z } from 'zod'

export const Address = z.object({ name: z.string().max(500), address: z.string().max(320) })
export type Address = z.infer<typeof Address>
