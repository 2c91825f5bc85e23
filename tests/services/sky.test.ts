import { afterEach, describe, expect, it } from 'vitest'
import { blueskyChannel } from '../../main/channels/bluesky/index.ts'
import { recordKeyOf } from '../../main/channels/bluesky/tid.ts'
import { rmesseChannel } from '../../main/channels/rmesse/index.ts'
import type { Channel } from '../../main/channels/adapter.ts'
import { type MessageId, NO_PLAN, type TicketId } from '../../preload/domain.ts'
import { APP_PASSWORD, startBluesky } from '../support/networks/bluesky.ts'
import { LICENSE_KEY, SERVICE_SECRET, startRmesse } from '../support/networks/rmesse.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { DAY, MINUTE, openWorld, START } from './world.ts'

/** The adapters of Bluesky and R-Messe under the whole counter: store, outbox, tickets, against servers of our own. */
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function counter(channel: Channel, clock: ReturnType<typeof createFakeClock>) {
  const world = openWorld({ channel, clock })
  closing.push(world.close)
  const tickets = () =>
    world.services.view.list({ view: 'all', accountId: null, limit: 50, after: null, assigneeId: null }).tickets
  /** The next look is minutes away. */
  async function look(): Promise<void> {
    world.clock.suspend(6 * MINUTE)
    await world.settle()
  }
  const wordsOf = (id: MessageId) => world.store.messages.get(id)!.textBody
  const texts = (id: TicketId) => world.ticket(id).messages.map((one) => [one.direction, wordsOf(one.id)])
  return { ...world, tickets, look, texts, wordsOf }
}

async function onBluesky() {
  const clock = createFakeClock(START)
  const network = await startBluesky(clock.now)
  closing.push(network.close)
  const world = counter(blueskyChannel, clock)
  const draft = {
    channel: 'bluesky' as const,
    settings: { handle: '@aobaya.test', server: network.url, dm: 'yes' },
    secrets: { appPassword: APP_PASSWORD },
    budgetYen: null,
    wantsLogin: false,
  }
  const account = await world.services.networks.add('青葉屋', draft)
  await world.settle()
  return { ...world, network, account }
}

async function onRmesse(settle: 'yes' | 'no' = 'no') {
  const clock = createFakeClock(START)
  const network = await startRmesse(clock.now)
  closing.push(network.close)
  // The form has no field for the host; a test needs one.
  const channel: Channel = {
    ...rmesseChannel,
    check: (settings, ...rest) =>
      rmesseChannel.check!({ ...settings, host: network.url }, ...rest).then((found) => ({
        ...found,
        settings: { host: network.url },
      })),
  }
  const world = counter(channel, clock)
  const draft = (licenseKey: string) => ({
    channel: 'rmesse' as const,
    settings: { shopUrl: 'aobaya', settle },
    secrets: { serviceSecret: SERVICE_SECRET, licenseKey },
    budgetYen: null,
    wantsLogin: false,
  })
  const account = await world.services.networks.add('青葉屋', draft(LICENSE_KEY))
  await world.settle()
  return { ...world, network, account, draft }
}

