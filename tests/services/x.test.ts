import { afterEach, describe, expect, it } from 'vitest'
import { createXChannel } from '../../main/channels/x/index.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startFakeX } from '../support/networks/x.ts'
import { HOUR, MINUTE, openWorld, START } from './world.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** あおば屋 with its X account, connected by the browser, at a made-up X. */
async function setup({ at = START }: { at?: string } = {}) {
  const clock = createFakeClock(at)
  const x = await startFakeX(clock)
  const channel = createXChannel({ httpAgent: x.httpAgent, oauth: x.oauth })
  const world = openWorld({ channel, clock })
  closing.push(
    () => x.close(),
    () => world.close(),
  )
  world.desktop.openLink = async (url) => (await fetch(x.agree(url))).ok
  const { id } = await world.services.networks.add('青葉屋', {
    channel: 'x',
    settings: {
      login: 'browser',
      clientId: x.clientId,
      watch: '羊羹',
      messages: 'yes',
      ownsApp: 'yes',
      yenPerDollar: '150',
    },
    secrets: {},
    budgetYen: 3000,
    wantsLogin: true,
  })
  const hanako = x.user('hanako_tea', '花子')
  const tickets = () =>
    world.services.view.list({ view: 'all', accountId: null, limit: 100, after: null, assigneeId: null }).tickets
  return { ...world, x, account: id, hanako, tickets }
}

describe('a shop on X', () => {
  it('reads a mention, answers it below the post, and sees its own answer once', async () => {
    const { x, hanako, tickets, settle, answer, stateOf, ticket, clock, errors } = await setup()
    const asked = x.post({ by: hanako, text: '@aobaya_shop 届いたお皿が割れていました' })
    await settle()
    const [row] = tickets()
    expect(row).toMatchObject({ channel: 'x', status: 'new', customerName: '花子' })
    const outbox = answer(row!.id, '申し訳ございません。DMでご連絡します')
    await settle()
    expect(stateOf(outbox.id)).toBe('filed')
    expect(x.posts.at(-1)).toMatchObject({ answers: { id: asked.id }, by: { id: x.me.id } })
    await clock.advance(10 * MINUTE)
    await settle()
    expect(tickets()).toHaveLength(1)
    expect(ticket(row!.id).messages.map(({ direction }) => direction)).toEqual(['inbound', 'outbound'])
    expect(errors).toEqual([])
  })

  it('never posts twice when the answer of X was lost: it finds what it posted', async () => {
    const { x, hanako, tickets, settle, answer, stateOf, clock } = await setup()
    x.post({ by: hanako, text: '@aobaya_shop 届いたお皿が割れていました' })
    await settle()
    x.fail('tweet', 'lost')
    const outbox = answer(tickets()[0]!.id, '申し訳ございません')
    await settle()
    expect(stateOf(outbox.id)).toBe('unclear')
    // Not by its timers: those of the patience with X would pass before its server, a real one, has its turn to answer.
    clock.suspend(16 * MINUTE)
    await settle(8)
    expect(['accepted', 'filed']).toContain(stateOf(outbox.id))
    expect(x.asked('tweet')).toHaveLength(1)
  })

  it('shows a post of a watch search with the reason why X takes no answer to it', async () => {
    const { x, hanako, tickets, settle, ticket, answer } = await setup()
    x.post({ by: hanako, text: 'あおば屋の羊羹、甘すぎる' })
    await settle()
    const { id } = tickets()[0]!
    expect(ticket(id).replyWay).toMatchObject({ refuses: 'not-mentioned', url: expect.stringContaining('/status/') })
    expect(() => answer(id, '申し訳ございません')).toThrow(expect.objectContaining({ reason: 'not-mentioned' }))
    expect(x.asked('tweet')).toEqual([])
  })

  it('counts what it costs at the rate of the owner', async () => {
    const { x, hanako, settle, services, account } = await setup()
    for (let n = 0; n < 20; n++) x.post({ by: hanako, text: `@aobaya_shop ${n}` })
    x.message(hanako, x.me, 'こんにちは')
    await settle()
    const info = services.accounts.list().find(({ id }) => id === account)
    // 20 mentions at $0.001 and one message at $0.010, a dollar at 150 yen.
    expect(info!.spentYen).toBe(Math.round(0.03 * 150))
  })

  it('looks every three minutes while the shop is open and every fifteen while it is closed', async () => {
    const looksInAnHour = async (at: string) => {
      const { x, heart, clock } = await setup({ at })
      await heart.wake()
      const before = x.asked('mentions').length
      for (let minute = 0; minute < 60; minute++) {
        await clock.advance(MINUTE)
        await heart.wake()
      }
      return x.asked('mentions').length - before
    }
    expect(await looksInAnHour('2026-11-24T14:00:00+09:00')).toBeGreaterThanOrEqual(15)
    expect(await looksInAnHour('2026-11-24T23:00:00+09:00')).toBeLessThanOrEqual(4)
  })

  it('asks for a new sign-in when the tokens are dead, and reads on from where it was', async () => {
    const { x, hanako, tickets, settle, services, account, clock } = await setup()
    x.post({ by: hanako, text: '@aobaya_shop 一' })
    await settle()
    x.bearers.clear()
    x.refreshTokens.clear()
    clock.suspend(HOUR)
    await settle()
    expect(services.accounts.list().find(({ id }) => id === account)!.state).toBe('needs-login')
    x.post({ by: x.user('taro_k', '太郎'), text: '@aobaya_shop 二' })
    const { draft } = services.networks.draftOf(account)
    await services.networks.update(account, { ...draft, wantsLogin: true }, 3 * MINUTE)
    await settle()
    expect(
      tickets()
        .map(({ subject }) => subject)
        .toSorted(),
    ).toEqual(['@aobaya_shop 一', '@aobaya_shop 二'])
  })
})

