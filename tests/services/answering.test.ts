import { afterEach, describe, expect, it } from 'vitest'
import { NO_PLAN, type AccountId, type TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { request } from './hold-world.ts'
import { HOUR, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Two shops; a customer wrote to the first. */
async function setup() {
  const sent: OutboundMessage[] = []
  let failure: AppError | null = null
  const channel = fakeChannel({
    send(message) {
      if (failure) return Promise.reject(failure)
      sent.push(message)
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    },
  })
  const world = openWorld({ channel })
  worlds.push(world)
  const aoba = world.addAccount('shop@aoba.example.jp', '青葉屋')
  const kodama = world.addAccount('shop@kodama.example.jp', 'こだま')
  const { ticketId } = await world.arrive(aoba, eml({ id: 'q1', to: 'shop@aoba.example.jp' }))
  await world.settle()
  const reply = (change: { id?: TicketId; accountId?: AccountId; despiteAccount?: boolean; body?: string } = {}) => {
    const { id = ticketId, ...rest } = change
    const { to, cc, subject, accountId, basedOnMessageId } = world.services.replies.draftOf(id)
    const words = { to, cc, subject, body: '承りました。', accountId, basedOnMessageId, plan: NO_PLAN }
    const answer = { ticketId: id, ...words, clientKey: crypto.randomUUID(), despiteNewer: false }
    return { ...answer, ...rest }
  }
  const status = (id = ticketId) => world.ticket(id).ticket.status
  const resolving = { ...NO_PLAN, thenResolve: true }
  const refuse = (error: AppError | null) => void (failure = error)
  return { ...world, aoba, kodama, ticketId, sent, reply, status, resolving, refuse }
}
const refusedWith = (reason: string) => expect.objectContaining({ code: 'conflict', reason })

describe('the account an answer leaves from', () => {
  it('is the one the customer wrote to; another one is refused until the person says so, and that is recorded', async () => {
    const { reply, aoba, kodama, services, store, journal, ticketId, sent, settle } = await setup()
    expect(services.replies.draftOf(ticketId).accountId).toBe(aoba)
    expect(() => services.replies.send(reply({ accountId: kodama }))).toThrow(refusedWith('other-account'))
    expect(store.outbox.listOpen()).toEqual([])
    services.replies.send(reply({ accountId: kodama, despiteAccount: true }))
    await settle()
    expect(sent.map(({ from }) => from.address)).toEqual(['shop@kodama.example.jp'])
    expect(journal(ticketId)).toContain('reply.other-account')
    const line = store.journal.listForTicket(ticketId).find(({ type }) => type === 'reply.other-account')
    expect(line?.data).toMatchObject({ from: 'shop@kodama.example.jp', addressed: 'shop@aoba.example.jp' })
  })

  it('of a draft begun for one shop is asked about when what the customer wrote to the other is put with it', async () => {
    const { reply, services, kodama, arrive, ticketId } = await setup()
    const begun = reply()
    const second = eml({ id: 'q2', to: 'shop@kodama.example.jp', date: 'Tue, 24 Nov 2026 09:00:00 +0900' })
    const { messageId, ticketId: other } = await arrive(kodama, second)
    services.moves.merge([other], ticketId)
    const answer = { ...begun, basedOnMessageId: messageId }
    expect(() => services.replies.send(answer)).toThrow(refusedWith('other-account'))
    expect(services.answering.look(answer).addressedAccountId).toBe(kodama)
  })

  it('may be either of two to which the same mail went', async () => {
    const { reply, services, kodama, arrive, aoba } = await setup()
    const both = eml({ id: 'both', to: 'shop@aoba.example.jp, shop@kodama.example.jp', subject: '別の件' })
    const { ticketId } = await arrive(aoba, both)
    await arrive(kodama, both, { externalId: 'INBOX/9/9' })
    expect(() => services.replies.send(reply({ id: ticketId, accountId: kodama }))).not.toThrow()
  })
})

describe('a look at an answer', () => {
  it('finds what does not belong to the customer, and sending all the same is recorded', async () => {
    const { reply, services, store, ticketId, aoba, arrive } = await setup()
    await arrive(
      aoba,
      eml({ id: 'o1', from: '佐藤 <sato@example.net>', subject: '配送', body: '注文番号：AB-20001 はいつですか。' }),
    )
    const answer = reply({ body: '佐藤様\n注文番号：AB-20001 の送り状を添付しました。' })
    const typo = { name: '', address: 'aiko@exmaple.com' }
    const { findings } = services.answering.look({ ...answer, to: [...answer.to, typo] })
    expect(findings.map(({ check }) => check)).toEqual([
      'attachment',
      'other-name',
      'other-order',
      'new-address',
      'many-domains',
    ])
    services.replies.send({ ...answer, overridden: findings.map(({ check }) => check) })
    const line = store.journal.listForTicket(ticketId).find(({ type }) => type === 'reply.despite-checks')
    expect(line?.data).toMatchObject({ checks: expect.arrayContaining(['attachment', 'other-name']) as unknown })
  })

  it('finds a vague date and shows one the shop is open on', async () => {
    const { reply, services } = await setup()
    const { findings } = services.answering.look(reply({ body: '近日中に発送いたします。' }))
    // The world begins on Tuesday, 24 November 2026; the 28th and 29th are a weekend.
    expect(findings).toEqual([{ check: 'vague-date', words: ['近日中'], example: '11月27日(金)' }])
  })

  it('knows an address once mail went there, but not by a mail that was taken back', async () => {
    const { reply, services, settle } = await setup()
    const answer = { ...reply(), to: [{ name: '', address: 'new@example.com' }] }
    const findsNew = () => services.answering.look(answer).findings.some(({ check }) => check === 'new-address')
    const { id } = services.replies.send(answer, HOUR)
    services.delivery.cancel(id)
    expect(findsNew()).toBe(true)
    services.replies.send({ ...answer, clientKey: crypto.randomUUID() })
    await settle()
    expect(findsNew()).toBe(false)
  })

  it('is not taken where the shop has turned it off', async () => {
    const { reply, services } = await setup()
    const answer = reply({ body: '資料を添付しました。' })
    expect(services.answering.look(answer).findings).toHaveLength(1)
    services.settings.set({ checksOff: ['attachment'] })
    expect(services.answering.look(answer).findings).toEqual([])
  })
})

it('a ticket into which two customers were merged has nobody to answer until a person says whom', async () => {
  const { services, arrive, aoba, ticketId, reply } = await setup()
  const other = await arrive(aoba, eml({ id: 'm2', from: '佐藤 <sato@example.net>', subject: '配送について' }))
  expect(services.view.get(ticketId).askers).toEqual([])
  services.moves.merge([other.ticketId], ticketId)
  const { askers, draft } = services.view.get(ticketId)
  expect(askers.map(({ address }) => address).toSorted()).toEqual(['aiko@example.com', 'sato@example.net'])
  expect(draft.to).toEqual([])
  expect(services.replies.draftOf(ticketId).to).toEqual(reply().to)
})

describe('an answer that settles its ticket', () => {
  it('does so when it is queued, and stays so when it has left', async () => {
    const { answer, ticketId, resolving, status, settle, sent, journal } = await setup()
    answer(ticketId, '承りました。', undefined, resolving)
    expect(status()).toBe('resolved')
    await settle()
    expect(sent).toHaveLength(1)
    expect(status()).toBe('resolved')
    expect(journal(ticketId).filter((type) => type === 'ticket.resolved')).toHaveLength(1)
  })

  it('brings it back with its deadline when it is taken back, and the draft settles nothing', async () => {
    const { answer, ticketId, resolving, status, services, ticket } = await setup()
    const before = ticket(ticketId).deadline
    const { id } = answer(ticketId, '承りました。', undefined, resolving, HOUR)
    expect(ticket(ticketId).deadline).toBeNull()
    services.delivery.cancel(id)
    expect(status()).toBe('new')
    expect(ticket(ticketId)).toMatchObject({ deadline: { dueAt: before!.dueAt }, draft: { body: '承りました。' } })
    expect(ticket(ticketId).draft.plan.thenResolve).toBe(false)
  })

  it('brings it back when the server refuses it, and when the customer is faster than a planned one', async () => {
    const { answer, ticketId, resolving, status, refuse, settle, arrive, aoba, clock } = await setup()
    refuse(new AppError('rejected', '550 no such user'))
    answer(ticketId, '承りました。', undefined, resolving)
    await settle()
    expect(status()).toBe('new')
    refuse(null)
    const { ticketId: second } = await arrive(aoba, eml({ id: 's1', subject: '別の件' }))
    const planned = { ...resolving, sendAfter: clock.now() + HOUR }
    answer(second, '承りました。', undefined, planned)
    expect(status(second)).toBe('resolved')
    await arrive(
      aoba,
      eml({ id: 's2', subject: 'Re: 別の件', inReplyTo: 's1@example.com', date: 'Tue, 24 Nov 2026 08:58:00 +0900' }),
      { receivedAt: clock.now() - 60_000 },
    )
    expect(status(second)).toBe('new')
  })

  it('is refused while a hold runs, and nothing is queued', async () => {
    const { answer, ticketId, resolving, store, services, clock } = await setup()
    services.holds.startByPhone(ticketId, { ...request, dueAt: clock.now() + 48 * HOUR }, 'お電話で伝えました')
    expect(() => answer(ticketId, '承りました。', undefined, resolving)).toThrow(refusedWith('hold-running'))
    expect(store.outbox.listOpen()).toEqual([])
  })
})
