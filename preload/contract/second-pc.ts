import { z } from 'zod'
import { HostInvitation, HostState } from '../domain/second-pc.ts'
import { done, nothing, type Method } from './method.ts'

/** One store, several PCs. */
export const secondPcMethods = {
  'host.state': { input: nothing, output: HostState },
  /** Without `port` the one of the last time. `no-encryption` where the system keeps no secrets. */
  'host.set': {
    input: z.strictObject({ isOn: z.boolean(), port: z.int().min(1).max(65_535).optional() }),
    output: HostState,
  },
  'host.showCode': { input: nothing, output: HostState },
  'host.hideCode': { input: nothing, output: HostState },
  /** Its key opens nothing any more. */
  'host.forget': { input: z.strictObject({ id: z.uuid() }), output: HostState },
  /**
   * Makes this PC a second one of that shop and starts the program anew as that. `invalid-input` with the reasons
   * `host-address` and `host-code`, `rejected` with `host-code`, `offline` with `host-away`.
   */
  'secondPc.join': { input: HostInvitation, output: done },
  /** At a second PC: it has its own data again, and the program starts anew. */
  'secondPc.leave': { input: nothing, output: done },
} as const satisfies Record<string, Method>
