import { z } from 'zod'

/** What lies beside the copy of a database and says what is in it. Written last: without it there is no backup. */
export const Manifest = z.object({
  format: z.literal('madoguchi-backup'),
  /** When the copy was taken, ms UTC. */
  at: z.number(),
  /** The program that wrote it, and the version of its tables. */
  version: z.string(),
  schema: z.number(),
  tickets: z.number(),
  messages: z.number(),
  newestAt: z.number().nullable(),
  /** The file of the database, its length and SHA-256 as they were read back after writing. */
  database: z.object({ name: z.string().regex(/^\w[\w.-]*$/), bytes: z.number(), sha256: z.string() }),
  /** The packs it needs, how much of each, and a stamp that changes where something was erased in the middle of one. */
  packs: z.array(z.object({ pack: z.number(), length: z.number(), stamp: z.number() })),
})
export type Manifest = z.infer<typeof Manifest>
