import type { HandlingShare, TicketSummary } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'

const DAY_MS = 86_400_000
/** Nobody checks further down; the newest tell whether a rule is right. */
const MOST_SHOWN = 200

export function createStats(store: Store, clock: Clock) {
  const since = (days: number) => clock.now() - days * DAY_MS

  return {
    /** 自動処理率 of the last days. */
    handling: (days: number): HandlingShare => store.stats.handling(since(days)),
    /** Where the mails lie that `rule` counts in `handling`: newest first, at most 200. */
    mails: (days: number, rule: string): TicketSummary[] =>
      store.stats.handledBy(rule, since(days), MOST_SHOWN).flatMap((id) => store.tickets.summary(id) ?? []),
  }
}
