import { afterEach, describe, expect, it } from 'vitest'
import { MINUTE, eml, openWorld, type World } from './world.ts'

const worlds: World[] = []
function setup() {
  const world = openWorld()
  worlds.push(world)
  const account = world.addAccount()
  return {
    ...world,
    /** A mail without headers that name another, a minute after the one before. */
    async write(subject: string) {
      await world.clock.advance(MINUTE)
      return (await world.arrive(account, eml({ subject }))).ticketId
    },
  }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('同じ件?', () => {
  it('is asked of an answer without headers, in both tickets', async () => {
    const { write, ticket } = setup()
    const first = await write('納期について')
    const second = await write('返信：納期について')
    expect(ticket(second).offers).toMatchObject([{ ticketId: first, reason: 'same-subject' }])
    expect(ticket(first).offers).toMatchObject([{ ticketId: second, reason: 'same-subject' }])
  })

  it('is asked also when the customer has written about forty other things since', async () => {
    const { write, ticket } = setup()
    const first = await write('納期について')
    for (let other = 1; other <= 40; other++) await write(`別の件 ${other}`)
    const second = await write('Re: 納期について')
    expect(ticket(second).offers).toMatchObject([{ ticketId: first }])
    expect(ticket(first).offers).toMatchObject([{ ticketId: second }])
  })

  it('names the nearest first, where a customer always writes under one subject', async () => {
    const { write, ticket } = setup()
    const all = []
    for (let number = 0; number < 7; number++) all.push(await write('お問い合わせ'))
    expect(ticket(all[1]!).offers.map(({ ticketId }) => ticketId)).toEqual([all[2], all[0], all[3]])
    expect(ticket(all[6]!).offers.map(({ ticketId }) => ticketId)).toEqual([all[5], all[4], all[3]])
  })

  it('is not asked between two customers', async () => {
    const { write, arrive, ticket, store } = setup()
    await write('納期について')
    const account = store.accounts.list()[0]!.id
    const other = await arrive(account, eml({ from: 'ken@example.net', subject: 'Re: 納期について' }))
    expect(ticket(other.ticketId).offers).toEqual([])
  })
})