describe('trying an account whose token has ended', () => {
  it('leaves it connected: the refresh token it used up is replaced in the safe', async () => {
    const { x, hanako, tickets, settle, services, account, clock } = await setup()
    await settle()
    await services.accounts.pause(account, true)
    clock.suspend(3 * HOUR)
    const { draft } = services.networks.draftOf(account)
    expect(await services.networks.test(draft, account)).toMatchObject({ ok: true })
    await services.accounts.pause(account, false)
    x.post({ by: hanako, text: '@aobaya_shop 一' })
    await settle()
    expect(services.accounts.list()[0]!.state).toBe('idle')
    expect(tickets()).toHaveLength(1)
  })
})

describe('a shop without the API of X', () => {
  it('gets a ticket for a notification mail, with the post to open and no answer from here', async () => {
    const world = openWorld()
    closing.push(() => world.close())
    const account = world.addAccount()
    const mail = [
      'From: =?UTF-8?B?WA==?= <notify@x.com>',
      'To: shop@example.jp',
      `Subject: =?UTF-8?B?${Buffer.from('花子さん（@hanako_tea）があなたをメンションしました').toString('base64')}?=`,
      'Message-ID: <notice-1@x.com>',
      'Date: Tue, 24 Nov 2026 08:59:00 +0900',
      'List-Unsubscribe: <https://x.com/i/u>',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '@aobaya_shop 届いたお皿が割れていました',
      'https://x.com/hanako_tea/status/1987654321098765432',
    ].join('\r\n')
    const stored = await world.arrive(account, mail)
    const { ticket, replyWay, customer } = world.ticket(stored.ticketId)
    expect(ticket).toMatchObject({ kind: 'ticket', status: 'new', customerName: '花子' })
    expect(customer!.identities.map(({ value }) => value)).toEqual(['@hanako_tea'])
    expect(replyWay).toMatchObject({
      refuses: 'read-only',
      url: 'https://x.com/hanako_tea/status/1987654321098765432',
    })
    expect(() => world.answer(stored.ticketId, 'ありがとうございます')).toThrow(
      expect.objectContaining({ reason: 'read-only' }),
    )
  })
})
