import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, TicketId } from '../../preload/domain.ts'
import { eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

const to = [{ name: '', address: 'Hanako@example.com' }]
const begin = (change: object = {}) =>
  world.services.newMails.begin({ accountId: shop, to, cc: [], subject: '再入荷のお知らせ', body: '', ...change })
    .ticketId
const summaryOf = (id: TicketId) => world.ticket(id).ticket

describe('a mail that the shop begins', () => {
  it('is a ticket to do with its draft, seen and without a deadline, until it is written', () => {
    const id = begin({ cc: [{ name: '', address: 'boss@example.com' }], body: '入荷しました。' })
    expect(summaryOf(id)).toMatchObject({
      status: 'new',
      subject: '再入荷のお知らせ',
      customerName: 'hanako@example.com',
      hasDraft: true,
      isSeen: true,
      dueAt: null,
      messageCount: 0,
    })
    expect(world.services.replies.draftOf(id)).toMatchObject({
      accountId: shop,
      to,
      cc: [{ name: '', address: 'boss@example.com' }],
      subject: '再入荷のお知らせ',
      body: '入荷しました。',
      attachments: [],
      basedOnMessageId: null,
    })
    expect(world.ticket(id).history.map(({ type }) => type)).toContain('ticket.begun')
  })

  it('belongs to the customer who is known by the address', async () => {
    const { ticketId } = await world.arrive(
      shop,
      eml({ from: '山田 花子 <hanako@example.com>', subject: '質問', body: '?' }),
    )
    const known = summaryOf(ticketId)
    expect(summaryOf(begin())).toMatchObject({ customerId: known.customerId, customerName: '山田 花子' })
  })

  it('leaves like an answer, waits for the customer then, and their answer comes into it', async () => {
    const id = begin()
    const { accountId, cc, basedOnMessageId, plan } = world.services.replies.draftOf(id)
    const reply = {
      ticketId: id,
      accountId,
      to,
      cc,
      subject: '再入荷のお知らせ',
      body: '入荷しました。',
      basedOnMessageId,
      plan,
    }
    const clientKey = '0b1c9d1e-5b0e-4c4e-9d5a-3a4f5e6d7c8b'
    world.services.replies.send({ ...reply, clientKey, despiteNewer: false })
    await world.settle(2)
    expect(summaryOf(id)).toMatchObject({ status: 'waiting', hasDraft: false, messageCount: 1 })

    const inReplyTo = world.store.messages.ofTicket(id)[0]!.mid!
    const raw = eml({ from: 'hanako@example.com', subject: 'Re: 再入荷のお知らせ', body: '買います。', inReplyTo })
    expect((await world.arrive(shop, raw)).ticketId).toBe(id)
    expect(summaryOf(id).status).toBe('open')
  })

  it('whose draft is thrown away keeps its subject and can be closed', () => {
    const id = begin()
    world.services.replies.discard(id)
    expect(world.services.replies.draftOf(id).subject).toBe('再入荷のお知らせ')
    world.services.tickets.resolve([id], 'no-reply-needed')
    expect(summaryOf(id).status).toBe('resolved')
  })

  it('to ourselves makes no customer of us', () => {
    const [own] = world.store.accounts.ownAddresses()
    expect(summaryOf(begin({ to: [{ name: '', address: own! }] })).customerId).toBeNull()
  })

  it('is refused for an account that is gone', () => {
    expect(() => begin({ accountId: 99 })).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
