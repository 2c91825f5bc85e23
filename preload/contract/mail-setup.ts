import { z } from 'zod'
import { FoundMail } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

export const mailSetupMethods = {
  /** Looks for the servers of an address; nothing is stored, and no password is sent. `offline`, reason `stopped`. */
  'mailSetup.find': { input: z.strictObject({ address: z.email().max(320) }), output: FoundMail },
  /** The person does not want to wait any longer. */
  'mailSetup.stop': { input: nothing, output: done },
} as const satisfies Record<string, Method>
