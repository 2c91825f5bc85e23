import { z } from 'zod'
import { AccountId, FoundMail, MailOAuth, MailSignIn } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

export const mailSetupMethods = {
  /** Looks for the servers of an address; nothing is stored, and no password is sent. `offline`, reason `stopped`. */
  'mailSetup.find': { input: z.strictObject({ address: z.email().max(320) }), output: FoundMail },
  /** The person does not want to wait any longer. */
  'mailSetup.stop': { input: nothing, output: done },
  /**
   * Opens the page of the provider in the browser and waits till somebody has signed in there. `auth-expired`, reason
   * `login-denied`; `offline`, reasons `login-timeout`, `stopped`; `conflict`, reason `port-taken`; `invalid-input`.
   */
  'mailSetup.signIn': {
    input: z.strictObject({ oauth: MailOAuth, address: z.email().max(320), clientSecret: z.string().trim().max(500) }),
    output: MailSignIn,
  },
  /** The same for an account that is there: it goes on at once, and what waited for it leaves. */
  'mailSetup.signInAgain': { input: z.strictObject({ id: AccountId }), output: done },
} as const satisfies Record<string, Method>
