import { randomUUID } from 'node:crypto'
import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import Database from 'better-sqlite3'
import { AppError } from '../../../preload/errors.ts'
import { NEWEST_VERSION } from '../migrations/index.ts'
import { explained } from '../open.ts'
import { copyGrown, inFolder, pour, removeQuietly, sha256Of, sizeOf } from './files.ts'
import { packName, type Manifest } from './manifest.ts'
import { READY, type ReadyInfo } from './swap.ts'

export type SealedSecret = { accountId: number; name: string; box: Uint8Array }
export type PrepareOrder = {
  type: 'prepare'
  dataDir: string
  folder: string
  /** The folder is ours to take from and goes with it: an unpacked moving file. */
  isTaken: boolean
  manifest: Manifest
  at: number
  /** Passwords that came with the file, sealed for this PC. Those that lie here already are taken over anyway. */
  secrets: SealedSecret[]
  nativeBinding?: string | undefined
}

const PREPARING = 'restore-unfinished'

/**
 * Lays a backup out beside the data, checked and ready to take its place at the next start (see swap.ts). The data of now is
 * only read. Throws AppError `store-corrupt` for a damaged backup, `store-newer`, `store-full`.
 */
export async function prepareRestore(order: PrepareOrder): Promise<void> {
  const { dataDir, folder, manifest, at, secrets, nativeBinding } = order
  if (manifest.schema > NEWEST_VERSION) throw new AppError('store-newer', 'The backup is of a newer program.')
  const place = join(dataDir, PREPARING)
  const database = join(place, 'madoguchi.db')
  await removeQuietly(place)
  try {
    await inFolder(async () => {
      await mkdir(join(place, 'sources'), { recursive: true })
      await unpackDatabase(order, database)
      for (const { pack, length } of manifest.packs) {
        const [from, to] = [join(folder, 'sources', packName(pack)), join(place, 'sources', packName(pack))]
        if (((await sizeOf(from)) ?? -1) < length) throw damaged()
        if (order.isTaken) await rename(from, to)
        else await copyGrown(from, to, length)
      }
    })
    makeSafe(database, join(dataDir, 'madoguchi.db'), at, secrets, nativeBinding)
    await inFolder(async () => {
      const info: ReadyInfo = { setAside: `replaced-${randomUUID().slice(0, 8)}`, at }
      await writeFile(join(place, 'info.json'), JSON.stringify(info), { flush: true })
      await removeQuietly(join(dataDir, READY))
      // From here on the next start takes it.
      await rename(place, join(dataDir, READY))
    })
  } catch (error) {
    await removeQuietly(place)
    throw error
  } finally {
    if (order.isTaken) await removeQuietly(folder)
  }
}

const damaged = () => new AppError('store-corrupt', 'The backup is damaged.', { reason: 'backup-damaged' })

async function unpackDatabase({ folder, isTaken, manifest: { database } }: PrepareOrder, to: string): Promise<void> {
  const from = join(folder, database.name)
  const isThere = await access(from).then(
    () => true,
    () => false,
  )
  if (!isThere || (await sha256Of(from)) !== database.sha256) throw damaged()
  if (isTaken) return rename(from, to)
  await pour(from, createGunzip(), to)
}

/**
 * What was on its way when the copy was taken may have left since, and reminders may have gone out: nothing of it leaves by
 * itself. Answers wait until they are found in Sent or a person has looked; automatic mail is stopped until a person lets go.
 */
export function makeSafe(
  path: string,
  current: string,
  at: number,
  secrets: SealedSecret[],
  nativeBinding?: string,
): void {
  const db = new Database(path, nativeBinding ? { nativeBinding } : {})
  const put = (key: string, value: unknown) =>
    db
      .prepare('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
      .run(key, JSON.stringify(value))
  /** A text or a list of them. */
  const known = (key: string) => {
    const value = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(key)
    return [JSON.parse(value ?? '[]') as string | string[]].flat()
  }
  try {
    if (explained(() => db.pragma('quick_check(1)', { simple: true })) !== 'ok') throw damaged()
    explained(() =>
      db.transaction(() => {
        db.exec(`UPDATE outbox SET state = 'unclear' WHERE state IN ('queued', 'sending', 'held')`)
        put('auto-mail.stopped', at)
        put('isOpen', false)
        // Packs written from now on are not those that a later backup of the old data brought under the same number.
        put('backup.former', [...new Set([...known('backup.former'), ...known('backup.store')])])
        put('backup.store', randomUUID().slice(0, 8))
        put('backup.history', { lastSuccessAt: null, lastTryAt: null, problem: null })
        db.prepare(`INSERT INTO journal (at, actor, type, data) VALUES (?, 'staff', 'backup.restored', '{}')`).run(at)
        const isOurs = db.prepare('SELECT 1 FROM account WHERE id = ? AND address = ? AND removed_at IS NULL')
        const insert = db.prepare('INSERT OR REPLACE INTO secret (account_id, name, box) VALUES (?, ?, ?)')
        for (const { accountId, name, box } of secrets) insert.run(accountId, name, Buffer.from(box))
        for (const { accountId, address, name, box } of secretsIn(current, nativeBinding))
          if (isOurs.get(accountId, address)) insert.run(accountId, name, box)
      })(),
    )
  } finally {
    db.close()
  }
}

type StoredSecret = { accountId: number; address: string; name: string; box: Buffer }

/** The passwords of this PC go on; a damaged or missing file has none to give, and they are asked for again. */
function secretsIn(path: string, nativeBinding?: string): StoredSecret[] {
  try {
    const db = new Database(path, { ...(nativeBinding && { nativeBinding }), readonly: true, fileMustExist: true })
    try {
      return db
        .prepare<[], StoredSecret>(
          `SELECT s.account_id AS accountId, a.address, s.name, s.box FROM secret s JOIN account a ON a.id = s.account_id`,
        )
        .all()
    } finally {
      db.close()
    }
  } catch {
    return []
  }
}
