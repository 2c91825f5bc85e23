import { afterEach, describe, expect, it } from 'vitest'
import { facebookChannel } from '../../main/channels/meta/facebook.ts'
import { createXChannel } from '../../main/channels/x/index.ts'
import type { AccountId } from '../../preload/domain.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startMeta, TOKEN } from '../support/networks/meta.ts'
import { startFakeX } from '../support/networks/x.ts'
import { HOUR, MINUTE, openWorld, START } from './world.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Opened = ReturnType<typeof openWorld>
const accountOf = ({ services }: Opened, id: AccountId) => services.accounts.list().find((one) => one.id === id)!
const troubles = ({ db }: Opened) =>
  db.prepare(`SELECT COUNT(*) FROM alert WHERE kind = 'account-trouble'`).pluck().get()
const ticketOf = ({ services }: Opened, subject: string) =>
  services.view
    .list({ view: 'all', accountId: null, limit: 100, after: null, assigneeId: null })
    .tickets.find((row) => row.subject.includes(subject))!

/** A page with its Messenger, a comment and a message of customers in the list. */
async function page() {
  const clock = createFakeClock(START)
  const network = await startMeta(clock.now)
  const world = openWorld({ channel: facebookChannel, clock })
  closing.push(
    () => world.close(),
    () => network.close(),
  )
  const { id } = await world.services.networks.add('青葉屋', {
    channel: 'facebook',
    settings: { host: network.url, messenger: 'yes' },
    secrets: { token: TOKEN },
    budgetYen: null,
    wantsLogin: false,
  })
  const published = network.facebook.publish('新茶です')
  network.facebook.comment(published, 'いくらですか')
  network.facebook.messenger.tell('在庫はありますか')
  await world.settle()
  const posted = () => network.asked.filter(({ method }) => method === 'POST').map(({ path }) => path)
  const asked = (part: string) => network.asked.filter(({ path }) => path.endsWith(part)).length
  return { ...world, world, network, account: id, published, posted, asked }
}

describe('a right that Meta has taken away', () => {
  it('is said by the account at once when an answer meets it; the answer waits, and public ones go on', async () => {
    const { world, network, account, answer, settle, stateOf, posted } = await page()
    expect(accountOf(world, account)).toMatchObject({ state: 'idle', errorReason: null })
    const json = { error: { message: '(#200) Requires pages_messaging permission', code: 200 } }
    network.failNextPost({ at: '/messages', what: 'status', status: 403, json })
    const held = answer(ticketOf(world, '在庫').id, 'ございます')
    await settle(1)
    expect(stateOf(held.id)).toBe('held')
    expect(accountOf(world, account)).toMatchObject({ state: 'error', errorReason: 'meta-no-permission' })
    expect(troubles(world)).toBe(1)
    const open = answer(ticketOf(world, 'いくら').id, '千円です')
    await settle(2)
    expect(['accepted', 'filed']).toContain(stateOf(open.id))
    expect(posted().filter((path) => path.endsWith('/messages'))).toHaveLength(1)
  })

  it('is not tried again by later looks and answers, until the owner gives a new token: then it leaves once', async () => {
    const { world, network, account, answer, settle, stateOf, posted, clock, services } = await page()
    network.failNextPost({ at: '/messages', what: 'status', status: 403, json: { error: { message: 'no', code: 10 } } })
    const held = answer(ticketOf(world, '在庫').id, 'ございます')
    await settle(1)
    const next = answer(ticketOf(world, '在庫').id, 'お取り置きします', 'second')
    for (let hour = 0; hour < 3; hour++) {
      clock.suspend(HOUR)
      await settle(1)
    }
    expect([stateOf(held.id), stateOf(next.id)]).toEqual(['held', 'held'])
    expect(posted().filter((path) => path.endsWith('/messages'))).toHaveLength(1)
    expect(accountOf(world, account)).toMatchObject({ state: 'error', errorReason: 'meta-no-permission' })
    expect(troubles(world)).toBe(1)
    const settings = { host: network.url, messenger: 'yes' }
    const draft = {
      channel: 'facebook' as const,
      settings,
      secrets: { token: TOKEN },
      budgetYen: null,
      wantsLogin: false,
    }
    await services.networks.update(account, draft, 5 * MINUTE)
    await settle(8)
    expect(accountOf(world, account)).toMatchObject({ state: 'idle', errorReason: null })
    expect(['accepted', 'filed']).toContain(stateOf(held.id))
    expect(
      network.facebook.messenger.conversations[0]!.messages.filter(({ message }) => message === 'ございます'),
    ).toHaveLength(1)
  })

  it('is said by the look that meets it, while comments come on and Messenger is knocked at twice an hour', async () => {
    const { world, network, account, published, settle, clock, asked } = await page()
    network.closeTo('messages')
    const before = asked('/conversations')
    clock.suspend(6 * MINUTE)
    await settle(1)
    expect(accountOf(world, account)).toMatchObject({ state: 'error', errorReason: 'meta-no-permission' })
    network.facebook.comment(published, '送料はいくらですか')
    for (let look = 0; look < 9; look++) {
      clock.suspend(6 * MINUTE)
      await settle(1)
    }
    expect(ticketOf(world, '送料')).toBeTruthy()
    expect(asked('/conversations') - before).toBeLessThanOrEqual(2)
    expect(troubles(world)).toBe(1)
    network.closeTo()
    clock.suspend(31 * MINUTE)
    await settle(2)
    expect(accountOf(world, account)).toMatchObject({ state: 'idle', errorReason: null })
  })

  it('together with the token stops the account at once (190), not at its next look', async () => {
    const { world, network, account, answer, settle, stateOf, asked } = await page()
    network.failNextPost({ at: '/messages', what: 'status', status: 401, json: { error: { message: 'x', code: 190 } } })
    const held = answer(ticketOf(world, '在庫').id, 'ございます')
    const looks = asked('/feed')
    await settle(1)
    expect(stateOf(held.id)).toBe('held')
    expect(accountOf(world, account)).toMatchObject({ state: 'needs-login', errorReason: 'meta-token-ended' })
    expect(asked('/feed')).toBe(looks)
  })

  it('together with the token keeps answers of the other kind back as well, until a person says so', async () => {
    const { network, answer, settle, stateOf, world, services } = await page()
    network.failNextPost({ at: '/messages', what: 'status', status: 401, json: { error: { message: 'x', code: 190 } } })
    answer(ticketOf(world, '在庫').id, 'ございます')
    await settle(1)
    const before = network.asked.length
    const open = answer(ticketOf(world, 'いくら').id, '千円です')
    await settle(2)
    expect(stateOf(open.id)).toBe('held')
    expect(network.asked).toHaveLength(before)
    services.delivery.retry(open.id)
    await settle(2)
    expect(['accepted', 'filed']).toContain(stateOf(open.id))
  })
})

