/**
 * Installs prism, which serves OpenAPI descriptions, for tests/channels/{mastodon,x}/prism.test.ts: half a minute and 75 MB, nothing
 * of the program. `npm test` does it where the descriptions are there. No install script runs: the only one of its tree reports
 * the installation to somebody.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('.', import.meta.url))
const isWindows = process.platform === 'win32'
const { status } = spawnSync(isWindows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
  cwd,
  stdio: ['ignore', 2, 2],
  shell: isWindows,
  timeout: 240_000,
})
process.exitCode = status ?? 1
