/**
 * `npm start [-- --demo …]`: installs what is missing, builds what changed, opens the window. Without a display it uses a
 * virtual one and says where the picture of the window is; with `--once`, in CI and without standard input it ends then.
 */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronEnv } from './electron.mjs'
import { buildWhenChanged } from './lib/build.mjs'
import { projectDir } from './lib/paths.mjs'
import { exitCodeOf, runMain, say } from './lib/run.mjs'
import { hasScreen, photograph, startScreen } from './lib/screen.mjs'
import { setUp } from './setup.mjs'

await runMain(async () => {
  const appArgs = process.argv.slice(2).filter((arg) => arg !== '--once')
  const electron = await setUp({ tests: false })
  await buildWhenChanged()
  if (hasScreen()) return openWindow(electron, appArgs, electronEnv(electron)).ended

  const screen = await startScreen()
  try {
    return await showOnScreen(screen, electron, appArgs)
  } finally {
    screen.stop()
  }
})

async function showOnScreen(screen, electron, appArgs) {
  const mayStay = staysOpen()
  const env = { ...electronEnv(electron), DISPLAY: screen.display }
  const app = openWindow(electron, ['--disable-gpu', ...appArgs], env)
  const picture = join(tmpdir(), `madoguchi-${process.pid}.png`)
  const isShown = await Promise.race([photograph(screen.display, picture, { timeoutMs: 60_000 }), app.ended])
  if (typeof isShown === 'number') return isShown

  say(isShown ? `no display; a picture of the window: ${picture}` : `no window within a minute; the screen: ${picture}`)
  if (isShown && mayStay()) {
    say(`the program runs on display ${screen.display} until Ctrl+C`)
    return app.ended
  }
  await app.stop()
  return isShown ? 0 : 1
}

function openWindow(electron, appArgs, env) {
  // Chromium's sandbox does not start for root.
  const rootArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electron.executable, [...rootArgs, projectDir, ...appArgs], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  // Ctrl+C reaches the app by itself; it decides when it is done.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(impatience)
  }
  return { ended, stop }
}

/** Without a person at a terminal nobody would ever end a program on a screen that nobody sees. */
function staysOpen() {
  let isInputClosed = false
  if (!process.stdin.isTTY) {
    process.stdin.on('end', () => (isInputClosed = true))
    process.stdin.on('error', () => (isInputClosed = true))
    process.stdin.resume()
    process.stdin.unref?.()
  }
  return () => !process.argv.includes('--once') && !process.env.CI && !isInputClosed
}
