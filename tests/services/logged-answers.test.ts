import { afterEach, describe, expect, it } from 'vitest'
import { HOUR } from './world.ts'
import { now, openPosts, post } from './post-world.ts'

const open: ReturnType<typeof openPosts>[] = []
async function setup() {
  const world = openPosts('x')
  open.push(world)
  const account = await world.connect()
  const [stored] = await world.bring(account, [post({ refuses: 'not-mentioned', text: '在庫はありますか' })])
  const { ticketId } = stored!
  return { ...world, account, ticketId, log: (text: string) => world.services.loggedAnswers.log(ticketId, text) }
}
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

const found = ({ services }: Awaited<ReturnType<typeof setup>>, query: string) =>
  services.search.find({ query, limit: 10, order: 'newest' }).hits.length

describe('an answer given on the page of the network', () => {
  it('counts as one: the deadline is met, the words are kept and found', async () => {
    const world = await setup()
    expect(world.ticket(world.ticketId).ticket.dueAt).not.toBeNull()
    world.log('はい、ございます')
    const { ticket, messages } = world.ticket(world.ticketId)
    expect(ticket).toMatchObject({ status: 'waiting', dueAt: null, messageCount: 2 })
    expect(messages.at(-1)).toMatchObject({ direction: 'outbound', text: 'はい、ございます', outbox: null })
    expect(found(world, 'ございます')).toBe(1)
    expect(world.sent).toEqual([])
  })

  it('taken back leaves the ticket as it was, with its deadline', async () => {
    const world = await setup()
    const before = world.ticket(world.ticketId).ticket
    const id = world.log('はい、ございます')
    world.services.loggedAnswers.unlog(id)
    const { ticket, messages, history } = world.ticket(world.ticketId)
    expect(ticket).toEqual(before)
    expect(messages.map(({ text }) => text)).toEqual(['在庫はありますか'])
    expect(found(world, 'ございます')).toBe(0)
    expect(history.map(({ type }) => type)).toEqual(expect.arrayContaining(['answer.logged', 'answer.unlogged']))
    expect(() => world.services.loggedAnswers.unlog(id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('is the only thing that can be taken back so', async () => {
    const { services, ticket, ticketId } = await setup()
    const [message] = ticket(ticketId).messages
    expect(() => services.loggedAnswers.unlog(message!.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})

describe('tickets of posts', () => {
  it('keep what stands for a subject when they are put together', async () => {
    const { account, bring, services, ticket, ticketId } = await setup()
    const [other] = await bring(account, [
      post({ id: '77', conversation: '77', text: '青いお皿のことです', at: now + HOUR }),
    ])
    services.moves.merge([other!.ticketId], ticketId)
    expect(ticket(ticketId).ticket).toMatchObject({ subject: '在庫はありますか', messageCount: 2 })
  })
})
