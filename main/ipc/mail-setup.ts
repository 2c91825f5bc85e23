import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

export function mailSetupHandlers({ mailSetup }: Services) {
  return {
    'mailSetup.find': ({ address }) => mailSetup.find(address),
    'mailSetup.stop': () => {
      mailSetup.stop()
      return null
    },
  } satisfies Partial<Handlers>
}
