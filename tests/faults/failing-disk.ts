import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('failing-disk.c', import.meta.url))

/** A library that makes writing fail, to be preloaded; null where it does not work or there is no compiler. */
export function failingDisk(dir: string): string | null {
  if (process.platform !== 'linux') return null
  const library = join(dir, 'failing-disk.so')
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: 'ignore' })
    return library
  } catch {
    return null
  }
}
