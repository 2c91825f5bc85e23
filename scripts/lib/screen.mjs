import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { capture, Trouble } from './run.mjs'

/** A desktop is there to open a window on. */
export const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Starts an X server without a monitor on the first free display. */
export async function startScreen() {
  const args = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']
  // In a group of its own: Ctrl+C must not take the screen from a program that is still saving.
  const server = spawn('Xvfb', args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await Promise.race([once(server.stdio[3], 'data'), once(server, 'exit').then(() => [null])])
  if (number === null) throw new Trouble('Xvfb could not be started')
  return { display: `:${String(number).trim()}`, stop: () => server.kill() }
}

/**
 * Takes a picture of the whole screen as soon as something with text on it stands still there.
 * @returns {Promise<boolean>} false when nothing was shown in time
 */
export async function photograph(display, file, { timeoutMs }) {
  const until = Date.now() + timeoutMs
  let before = ''
  while (Date.now() < until) {
    await sleep(700)
    await capture('import', ['-display', display, '-window', 'root', file])
    const [colours, signature] = (await capture('identify', ['-format', '%k %#', file])).split(' ')
    // An empty window has two or three colours; smoothed letters bring dozens.
    if (Number(colours) > 16 && signature === before) return true
    before = signature
  }
  return false
}
