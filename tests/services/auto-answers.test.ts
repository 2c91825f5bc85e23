import { afterEach, describe, expect, it } from 'vitest'
import type { AccountId, TicketId } from '../../preload/domain.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { compose } from '../../main/channels/mail/compose.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { DAY, HOUR, MINUTE, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'
import { ruleOf, words } from './rules-world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Tuesday evening: the shop has closed at 17:00. */
const EVENING = '2026-11-24T21:00:00+09:00'
type Options = { at?: string; clock?: ReturnType<typeof createFakeClock>; address?: string; dir?: string }

function setup({ at = EVENING, clock = createFakeClock(at), address = 'shop@example.jp', dir }: Options = {}) {
  const sent: OutboundMessage[] = []
  const channel = fakeChannel({
    send(message) {
      sent.push(message)
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    },
  })
  const world = openWorld({ clock, channel, ...(dir === undefined ? {} : { dir }) })
  worlds.push(world)
  const account = world.store.accounts.list()[0]?.id ?? world.addAccount(address)
  const { shopId } = world.store.accounts.get(account)!
  const turnOn = (change = {}) =>
    world.services.autoAnswers.save(shopId, { isOn: true, templateId: null, closingTemplateId: null, ...change })
  const reasons = (id: TicketId) =>
    world.store.journal
      .listForTicket(id)
      .flatMap(({ type, data }) => (type === 'auto-answer.withheld' ? data['reason'] : []))
  return { ...world, account, shopId, sent, turnOn, reasons }
}

describe('an answer while the shop is closed', () => {
  it('is not given until a person turns it on', async () => {
    const { arrive, account, settle, sent } = setup()
    await arrive(account, eml())
    await settle()
    expect(sent).toEqual([])
  })

  it('names the next business day, says that a machine wrote it, and settles nothing', async () => {
    const { arrive, account, settle, sent, turnOn, ticket, journal, clock } = setup()
    turnOn()
    const { ticketId } = await arrive(account, eml())
    const due = ticket(ticketId).ticket.dueAt
    await settle()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ autoSubmitted: 'auto-replied', to: [{ address: 'aiko@example.com' }] })
    expect(sent[0]!.subject).toBe('【自動返信】お問い合わせを受け付けました')
    expect(sent[0]!.textBody).toContain('11月25日(水)から順番にお返事いたします')
    const after = ticket(ticketId)
    expect(after.ticket).toMatchObject({ status: 'new', dueAt: due, excerpt: 'サイズが合いませんでした。' })
    expect(journal(ticketId)).toContain('auto-answer.sent')
    // The person answers as if nothing had left.
    clock.suspend(13 * HOUR)
    expect(after.ticket.dueAt).toBe(due)
  })

  it('is given on the evening before closing days with the days and the day of reopening', async () => {
    const { arrive, account, settle, sent, turnOn } = setup({ at: '2026-12-28T21:00:00+09:00' })
    turnOn()
    await arrive(account, eml())
    await settle()
    expect(sent[0]!.subject).toBe('【自動返信】休業期間のお知らせ')
    expect(sent[0]!.textBody).toContain('休業期間: 12月29日(火)〜2027年1月3日(日)')
    expect(sent[0]!.textBody).toContain('営業再開: 2027年1月4日(月)')
  })

  it('comes neither while the shop is open nor in its lunch break', async () => {
    for (const at of ['2026-11-24T10:30:00+09:00', '2026-11-24T12:30:00+09:00']) {
      const { arrive, account, settle, sent, turnOn, journal } = setup({ at })
      turnOn()
      const { ticketId } = await arrive(account, eml())
      await settle()
      expect(sent).toEqual([])
      expect(journal(ticketId)).not.toContain('auto-answer.withheld')
    }
  })

  it('is not given to what was there before the program, nor after opening to what came in the night', async () => {
    const { arrive, account, settle, sent, turnOn, clock } = setup()
    turnOn()
    await arrive(account, eml({ id: 'old' }), { receivedAt: clock.now() - HOUR })
    clock.suspend(14 * HOUR)
    await arrive(account, eml({ id: 'night', from: 'b@example.com' }), { receivedAt: clock.now() - 5 * HOUR })
    await settle()
    expect(sent).toEqual([])
  })

  it('is not given to what waited longer than a day for the PC, and says so', async () => {
    const { arrive, account, settle, sent, turnOn, clock, reasons } = setup({ at: '2026-11-27T18:00:00+09:00' })
    turnOn()
    const receivedAt = clock.now() + HOUR
    clock.suspend(2 * DAY)
    const { ticketId } = await arrive(account, eml(), { receivedAt })
    await settle()
    expect(sent).toEqual([])
    expect(reasons(ticketId)).toEqual(['stale'])
  })

  it('stays here when it could not leave before the shop opened, or a person answered first', async () => {
    const { arrive, account, turnOn, clock, store, services, settle, sent, answer } = setup()
    turnOn()
    await arrive(account, eml())
    clock.suspend(14 * HOUR)
    await settle()
    expect(sent).toEqual([])
    expect(store.outbox.listOpen()).toEqual([])
    clock.suspend(10 * HOUR)
    const { ticketId } = await arrive(account, eml({ from: 'c@example.com' }))
    answer(ticketId, '承りました。')
    await settle()
    expect(sent.map(({ textBody }) => textBody)).toEqual(['承りました。'])
    expect(services.replies.draftOf(ticketId).body).toBe('')
  })

  it('does not leave with a blank that nobody can fill', async () => {
    const { arrive, account, settle, sent, turnOn, services, reasons, shopId } = setup()
    const saved = services.templates.save({
      id: null,
      kind: 'template',
      title: '夜',
      reading: '',
      abbreviation: '',
      folder: '',
      language: 'ja',
      shopId: null,
      category: null,
      purpose: null,
      startsHold: false,
      subject: '受付',
      body: '追跡番号は{{追跡番号}}です。',
    })
    turnOn({ templateId: saved.id })
    expect(services.autoAnswers.preview(shopId).unfilled).toEqual([])
    const { ticketId } = await arrive(account, eml())
    await settle()
    expect(sent).toEqual([])
    expect(reasons(ticketId)).toEqual(['unfilled'])
  })

  it('can be looked at before, in the words of tonight', () => {
    const { services, shopId, clock } = setup({ at: '2026-11-27T11:00:00+09:00' })
    const preview = services.autoAnswers.preview(shopId)
    expect(preview).toMatchObject({ purpose: 'auto-answer', unfilled: [], at: clock.now() + 6 * HOUR })
    expect(preview.body).toContain('11月30日(月)から順番に')
  })
})

