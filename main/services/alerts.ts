import type { AlertId, AlertInfo, TicketId } from '../../preload/domain.ts'
import { alertsBeginAt, decidePopups, type Popup as DecidedPopup, type WaitingNotice } from '../core/notify-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { AlertRow } from '../store/alerts.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { Log, Notifier, Popup } from './ports.ts'
import type { SettingsService } from './settings.ts'

/** Says what a popup says, in the language of the shop. */
export type PopupWriter = (popup: DecidedPopup, rows: readonly AlertRow[], now: number) => Popup

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  notifier: Notifier
  settings: SettingsService
  write: PopupWriter
  /** Mail of the time away may still come in. */
  isCatchingUp: () => boolean
  log: Log
}

/** How long the first popup waits for the mail that came while nobody looked. */
const CATCH_UP_MS = 15_000

/** Popups: each event once, several at once as one, what came while away as one digest. */
export function createAlertService({ store, clock, changes, notifier, settings, write, isCatchingUp, log }: Tools) {
  /** When the program started or the PC woke: what happened before is told as a digest. */
  let backAt: number | null = clock.now()
  /** When what was shown comes again; 0 for a look at once, null for never. */
  let repeatAt: number | null = 0
  let lookedAt = 0

  async function look(): Promise<void> {
    const now = clock.now()
    const policy = settings.notifySettings()
    if (backAt !== null) store.alerts.markAway(backAt)
    const rows = [...store.alerts.listToShow(), ...(policy.repeatMinutes === null ? [] : store.alerts.listUnhandled())]
    const decision = decidePopups(rows.map(toNotice), policy, now, backAt)
    // What happened before the quiet hours end is told as one digest after them, too.
    if (alertsBeginAt(policy, now) === null) backAt = null
    repeatAt = decision.nextLookAt
    lookedAt = now
    const byKey = new Map(rows.map((row) => [row.key, row]))
    const said = [...decision.staleKeys, ...decision.popups.flatMap(({ keys }) => keys)]
    const handled = rows
      .filter(({ handledAt, shownAt }) => handledAt !== null && shownAt === null)
      .map(({ key }) => key)
    // Marked before they are shown: a popup that comes twice is worse than one that the list alone tells.
    store.transaction(() => {
      for (const key of [...said, ...handled]) store.alerts.markShown(byKey.get(key)!.id, now)
    })
    changes.note('alerts')
    if (!settings.get().notifications) return
    for (const popup of decision.popups) {
      const isShown = await notifier.show(
        write(
          popup,
          popup.notices.map(({ key }) => byKey.get(key)!),
          now,
        ),
      )
      if (!isShown) log.error('the system took no popup')
    }
  }

  function toNotice(row: AlertRow): WaitingNotice {
    return {
      key: row.key,
      kind: row.kind,
      ticketId: row.ticketId,
      at: row.at,
      staleAt: row.kind === 'warning' ? row.dueAt : null,
      shownAt: row.shownAt,
      isHandled: row.handledAt !== null,
    }
  }

  /** A clock that was set back must not silence what repeats. */
  function nextRepeat(now: number): number | null {
    return now < lookedAt ? 0 : repeatAt
  }

  const job: Job = {
    name: 'popups',
    dueAt() {
      const now = clock.now()
      if (store.alerts.oldestToShowAt() === null) return settings.get().repeatMinutes === null ? null : nextRepeat(now)
      // Poll first, then tell: one popup for all that passed, not one for each mailbox.
      const isAway = backAt !== null && Math.abs(now - backAt) < CATCH_UP_MS
      if (isAway && isCatchingUp()) return backAt! + CATCH_UP_MS
      return alertsBeginAt(settings.notifySettings(), now) ?? 0
    },
    run: look,
  }

  return {
    job,
    /** The PC slept: what passed meanwhile becomes one digest. */
    cameBack(): void {
      backAt = clock.now()
      repeatAt = 0
    },
    list: (): AlertInfo[] =>
      store.alerts.listRecent().map(({ handledAt, awayAt, shownAt: _shown, key: _, ...row }) => ({
        ...row,
        isHandled: handledAt !== null,
        isAway: awayAt !== null,
      })),
    /** The choice of when popups come has changed. */
    settingsChanged: () => void (repeatAt = 0),
    dismiss(ids: readonly AlertId[]): void {
      const now = clock.now()
      store.transaction(() => {
        for (const id of ids) store.alerts.markHandled(id, now)
      })
      changes.note('alerts')
    },
    handledTicket(id: TicketId): void {
      store.alerts.markTicketHandled(id, clock.now())
      changes.note('alerts')
    },
  }
}
