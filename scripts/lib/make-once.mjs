import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * A folder that is either whole or not there: `fill` works in a folder beside it, which is then renamed. When two
 * processes make the same one at once, the first keeps its place.
 */
export async function makeOnce(folder, fill) {
  if (existsSync(folder)) return
  const prefix = `.${basename(folder)}-`
  await mkdir(dirname(folder), { recursive: true })
  await removeAbandoned(dirname(folder), prefix)
  const unfinished = await mkdtemp(join(dirname(folder), prefix))
  try {
    await fill(unfinished)
    await rename(unfinished, folder).catch((error) => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** What a killed process left behind. An hour is longer than any of this takes. */
async function removeAbandoned(parent, prefix) {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const { mtimeMs } = await stat(join(parent, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > 60 * 60 * 1000) await rm(join(parent, name), { recursive: true, force: true })
  }
}
