import { UpdateState } from '../domain/updates.ts'
import { done, nothing, type Method } from './method.ts'

export const updatesMethods = {
  'updates.get': { input: nothing, output: UpdateState },
  'updates.check': { input: nothing, output: done },
  'updates.download': { input: nothing, output: done },
  /** Ends the program and starts the newer one; `conflict` while an answer is on its way. */
  'updates.install': { input: nothing, output: done },
} as const satisfies Record<string, Method>
