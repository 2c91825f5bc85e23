import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NEWEST_VERSION } from '../migrations/index.ts'
import { listBackups, type FoundBackup } from './manifest.ts'

/** Tells where backups lie to a start that cannot read the settings, because the database is damaged. */
export const BACKUP_PLACE_FILE = 'backup-place.json'

/** The newest backup that this program can go back to, without the help of the database; null where there is none. */
export async function newestBackup(dataDir: string): Promise<FoundBackup | null> {
  const place = await readFile(join(dataDir, BACKUP_PLACE_FILE), 'utf8').then(
    (text) => (JSON.parse(text) as { folder?: unknown }).folder,
    () => null,
  )
  const folder = typeof place === 'string' ? place : join(dataDir, 'backups')
  const found = await listBackups(folder)
  return found.find(({ manifest }) => manifest.schema <= NEWEST_VERSION) ?? null
}
