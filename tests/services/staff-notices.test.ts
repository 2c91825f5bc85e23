import { afterEach, describe, expect, it } from 'vitest'
import type { NoticeWatchDraft, StaffId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { HOUR, MINUTE, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'
import { ruleOf, words } from './rules-world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

function setup({ dir }: { dir?: string } = {}) {
  const sent: OutboundMessage[] = []
  let failure: AppError | null = null
  const channel = fakeChannel({
    send(message) {
      if (failure) return Promise.reject(failure)
      sent.push(message)
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    },
  })
  const world = openWorld({ at: '2026-11-24T11:00:00+09:00', channel, ...(dir === undefined ? {} : { dir }) })
  worlds.push(world)
  const account = world.store.accounts.list()[0]?.id ?? world.addAccount()
  const hire = (name: string, email: string, isManager = false): StaffId =>
    world.services.staff.save({ id: null, name, color: '#2b6', email, isManager, pin: null }).id
  const watch = (change: Partial<NoticeWatchDraft> = {}) =>
    world.services.staffNotices.save(null, {
      name: '新着',
      isOn: true,
      events: ['new-message'],
      shopIds: [],
      channels: [],
      words: [],
      onlyLastWarning: true,
      recipients: { to: 'all' },
      subject: null,
      body: null,
      ...change,
    })
  const told = () => sent.map(({ to, subject }) => ({ to: to.map(({ address }) => address), subject }))
  /** The heart beats through a while. */
  async function pass(ms = 2 * MINUTE) {
    await world.settle(1)
    world.clock.suspend(ms)
    await world.settle(2)
  }
  return { ...world, account, sent, hire, watch, told, pass, fail: (error: AppError | null) => void (failure = error) }
}

describe('a notice by mail', () => {
  it('goes to all, with what happened in it, once, and lies apart from the conversation', async () => {
    const { arrive, account, hire, watch, told, pass, sent, ticket, journal, clock } = setup()
    hire('佐藤', 'sato@example.org')
    hire('田中', '')
    watch()
    const { ticketId } = await arrive(account, eml({ subject: '返品について' }))
    await pass()
    await pass(HOUR)
    expect(told()).toEqual([{ to: ['sato@example.org'], subject: '【青葉屋】新しい問い合わせ' }])
    expect(sent[0]).toMatchObject({ autoSubmitted: 'auto-generated', inReplyTo: null, references: [] })
    expect(sent[0]!.textBody).toContain(`山田 愛子さま「返品について」#${ticketId}`)
    const after = ticket(ticketId)
    expect(after.messages).toHaveLength(1)
    expect(after.ticket).toMatchObject({ status: 'new', excerpt: 'サイズが合いませんでした。' })
    expect(journal(ticketId).filter((type) => type === 'staff-notice.sent')).toHaveLength(1)
    expect(clock.now()).toBeGreaterThan(0)
  })

  it('is one mail for several events at once, and rests before the next', async () => {
    const { arrive, account, hire, watch, told, pass } = setup()
    hire('佐藤', 'sato@example.org')
    watch()
    for (const from of ['a', 'b', 'c']) await arrive(account, eml({ from: `${from}@example.com` }))
    await pass()
    expect(told().map(({ subject }) => subject)).toEqual(['【青葉屋】新しい問い合わせ 3件'])
    await arrive(account, eml({ from: 'd@example.com' }))
    await pass(MINUTE)
    expect(told()).toHaveLength(1)
    await pass(3 * MINUTE)
    expect(told()).toHaveLength(2)
  })

  it('tells an extra person of a phrase, others not, and nobody twice', async () => {
    const { arrive, account, hire, watch, told, pass } = setup()
    hire('店長', 'boss@example.org', true)
    const extra = hire('返品係', 'returns@example.org')
    watch({ recipients: { to: 'managers' } })
    watch({ name: '返品', words: ['返品'], recipients: { to: 'chosen', staffIds: [extra] } })
    watch({ name: 'みんな', words: ['返品'], recipients: { to: 'all' } })
    await arrive(account, eml({ from: 'a@example.com', subject: '納期について', body: 'いつ届きますか。' }))
    await pass(5 * MINUTE)
    expect(told().map(({ to }) => to)).toEqual([['boss@example.org']])
    await arrive(account, eml({ from: 'b@example.com', subject: '相談', body: 'ﾍﾝﾋﾟﾝではなく返品したいです。' }))
    await pass(5 * MINUTE)
    expect(
      told()
        .map(({ to }) => to)
        .slice(1),
    ).toEqual([['boss@example.org'], ['returns@example.org']])
  })

  it('of one shop tells nothing of another', async () => {
    const { arrive, account, addAccount, hire, watch, told, pass, store } = setup()
    hire('佐藤', 'sato@example.org')
    const other = addAccount('wakaba@example.jp', '若葉屋')
    watch({ shopIds: [store.accounts.get(other)!.shopId] })
    await arrive(account, eml({ from: 'a@example.com' }))
    await arrive(other, eml({ from: 'b@example.com', to: 'wakaba@example.jp' }))
    await pass()
    expect(told()).toEqual([{ to: ['sato@example.org'], subject: '【若葉屋】新しい問い合わせ' }])
  })

  it('reaches the manager 15 minutes before a deadline and not an hour before', async () => {
    const { arrive, account, hire, watch, told, clock, settle, ticket } = setup()
    hire('店長', 'boss@example.org', true)
    hire('佐藤', 'sato@example.org')
    watch({ events: ['warning'], recipients: { to: 'managers' } })
    const { ticketId } = await arrive(account, eml())
    const { dueAt } = ticket(ticketId).ticket
    clock.suspend(dueAt! - 59 * MINUTE - clock.now())
    await settle()
    clock.suspend(2 * MINUTE)
    await settle()
    expect(told()).toEqual([])
    clock.suspend(dueAt! - 15 * MINUTE - clock.now())
    await settle()
    clock.suspend(MINUTE)
    await settle()
    expect(told()).toEqual([{ to: ['boss@example.org'], subject: '【青葉屋】期限が近い問い合わせ' }])
  })

  it('is written in the words of the shop; a variable that nobody fills is refused', async () => {
    const { arrive, account, hire, watch, sent, pass, services } = setup()
    hire('佐藤', 'sato@example.org')
    expect(() => watch({ body: '{{追跡番号}}' })).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    const saved = watch({ subject: '{{customer}}さんから', body: '{{内容}} {{番号}}' })
    const { ticketId } = await arrive(account, eml({ body: '{{件名}}とは何ですか。' }))
    await pass()
    expect(sent[0]).toMatchObject({ subject: '山田 愛子さんから', textBody: `{{件名}}とは何ですか。 #${ticketId}` })
    const preview = services.staffNotices.preview({ ...saved, subject: '{{お客さま}}' })
    expect(preview.unknown).toEqual(['お客さま'])
    expect(preview.usual.subject).toBe('【{{ショップ名}}】{{出来事}}')
  })

  it('is not sent of what happened before anybody wanted to know, nor of what is settled', async () => {
    const { arrive, account, hire, watch, told, pass, services } = setup()
    hire('佐藤', 'sato@example.org')
    await arrive(account, eml({ from: 'a@example.com' }))
    watch()
    const { ticketId } = await arrive(account, eml({ from: 'b@example.com' }))
    services.tickets.resolve([ticketId], 'no-reply-needed')
    await pass()
    expect(told()).toEqual([])
  })

  it('is sent once across a crash', async () => {
    const first = setup()
    first.hire('佐藤', 'sato@example.org')
    first.watch()
    await first.arrive(first.account, eml())
    await first.settle(1)
    worlds.pop()
    first.crash()
    const second = setup({ dir: first.dir })
    await second.pass()
    await second.pass(HOUR)
    expect([...first.told(), ...second.told()]).toHaveLength(1)
  })

  it('of a mailbox in trouble leaves by another one', async () => {
    const { account, addAccount, hire, watch, pass, sent, store, clock } = setup()
    hire('佐藤', 'sato@example.org')
    addAccount('second@example.jp')
    watch({ events: ['account-trouble'] })
    store.accounts.setError(account, 'bad-password', '535')
    store.alerts.add({
      key: 'account:x',
      kind: 'account-trouble',
      ticketId: null,
      accountId: account,
      at: clock.now(),
      dueAt: null,
    })
    await pass()
    expect(sent[0]!.from.address).toBe('second@example.jp')
    expect(sent[0]!.textBody).toContain('shop@example.jp')
  })
})

describe('no loop', () => {
  it('goes to our own addresses', async () => {
    const { arrive, account, hire, watch, told, pass } = setup()
    hire('自分', 'SHOP@example.jp')
    watch()
    await arrive(account, eml())
    await pass()
    expect(told()).toEqual([])
  })

  it('comes of a notice that bounces: one alert, no ticket, and nothing more goes there until somebody says so', async () => {
    const { arrive, account, hire, watch, told, pass, sent, services, popups, clock } = setup()
    hire('佐藤', 'gone@example.org')
    watch()
    watch({ name: '失敗', events: ['send-failed'] })
    await arrive(account, eml({ from: 'a@example.com' }))
    await pass()
    const before = services.view.counts().views
    popups.length = 0
    for (const id of ['b1', 'b2']) await arrive(account, bounce(id, sent[0]!.messageId), { receivedAt: clock.now() })
    await pass()
    expect(services.view.counts().views).toEqual(before)
    expect(popups).toHaveLength(1)
    expect(services.staffNotices.dead()).toMatchObject([{ address: 'gone@example.org' }])
    await arrive(account, eml({ from: 'b@example.com' }))
    await pass(5 * MINUTE)
    expect(told()).toHaveLength(1)
    services.staffNotices.revive('gone@example.org')
    await arrive(account, eml({ from: 'c@example.com' }))
    await pass(5 * MINUTE)
    expect(told()).toHaveLength(2)
  })

  it('comes of a notice that the server refuses: its words are nobody’s draft', async () => {
    const { arrive, account, hire, watch, told, pass, fail, services, store } = setup()
    hire('佐藤', 'gone@example.org')
    watch({ events: ['new-message', 'send-failed'] })
    fail(new AppError('rejected', '550 no such user'))
    await arrive(account, eml())
    await pass()
    fail(null)
    await pass(HOUR)
    expect(told()).toEqual([])
    expect(services.staffNotices.dead()).toMatchObject([{ address: 'gone@example.org' }])
    expect(store.drafts.get(store.outbox.listOpen()[0]!.ticketId)).toBeNull()
  })
})

describe('a rule that tells by mail', () => {
  it('names itself, to the people it names', async () => {
    const { arrive, account, hire, told, pass, sent, services } = setup()
    const phone = hire('佐藤', 'sato@mobile.example.org')
    hire('店長', 'boss@example.org', true)
    services.rules.save(
      null,
      ruleOf({
        conditions: [words('返品')],
        actions: [{ type: 'mail-notice', recipients: { to: 'chosen', staffIds: [phone] } }],
      }),
    )
    await arrive(account, eml())
    await pass()
    expect(told().map(({ to }) => to)).toEqual([['sato@mobile.example.org']])
    expect(sent[0]!.textBody).toContain('自動処理「返品を分ける」')
  })
})

function bounce(id: string, mid: string): string {
  const report = [
    '--x',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The mail could not be delivered.',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.jp',
    '',
    'Final-Recipient: rfc822; gone@example.org',
    'Action: failed',
    'Status: 5.1.1',
    '--x',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${mid}>`,
    'From: shop@example.jp',
    'To: gone@example.org',
    'Subject: x',
    '',
    'x',
    '--x--',
  ]
  return [
    'From: MAILER-DAEMON@mx.example.jp',
    'To: shop@example.jp',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Tue, 24 Nov 2026 11:03:00 +0900',
    `Message-ID: <${id}@mx.example.jp>`,
    'Auto-Submitted: auto-replied',
    'Return-Path: <>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    ...report,
  ].join('\r\n')
}
