import { afterEach } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import type { PolicyInfo, ShopHours } from '../../preload/domain/hours.ts'
import { policyPresets } from '../../main/core/default-policies.ts'
import { openWorld, tenToFive, type World } from './world.ts'

/** What stands here at the end of a test is closed. */
export const worlds: World[] = []

/** A shop that is open from ten to five, at ten o'clock of a Tuesday unless `at` says otherwise. */
export function setup(at = '2026-11-24T10:00:00+09:00') {
  const world = openWorld({ at })
  worlds.push(world)
  const account = world.addAccount()
  const shop = world.store.accounts.get(account)!.shopId
  const { services, store, clock } = world
  return {
    ...world,
    account,
    shop,
    due: (id: TicketId) => services.view.get(id).ticket.dueAt,
    why: (id: TicketId) => services.view.get(id).deadline,
    lines: (id: TicketId, type: string) => store.journal.listForTicket(id).filter((line) => line.type === type),
    kinds: () => store.alerts.listRecent().map(({ kind }) => kind),
    goTo: async (time: string) => {
      clock.suspend(tokyo(time) - clock.now())
      await world.settle()
    },
  }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** `11-24T10:00`, on the clock of the shop. */
export const tokyo = (time: string) => Date.parse(`2026-${time}+09:00`)
export const open = (week: Partial<ShopHours['week']>, change: Partial<ShopHours> = {}): ShopHours => ({
  ...tenToFive,
  ...change,
  week: { ...tenToFive.week, ...week },
})
export const rule = (change: Partial<PolicyInfo>): PolicyInfo => ({
  ...policyPresets.standard.at(-1)!,
  id: 'mine',
  ...change,
})
export const conditions = (change: Partial<PolicyInfo['conditions']>) => ({ ...rule({}).conditions, ...change })
