import type { MeteredUse } from '../../../preload/domain/networks.ts'
import type { ChannelTools } from '../adapter.ts'

const DAY_MS = 86_400_000

/**
 * Counts what X charges. What was charged once is free for the rest of the UTC day ("soft guarantee", docs.x.com pricing, read
 * 2026-11-22), which matters for direct messages: they have no `since_id`, so the last ones come with every look.
 */
export function createSpending({ clock, meter }: Pick<ChannelTools, 'clock' | 'meter'>) {
  let day = NaN
  const charged = new Set<string>()

  return {
    read(what: MeteredUse, ids: readonly string[]): void {
      const today = Math.floor(clock.now() / DAY_MS)
      if (today !== day) charged.clear()
      day = today
      const fresh = new Set(ids.filter((id) => !charged.has(id)))
      for (const id of fresh) charged.add(id)
      if (fresh.size > 0) meter({ what, count: fresh.size })
    },
    written: (what: MeteredUse): void => meter({ what, count: 1 }),
  }
}
