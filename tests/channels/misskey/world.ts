import { misskeyChannel } from '../../../main/channels/misskey/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { AOBAYA, startMisskey, TOKEN } from '../../support/networks/misskey.ts'
import { toolsFor } from '../post-tools.ts'

export const START = Date.parse('2026-11-24T00:00:00Z')
export const MINUTE = 60_000

/** The shop's account on a Misskey of our own. */
export async function openMisskey() {
  const clock = createFakeClock(new Date(START).toISOString())
  const network = await startMisskey(clock.now)
  const { tools } = toolsFor(clock)
  const settings = { server: network.url, accountId: AOBAYA.id, handle: '@aobaya' }
  return { clock, network, tools, adapter: misskeyChannel.connect(settings, { token: TOKEN }, tools) }
}
