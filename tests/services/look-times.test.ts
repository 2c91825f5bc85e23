import { describe, expect, it } from 'vitest'
import type { Channel } from '../../main/channels/adapter.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { fakeChannel, MINUTE, openWorld, START } from './world.ts'

const INTERVAL = 2 * MINUTE

/** A shop with fifty accounts of a network that notes when it is looked at. */
async function setup() {
  const clock = createFakeClock(START)
  const looks = new Map<string, number[]>()
  const base = fakeChannel()
  const network: Channel = {
    ...base,
    id: 'mastodon',
    pollIntervalMs: INTERVAL,
    fields: [{ name: 'number', kind: 'text', isRequired: true, initial: '' }],
    check: ({ number = '' }) => Promise.resolve({ address: `@aobaya${number}`, externalId: number, name: '青葉屋' }),
    connect(settings, secrets, tools) {
      const { number } = settings as { number: string }
      return {
        ...base.connect(settings, secrets, tools),
        // oxlint-disable-next-line require-yield
        async *fetchSince() {
          looks.set(number, [...(looks.get(number) ?? []), clock.now()])
        },
      }
    },
  }
  const world = openWorld({ clock, channels: [network] })
  const addAll = async () => {
    for (let n = 0; n < 50; n++) {
      const draft = {
        channel: 'mastodon' as const,
        settings: { number: String(n) },
        secrets: { token: 't' },
        budgetYen: null,
        wantsLogin: false,
      }
      await world.services.networks.add('青葉屋', draft)
    }
  }
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      clock.suspend(1000)
      await world.heart.wake()
    }
  }
  return { world, clock, looks, addAll, pass }
}

describe('fifty accounts', () => {
  it('are looked into at once when they are added, and then apart, none later than its interval', async () => {
    const { world, clock, looks, addAll, pass } = await setup()
    await addAll()
    const addedAt = clock.now()
    await world.heart.wake()
    expect([...looks.values()].flat()).toEqual(Array.from({ length: 50 }, () => addedAt))

    await pass(10 * MINUTE)
    const bySecond = Map.groupBy([...looks.values()].flat(), (at) => at)
    const later = [...bySecond].filter(([at]) => at > addedAt + 2 * INTERVAL).map(([, all]) => all.length)
    expect(Math.max(...later)).toBeLessThanOrEqual(3)
    for (const all of looks.values()) {
      const gaps = all.slice(1).map((at, index) => at - all[index]!)
      // The heart is asked once a second here.
      expect(Math.max(...gaps)).toBeLessThanOrEqual(INTERVAL + 1000)
    }
    await world.close()
  })

  it('are all looked into at once when the PC wakes', async () => {
    const { world, clock, looks, addAll, pass } = await setup()
    await addAll()
    await pass(3 * MINUTE)
    clock.suspend(8 * 60 * MINUTE)
    world.services.accounts.cameBack()
    await world.heart.wake()
    expect([...looks.values()].map((all) => all.at(-1))).toEqual(Array.from({ length: 50 }, () => clock.now()))
    await world.close()
  })
})
