import { afterEach, describe, expect, it } from 'vitest'
import { NO_PLAN, type LateSends, type TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { DAY, HOUR, MINUTE, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'

const worlds: World[] = []
const tokyo = (time: string) => Date.parse(`${time}+09:00`)

/** Tuesday morning, and a line that can be cut. */
async function setup({ lateSends = 'ask' }: { lateSends?: LateSends } = {}) {
  const at = '2026-11-24T10:00:00+09:00'
  const sent: OutboundMessage[] = []
  let failure: AppError | null = null
  const channel = fakeChannel({
    send(message) {
      if (failure) return Promise.reject(failure)
      sent.push(message)
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    },
  })
  const world = openWorld({ at, channel, settings: { alertHours: null, lateSends } })
  worlds.push(world)
  const account = world.addAccount()
  const { ticketId } = await world.arrive(account, eml({ id: 'q1' }))
  await world.settle()
  world.popups.length = 0
  const plan = (sendAfter: number) => ({ ...NO_PLAN, sendAfter })
  const schedule = (sendAfter: number, body = '承りました。') =>
    world.answer(ticketId, body, crypto.randomUUID(), plan(sendAfter))
  const outbox = () => world.store.outbox.listOpen().map(world.services.replies.toItem)
  return {
    ...world,
    account,
    ticketId,
    sent,
    schedule,
    outbox,
    cut: (error: AppError | null) => void (failure = error),
  }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})
const draftOf = ({ services }: Pick<World, 'services'>, id: TicketId) => services.replies.draftOf(id)

describe('an answer with a time of its own', () => {
  it('leaves at its time and not before, and is listed until then', async () => {
    const { schedule, sent, settle, clock, outbox, services } = await setup()
    const at = clock.now() + HOUR
    schedule(at)
    await settle()
    expect(outbox()).toMatchObject([{ state: 'queued', scheduledAt: at, sendAfter: at, asks: null }])
    expect(services.view.counts()).toMatchObject({ outbox: 1, outboxTrouble: 0, scheduled: 1 })
    clock.suspend(HOUR - 10 * 1000)
    await settle()
    expect(sent).toEqual([])
    clock.suspend(10 * 1000)
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('never leaves early because the clock was set back, the line came back or the account was mended', async () => {
    const { schedule, sent, settle, clock, account, services, cut } = await setup()
    const at = clock.now() + DAY
    schedule(at)
    // Another answer finds the password wrong, and the whole account is held.
    cut(new AppError('auth-expired', '535'))
    const other = await worlds.at(-1)!.arrive(account, eml({ from: 'other@example.com' }))
    worlds.at(-1)!.answer(other.ticketId, 'x')
    await settle()
    cut(null)
    services.delivery.releaseAccount(account)
    await settle()
    expect(sent.map(({ textBody }) => textBody)).toEqual(['x'])
    for (const jump of [-3 * HOUR, -DAY, 2 * HOUR]) {
      clock.suspend(jump)
      await settle()
    }
    expect(sent).toHaveLength(1)
    clock.suspend(at - clock.now())
    await settle()
    expect(sent).toHaveLength(2)
  })

  it('that found no line at its time does not leave before it when the clock is set back', async () => {
    const { schedule, sent, settle, clock, cut } = await setup()
    const at = clock.now() + HOUR
    schedule(at)
    cut(new AppError('offline', 'no line'))
    clock.suspend(HOUR)
    await settle()
    cut(null)
    clock.suspend(-30 * MINUTE)
    await settle()
    expect(sent).toEqual([])
    clock.suspend(31 * MINUTE)
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('becomes a draft again when the customer writes first, word for word, and that is told', async () => {
    const world = await setup()
    const { schedule, sent, settle, clock, arrive, account, ticketId, outbox, popups, journal } = world
    schedule(clock.now() + HOUR, 'お待たせしております。')
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q1@example.com' }))
    expect(outbox()).toEqual([])
    expect(draftOf(world, ticketId)).toMatchObject({
      body: 'お待たせしております。',
      plan: { sendAfter: clock.now() + HOUR },
    })
    expect(journal(ticketId)).toContain('outbox.held-back')
    clock.suspend(2 * HOUR)
    await settle()
    expect(sent).toEqual([])
    expect(popups[0]!.title).toBe('予約した返信を下書きに戻しました')
    // Sending it all the same needs a look at what the customer wrote.
    expect(() => world.answer(ticketId, 'x', crypto.randomUUID())).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    )
  })

  it('stays when a machine answers', async () => {
    const { schedule, settle, clock, arrive, account, sent } = await setup()
    schedule(clock.now() + HOUR)
    const headers = ['Auto-Submitted: auto-replied']
    await arrive(account, eml({ id: 'a', inReplyTo: 'q1@example.com', subject: '自動返信', headers }))
    clock.suspend(HOUR)
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('does not leave when the word of the customer comes while the line is being opened', async () => {
    const { schedule, settle, clock, arrive, account, ticketId, sent, services, store } = await setup()
    await services.replies.attach(ticketId, { name: 'a.txt', type: 'text/plain', content: new Uint8Array([1]) })
    schedule(clock.now() + HOUR, 'お待たせしております。')
    clock.suspend(HOUR)
    // While its file is read, in the moment before it is marked as leaving.
    const { read } = store.sources
    store.sources.read = async (hash) => {
      await arrive(account, eml({ id: 'q2', inReplyTo: 'q1@example.com' }))
      return read(hash)
    }
    await settle()
    expect(sent).toEqual([])
    expect(services.replies.draftOf(ticketId).body).toBe('お待たせしております。')
  })

  it('can be given another time, sent now, or taken back', async () => {
    const world = await setup()
    const { schedule, sent, settle, clock, services, outbox, ticketId } = world
    const { id } = schedule(clock.now() + HOUR)
    services.scheduled.reschedule(id, clock.now() + 2 * HOUR)
    clock.suspend(HOUR)
    await settle()
    expect(sent).toEqual([])
    expect(() => services.scheduled.reschedule(id, clock.now())).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
    services.delivery.retry(id)
    await settle()
    expect(sent).toHaveLength(1)
    expect(outbox()).toEqual([])

    const again = schedule(clock.now() + HOUR, 'つづき')
    services.delivery.cancel(again.id)
    clock.suspend(2 * HOUR)
    await settle()
    expect(sent).toHaveLength(1)
    expect(draftOf(world, ticketId).body).toBe('つづき')
  })
})

describe('an answer whose time passed while the PC was off', () => {
  it('a little late leaves by itself', async () => {
    const { schedule, sent, settle, clock } = await setup()
    schedule(clock.now() + HOUR)
    clock.suspend(2 * HOUR)
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('more than two hours late asks first, once, also after a restart, and leaves when a person says so', async () => {
    const { schedule, sent, settle, clock, outbox, popups, services } = await setup()
    const { id } = schedule(clock.now() + HOUR)
    clock.suspend(4 * HOUR)
    await settle()
    expect(sent).toEqual([])
    expect(outbox()).toMatchObject([{ asks: 'late', state: 'queued' }])
    expect(services.view.counts().outboxTrouble).toBe(1)
    expect(popups.map(({ title }) => title)).toEqual(['予約した返信の時刻を過ぎています'])
    clock.suspend(DAY)
    await settle()
    expect(sent).toEqual([])
    expect(popups.filter(({ title }) => title.includes('予約'))).toHaveLength(1)

    services.delivery.retry(id)
    await settle()
    expect(sent).toHaveLength(1)
    expect(services.alerts.list().filter(({ isHandled, kind }) => kind === 'send-late' && !isHandled)).toEqual([])
  })

  it('asks also while there is no line', async () => {
    const { schedule, settle, clock, outbox, cut } = await setup()
    cut(new AppError('offline', 'no line'))
    schedule(clock.now() + HOUR)
    clock.suspend(6 * HOUR)
    await settle()
    expect(outbox()).toMatchObject([{ asks: 'late' }])
  })

  it('leaves at once where the shop wants that', async () => {
    const { schedule, sent, settle, clock } = await setup({ lateSends: 'send' })
    schedule(clock.now() + HOUR)
    clock.suspend(3 * DAY)
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('waits for the opening of the shop where it wants that', async () => {
    const { schedule, sent, settle, clock } = await setup({ lateSends: 'open-hours' })
    schedule(tokyo('2026-11-24T16:00:00'))
    clock.suspend(tokyo('2026-11-24T22:00:00') - clock.now())
    await settle()
    expect(sent).toEqual([])
    clock.suspend(tokyo('2026-11-25T10:00:00') - clock.now())
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('is named to whoever ends the program within twelve hours before', async () => {
    const { schedule, clock, services } = await setup()
    schedule(clock.now() + 13 * HOUR)
    expect(services.scheduled.dueSoon()).toEqual([])
    clock.suspend(2 * HOUR)
    expect(services.scheduled.dueSoon()).toHaveLength(1)
  })
})

describe('sending that can be taken back', () => {
  it('waits for the seconds that were chosen, then leaves', async () => {
    const { answer, ticketId, sent, clock, heart } = await setup()
    answer(ticketId, '承りました。', crypto.randomUUID(), NO_PLAN, 10_000)
    await heart.wake()
    await clock.advance(9_000)
    await heart.wake()
    expect(sent).toEqual([])
    await clock.advance(2_000)
    await heart.wake()
    expect(sent).toHaveLength(1)
  })

  it('gives the draft back as it was typed, with its files and its plan, also without a line', async () => {
    const world = await setup()
    const { ticketId, sent, services, settle, clock, cut } = world
    cut(new AppError('offline', 'no line'))
    await services.replies.attach(ticketId, { name: '写真.png', type: 'image/png', content: new Uint8Array([1, 2]) })
    const { accountId, to, cc, subject, basedOnMessageId } = draftOf(world, ticketId)
    const typed = '山田様\n\nお世話になっております。\n'
    const item = services.replies.send(
      {
        ticketId,
        accountId,
        to,
        cc,
        subject,
        body: `${typed}\n青葉屋`,
        typedBody: typed,
        basedOnMessageId,
        clientKey: crypto.randomUUID(),
        plan: { ...NO_PLAN, thenResolve: true },
        despiteNewer: false,
      },
      10_000,
    )
    services.delivery.cancel(item.id)
    expect(draftOf(world, ticketId)).toMatchObject({
      to,
      subject,
      body: typed,
      // Whether it settles the ticket is said anew by the button that sends it.
      plan: { thenResolve: false },
      attachments: [{ name: '写真.png', size: 2 }],
    })
    cut(null)
    clock.suspend(HOUR)
    await settle()
    expect(sent).toEqual([])
  })
})
