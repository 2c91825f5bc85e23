import { afterEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { eml, fakeChannel, inbound, mailSettings, MINUTE, openWorld } from './world.ts'

let close: () => Promise<void>
afterEach(() => close())

/** Somebody does `meanwhile` while the only page of the first look is being stored. */
function setup(meanwhile: (world: ReturnType<typeof openWorld>, id: AccountId) => Promise<unknown>) {
  let looks = 0
  let done: Promise<unknown> = Promise.resolve()
  const connected: string[] = []
  const channel = fakeChannel({
    async *fetchSince() {
      looks += 1
      if (looks > 1) return
      done = meanwhile(world, id)
      const about = { receivedAt: world.clock.now(), place: 'inbox' as const, externalId: 'INBOX/1/1' }
      yield { messages: [await inbound(eml(), about)], cursor: '1', progress: { done: 1, total: 1 } }
    },
  })
  const world = openWorld({
    channel: {
      ...channel,
      connect(settings, ...rest) {
        connected.push((settings as { name: string }).name)
        return channel.connect(settings, ...rest)
      },
    },
  })
  close = () => world.close()
  const id = world.addAccount()
  return {
    ...world,
    connected,
    looks: () => looks,
    async lookOnce() {
      await world.services.accounts.pollNow(id)
      await done
    },
  }
}

describe('a look that is cut short', () => {
  it('by pausing the account leaves it paused: it is not looked into any more', async () => {
    const { services, lookOnce, looks, clock, heart } = setup((world, id) => world.services.accounts.pause(id, true))
    await lookOnce()
    expect(services.accounts.list()).toMatchObject([{ state: 'paused' }])
    await clock.advance(10 * MINUTE)
    await heart.wake()
    expect(looks()).toBe(1)
  })

  it('by new settings proves nothing about these: they are tried at once', async () => {
    const settings = { ...mailSettings('shop@example.jp'), name: '新しい青葉屋' }
    const { connected, lookOnce, heart } = setup((world, id) =>
      world.services.accounts.update(id, settings, null, 3 * MINUTE),
    )
    await lookOnce()
    await heart.wake()
    expect(connected).toEqual(['青葉屋', '新しい青葉屋'])
  })

  it('by removing the account leaves nothing of it and no error', async () => {
    const { services, lookOnce, errors, heart } = setup((world, id) => world.services.accounts.remove(id))
    await lookOnce()
    await heart.wake()
    expect(services.accounts.list()).toEqual([])
    expect(errors).toEqual([])
  })
})
