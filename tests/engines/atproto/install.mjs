/** Installs the real Bluesky server for tests/channels/bluesky/engine.test.ts: about three minutes and 500 MB, nothing of the program. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('.', import.meta.url))
const isWindows = process.platform === 'win32'
const { status } = spawnSync(isWindows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund'], {
  cwd,
  stdio: 'inherit',
  shell: isWindows,
})
process.exitCode = status ?? 1
