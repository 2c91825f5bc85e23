/** Installs everything that `npm start` and `npm test` need. Both call it; by itself it only saves waiting later. */
import { pathToFileURL } from 'node:url'
import { ensureDebianPackages, screenPackages, testPackages, windowPackages } from './lib/debian.mjs'
import { ensurePrism } from './lib/engines.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { runMain } from './lib/run.mjs'
import { hasScreen } from './lib/screen.mjs'
import { ensureElectron } from './electron.mjs'

/** @param {{ tests: boolean }} purpose what the tests start is not needed to open the window */
export async function setUp({ tests }) {
  await ensureInstalled()
  await ensureDebianPackages([
    ...windowPackages,
    ...(tests || !hasScreen() ? screenPackages : []),
    ...(tests ? testPackages : []),
  ])
  if (tests) await ensurePrism()
  return ensureElectron()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => void (await setUp({ tests: true })))
}
