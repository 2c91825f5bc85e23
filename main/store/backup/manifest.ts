import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  database: z.object({ name: z.string().regex(/^[\w.-]+$/), bytes: z.number(), sha256: z.string() }),
  /** The packs it needs, how much of each, and a stamp that changes where something was erased in the middle of one. */
  packs: z.array(z.object({ pack: z.number(), length: z.number(), stamp: z.number() })),
})
export type Manifest = z.infer<typeof Manifest>
/** `id` names it within the folder that was searched. */
export type FoundBackup = { id: string; folder: string; manifest: Manifest }

/** Inside whatever folder the owner chose, so that nothing else of theirs is ever taken for ours. */
export const BACKUP_FOLDER = 'madoguchi-backup'
export const packName = (pack: number) => `${String(pack).padStart(6, '0')}.pack`

/** All backups below a chosen folder, of every store that wrote there, newest first. Damaged manifests are passed over. */
export async function listBackups(chosen: string): Promise<FoundBackup[]> {
  const root = join(chosen, BACKUP_FOLDER)
  const found: FoundBackup[] = []
  for (const store of await namesIn(root)) {
    const folder = join(root, store)
    for (const name of await namesIn(folder)) {
      const manifest = name.endsWith('.json') ? await readManifest(join(folder, name)) : null
      if (manifest) found.push({ id: `${store}/${name}`, folder, manifest })
    }
  }
  return found.sort((a, b) => b.manifest.at - a.manifest.at)
}

export async function readManifest(path: string): Promise<Manifest | null> {
  try {
    const parsed = Manifest.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