describe('the guard against loops', () => {
  it.each([
    ['an automatic mail', ['Auto-Submitted: auto-generated']],
    ['a mass mail', ['Precedence: bulk']],
    ['one that asks for silence', ['X-Auto-Response-Suppress: All']],
    ['a loop of another help desk', ['X-Autoreply: yes']],
    ['one without an envelope sender', ['Return-Path: <>']],
  ])('never answers %s', async (_, headers) => {
    const { arrive, account, settle, sent, turnOn } = setup()
    turnOn()
    await arrive(account, eml({ headers }))
    await settle()
    expect(sent).toEqual([])
  })

  it('never answers no-reply, our own addresses or the junk folder', async () => {
    const { arrive, account, settle, sent, turnOn, addAccount, reasons } = setup()
    turnOn()
    addAccount('other@example.jp', '若葉屋')
    await arrive(account, eml({ from: 'no-reply@example.com' }))
    await arrive(account, eml({ from: 'other@example.jp' }))
    const { ticketId } = await arrive(account, eml({ from: 'x@example.com' }), { place: 'junk' })
    await settle()
    expect(sent).toEqual([])
    expect(reasons(ticketId)).toEqual(['machine'])
  })

  it('answers a person once in 24 hours, over all shops, and after a restart too', async () => {
    const first = setup()
    const { turnOn, account, clock } = first
    turnOn()
    const other = first.addAccount('second@example.jp', '若葉屋')
    const secondShop = first.store.accounts.get(other)!.shopId
    first.services.autoAnswers.save(secondShop, { isOn: true, templateId: null, closingTemplateId: null })
    await first.arrive(account, eml({ id: '1' }))
    const again = await first.arrive(other, eml({ id: '2', to: 'second@example.jp', from: 'aiko+shop@example.com' }))
    await first.settle()
    expect(first.sent).toHaveLength(1)
    expect(first.reasons(again.ticketId)).toEqual(['recent'])

    worlds.splice(worlds.indexOf(worlds.at(-1)!), 1)
    first.crash()
    const second = setup({ clock, dir: first.dir })
    clock.suspend(HOUR)
    await second.arrive(account, eml({ id: '3' }))
    clock.suspend(23 * HOUR)
    await second.arrive(account, eml({ id: '4' }))
    await second.settle()
    expect(second.sent).toHaveLength(1)
  })

  it('answers nobody more than three times in seven days', async () => {
    const { arrive, account, settle, sent, turnOn, clock } = setup({ at: '2026-12-01T21:00:00+09:00' })
    turnOn()
    for (let day = 0; day < 6; day++) {
      await arrive(account, eml({ id: `d${day}` }))
      await settle()
      clock.suspend(DAY + MINUTE)
    }
    expect(sent).toHaveLength(3)
  })
})

