import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../../preload/errors.ts'
import { downloadMark } from '../core/download-mark.ts'
import type { Clock } from '../jobs/clock.ts'

/** With the number of the process, so that the next start knows whose they were. */
const PREFIX = 'madoguchi-opened-'

type Surroundings = {
  platform?: string
  folder?: string
  run?: (command: string, args: string[]) => Promise<unknown>
}
export type ForeignFiles = ReturnType<typeof createForeignFiles>

/** Files out of mails, written to the disk: marked as coming from outside, and copies for looking at cleared away. */
export function createForeignFiles(
  clock: Clock,
  { platform = process.platform, folder = tmpdir(), run = promisify(execFile) }: Surroundings = {},
) {
  /** Not every disk can carry it (a USB stick in FAT): then the file is there without. */
  async function mark(path: string): Promise<void> {
    const sign = downloadMark(platform, path, clock.now())
    if (sign?.type === 'stream') await writeFile(sign.path, sign.text).catch(() => {})
    if (sign?.type === 'command') await run(sign.command, sign.args).catch(() => {})
  }

  async function clear(isOver: (processId: number) => boolean): Promise<void> {
    const names = await readdir(folder).catch(() => [])
    for (const name of names) {
      const processId = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
      // What another program still holds open stays until the next start.
      if (processId > 0 && isOver(processId))
        await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
    }
  }

  return {
    /** Where a person chose. Throws AppError `store-full`. */
    async save(path: string, bytes: Uint8Array): Promise<void> {
      await writeFile(path, bytes).catch((cause: unknown) => {
        throw new AppError('store-full', 'The file could not be written.', { cause })
      })
      await mark(path)
    },
    /** A copy to look at, in a folder of its own: what the other program writes does not reach ours. Answers its path. */
    async copyToOpen(name: string, bytes: Uint8Array): Promise<string> {
      const path = join(await mkdtemp(join(folder, `${PREFIX}${process.pid}-`)), name)
      await writeFile(path, bytes, { mode: 0o600 })
      // To a read-only file no mark can be attached, neither on NTFS nor on a Mac.
      await mark(path)
      await chmod(path, 0o400)
      return path
    },
    /** Copies that a program left behind which is gone. */
    clearOld: () => clear((processId) => processId !== process.pid && !isRunning(processId)),
    clearOwn: () => clear((processId) => processId === process.pid),
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // Somebody else's process of that number.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
