import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../preload/errors.ts'

const CHUNK_BYTES = 1024 * 1024

/** Runs what writes into a folder of the owner's choice; what the system says of it becomes an error with a next step. */
export async function inFolder<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) throw error
    if (!(error instanceof Error) || !('syscall' in error)) throw error
    const code = 'code' in error ? String(error.code) : ''
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new AppError('store-full', 'No room for the backup.', { cause: error, reason: 'backup-no-room' })
    throw new AppError('store-full', `The folder of the backup cannot be used (${code}).`, {
      cause: error,
      reason: 'backup-no-folder',
    })
  }
}

export const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  )

/** Brings `to` to the first `length` bytes of `from`, copying only what is behind its end. */
export async function copyGrown(from: string, to: string, length: number): Promise<number> {
  await mkdir(dirname(to), { recursive: true })
  const present = (await sizeOf(to)) ?? 0
  if (present >= length) return 0
  const [source, target] = [await open(from, 'r'), await open(to, present === 0 ? 'w' : 'r+')]
  try {
    const buffer = new Uint8Array(CHUNK_BYTES)
    for (let at = present; at < length;) {
      const { bytesRead } = await source.read(buffer, 0, Math.min(CHUNK_BYTES, length - at), at)
      if (bytesRead === 0) throw new AppError('store-corrupt', 'A pack of sources is too short.')
      await target.write(buffer, 0, bytesRead, at)
      at += bytesRead
    }
    await target.datasync()
    return length - present
  } finally {
    await source.close()
    await target.close()
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Pipes a file through a transform into another and waits for the disk. */
export async function pour(from: string, through: NodeJS.ReadWriteStream, to: string): Promise<void> {
  await pipeline(createReadStream(from), through, createWriteStream(to))
  const file = await open(to, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

export const removeQuietly = (path: string) => rm(path, { recursive: true, force: true }).catch(() => {})
