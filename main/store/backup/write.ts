import { access, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGzip } from 'node:zlib'
import { droppedBackups, edgeOf, type KeepPolicy } from '../../core/backup-plan.ts'
import { OWN_FOLDER } from '../../core/own-folder.ts'
import { BACKUP_FOLDER, listBackups, packName, type FoundBackup, type Manifest } from './manifest.ts'
import { copyGrown, inFolder, pour, removeQuietly, sha256Of, sizeOf } from './files.ts'
import { takeSnapshot } from './snapshot.ts'

export type BackupOrder = {
  type: 'backup'
  dataDir: string
  /** Where the owner wants backups, a folder that is there; one of ours is made in it. */
  chosen: string
  /** Keeps the packs of two stores apart that write into one folder. */
  storeId: string
  /** What it wrote before it went back to a backup, under these names: goes by age alone. */
  formerIds: readonly string[]
  at: number
  version: string
  keep: KeepPolicy
  nativeBinding?: string | undefined
}

/**
 * Writes one backup: a checked copy of the database, packed, and of the packs of sources what is new. Then drops what is no
 * longer to be kept. Throws AppError `store-full` (reasons `backup-no-room`, `backup-no-folder`), `store-corrupt`.
 */
export async function writeBackup(order: BackupOrder): Promise<Manifest> {
  const { dataDir, chosen, storeId, at, version } = order
  const folder = join(chosen, BACKUP_FOLDER, storeId)
  const name = nameOf(at)
  // Beside the data and not in the folder: a program that keeps it in the cloud would begin to upload what is not finished.
  const copy = join(dataDir, 'backup-unfinished.db')
  const packed = join(folder, `${name}.db.gz`)
  try {
    const facts = await takeSnapshot(join(dataDir, 'madoguchi.db'), copy, order.nativeBinding)
    const manifest = await inFolder(async () => {
      // Made, it would lie on the wrong disk while the drive it stands for is away.
      await access(chosen)
      await mkdir(join(folder, 'sources'), { recursive: true, mode: OWN_FOLDER })
      await copyPacks(join(dataDir, 'sources'), folder, facts.packs, await stampsIn(chosen, folder))
      await pour(copy, createGzip({ level: 1 }), `${packed}.part`)
      await rename(`${packed}.part`, packed)
      const database = { name: `${name}.db.gz`, bytes: (await sizeOf(packed))!, sha256: await sha256Of(packed) }
      const written: Manifest = { format: 'madoguchi-backup', at, version, ...facts, database }
      await writeFile(join(folder, `${name}.json.part`), `${JSON.stringify(written, null, 2)}\n`, { flush: true })
      await rename(join(folder, `${name}.json.part`), join(folder, `${name}.json`))
      return written
    })
    await dropOld(chosen, folder, order.keep, at)
    for (const id of order.formerIds) await dropFormer(chosen, join(chosen, BACKUP_FOLDER, id), order)
    await dropBeforeUpdates(order)
    return manifest
  } finally {
    await removeQuietly(copy)
    await removeQuietly(`${copy}-journal`)
    await removeQuietly(`${packed}.part`)
  }
}

/** `20261122-0315`, on the clock of this PC, as people look for it. */
function nameOf(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
}

async function stampsIn(chosen: string, folder: string): Promise<Map<number, number>> {
  const newest = (await listBackups(chosen)).find((backup) => backup.folder === folder)
  return new Map(newest?.manifest.packs.map(({ pack, stamp }) => [pack, stamp]))
}

async function copyPacks(
  from: string,
  folder: string,
  packs: Manifest['packs'],
  known: ReadonlyMap<number, number>,
): Promise<void> {
  for (const { pack, length, stamp } of packs) {
    const to = join(folder, 'sources', packName(pack))
    // Something was erased in the middle of it: the copy must forget it too.
    if ((known.get(pack) ?? stamp) !== stamp) await rm(to, { force: true })
    await copyGrown(join(from, packName(pack)), to, length)
  }
}

/** A failure here costs room, not safety. */
async function dropOld(chosen: string, folder: string, keep: KeepPolicy, at: number): Promise<void> {
  const own = (await listBackups(chosen)).filter((backup) => backup.folder === folder)
  const dropped = new Set(
    droppedBackups(
      own.map(({ manifest }) => manifest.at),
      keep,
      at,
    ),
  )
  await drop(chosen, folder, own, (backup) => dropped.has(backup.manifest.at))
}

/** Newer ones of the same data are there: of these none has to stay. */
async function dropFormer(chosen: string, folder: string, { keep, at }: BackupOrder): Promise<void> {
  const former = (await listBackups(chosen)).filter((backup) => backup.folder === folder)
  const edge = edgeOf(keep, at)
  await drop(chosen, folder, former, ({ manifest }) => manifest.at < edge)
  if (former.some(({ manifest }) => manifest.at >= edge)) return
  // Only while they are empty: what else lies there is not ours.
  for (const place of [join(folder, 'sources'), folder]) await rmdir(place).catch(() => {})
}

async function drop(
  chosen: string,
  folder: string,
  own: readonly FoundBackup[],
  isDropped: (backup: FoundBackup) => boolean,
): Promise<void> {
  for (const { id, manifest } of own.filter(isDropped)) {
    await removeQuietly(join(chosen, BACKUP_FOLDER, id))
    await removeQuietly(join(folder, manifest.database.name))
  }
  const kept = own.filter((backup) => !isDropped(backup))
  const needed = new Set(kept.flatMap(({ manifest }) => manifest.packs.map(({ pack }) => packName(pack))))
  for (const name of await readdir(join(folder, 'sources')).catch(() => []))
    if (name.endsWith('.pack') && !needed.has(name)) await removeQuietly(join(folder, 'sources', name))
}

/** See before-migration.ts. By then the program has run with the new tables for as long as any backup is kept. */
async function dropBeforeUpdates({ dataDir, keep, at }: BackupOrder): Promise<void> {
  const folder = join(dataDir, 'backups')
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^before-update-\d+\.db(?:\.part)?$/.test(name)) continue
    const { mtimeMs } = await stat(join(folder, name))
    if (mtimeMs < edgeOf(keep, at)) await removeQuietly(join(folder, name))
  }
}
