import { net, powerMonitor } from 'electron'
import type { Clock } from '../jobs/clock.ts'

/** Lines come and go without a word from the system, so somebody has to look. */
const LOOK_MS = 30_000

type Listeners = { cameBack: () => void; wentOnline: () => void }

/** Tells when the computer comes back and when there is a line again. The heartbeat's longest nap covers what is missed. */
export function watchPower(clock: Clock, { cameBack, wentOnline }: Listeners): () => void {
  let wasOnline = net.isOnline()
  let stopTimer = clock.setTimer(look, LOOK_MS)
  powerMonitor.on('resume', cameBack)
  powerMonitor.on('unlock-screen', wentOnline)

  function look(): void {
    const isOnline = net.isOnline()
    if (isOnline && !wasOnline) wentOnline()
    wasOnline = isOnline
    stopTimer = clock.setTimer(look, LOOK_MS)
  }

  return () => {
    stopTimer()
    powerMonitor.off('resume', cameBack)
    powerMonitor.off('unlock-screen', wentOnline)
  }
}
