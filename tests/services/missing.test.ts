import { afterEach, expect, it } from 'vitest'
import type { AccountId, ShopId } from '../../preload/domain.ts'
import type { Adapter } from '../../main/channels/adapter.ts'
import { eml, fakeChannel, inbound, openWorld, type World } from './world.ts'

let world: World
afterEach(() => world.close())

const info = (id: AccountId) => world.services.accounts.list().find((account) => account.id === id)!

/** A server that holds these messages and hands over what the cursor does not name; `keeps` are never handed over. */
function forgetfulServer(externalIds: string[], keeps: string[] = []) {
  const reconcile: Adapter['reconcile'] = (_, selectUnknown) => {
    const lost = selectUnknown(externalIds)
    return Promise.resolve({ onServer: externalIds.length, missing: lost.length, cursor: lost.join(' ') || '-' })
  }
  return fakeChannel({
    reconcile,
    async *fetchSince(cursor) {
      const lost = (cursor ?? '').split(' ').filter((id) => externalIds.includes(id) && !keeps.includes(id))
      const about = { receivedAt: world.clock.now(), place: 'inbox' as const }
      const messages = await Promise.all(
        lost.map((externalId) => inbound(eml({ subject: externalId }), { ...about, externalId })),
      )
      yield { messages, cursor: '-', progress: { done: 1, total: 1 } }
    },
  })
}

it('a message the server holds and we do not is fetched again, and the difference is gone', async () => {
  world = openWorld({ channel: forgetfulServer(['INBOX/1/1', 'INBOX/1/2']) })
  const account = world.addAccount()
  expect(info(account).missingCount).toBeNull()
  await world.services.accounts.pollNow(account)
  expect(info(account).missingCount).toBe(0)
  expect(world.store.messages.totals().messages).toBe(2)
  const lines = world.db.prepare(`SELECT data FROM journal WHERE type = 'account.missing'`).all() as { data: string }[]
  expect(lines.map(({ data }) => JSON.parse(data) as unknown)).toEqual([{ accountId: account, missing: 2 }])
})

it('a difference that stays is shown, and told once', async () => {
  world = openWorld({ channel: forgetfulServer(['INBOX/1/1', 'INBOX/1/2'], ['INBOX/1/2']) })
  const account = world.addAccount()
  await world.services.accounts.pollNow(account)
  await world.services.accounts.pollNow(account)
  expect(info(account).missingCount).toBe(1)
  const count = world.db.prepare(`SELECT COUNT(*) AS count FROM journal WHERE type = 'account.missing'`).get()
  expect(count).toEqual({ count: 2 })
})

it('a shop without letters for its tickets writes none into the subject', async () => {
  world = openWorld()
  const account = world.addAccount()
  const shop = world.store.accounts.shop(1 as ShopId)!
  const { ticketId } = await world.arrive(account, eml())
  expect(world.answer(ticketId, '一').subject).toBe(`Re: 返品について [#K-${ticketId}]`)
  world.services.shops.update({ ...shop, tokenPrefix: 'AB' })
  expect(world.answer(ticketId, '二').subject).toContain(`[#AB-${ticketId}]`)
  world.services.shops.update({ ...shop, tokenPrefix: null })
  expect(world.store.accounts.listShops()).toMatchObject([{ tokenPrefix: null }])
  const other = await world.arrive(account, eml({ id: 'other', from: '佐藤 <s@example.com>' }))
  expect(world.answer(other.ticketId, '三').subject).toBe('Re: 返品について')
})
