import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

export function mailSetupHandlers({ mailSetup }: Services) {
  return {
    'mailSetup.find': ({ address }) => mailSetup.find(address),
    'mailSetup.signIn': async ({ oauth, address, clientSecret }) => ({
      signIn: await mailSetup.signIn(oauth, address, clientSecret),
    }),
    'mailSetup.signInAgain': async ({ id }) => {
      await mailSetup.signInAgain(id)
      return null
    },
    'mailSetup.stop': () => {
      mailSetup.stop()
      return null
    },
  } satisfies Partial<Handlers>
}
