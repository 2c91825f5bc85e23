import { readFile } from 'node:fs/promises'
import { arch, release, type } from 'node:os'
import { z } from 'zod'
import { LicenceInfo, type About } from '../../preload/domain/about.ts'

const Licences = z.array(LicenceInfo)

/** @param licenceFiles what the bundler wrote beside main and beside the window */
export function createAbout(version: string, licenceFiles: readonly URL[]) {
  return {
    async get(): Promise<About> {
      const lists = await Promise.all(
        licenceFiles.map(async (file) => Licences.parse(JSON.parse(await readFile(file, 'utf8')))),
      )
      return {
        version,
        system: `${type()} ${release()} (${arch()})`,
        electron: versionOf('electron'),
        chromium: versionOf('chrome'),
        licences: withoutDoubles(lists.flat()),
      }
    },
  }
}

/** Empty on the command line, where neither is there. */
const versionOf = (part: string) => process.versions[part] ?? ''

/** A library that went into both bundles stands there once. */
function withoutDoubles(list: readonly LicenceInfo[]): LicenceInfo[] {
  const byName = new Map(list.map((part) => [`${part.name} ${part.version}`, part]))
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
