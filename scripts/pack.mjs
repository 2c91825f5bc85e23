/**
 * `npm run pack [-- electron-builder options]`: builds and packages for this system. With the fallback Electron only a
 * folder to try (`dist/linux-unpacked`) and, with `-- --linux deb`, that as a deb: never something to ship.
 */
import { ensureInstalled } from './lib/install.mjs'
import { packApp } from './lib/pack.mjs'
import { runMain } from './lib/run.mjs'

await runMain(async () => {
  await ensureInstalled()
  return packApp(process.argv.slice(2))
})
