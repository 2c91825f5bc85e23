import type { Host } from '../host/host.ts'
import type { Handlers } from './router.ts'

/** What makes a shop of several PCs, at the one with the data. */
export type PcDesk = { host: Host; join: (invitation: Parameters<Handlers['secondPc.join']>[0]) => Promise<void> }

/** Other PCs of the shop. */
export function secondPcHandlers({ host, join }: PcDesk) {
  return {
    'host.state': host.state,
    'host.set': ({ isOn, port }) => host.setOn(isOn, port),
    'host.showCode': host.showCode,
    'host.hideCode': host.hideCode,
    'host.forget': ({ id }) => host.forget(id),
    'secondPc.join': async (invitation) => {
      await join(invitation)
      return null
    },
    // The data lies here: there is nothing to leave.
    'secondPc.leave': () => null,
  } satisfies Partial<Handlers>
}
