import type { Clock } from '../jobs/clock.ts'
import type { Log, Notifier, Popup } from '../services/ports.ts'

/** One way to show a popup. Resolves false only when it certainly showed none. */
export type Carrier = { name: string; show(popup: Popup, onClick: () => void): Promise<boolean> }

/** A notifier that has said nothing for so long counts as shown: a popup that comes twice is worse than one that is late. */
const PATIENCE_MS = 5_000

/**
 * Each event pops up once: the next carrier is asked only when the one before refused. A popup answers one click,
 * whichever signal of the carrier comes first.
 */
export function createPopupChain(
  carriers: readonly Carrier[],
  clock: Clock,
  log: Log,
  open: (target: Popup['target']) => void,
): Notifier {
  return {
    async show(popup) {
      let isOpened = false
      const onClick = () => {
        if (!isOpened) open(popup.target)
        isOpened = true
      }
      for (const carrier of carriers) {
        if (await isShown(carrier, popup, onClick, clock)) return true
        log.info(`popup refused by ${carrier.name}`)
      }
      return false
    },
  }
}

function isShown(carrier: Carrier, popup: Popup, onClick: () => void, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const stopTimer = clock.setTimer(() => resolve(true), PATIENCE_MS)
    const answer = (wasShown: boolean) => {
      stopTimer()
      resolve(wasShown)
    }
    carrier.show(popup, onClick).then(answer, () => answer(false))
  })
}