/** Two programs, each with its own store, on one clock. What one sends lies in the mailbox of the other. */
function connect(change: (source: string) => string = (source) => source) {
  const clock = createFakeClock(EVENING)
  const one = setup({ clock, address: 'one@example.jp' })
  const two = setup({ clock, address: 'two@example.com' })
  one.turnOn()
  two.turnOn()
  async function carry(from: typeof one, to: typeof one, account: AccountId) {
    await from.settle(1)
    const mails = from.sent.splice(0)
    for (const message of mails) await to.arrive(account, change(new TextDecoder().decode(await compose(message))))
    return mails.length
  }
  return { clock, one, two, carry }
}

describe('two such programs that write to each other', () => {
  async function run(change: (source: string) => string, rounds: number) {
    const { one, two, carry, clock } = connect(change)
    await one.arrive(one.account, eml({ from: 'two@example.com', to: 'one@example.jp' }))
    await two.arrive(two.account, eml({ from: 'one@example.jp', to: 'two@example.com' }))
    const counts = [0, 0]
    for (let round = 0; round < rounds; round++) {
      counts[0]! += await carry(one, two, two.account)
      counts[1]! += await carry(two, one, one.account)
      clock.suspend(MINUTE)
    }
    return counts
  }

  it('send exactly one answer each', async () => {
    expect(await run((source) => source, 12)).toEqual([1, 1])
  })

  it('send one each also where a mailer on the way takes the marks off', async () => {
    const stripped = (source: string) => source.replace(/^Auto-Submitted:.*\r\n/gim, '').replaceAll('【自動返信】', '')
    expect(await run(stripped, 30)).toEqual([1, 1])
  })

  it('stop at the brake where the other one writes from a new address each time', async () => {
    const { one, two, clock } = connect()
    let count = 0
    for (let round = 0; round < 40; round++) {
      await one.arrive(one.account, eml({ from: `bot${round}@example.com`, to: 'one@example.jp', id: `r${round}` }))
      await one.settle(1)
      count += one.sent.splice(0).length
    }
    expect(count).toBe(20)
    expect(one.services.autoMail.state()).toMatchObject({ stoppedAt: expect.any(Number) })
    expect(one.services.alerts.list().filter(({ kind }) => kind === 'auto-stopped')).toHaveLength(1)
    expect(one.popups.some(({ title }) => title.includes('自動のメールを止めました'))).toBe(true)
    expect(two.services.autoMail.state().stoppedAt).toBeNull()

    // Time alone lets nothing go on; a person does.
    clock.suspend(HOUR)
    await one.arrive(one.account, eml({ from: 'late@example.com', id: 'late' }))
    await one.settle(1)
    expect(one.sent).toEqual([])
    one.services.autoMail.release()
    await one.arrive(one.account, eml({ from: 'later@example.com', id: 'later' }))
    await one.settle(1)
    expect(one.sent).toHaveLength(1)
    expect(one.services.alerts.list().filter(({ kind }) => kind === 'auto-stopped')).toMatchObject([
      { isHandled: true },
    ])
  })
})

describe('a rule that answers', () => {
  it('answers once, before the answer of the night, and never a machine', async () => {
    const { arrive, account, settle, sent, turnOn, services, reasons } = setup()
    turnOn()
    const templateId = services.templates.forPurpose('return-goods', null)!.id
    const own = services.templates.save({
      ...services.templates.list().find(({ id }) => id === templateId)!,
      id: null,
      subject: '返品を承りました',
      body: '{{お客さま名}}さま、返品を承りました。',
    })
    services.rules.save(
      null,
      ruleOf({ conditions: [words('返品')], actions: [{ type: 'auto-answer', templateId: own.id }] }),
    )
    await arrive(account, eml())
    const machine = await arrive(account, eml({ from: 'm@example.com', headers: ['X-Auto-Response-Suppress: All'] }))
    await settle()
    expect(sent.map(({ subject }) => subject)).toEqual(['返品を承りました'])
    expect(sent[0]!.textBody).toBe('山田 愛子さま、返品を承りました。')
    expect(reasons(machine.ticketId)).toEqual(['machine', 'machine'])
  })
})
