import { open, mkdir, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../preload/errors.ts'
import { diskTrouble } from './disk-trouble.ts'

/** A pack is closed to further writing once it has grown past this. */
const PACK_BYTES = 64 * 1024 * 1024
const ZEROS = new Uint8Array(64 * 1024)

export type SourceItem = { hash: string; bytes: Uint8Array }
/** Where bytes were written. Becomes findable when `record` commits it. */
export type SourceLocation = { hash: string; pack: number; start: number; length: number }

/**
 * The bytes as they came: raw mail and attached files, appended to pack files beside the database.
 *
 * Not blobs in the database, because SQLite writes them twice (WAL and file) on main's thread, and a daily backup would
 * copy them all; not a file each, because that costs one fsync a mail. Bytes are on disk before the transaction that
 * mentions them commits; a torn or unmentioned end of a pack is dead weight and never read.
 */
export function createSourceStore(db: Database, folder: string) {
  const insert = db.prepare<SourceLocation>(
    'INSERT INTO source (hash, pack, start, length) VALUES (@hash, @pack, @start, @length) ON CONFLICT DO NOTHING',
  )
  const locate = db.prepare<[string], Omit<SourceLocation, 'hash'>>(
    'SELECT pack, start, length FROM source WHERE hash = ?',
  )
  const packs = db.prepare<[], { pack: number }>('SELECT DISTINCT pack FROM source')
  const all = db.prepare<[], SourceLocation>('SELECT hash, pack, start, length FROM source')
  const drop = db.prepare<[string], SourceLocation>(
    'DELETE FROM source WHERE hash = ? RETURNING hash, pack, start, length',
  )
  /** A message without its source has been erased: what the server hands over again must not come back. */
  const isErased = db.prepare<[string], number>('SELECT 1 FROM message WHERE source_hash = ? LIMIT 1').pluck()
  const isPackUsed = db.prepare<[number], number>('SELECT 1 FROM source WHERE pack = ? LIMIT 1').pluck()
  let current: { pack: number; file: FileHandle; size: number } | null = null
  let queue: Promise<unknown> = Promise.resolve()
  /** On disk, and not yet in the database: whoever brings the same bytes again need not write them. */
  const unmentioned = new Map<string, SourceLocation>()

  const packPath = (pack: number) => join(folder, `${String(pack).padStart(6, '0')}.pack`)

  async function openPack(): Promise<NonNullable<typeof current>> {
    if (current && current.size < PACK_BYTES) return current
    await current?.file.close()
    current = null
    await mkdir(folder, { recursive: true })
    const numbers = (await readdir(folder)).map((name) => Number.parseInt(name, 10)).filter(Number.isInteger)
    // Always a fresh pack: after a crash the last one may end in half a mail.
    const pack = Math.max(0, ...numbers) + 1
    current = { pack, file: await open(packPath(pack), 'wx'), size: 0 }
    return current
  }

  async function append(items: readonly SourceItem[]): Promise<SourceLocation[]> {
    const isMissing = (hash: string) => !locate.get(hash) && isErased.get(hash) === undefined
    const missing = items.filter(({ hash }) => unmentioned.has(hash) || isMissing(hash))
    const fresh = missing.filter(({ hash }) => !unmentioned.has(hash))
    if (fresh.length > 0) await write(fresh)
    return missing.map(({ hash }) => unmentioned.get(hash)!)
  }

  async function write(fresh: readonly SourceItem[]): Promise<void> {
    const target = await openPack().catch((cause: unknown) => {
      throw diskTrouble('The folder of sources cannot be written.', cause)
    })
    let start = target.size
    const locations = fresh.map(({ hash, bytes }) => {
      const location = { hash, pack: target.pack, start, length: bytes.byteLength }
      start += bytes.byteLength
      return location
    })
    const filled = fresh.filter(({ bytes }) => bytes.byteLength > 0).map(({ bytes }) => bytes)
    try {
      const { bytesWritten } = await target.file.writev(filled, target.size)
      if (bytesWritten !== start - target.size) throw Object.assign(new Error('Short write'), { code: 'ENOSPC' })
      await target.file.datasync()
    } catch (error) {
      // What was written so far stays unmentioned; the next try begins a new pack behind it.
      await target.file.close().catch(() => {})
      current = null
      throw diskTrouble('The disk is full or refuses to write.', error)
    }
    target.size = start
    for (const location of locations) unmentioned.set(location.hash, location)
  }

  async function overwrite(pack: number, places: readonly SourceLocation[]): Promise<void> {
    try {
      const file = await open(packPath(pack), 'r+')
      try {
        for (const { start, length } of places)
          for (let at = start; at < start + length; at += ZEROS.byteLength)
            await file.write(ZEROS, 0, Math.min(ZEROS.byteLength, start + length - at), at)
        await file.datasync()
      } finally {
        await file.close()
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
      throw diskTrouble('A pack of sources could not be written.', error)
    }
  }

  return {
    /** Writes what is not there yet and waits for the disk. Throws AppError `store-full`. */
    append(items: readonly SourceItem[]): Promise<SourceLocation[]> {
      const result = queue.then(() => append(items))
      queue = result.catch(() => {})
      return result
    },
    /** To be called inside the transaction that mentions the hashes. */
    record(locations: readonly SourceLocation[]): void {
      for (const location of locations) {
        insert.run(location)
        unmentioned.delete(location.hash)
      }
    },
    /** Inside a transaction. Where the bytes lay, for `blank`. */
    drop: (hashes: readonly string[]): SourceLocation[] => hashes.flatMap((hash) => drop.get(hash) ?? []),
    /** Overwrites bytes that nothing points to any more, and takes away packs that hold nothing else. Throws `store-full`. */
    async blank(locations: readonly SourceLocation[]): Promise<void> {
      for (const pack of new Set(locations.map((location) => location.pack))) {
        if (pack !== current?.pack && isPackUsed.get(pack) === undefined) await rm(packPath(pack), { force: true })
        else
          await overwrite(
            pack,
            locations.filter((location) => location.pack === pack),
          )
      }
    },
    has: (hash: string) => locate.get(hash) !== undefined,
    /** Throws AppError `not-found` when nothing has this hash, `store-corrupt` when the pack is gone or too short. */
    async read(hash: string): Promise<Uint8Array> {
      const place = locate.get(hash)
      if (!place) throw new AppError('not-found', 'No source with this hash')
      const bytes = new Uint8Array(place.length)
      const file = await open(packPath(place.pack), 'r').catch((cause: unknown) => {
        throw new AppError('store-corrupt', 'A pack of sources is missing.', { cause })
      })
      try {
        const { bytesRead } = await file.read(bytes, 0, place.length, place.start)
        if (bytesRead !== place.length) throw new AppError('store-corrupt', 'A pack of sources is too short.')
        return bytes
      } finally {
        await file.close()
      }
    },
    /** Hashes whose pack is gone or too short. */
    async listUnreadable(): Promise<string[]> {
      const sizes = new Map<number, number>()
      for (const { pack } of packs.all())
        sizes.set(
          pack,
          await stat(packPath(pack)).then(
            ({ size }) => size,
            () => -1,
          ),
        )
      return all
        .all()
        .filter(({ pack, start, length }) => start + length > sizes.get(pack)!)
        .map(({ hash }) => hash)
    },
    async close(): Promise<void> {
      await queue
      await current?.file.close()
      current = null
    },
  }
}
