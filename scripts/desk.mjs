/** The program without a window: `npm run -s desk -- COMMAND …`. Standard output belongs to the command. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { nodePath, projectDir } from './lib/paths.mjs'
import { exitCodeOf, runMain } from './lib/run.mjs'

await runMain(async () => {
  await ensureInstalled()
  const command = spawn(nodePath, [join(projectDir, 'main', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl+C reaches the command by itself; it decides when it is done.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => command.kill(signal))
  return new Promise((resolve, reject) => {
    command.on('error', reject)
    command.on('close', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
})
