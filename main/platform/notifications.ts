import { app, Notification } from 'electron'
import type { TicketId } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Notifier, Popup } from '../services/ports.ts'
import { escapeMarkup, nodeNotifierCarrier } from './node-notifier.ts'
import { createPopupChain, type Carrier } from './popup-chain.ts'

export type NotificationOptions = {
  clock: Clock
  log: Log
  appId: string
  icon: string
  /** A popup was clicked. */
  open: (target: Popup['target']) => void
  /** The button that puts a ticket off was pressed. */
  putOff: (id: TicketId) => void
}

/** More popups than this lie in no notification centre. */
const KEPT = 100

/**
 * Popups of the system, see docs/decisions/0007-notifications.md: node-notifier first where its clicks come back, on Linux
 * Electron first because there they do not.
 */
export function createNotifier({ clock, log, appId, icon, open, putOff }: NotificationOptions): Notifier {
  const { platform } = process
  const nodeNotifier = nodeNotifierCarrier({ platform, appName: app.getName(), appId, icon })
  const electron = electronCarrier(icon)
  const carriers = platform === 'linux' ? [electron, nodeNotifier] : [nodeNotifier, electron]
  return createPopupChain(carriers, clock, log, open, putOff)
}

function electronCarrier(icon: string): Carrier {
  /** A popup that nothing refers to any more is collected, and its click with it. */
  const kept = new Set<Notification>()

  return {
    name: 'Electron',
    async show({ title, body, isUrgent, later }, onPress) {
      if (!Notification.isSupported()) return false
      const isLinux = process.platform === 'linux'
      const notice = new Notification({
        title,
        body: isLinux ? escapeMarkup(body) : body,
        urgency: isUrgent ? 'critical' : 'normal',
        ...(process.platform === 'darwin' ? {} : { icon }),
        // Only a Mac shows them (Electron 33); elsewhere they are passed over.
        ...(later && { actions: [{ type: 'button' as const, text: later.label }] }),
      })
      kept.add(notice)
      const [oldest] = kept
      if (kept.size > KEPT && oldest) kept.delete(oldest)
      notice.on('click', () => {
        kept.delete(notice)
        onPress('open')
      })
      notice.on('action', () => {
        kept.delete(notice)
        onPress('later')
      })
      return new Promise((resolve) => {
        notice.on('show', () => resolve(true))
        notice.on('failed', () => resolve(false))
        notice.show()
      })
    },
  }
}
