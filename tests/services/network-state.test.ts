import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import { MINUTE } from './world.ts'
import { now, openPosts, post } from './post-world.ts'

const INQUIRY = '123456-20261124-00001t'
const inquiry = () =>
  post({ id: INQUIRY, conversation: INQUIRY, visibility: 'private', text: '届きません', subject: '受注問い合わせ' })
const open: ReturnType<typeof openPosts>[] = []
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

async function setup(answer: () => Promise<void> = () => Promise.resolve()) {
  const told: [string, boolean][] = []
  let say = answer
  let isOver = false
  const world = openPosts('rmesse', {
    // oxlint-disable-next-line require-yield
    async *fetchSince() {
      if (isOver) throw new AppError('auth-expired', 'The key is over.')
    },
    setSettled(conversation, isSettled) {
      told.push([conversation, isSettled])
      return say()
    },
  })
  open.push(world)
  const account = await world.connect()
  await world.bring(account, [inquiry()])
  await world.settle()
  const [ticket] = world.tickets()
  return {
    ...world,
    told,
    account,
    id: ticket!.id,
    answersState: (next: typeof answer) => void (say = next),
    endKey: () => void (isOver = true),
    async renewKey() {
      isOver = false
      const { draft } = world.services.networks.draftOf(account)
      await world.services.networks.update(account, { ...draft, secrets: { token: '7 @aobaya' } }, 5 * MINUTE)
    },
  }
}

describe('a network that keeps whether an inquiry is settled', () => {
  it('is told once when a person settles the ticket, and again when it is taken up', async () => {
    const { services, settle, told, id } = await setup()
    expect(told).toEqual([])
    services.tickets.resolve([id], 'settled')
    await settle()
    await settle()
    expect(told).toEqual([[INQUIRY, true]])
    services.tickets.reopen([id], false)
    await settle()
    expect(told).toEqual([
      [INQUIRY, true],
      [INQUIRY, false],
    ])
  })

  it('is told that the customer wrote again', async () => {
    const { services, settle, told, id, bring, account, clock } = await setup()
    services.tickets.resolve([id], 'settled')
    await settle()
    clock.suspend(MINUTE)
    await bring(account, [{ ...inquiry(), id: `${INQUIRY}#0`, at: clock.now() }])
    await settle()
    expect(told.at(-1)).toEqual([INQUIRY, false])
  })

  it('is told later when it was away, and not asked for ever about what it does not know', async () => {
    const { services, settle, told, id, clock, answersState } = await setup()
    answersState(() => Promise.reject(new AppError('offline', 'away')))
    services.tickets.resolve([id], 'settled')
    await settle()
    await settle()
    expect(told).toHaveLength(1)
    answersState(() => Promise.reject(new AppError('rejected', 'unknown')))
    clock.suspend(6 * MINUTE)
    await settle()
    expect(told).toHaveLength(2)
    clock.suspend(60 * MINUTE)
    await settle()
    expect(told).toHaveLength(2)
  })

  it('is not asked with a key that it refused, whatever comes, until there is another one: then it is told', async () => {
    const { services, settle, told, id, clock, account, bring, answersState, endKey, renewKey } = await setup()
    answersState(() => Promise.reject(new AppError('auth-expired', 'The key is over.')))
    services.tickets.resolve([id], 'settled')
    await settle()
    endKey()
    clock.suspend(10 * MINUTE)
    await settle()
    const asked = told.length
    for (const hour of [1, 2, 3]) {
      clock.suspend(60 * MINUTE)
      await bring(account, [{ ...inquiry(), id: `other-${hour}`, conversation: `other-${hour}` }])
      await settle()
    }
    expect(told).toHaveLength(asked)
    answersState(() => Promise.resolve())
    await renewKey()
    await settle()
    expect(told.slice(asked)).toEqual([[INQUIRY, true]])
  })

  it('settles the ticket when somebody completes the inquiry there, and is not told what it said', async () => {
    const { settle, told, tickets, bring, account, store, id } = await setup()
    await bring(account, [], [{ what: 'settled', conversation: INQUIRY }])
    await settle()
    expect(tickets()[0]).toMatchObject({ status: 'resolved' })
    expect(store.journal.listForTicket(id).findLast(({ type }) => type === 'ticket.resolved')).toMatchObject({
      actor: 'system',
    })
    await bring(account, [], [{ what: 'reopened', conversation: INQUIRY }])
    await settle()
    expect(tickets()[0]).toMatchObject({ status: 'open' })
    expect(told).toEqual([])
  })

  it('closes at once what was completed there before the account came here', async () => {
    const { bring, account, tickets, settle, told } = await setup()
    const old = { ...inquiry(), id: 'old', conversation: 'old', at: now - 40 * 86_400_000 }
    await bring(account, [old], [{ what: 'settled', conversation: 'old' }])
    await settle()
    expect(tickets().filter(({ status }) => status === 'resolved')).toHaveLength(1)
    expect(told).toEqual([])
  })

  it('passes over what it says about inquiries nobody has here', async () => {
    const { bring, account, tickets } = await setup()
    await bring(account, [], [{ what: 'reopened', conversation: 'unknown' }])
    expect(tickets()).toHaveLength(1)
  })
})
