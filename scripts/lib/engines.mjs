import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nodePath, npmEnv, projectDir } from './paths.mjs'
import { run, say } from './run.mjs'

const prism = join(projectDir, 'tests', 'engines', 'prism')
/** The published descriptions that prism serves; they are no part of the project. */
const descriptions = join(projectDir, '..', 'shared', 'specs')

/**
 * Installs what serves the published descriptions of networks to the tests, where these are there. Nothing stops without it: the
 * tests that need it are left out and say so. The real Bluesky server, of 500 MB, is installed by hand only.
 */
export async function ensurePrism() {
  if (!existsSync(descriptions) || existsSync(join(prism, 'node_modules', '@stoplight', 'prism-cli'))) return
  say('installing prism for the tests of Mastodon and X (half a minute, once)')
  const exitCode = await run(nodePath, ['install.mjs'], { cwd: prism, env: npmEnv() })
  if (exitCode !== 0) say(`prism could not be installed (${exitCode}): its tests are left out`)
}
