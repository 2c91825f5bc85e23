import type { HandlingShare } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'

const DAY_MS = 86_400_000

export function createStats(store: Store, clock: Clock) {
  return {
    /** 自動処理率 of the last days. */
    handling: (days: number): HandlingShare => store.stats.handling(clock.now() - days * DAY_MS),
  }
}
