import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, TicketId } from '../../preload/domain.ts'
import { digitsOf, fitsNumber } from '../../main/core/phone-number.ts'
import { eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

async function ask(subject: string, from = '山田 花子 <hanako@example.com>'): Promise<TicketId> {
  return (await world.arrive(shop, eml({ from, subject, body: `${subject}教えてください。` }))).ticketId
}
const lastLine = (id: TicketId, type: string) => world.ticket(id).history.findLast((line) => line.type === type)
const memo = {
  ticketId: null,
  customerId: null,
  name: '高橋 健太',
  number: '090-1234-5678',
  kind: 'phone' as const,
  items: [],
  matter: '名入れの納期を知りたい。\n午後に折り返しがほしい。',
  category: null,
  isCallBack: true,
  fromMessageId: null,
}

describe('a phone memo', () => {
  it('that waits for our call is a ticket to do with a deadline, about the call-back', () => {
    const { ticketId } = world.services.phone.save({ ...memo, accountId: shop })
    const { ticket, messages } = world.ticket(ticketId)
    expect(ticket).toMatchObject({
      channel: 'phone',
      status: 'new',
      category: 'call-back',
      subject: '電話:名入れの納期を知りたい。',
      customerName: '高橋 健太',
      isSeen: true,
    })
    expect(ticket.dueAt).not.toBeNull()
    expect(messages).toMatchObject([{ direction: 'call', kind: 'phone', from: { address: '090-1234-5678' } }])
    expect(world.services.view.counts().views.todo).toBe(1)
    expect(lastLine(ticketId, 'call.noted')).toMatchObject({ staffId: 1, data: { isCallBack: true } })
  })

  it('of an order holds its lines, which are found like other words', () => {
    const items = [
      { name: '有田焼の急須', quantity: 1, price: 3300 },
      { name: '湯呑', quantity: 4, price: 1200 },
    ]
    const { ticketId } = world.services.phone.save({ ...memo, accountId: shop, matter: '', items })
    const { ticket, messages } = world.ticket(ticketId)
    expect(ticket.subject).toBe('電話:ご注文')
    expect(messages[0]!.text).toBe(
      'ご注文\n\n【ご注文の品】\n・有田焼の急須 × 1（単価 3,300円）\n・湯呑 × 4（単価 1,200円）\n合計 8,100円',
    )
    const { hits } = world.services.search.find({ query: '有田焼', limit: 10, order: 'newest' })
    expect(hits.map((hit) => hit.ticket.id)).toEqual([ticketId])
    const unpriced = world.services.phone.save({ ...memo, accountId: shop, items: [{ ...items[0]!, price: null }] })
    expect(world.ticket(unpriced.ticketId).messages[0]!.text).toMatch(/【ご注文の品】\n・有田焼の急須 × 1$/)
  })

  it('of an order on paper says that it came by fax or post', () => {
    const items = [{ name: '有田焼の急須', quantity: 1, price: 3300 }]
    const order = { ...memo, accountId: shop, kind: 'paper' as const, matter: '', items, isCallBack: false }
    const { ticketId } = world.services.phone.save(order)
    const { ticket, messages } = world.ticket(ticketId)
    expect(ticket).toMatchObject({ subject: 'FAX・はがき:ご注文', channel: 'phone', status: 'resolved' })
    expect(messages).toMatchObject([{ direction: 'call', kind: 'paper' }])
  })

  it('that was settled on the phone is kept as done', () => {
    const { ticketId } = world.services.phone.save({ ...memo, accountId: shop, kind: 'visit', isCallBack: false })
    expect(world.ticket(ticketId).ticket).toMatchObject({ status: 'resolved', dueAt: null, category: null })
    expect(world.ticket(ticketId).ticket.subject).toBe('来店:名入れの納期を知りたい。')
  })

  it('knows the caller the next time, by the last digits, also from the customer’s card', async () => {
    const { ticketId } = world.services.phone.save({ ...memo, accountId: shop })
    expect(world.services.phone.lookup('5678')).toMatchObject([
      { name: '高橋 健太', number: '09012345678', openTickets: [{ id: ticketId }] },
    ])
    expect(world.services.phone.lookup('０９０ー１２３４ー５６７８')).toHaveLength(1)
    expect(world.services.phone.lookup('678')).toEqual([])
    const id = await ask('納期について')
    const { customer } = world.ticket(id)
    world.services.customers.update({
      ...customer!,
      fields: [{ label: '電話', value: '+81 3-1111-2222' }],
    })
    expect(world.services.phone.lookup('0311112222')).toMatchObject([{ name: '山田 花子' }])
  })

  it('goes into an open ticket of the customer, and moves with a merge', async () => {
    const id = await ask('納期について')
    const { customerId } = world.ticket(id).ticket
    world.services.phone.save({ ...memo, accountId: shop, ticketId: id, customerId })
    expect(world.ticket(id)).toMatchObject({ ticket: { messageCount: 2, category: null, channel: 'mail' } })
    expect(world.services.phone.lookup('5678')).toMatchObject([{ customerId }])
    const other = await ask('別件', '佐藤 健 <ken@example.com>')
    world.services.moves.merge([id], other)
    expect(world.ticket(other).ticket).toMatchObject({ messageCount: 3, status: 'new' })
  })

  it('is found by number and words', () => {
    const { ticketId } = world.services.phone.save({ ...memo, accountId: shop })
    for (const query of ['名入れ', '09012345678'])
      expect(
        world.services.search.find({ query, limit: 5, order: 'relevance' }).hits.map((hit) => hit.ticket.id),
      ).toEqual([ticketId])
  })

  it.each([
    ['090-1234-5678', '09012345678'],
    ['０３（１２３４）５６７８', '0312345678'],
    ['+81 90-1234-5678', '09012345678'],
    ['+81 (0)3 1234 5678', '0312345678'],
    ['0120-000-000', '0120000000'],
  ])('reads %s as %s', (typed, digits) => {
    expect(digitsOf(typed)).toBe(digits)
    expect(fitsNumber(typed, digits)).toBe(true)
  })
})

describe('a mail of an answering service', () => {
  const report = (id: string, who: string, number: string) =>
    eml({
      id,
      from: '受付センター <report@answering.example>',
      subject: '受電報告',
      body: `お電話がございました。\n\n【お名前】${who} 様\n【電話番号】${number}\n【ご用件】納期を知りたい。折り返し希望。`,
    })

  it('is the call it reports: the caller’s ticket, to be called back by a deadline, one for each caller', async () => {
    const { ticketId } = await world.arrive(shop, report('r1', '高橋 健太', '090-0000-1234'))
    const { ticket, messages, customer, draft } = world.ticket(ticketId)
    expect(ticket).toMatchObject({ channel: 'phone', customerName: '高橋 健太', category: 'call-back', status: 'new' })
    expect(ticket.subject).toContain('納期を知りたい')
    expect(ticket.dueAt).not.toBeNull()
    expect(messages.map(({ direction }) => direction)).toEqual(['inbound', 'call'])
    expect(customer!.identities).toMatchObject([{ channel: 'phone', value: '09000001234' }])
    // An answer must not go to whoever took the call.
    expect(draft.to).toEqual([])
    const second = await world.arrive(shop, report('r2', '森 陽子', '090-0000-5678'))
    expect(second.ticketId).not.toBe(ticketId)
    expect(world.ticket(second.ticketId).ticket.customerName).toBe('森 陽子')
  })

  it('is found under the customer whose number it names, and answered to their own address', async () => {
    const known = await ask('納期', '高橋 健太 <kenta@example.com>')
    const customerId = world.ticket(known).customer!.id
    world.store.customers.addIdentity({ channel: 'phone', value: '09000001234' }, customerId)
    const { ticketId } = await world.arrive(shop, report('r3', '高橋', '090-0000-1234'))
    const { customer, draft } = world.ticket(ticketId)
    expect(customer!.id).toBe(customerId)
    expect(draft.to.map(({ address }) => address)).toEqual(['kenta@example.com'])
  })

  it('gets no automatic receipt, and is left alone when it was there before the program', async () => {
    const { ticketId, messageId } = await world.arrive(shop, report('r4', '高橋', '090-0000-1234'))
    expect(world.store.autoMail.isSilent(messageId)).toBe(true)
    expect(world.journal(ticketId)).toContain('call.noted')
    const receivedAt = world.store.accounts.get(shop)!.createdAt - 1
    const old = await world.arrive(shop, report('r5', '森', '090-0000-9999'), { receivedAt })
    expect(world.journal(old.ticketId)).not.toContain('call.noted')
  })

  it('is an ordinary mail again once the memo is taken back, and can be made a memo anew', async () => {
    const { ticketId, messageId } = await world.arrive(shop, report('r7', '高橋 健太', '090-0000-1234'))
    const [, call] = world.ticket(ticketId).messages
    const undone = world.services.phone.undo(call!.id)
    const { ticket, messages, draft, customer } = world.ticket(ticketId)
    expect(ticket).toMatchObject({ channel: 'mail', customerName: '受付センター', category: null, status: 'new' })
    expect(ticket.subject).toBe('受電報告')
    expect(ticket.dueAt).not.toBeNull()
    expect(customer!.identities).toMatchObject([{ channel: 'mail', value: 'report@answering.example' }])
    expect(messages.map(({ id }) => id)).toEqual([messageId])
    expect(draft.to.map(({ address }) => address)).toEqual(['report@answering.example'])
    expect(world.journal(ticketId)).toContain('call.undone')
    expect(undone).toMatchObject({ name: '高橋 健太', number: '090-0000-1234', fromMessageId: messageId })
    world.services.phone.save(undone)
    expect(world.ticket(ticketId).ticket).toMatchObject({ channel: 'phone', customerName: '高橋 健太' })
  })

  it('is taken back also where it named an order', async () => {
    const told = report('r9', '高橋 健太', '090-0000-1234').replace(
      '納期を知りたい',
      '注文番号：250-1234567-1234567 の納期を知りたい',
    )
    const { ticketId, messageId } = await world.arrive(shop, told)
    const [, call] = world.ticket(ticketId).messages
    expect(call!.text).toContain('250-1234567-1234567')
    world.services.phone.undo(call!.id)
    expect(world.ticket(ticketId).messages.map(({ id }) => id)).toEqual([messageId])
  })

  it('keeps the category that somebody has chosen since, when the memo is taken back', async () => {
    const { ticketId } = await world.arrive(shop, report('r8', '高橋 健太', '090-0000-1234'))
    world.services.categories.assign([ticketId], 'defect', 'staff')
    world.services.phone.undo(world.ticket(ticketId).messages[1]!.id)
    expect(world.ticket(ticketId).ticket.category).toBe('defect')
  })

  it('cannot be taken back where no mail reported it', () => {
    const call = world.services.phone.save({ ...memo, accountId: shop })
    expect(() => world.services.phone.undo(call.messageId)).toThrow(/No call of a mail/)
  })

  it('that is not known as one is made a memo by hand, with what can be read from it', async () => {
    const body = '折り返しお電話をお願いします。\n\nお名前：森 陽子\n電話番号：090-0000-5678'
    const mail = eml({ id: 'r6', from: 'front <front@example.org>', subject: 'ご連絡', body })
    const { ticketId, messageId } = await world.arrive(shop, mail)
    expect(world.ticket(ticketId).ticket.channel).toBe('mail')
    const read = world.services.phone.read(messageId)
    expect(read).toMatchObject({ name: '森 陽子', number: '090-0000-5678' })
    const rest = { customerId: null, kind: 'phone', category: null, isCallBack: true } as const
    world.services.phone.save({ ...read, ...rest, items: [], ticketId, fromMessageId: messageId })
    expect(world.ticket(ticketId).ticket).toMatchObject({
      channel: 'phone',
      customerName: '森 陽子',
      category: 'call-back',
    })
  })
})
