import { afterEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../main/channels/adapter.ts'
import { AppError } from '../../preload/errors.ts'
import { DAY, HOUR, MINUTE } from './world.ts'
import { now, openPosts } from './post-world.ts'

const open: ReturnType<typeof openPosts>[] = []
function setup(adapter: Partial<Adapter> = {}, channel: 'mastodon' | 'x' = 'mastodon') {
  const world = openPosts(channel, adapter)
  open.push(world)
  return world
}
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

const draft = (token: string, change: object = {}) => ({
  channel: 'mastodon' as const,
  settings: { server: 'https://social.example.com' },
  secrets: { token },
  budgetYen: null,
  wantsLogin: false,
  ...change,
})

describe('an account of a network', () => {
  it('is stored only after the network has said whose it is', async () => {
    const { services, store } = setup()
    await expect(services.networks.add('青葉屋', draft('wrong'))).rejects.toMatchObject({ code: 'auth-expired' })
    await expect(services.networks.add('青葉屋', draft(''))).rejects.toMatchObject({ reason: 'field-missing' })
    expect(store.accounts.list()).toEqual([])
    const info = await services.networks.add('青葉屋', draft('7 @aobaya'))
    expect(info).toMatchObject({ address: '@aobaya', channel: 'mastodon', isVerified: false })
  })

  it('is never connected twice, nor turned into another', async () => {
    const { services, connect } = setup()
    const id = await connect()
    await expect(connect('@aobaya', '7')).rejects.toMatchObject({ reason: 'address-taken' })
    await connect('@aobaya', '8')
    const other = services.networks.update(id, draft('9 @somebody'), 3 * MINUTE)
    await expect(other).rejects.toMatchObject({ reason: 'other-profile' })
  })

  it('shows what was typed but for its secrets, which an empty field keeps', async () => {
    const { services, connect, store } = setup()
    const id = await connect()
    const form = services.networks.draftOf(id)
    expect(form).toMatchObject({ draft: { settings: { server: 'https://social.example.com' }, secrets: {} } })
    expect(form.storedSecrets).toEqual(['token'])
    await services.networks.update(id, draft(''), 3 * MINUTE)
    expect(store.accounts.secrets(id)).toHaveLength(1)
  })

  it('takes another interval or budget without asking the network, and nothing else', async () => {
    const { services, connect, refuseTokens, store } = setup()
    const id = await connect()
    refuseTokens()
    await services.networks.update(id, draft('', { budgetYen: 500 }), 10 * MINUTE)
    expect(store.accounts.get(id)).toMatchObject({ pollIntervalMs: 10 * MINUTE, budgetYen: 500, externalId: '7' })
    const moved = draft('', { budgetYen: 500, settings: { server: 'https://elsewhere.example.com' } })
    await expect(services.networks.update(id, moved, 10 * MINUTE)).rejects.toMatchObject({ code: 'auth-expired' })
    const again = draft('', { budgetYen: 500 })
    await expect(services.networks.update(id, again, 10 * MINUTE)).rejects.toMatchObject({ code: 'auth-expired' })
  })

  it('counts as tried only after a look has worked at a server that is not this computer', async () => {
    const { services, connect, settle, store } = setup()
    const id = await connect()
    const here = draft('8 @here', { settings: { server: 'http://127.0.0.1:8080' } })
    const { id: local } = await services.networks.add('青葉屋', here)
    await settle()
    expect(store.accounts.get(id)!.verifiedAt).not.toBeNull()
    expect(store.accounts.get(local)!.verifiedAt).toBeNull()
  })

  it('is told of 14, 7, 3 and 1 days before its key ends, each once', async () => {
    const { connect, settle, clock, store, popups } = setup({ expiresAt: () => now + 20 * DAY })
    const id = await connect()
    await settle()
    const told = () => store.alerts.listRecent().filter(({ accountId }) => accountId === id).length
    const counts: number[] = []
    for (let day = 0; day < 20; day++) {
      counts.push(told())
      clock.suspend(DAY)
      await settle()
    }
    expect([...new Set(counts)]).toEqual([0, 1, 2, 3, 4])
    expect(popups.map(({ title }) => title)).toEqual(
      [14, 7, 3, 1].map((days) => `@aobaya のキーは、あと${days}日で切れます`),
    )
  })

  it('that was told to wait is left alone till then', async () => {
    let looks = 0
    const { connect, settle, clock } = setup({
      // oxlint-disable-next-line require-yield
      async *fetchSince() {
        looks += 1
        if (looks === 1) throw new AppError('rate-limited', 'slower', { retryAt: now + HOUR })
      },
    })
    await connect()
    await settle()
    for (let minute = 0; minute < 50; minute += 5) {
      await clock.advance(5 * MINUTE)
      await settle(1)
    }
    expect(looks).toBe(1)
    await clock.advance(15 * MINUTE)
    await settle()
    expect(looks).toBeGreaterThan(1)
  })

  it('stops looking when the money of the month is spent, says so once, and goes on in the next', async () => {
    let looks = 0
    const world = setup(
      {
        // oxlint-disable-next-line require-yield
        async *fetchSince() {
          looks += 1
        },
      },
      'x',
    )
    const { services, store, settle, clock } = world
    const { id } = await services.networks.add('青葉屋', draft('7 @aobaya', { channel: 'x', budgetYen: 100 }))
    await settle()
    const before = looks
    store.transaction(() => store.usage.add(id, new Date(clock.now()).toISOString().slice(0, 10), 'dm-read', 70))
    for (let hour = 0; hour < 5; hour++) {
      clock.suspend(HOUR)
      await settle(1)
    }
    expect(looks).toBe(before)
    const [info] = services.accounts.list()
    expect(info).toMatchObject({ state: 'error', errorReason: 'budget', spentYen: 112, budgetYen: 100 })
    expect(store.alerts.listRecent().filter(({ accountId }) => accountId === id)).toHaveLength(1)
    clock.suspend(Date.parse('2026-12-01T00:00:00Z') - clock.now())
    await settle()
    expect(looks).toBeGreaterThan(before)
  })
})
