import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { DAY, eml, openWorld, type World } from './world.ts'

const worlds: World[] = []

/** Two people wait for the same pre-order and hear of it every 15 days. */
async function setup() {
  const world = openWorld()
  worlds.push(world)
  const account = world.addAccount()
  const ids: TicketId[] = []
  for (const who of ['aiko', 'ken']) {
    const mail = eml({ id: who, from: `${who} <${who}@example.com>`, subject: `予約 ${who}` })
    ids.push((await world.arrive(account, mail)).ticketId)
  }
  const { ticketGroups } = world.services
  const { id } = ticketGroups.save({ id: null, name: '予約:湯呑み', product: '湯呑み', intervalDays: 15 })
  ticketGroups.add(id, ids)
  await world.settle()
  world.popups.length = 0
  const dues = () => world.services.alerts.list().filter(({ kind }) => kind === 'group-due')
  /** The progress is sent to everybody in it. */
  function tellAll(key = crypto.randomUUID()) {
    const mails = world.services.groupSends.preview({
      mails: ids.map((ticketId) => ({ ticketId, values: {}, edited: null })),
      templateId: null,
      subject: '',
      body: '{{お客さま名}}さま 順調です。',
      language: 'ja',
      values: {},
      hold: null,
    })
    return world.services.groupSends.send({
      key,
      title: '進捗',
      templateId: null,
      groupId: id,
      sendAfter: null,
      mails: mails.map(({ ticketId, accountId, to, subject, body, basedOnMessageId, hold }) => {
        const words = { subject, body, typedBody: body }
        return { ticketId, accountId, to: to!, ...words, basedOnMessageId, hold, overridden: [] }
      }),
    })
  }
  return { ...world, ids, id, ticketGroups, dues, tellAll, group: () => ticketGroups.list()[0]! }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('a group of people who wait for the same thing', () => {
  it('is a task after fifteen days, once, with a popup', async () => {
    const { clock, settle, group, dues, popups } = await setup()
    clock.suspend(14 * DAY)
    await settle()
    expect(group().isDue).toBe(false)
    clock.suspend(DAY)
    await settle()
    await settle()
    expect(group().isDue).toBe(true)
    expect(dues()).toHaveLength(1)
    expect(popups.filter(({ title }) => title === 'ご予約の進捗をお知らせする時期です')).toHaveLength(1)
  })

  it('is done when the progress was sent, and due again fifteen days later', async () => {
    const { clock, settle, group, dues, tellAll } = await setup()
    clock.suspend(15 * DAY)
    await settle()
    tellAll()
    expect(group()).toMatchObject({ isDue: false, lastSentAt: clock.now(), nextAt: clock.now() + 15 * DAY })
    await settle()
    expect(dues().map(({ isHandled }) => isHandled)).toEqual([true])
    clock.suspend(15 * DAY)
    await settle()
    expect(group().isDue).toBe(true)
    expect(dues()).toHaveLength(2)
  })

  it('is left alone once it is closed, and begins anew when it is opened again', async () => {
    const { clock, settle, group, dues, ticketGroups, id } = await setup()
    ticketGroups.setClosed(id, true)
    clock.suspend(60 * DAY)
    await settle()
    expect(dues()).toEqual([])
    expect(group()).toMatchObject({ isClosed: true, nextAt: null, isDue: false })
    ticketGroups.setClosed(id, false)
    expect(group()).toMatchObject({ isClosed: false, isDue: false, nextAt: clock.now() + 15 * DAY })
  })

  it('can wait some days more', async () => {
    const { clock, settle, group, dues, ticketGroups, id } = await setup()
    clock.suspend(15 * DAY)
    await settle()
    ticketGroups.postpone(id, clock.now() + 3 * DAY)
    expect(group().isDue).toBe(false)
    expect(dues()[0]!.isHandled).toBe(true)
    clock.suspend(3 * DAY)
    await settle()
    expect(group().isDue).toBe(true)
  })

  it('has everybody once, also after two of their tickets were put together', async () => {
    const { group, ticketGroups, id, ids, services } = await setup()
    ticketGroups.add(id, ids)
    expect(group().members.map(({ ticketId }) => ticketId)).toEqual(ids)
    services.moves.merge([ids[1]!], ids[0]!)
    expect(group().members.map(({ ticketId }) => ticketId)).toEqual([ids[0]])
    ticketGroups.remove(id, [ids[0]!])
    expect(group().members).toEqual([])
  })
})
