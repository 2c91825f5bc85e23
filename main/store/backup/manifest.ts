import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Manifest } from '../../../preload/domain/backup-manifest.ts'

export { Manifest }

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

async function readManifest(path: string): Promise<Manifest | null> {
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
