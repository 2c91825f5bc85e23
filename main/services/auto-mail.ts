import { BRAKE_MS, countedAddress, MOST_IN_BRAKE, refusalByCount, WEEK_MS } from '../core/auto-answer.ts'
import type { AutoMailState } from '../../preload/domain/answers.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AutoMailCause } from '../store/auto-mail.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import type { LeaveVerdict } from './delivery.ts'

const BRAKE = 'auto-mail.stopped'
const RELEASED = 'auto-mail.released'
/** A reminder that is stopped is asked about again after this. */
const LATER_MS = 10 * 60_000

export type AutoMail = ReturnType<typeof createAutoMail>

/**
 * The one gate for mail that no person sends: the counts by address over all shops and accounts, and the brake on everything.
 * Whoever sends by itself asks here and counts here, in the transaction that queues the mail.
 */
export function createAutoMail(store: Store, clock: Clock, changes: Changes) {
  const stoppedAt = (): number | null => (store.settings.get(BRAKE) as number | null | undefined) ?? null
  const releasedAfter = (): number => (store.settings.get(RELEASED) as number | undefined) ?? 0
  const countLately = () => store.autoMail.countSince(clock.now() - BRAKE_MS, releasedAfter())

  /** True when nothing may leave by itself. The one mail too many pulls the brake. */
  function isStopped(): boolean {
    if (stoppedAt() !== null) return true
    if (countLately() < MOST_IN_BRAKE) return false
    const at = clock.now()
    store.settings.set(BRAKE, at)
    store.journal.append({ at, actor: 'system', type: 'auto-mail.stopped', ticketId: null, data: {} })
    store.alerts.add({
      key: `auto-stopped:${at}`,
      kind: 'auto-stopped',
      ticketId: null,
      accountId: null,
      at,
      dueAt: null,
    })
    changes.note('alerts')
    changes.note('answers')
    return true
  }

  return {
    /** Why this address gets no automatic answer now, or null. */
    refusal(address: string): 'stopped' | 'recent' | 'often' | null {
      if (isStopped()) return 'stopped'
      const now = clock.now()
      return refusalByCount(store.autoMail.answersTo(countedAddress(address), now - WEEK_MS), now)
    },
    /**
     * Whether a reminder that a person has set up may go now. Bound by the brake, not by the counts of an address; of many that
     * are due at opening some wait, so that they never pull the brake by themselves.
     */
    mayRemind: (): boolean => stoppedAt() === null && countLately() < MOST_IN_BRAKE / 2,
    count(address: string, cause: AutoMailCause): void {
      const now = clock.now()
      store.autoMail.forgetBefore(now - 2 * WEEK_MS)
      store.autoMail.add(countedAddress(address), cause, now)
    },
    state: (): AutoMailState => ({ stoppedAt: stoppedAt(), sentLately: countLately() }),
    /** A person has looked: what left until now is not counted against what follows. */
    release(): void {
      const at = clock.now()
      store.transaction(() => {
        const was = stoppedAt()
        if (was === null) return
        store.settings.set(BRAKE, null)
        store.settings.set(RELEASED, store.autoMail.lastId())
        store.alerts.markHandledByKey(`auto-stopped:${was}`, at)
        store.journal.append({ at, actor: 'staff', type: 'auto-mail.released', ticketId: null, data: {} })
      })
      changes.note('alerts')
      changes.note('answers')
    },
    /** What was queued before the brake stays here too; a reminder waits, an answer that comes late says what is not so. */
    mayLeave(row: OutboxRow, now: number): LeaveVerdict {
      const { kind, rule } = store.messages.get(row.messageId)!
      if (stoppedAt() === null || (kind !== 'auto' && rule !== 'auto-reminder')) return { leave: true }
      if (kind === 'auto') return { leave: false, reason: 'auto-stopped', keep: false }
      return { leave: false, waitUntil: now + LATER_MS }
    },
  }
}
