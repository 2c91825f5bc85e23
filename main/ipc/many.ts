import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** One text to many people. */
export function manyHandlers({ groupSends, settings, wake }: Services) {
  return {
    'groups.preview': groupSends.preview,
    'groups.send'(sending) {
      const result = groupSends.send(sending, settings.get().undoSeconds * 1000)
      wake()
      return result
    },
    'groups.draft': groupSends.draft,
    'groups.saveDraft'({ draft }) {
      groupSends.saveDraft(draft)
      return null
    },
    'groups.cancelSend': ({ id }) => groupSends.cancel(id),
  } satisfies Partial<Handlers>
}