describe('a right that X has taken away', () => {
  it('to send messages is said at once; mentions and public answers go on', async () => {
    const clock = createFakeClock(START)
    const x = await startFakeX(clock)
    const world = openWorld({ channel: createXChannel({ httpAgent: x.httpAgent, oauth: x.oauth }), clock })
    closing.push(
      () => x.close(),
      () => world.close(),
    )
    world.desktop.openLink = async (url) => (await fetch(x.agree(url))).ok
    const settings = { login: 'browser', clientId: x.clientId, watch: '', messages: 'yes', ownsApp: 'yes' }
    const { id } = await world.services.networks.add('青葉屋', {
      channel: 'x',
      settings: { ...settings, yenPerDollar: '150' },
      secrets: {},
      budgetYen: 3000,
      wantsLogin: true,
    })
    const hanako = x.user('hanako_tea', '花子')
    x.message(hanako, x.me, '住所を変えたいです')
    x.post({ by: hanako, text: '@aobaya_shop 届いたお皿が割れていました' })
    await world.settle()
    const detail = 'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.'
    const body = { title: 'Forbidden', status: 403, detail, type: 'https://api.x.com/2/problems/oauth1-permissions' }
    x.fail('dm', { answer: 403, body })
    const held = world.answer(ticketOf(world, '住所').id, '承知しました')
    await world.settle(1)
    expect(world.stateOf(held.id)).toBe('held')
    expect(accountOf(world, id)).toMatchObject({ state: 'error', errorReason: 'x-no-permission' })
    for (let look = 0; look < 5; look++) {
      clock.suspend(4 * MINUTE)
      await world.settle(1)
    }
    expect(x.asked('dm')).toHaveLength(1)
    expect(accountOf(world, id)).toMatchObject({ state: 'error', errorReason: 'x-no-permission' })
    const open = world.answer(ticketOf(world, 'お皿').id, '申し訳ございません')
    await world.settle(2)
    expect(['accepted', 'filed']).toContain(world.stateOf(open.id))
    expect(troubles(world)).toBe(1)
  })

  it('to read messages is asked about once a look, no faster', async () => {
    const clock = createFakeClock('2026-11-24T14:00:00+09:00')
    const x = await startFakeX(clock)
    const world = openWorld({ channel: createXChannel({ httpAgent: x.httpAgent, oauth: x.oauth }), clock })
    closing.push(
      () => x.close(),
      () => world.close(),
    )
    world.desktop.openLink = async (url) => (await fetch(x.agree(url))).ok
    const settings = { login: 'browser', clientId: x.clientId, watch: '', messages: 'yes', ownsApp: 'yes' }
    await world.services.networks.add('青葉屋', {
      channel: 'x',
      settings: { ...settings, yenPerDollar: '150' },
      secrets: {},
      budgetYen: 3000,
      wantsLogin: true,
    })
    await world.settle()
    x.fail('messages', { answer: 403 }, 100)
    const before = x.asked('messages').length
    for (let minute = 0; minute < 30; minute++) {
      await clock.advance(MINUTE)
      await world.heart.wake()
    }
    expect(x.asked('messages').length - before).toBeLessThanOrEqual(11)
  })
})
