import type { TicketId } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Notifier, Popup } from '../services/ports.ts'

/** One way to show a popup. Resolves false only when it certainly showed none. */
export type Carrier = { name: string; show(popup: Popup, onPress: (button: Button) => void): Promise<boolean> }
/** What was pressed: the popup itself or its button that opens, or the one that puts off. */
export type Button = 'open' | 'later'

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
  putOff: (id: TicketId) => void,
): Notifier {
  return {
    async show(popup) {
      let isAnswered = false
      const onPress = (button: Button) => {
        if (isAnswered) return
        isAnswered = true
        if (button === 'later' && popup.later) putOff(popup.later.ticketId)
        else open(popup.target)
      }
      for (const carrier of carriers) {
        if (await isShown(carrier, popup, onPress, clock)) return true
        log.info(`popup refused by ${carrier.name}`)
      }
      return false
    },
  }
}

function isShown(carrier: Carrier, popup: Popup, onPress: (button: Button) => void, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const stopTimer = clock.setTimer(() => resolve(true), PATIENCE_MS)
    const answer = (wasShown: boolean) => {
      stopTimer()
      resolve(wasShown)
    }
    carrier.show(popup, onPress).then(answer, () => answer(false))
  })
}
