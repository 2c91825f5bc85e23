import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** Taking data out: for good, by a rule, or as a copy for other programs. */
export function erasingHandlers({ erasing, exporting }: Services) {
  return {
    'erasing.preview': erasing.preview,
    'erasing.customer': async (input) => {
      await erasing.customer(input)
      return null
    },
    'retention.get': erasing.retention,
    'retention.preview': erasing.retentionPreview,
    'retention.set': erasing.setRetention,
    'exports.save': exporting.save,
  } satisfies Partial<Handlers>
}
