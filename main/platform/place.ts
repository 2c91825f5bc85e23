import { existsSync, realpathSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { riskOfPlace, type PlaceRisk } from '../core/place-risk.ts'

/** A person has read the warning and wants the data there all the same. */
const ACCEPTED = 'place-accepted'

function findPlaceRisk(dataDir: string): PlaceRisk | null {
  const names = ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer']
  return riskOfPlace({
    path: dataDir,
    realPath: asked(() => realpathSync.native(dataDir)) ?? dataDir,
    platform: process.platform,
    fileSystem: asked(() => statfsSync(dataDir).type),
    cloudFolders: names.flatMap((name) => process.env[name] ?? []),
  })
}

/** Warns, once, where the data lies in a place that may damage it. False when the person would rather not open it. */
export async function acceptPlace(dataDir: string): Promise<boolean> {
  const risk = findPlaceRisk(dataDir)
  if (risk === null || existsSync(join(dataDir, ACCEPTED))) return true
  const [{ catalogs }, { askEarly }, { languageFor }] = await Promise.all([
    import('../../preload/locales/index.ts'),
    import('./ask-early.ts'),
    import('./start-problem.ts'),
  ])
  const { place, start } = catalogs[languageFor(dataDir)].system
  const { what, means, next } = place[risk]
  const { response, checkboxChecked } = await askEarly({
    type: 'warning',
    title: place.title,
    message: what,
    detail: `${means}\n${next}\n\n${dataDir}`,
    buttons: [start.quit, place.openAnyway],
    checkboxLabel: place.dontAsk,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response === 1 && checkboxChecked) asked(() => writeFileSync(join(dataDir, ACCEPTED), ''))
  return response === 1
}

function asked<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
