import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { AppError } from '../../../preload/errors.ts'
import { inFolder, removeQuietly, sha256Of, sizeOf } from './files.ts'
import { Manifest, packName } from './manifest.ts'
import { takeSnapshot } from './snapshot.ts'
import { readTar, writeTar, type TarEntry } from './tar.ts'

export type PackUpOrder = {
  type: 'pack-up'
  dataDir: string
  /** The file to write. */
  to: string
  at: number
  version: string
  /** The passwords under a passphrase (services/passphrase.ts), or null to leave them out. */
  secrets: string | null
  nativeBinding?: string | undefined
}
export type UnpackOrder = { type: 'unpack'; dataDir: string; from: string }
export type Unpacked = { folder: string; manifest: Manifest; secrets: string | null }

const NAMES = /^(?:manifest\.json|secrets\.json|madoguchi\.db|sources\/\d{6}\.pack)$/
const MOST_TEXT_BYTES = 1024 * 1024

/** Writes everything of this PC into one file (tar, gzip), for another one. Throws as a backup does. */
export async function packUp({ dataDir, to, at, version, secrets, nativeBinding }: PackUpOrder): Promise<Manifest> {
  const copy = join(dataDir, 'moving-unfinished.db')
  try {
    const facts = await takeSnapshot(join(dataDir, 'madoguchi.db'), copy, nativeBinding)
    const database = { name: 'madoguchi.db', bytes: (await sizeOf(copy))!, sha256: await sha256Of(copy) }
    const manifest: Manifest = { format: 'madoguchi-backup', at, version, ...facts, database }
    const items = [
      // First, so that a look at the file need not read it all.
      { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) },
      ...(secrets === null ? [] : [{ name: 'secrets.json', bytes: Buffer.from(secrets) }]),
      { name: 'madoguchi.db', path: copy },
      ...facts.packs.map(({ pack }) => ({
        name: `sources/${packName(pack)}`,
        path: join(dataDir, 'sources', packName(pack)),
      })),
    ]
    await inFolder(async () => {
      await pipeline(
        Readable.from(writeTar(items, at)),
        createGzip({ level: 1 }),
        createWriteStream(`${to}.part`, { flush: true }),
      )
      await rename(`${to}.part`, to)
    })
    return manifest
  } finally {
    await removeQuietly(copy)
    await removeQuietly(`${copy}-journal`)
    await removeQuietly(`${to}.part`)
  }
}

/** What a moving file says of itself, without unpacking it. Throws AppError `invalid-input` where it is none of ours. */
export async function peekMoving(path: string): Promise<Omit<Unpacked, 'folder'>> {
  return asMovingFile(async () => {
    const entries = entriesOf(path)
    const first = await entries.next()
    if (first.done || first.value.name !== 'manifest.json') throw new RangeError('Not one of ours')
    const manifest = Manifest.parse(JSON.parse(await textOf(first.value)))
    const next = await entries.next()
    const secrets = !next.done && next.value.name === 'secrets.json' ? await textOf(next.value) : null
    await entries.return(undefined)
    return { manifest, secrets }
  })
}

/** Lays the file out in a folder, from which `prepareRestore` takes it. */
export async function unpackMoving({ dataDir, from }: UnpackOrder): Promise<Unpacked> {
  const folder = join(dataDir, 'moving-unpacked')
  await removeQuietly(folder)
  try {
    await mkdir(join(folder, 'sources'), { recursive: true })
    let secrets: string | null = null
    await asMovingFile(async () => {
      for await (const entry of entriesOf(from)) {
        if (!NAMES.test(entry.name)) throw new RangeError('A file that does not belong here')
        if (entry.name === 'secrets.json') secrets = await textOf(entry)
        else await inFolder(() => pipeline(entry.body, createWriteStream(join(folder, entry.name), { flush: true })))
      }
    })
    const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    return { folder, manifest, secrets }
  } catch (error) {
    await removeQuietly(folder)
    throw error
  }
}

async function* entriesOf(path: string): AsyncGenerator<TarEntry> {
  const file = createReadStream(path)
  const unzipped = createGunzip()
  const pouring = pipeline(file, unzipped)
  // Told by the reading side; without this the same failure would also be unhandled.
  pouring.catch(() => {})
  try {
    yield* readTar(unzipped)
  } finally {
    file.destroy()
    unzipped.destroy()
  }
}

async function textOf({ size, body }: TarEntry): Promise<string> {
  if (size > MOST_TEXT_BYTES) throw new RangeError('Too long')
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

async function asMovingFile<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid-input', 'This is no file of this program, or it is damaged.', {
      cause: error,
      reason: 'not-moving-file',
    })
  }
}