describe('Bluesky at the counter', () => {
  it('makes a mention a ticket, posts the answer once though its answer was lost, and shows it once', async () => {
    const { network, look, tickets, texts, answer, settle, stateOf } = await onBluesky()
    network.post('@aobaya.test 在庫はありますか')
    await look()
    const [ticket] = tickets()
    expect(ticket).toMatchObject({ status: 'new', customerName: '花子' })
    network.fail({ at: 'createRecord', what: 'lost' })
    const { id: outboxId } = answer(ticket!.id, '@hanako.test ございます')
    await settle()
    expect(stateOf(outboxId)).toBe('filed')
    await look()
    expect(network.records.size).toBe(1)
    expect(texts(ticket!.id)).toEqual([
      ['inbound', '@aobaya.test 在庫はありますか'],
      ['outbound', '@hanako.test ございます'],
    ])
    expect(tickets()).toHaveLength(1)
    expect(tickets()[0]).toMatchObject({ status: 'waiting' })
  })

  it('joins what the shop writes in its own app, and what the customer says to that', async () => {
    const { network, look, tickets, texts, clock } = await onBluesky()
    const post = network.post('営業時間を教えてください')
    await look()
    const uri = `at://did:plc:aobaya/app.bsky.feed.post/${recordKeyOf(clock.now(), 'phone')}`
    const parent = { uri: post.uri, cid: post.cid }
    const createdAt = new Date(clock.now()).toISOString()
    network.records.set(uri, {
      uri,
      cid: 'c',
      value: { text: '10時からです', createdAt, reply: { root: parent, parent } },
    })
    await look()
    network.post('ありがとうございます', {
      reason: 'reply',
      record: { reply: { root: parent, parent: { uri, cid: 'c' } } },
    })
    await look()
    expect(tickets()).toHaveLength(1)
    expect(texts(tickets()[0]!.id).map(([, text]) => text)).toEqual([
      '営業時間を教えてください',
      '10時からです',
      'ありがとうございます',
    ])
  })

  it('goes on in direct messages, where the customer’s answer joins the same ticket', async () => {
    const { network, look, tickets, texts, answer, settle } = await onBluesky()
    network.post('@aobaya.test 注文のことで')
    await look()
    const [ticket] = tickets()
    answer(ticket!.id, '続きはこちらで', 'dm-1', { ...NO_PLAN, isPrivate: true })
    await settle()
    const { messages } = network.convo('convo-hanako')
    expect(messages.map(({ text }) => text)).toEqual(['続きはこちらで'])
    await look()
    network.tell('住所はこちらです')
    await look()
    expect(tickets()).toHaveLength(1)
    expect(texts(ticket!.id).map(([, text]) => text)).toEqual([
      '@aobaya.test 注文のことで',
      '続きはこちらで',
      '住所はこちらです',
    ])
  })

  it('counts as untried while it was seen at work on this computer only', async () => {
    const { services } = await onBluesky()
    expect(services.accounts.list()[0]).toMatchObject({ state: 'idle', isVerified: false })
  })
})

describe('R-Messe at the counter', () => {
  it('makes an inquiry a ticket with its order, and answers it', async () => {
    const { network, look, tickets, ticket, answer, settle, stateOf, texts } = await onRmesse()
    const inquiry = network.inquire('いつ届きますか', { orderNumber: '123456-20261115-0012345678' })
    await look()
    const [row] = tickets()
    expect(row).toMatchObject({ subject: '商品問い合わせ（配送） 桜の湯呑み', customerName: '楽天花子' })
    expect(JSON.stringify(ticket(row!.id))).toContain('123456-20261115-0012345678')
    const { id: outboxId } = answer(row!.id, '明日お届けします')
    await settle()
    expect(stateOf(outboxId)).toBe('filed')
    await look()
    expect(inquiry.replies).toHaveLength(1)
    expect(texts(row!.id)).toHaveLength(2)
    expect(inquiry.readByMerchant).toBe(true)
  })

  it('completes an inquiry there with its ticket here, and the other way round', async () => {
    const { network, look, tickets, services, settle, wordsOf } = await onRmesse('yes')
    const mine = network.inquire('こちらで完了')
    const theirs = network.inquire('あちらで完了')
    await look()
    const idOf = (text: string) =>
      tickets().find(({ id }) => wordsOf(services.view.get(id).messages[0]!.id) === text)!.id
    services.tickets.resolve([idOf('こちらで完了')], 'settled')
    theirs.isCompleted = true
    await settle()
    await look()
    expect(mine.isCompleted).toBe(true)
    expect(tickets().map(({ status }) => status)).toEqual(['resolved', 'resolved'])
    theirs.isCompleted = false
    await look()
    expect(services.view.get(idOf('あちらで完了')).ticket.status).not.toBe('resolved')
    expect(mine.isCompleted).toBe(true)
  })

  it('holds answers while the key is over, and brings everything when it is renewed', async () => {
    const { network, look, tickets, answer, settle, stateOf, services, account, draft, clock } = await onRmesse()
    const inquiry = network.inquire('期限の前')
    await look()
    network.endKey()
    await look()
    expect(services.accounts.list()[0]).toMatchObject({ state: 'needs-login' })
    const { id: outboxId } = answer(tickets()[0]!.id, 'お待たせしました')
    await settle()
    expect(inquiry.replies).toEqual([])
    network.inquire('止まっている間に')
    clock.suspend(40 * DAY)
    network.renewKey('SL123456_next')
    await services.networks.update(account.id, draft('SL123456_next'), 5 * MINUTE)
    await look()
    await look()
    expect(stateOf(outboxId)).toBe('filed')
    expect(inquiry.replies).toHaveLength(1)
    expect(tickets()).toHaveLength(2)
  })
})
