import type { RuleDraft, StaffId } from '../../preload/domain.ts'
import { openWorld, type World } from './world.ts'

/** A rule on arrival for every message that does nothing but what the test says. */
export function ruleOf(change: Partial<RuleDraft> = {}): RuleDraft {
  return {
    name: '返品を分ける',
    isOn: true,
    when: { type: 'arrival' },
    match: 'all',
    conditions: [],
    actions: [{ type: 'category', category: 'return' }],
    stopHere: false,
    ...change,
  }
}

export const words = (...list: string[]): RuleDraft['conditions'][number] => ({
  type: 'words',
  isNot: false,
  words: list,
  place: 'both',
})

/** Somebody who works here. */
export function hire(world: World, name: string): StaffId {
  const profile = { name, color: '#2b6', email: '', isManager: false, pin: null }
  return world.services.staff.save({ id: null, ...profile }).id
}

export function openRules(options: Parameters<typeof openWorld>[0] = {}) {
  const world = openWorld(options)
  const shop = world.addAccount()
  return { world, shop, save: (change: Partial<RuleDraft>) => world.services.rules.save(null, ruleOf(change)) }
}
