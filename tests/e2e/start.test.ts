import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))

/** As a person starts it: nothing drives the page, so a window that is never drawn is never seen either. */
async function start(home: string): Promise<{ code: number | null; said: string }> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs', '--demo', '--once'], {
    cwd: projectDir,
    env: { ...env, XDG_CONFIG_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, said }
}

let home: string
beforeAll(async () => (home = await mkdtemp(join(tmpdir(), 'madoguchi-start-'))))
// Helpers of Electron may write their last lines a moment after it has ended.
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }))

it.each(['first', 'second'])('npm start puts a window with words on the screen, the %s time too', async () => {
  const { code, said } = await start(home)
  expect(said).toContain('a picture of the window')
  expect(code).toBe(0)
})
