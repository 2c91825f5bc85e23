import { afterEach, describe, expect, it } from 'vitest'
import type { GroupMail, TicketId } from '../../preload/domain.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { DAY, HOUR, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'

const worlds: World[] = []
const KEY = '7d1f0a52-6c1d-4a60-9a3c-0a54f6a3f001'
const PEOPLE = [
  ['山田 愛子', 'aiko@example.com', 'A-1001'],
  ['佐藤 健', 'ken@example.com', 'A-1002'],
  ['鈴木 恵', 'megumi@example.org', 'A-1003'],
] as const
const TEXT = {
  subject: '【{{ショップ名}}】発送予定日の変更(注文番号 {{注文番号}})',
  body: '{{お客さま名}}さま\n\n新しい発送予定日: {{発送予定日}}\n\n{{ひとこと}}\n\n青葉屋',
  language: 'ja' as const,
}
const DATES = { 発送予定日: Date.parse('2026-12-10T12:00:00+09:00') }

/** Three people have each ordered something. `sent` is what the network has taken, with the time. */
async function setup(options: { dir?: string } = {}) {
  const sent: (OutboundMessage & { at: number })[] = []
  const channel = fakeChannel({
    send(message) {
      sent.push({ ...message, at: world.clock.now() })
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    },
  })
  const world = openWorld({ ...options, channel })
  worlds.push(world)
  const account = world.store.accounts.list()[0]?.id ?? world.addAccount()
  const ids: TicketId[] = []
  for (const [name, address, number] of PEOPLE) {
    const body = `注文番号: ${number}\nいつ届きますか。`
    const mail = eml({ id: number, from: `${name} <${address}>`, subject: `納期 ${number}`, body })
    ids.push((await world.arrive(account, mail)).ticketId)
  }
  const groups = world.services.groupSends
  const preview = (of: readonly TicketId[] = ids, more: object = {}) =>
    groups.preview({
      mails: of.map((ticketId) => ({ ticketId, values: {}, edited: null })),
      templateId: null,
      ...TEXT,
      values: DATES,
      hold: null,
      ...more,
    })
  const send = (mails: readonly GroupMail[], { key = KEY, undoMs = 0, sendAfter = null as number | null } = {}) =>
    groups.send(
      {
        key,
        title: '納期遅延のお詫び',
        templateId: null,
        groupId: null,
        sendAfter,
        mails: mails.map(({ ticketId, accountId, to, subject, body, basedOnMessageId, hold, findings }) => {
          const words = { subject, body, typedBody: body }
          const overridden = findings.map(({ check }) => check)
          const receiver = to ?? { name: '', address: '' }
          return { ticketId, accountId, to: receiver, ...words, basedOnMessageId, hold, overridden }
        }),
      },
      undoMs,
    )
  return { ...world, account, ids, sent, groups, preview, send }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('one text to three people', () => {
  it('is shown to each as it will leave: with their own name, order and address', async () => {
    const { preview } = await setup()
    const mails = preview()
    expect(mails.map(({ to }) => to!.address)).toEqual(['aiko@example.com', 'ken@example.com', 'megumi@example.org'])
    expect(mails[1]!.subject).toBe('【青葉屋】発送予定日の変更(注文番号 A-1002)')
    expect(mails[1]!.body).toContain('佐藤 健さま')
    expect(mails[1]!.body).toContain('12月10日(木)')
    expect(mails.every(({ fault, warnings }) => fault === null && warnings.length === 0)).toBe(true)
  })

  it('leaves as three mails of one recipient each, five seconds apart, each in its own ticket', async () => {
    const { preview, send, settle, sent, ids, ticket, journal } = await setup()
    const result = send(preview())
    expect(result).toMatchObject({ queued: ids, refused: [] })
    expect(result.lastLeavesAt - result.firstLeavesAt).toBe(10_000)
    await settle(14)
    expect(sent.map(({ to, cc, bcc }) => [to.map(({ address }) => address), cc, bcc])).toEqual([
      [['aiko@example.com'], [], []],
      [['ken@example.com'], [], []],
      [['megumi@example.org'], [], []],
    ])
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(3)
    expect(sent[1]!.at - sent[0]!.at).toBeGreaterThanOrEqual(5_000)
    expect(sent[2]!.textBody).toContain('鈴木 恵さま')
    expect(sent[2]!.textBody).not.toContain('{{')
    expect(sent[2]!.inReplyTo).toBe('A-1003@example.com')
    expect(ids.map((id) => ticket(id).ticket.status)).toEqual(['waiting', 'waiting', 'waiting'])
    expect(journal(ids[0]!).filter((type) => type === 'group.queued')).toHaveLength(1)
  })

  it('goes once when the button is pressed twice, and when the program ended in between', async () => {
    const first = await setup()
    const mails = first.preview()
    first.send(mails)
    expect(first.send(mails).queued).toEqual(first.ids)
    first.crash()
    const again = openWorld({ dir: first.dir, clock: first.clock })
    worlds.splice(0, worlds.length, again)
    const result = again.services.groupSends.send({
      key: KEY,
      title: 'x',
      templateId: null,
      groupId: null,
      sendAfter: null,
      mails: mails.map(
        ({ customerName: _, orderNumber: __, fault: ___, warnings: ____, findings: _____, ...mail }) => ({
          ...mail,
          overridden: [],
          to: mail.to!,
          typedBody: mail.body,
        }),
      ),
    })
    expect(result.queued).toHaveLength(3)
    expect(again.store.outbox.listOpen()).toHaveLength(3)
  })

  it('keeps its pace also after the PC slept through it', async () => {
    const { preview, send, settle, sent, clock } = await setup()
    send(preview(), { undoMs: 10_000 })
    clock.suspend(HOUR)
    await settle(1)
    expect(sent).toHaveLength(1)
    await settle(12)
    expect(sent).toHaveLength(3)
    expect(sent[2]!.at - sent[1]!.at).toBeGreaterThanOrEqual(4_000)
  })

  it('can be taken back as a whole before the first leaves, and leaves nobody a draft', async () => {
    const { preview, send, settle, sent, groups, store, ids, ticket } = await setup()
    const { id } = send(preview(), { undoMs: 10_000 })
    expect(groups.cancel(id!)).toEqual({ cancelled: ids, left: 0 })
    await settle(20)
    expect(sent).toEqual([])
    expect(store.outbox.listOpen()).toEqual([])
    expect(ids.map((one) => ticket(one).ticket.hasDraft)).toEqual([false, false, false])
  })

  it('stops at what has not left when it is taken back on its way', async () => {
    const { preview, send, settle, sent, groups, ids } = await setup()
    const { id } = send(preview())
    await settle(1)
    expect(sent).toHaveLength(1)
    expect(groups.cancel(id!)).toEqual({ cancelled: ids.slice(1), left: 1 })
    await settle(14)
    expect(sent).toHaveLength(1)
  })

  it('passes over whoever has written meanwhile, and the others get theirs', async () => {
    const { preview, send, settle, sent, arrive, account, ids } = await setup()
    const mails = preview()
    await arrive(
      account,
      eml({ from: '佐藤 健 <ken@example.com>', subject: 'Re: 納期', inReplyTo: 'A-1002@example.com' }),
    )
    expect(send(mails).refused).toEqual([{ ticketId: ids[1], reason: 'newer-message' }])
    await settle(14)
    expect(sent.map(({ to }) => to[0]!.address)).toEqual(['aiko@example.com', 'megumi@example.org'])
  })

  it('gives the words back as a draft where the customer writes before their turn', async () => {
    const { preview, send, settle, sent, arrive, account, ids, services } = await setup()
    send(preview())
    await settle(1)
    await arrive(
      account,
      eml({ from: '鈴木 恵 <megumi@example.org>', subject: 'Re: 納期', inReplyTo: 'A-1003@example.com' }),
    )
    await settle(14)
    expect(sent).toHaveLength(2)
    expect(services.replies.draftOf(ids[2]!).body).toContain('鈴木 恵さま')
  })

  it('lets no text leave that is not filled in, and names it', async () => {
    const { preview, send, ids } = await setup()
    const mails = preview(ids, { values: {} })
    expect(mails[0]!.body).toContain('{{発送予定日}}')
    const result = send(mails)
    expect(result.id).toBeNull()
    expect(result.refused.map(({ reason }) => reason)).toEqual(['unfilled', 'unfilled', 'unfilled'])
  })

  it('takes a value for one of them alone', async () => {
    const { groups, ids } = await setup()
    const [one, two] = groups.preview({
      mails: [
        { ticketId: ids[0]!, values: { 注文番号: 'B-7' }, edited: null },
        { ticketId: ids[1]!, values: {}, edited: null },
      ],
      templateId: null,
      ...TEXT,
      values: DATES,
      hold: null,
    })
    expect(one!.subject).toContain('B-7')
    expect(two!.subject).toContain('A-1002')
  })

  it('keeps the draft a person has begun, and says that there is one', async () => {
    const { preview, send, settle, services, ids } = await setup()
    const { savedAt: _, attachments: __, ...draft } = services.replies.draftOf(ids[0]!)
    services.replies.save(ids[0]!, { ...draft, body: '書きかけです。' })
    const mails = preview()
    expect(mails[0]!.warnings).toEqual(['has-draft'])
    send(mails)
    await settle(14)
    expect(services.replies.draftOf(ids[0]!).body).toBe('書きかけです。')
  })

  it('warns where one person would get two, and refuses two for one ticket', async () => {
    const { preview, arrive, account, ids } = await setup()
    const other = await arrive(account, eml({ id: 'other', from: '山田 愛子 <aiko@example.com>', subject: '領収書' }))
    const mails = preview([ids[0]!, other.ticketId, ids[0]!])
    expect(mails.map(({ fault, warnings }) => [fault, warnings])).toEqual([
      [null, []],
      [null, ['same-person']],
      ['same-ticket', ['same-person']],
    ])
  })

  it('makes every order wait where the text asks for a decision, each with its own number', async () => {
    const { preview, send, settle, ids, ticket, clock } = await setup()
    const dueAt = clock.now() + 3 * DAY
    const hold = {
      step: 'request' as const,
      kind: 'customer-decision' as const,
      dueAt,
      orderNumber: '',
      product: '栗の渋皮煮',
      stockNote: '',
      isReserved: false,
      isAutomatic: false,
    }
    send(preview(ids, { body: '{{商品名}}について、{{回答期限|時刻}}までにお知らせください。', hold }))
    await settle(14)
    expect(ids.map((id) => ticket(id).hold)).toMatchObject(
      PEOPLE.map(([, , orderNumber]) => ({ stage: 'request', dueAt, orderNumber, product: '栗の渋皮煮' })),
    )
  })

  it('leaves at a chosen time, one after the other', async () => {
    const { preview, send, settle, sent, clock, store, services } = await setup()
    const sendAfter = clock.now() + DAY
    send(preview(), { sendAfter })
    expect(store.outbox.listOpen().map((row) => services.replies.toItem(row))).toMatchObject([
      { scheduledAt: sendAfter, groupSend: { title: '納期遅延のお詫び', total: 3 } },
      { scheduledAt: sendAfter + 5_000 },
      { scheduledAt: sendAfter + 10_000 },
    ])
    await settle(2)
    expect(sent).toEqual([])
    clock.suspend(DAY)
    await settle(16)
    expect(sent).toHaveLength(3)
  })
})

describe('what is looked at before it leaves', () => {
  const found = (mails: readonly GroupMail[]) => mails.map(({ findings }) => findings.map(({ check }) => check))

  it('is asked of each mail with its own customer: a name that is right in one is a slip in the others', async () => {
    const { preview } = await setup()
    const mails = preview(undefined, { body: '{{お客さま名}}さま\n\n山田愛子さまのご注文は順調です。' })
    expect(found(mails)).toEqual([[], ['other-name'], ['other-name']])
    expect(mails[1]!.findings[0]!.words).toEqual(['山田愛子'])
  })

  it('finds words the shop does not want to send, and a file that is spoken of and not there', async () => {
    const { preview, services } = await setup()
    services.settings.set({ warnWords: [{ words: '先に…返送', category: null }] })
    const body = '{{お客さま名}}さま\n\n先に商品をご返送ください。用紙を添付します。'
    expect(found(preview(undefined, { body }))).toEqual(Array.from({ length: 3 }, () => ['attachment', 'warn-words']))
  })

  it('reads the words that were typed over the common text', async () => {
    const { groups, ids } = await setup()
    const [one, two] = groups.preview({
      mails: [
        { ticketId: ids[0]!, values: {}, edited: { subject: '納期', body: '鈴木様のご注文について申し上げます。' } },
        { ticketId: ids[1]!, values: {}, edited: null },
      ],
      templateId: null,
      ...TEXT,
      values: DATES,
      hold: null,
    })
    expect(found([one!, two!])).toEqual([['other-name'], []])
    // The common text stays what it is, for the way back to it.
    expect(one!.body).toContain('新しい発送予定日')
  })

  it('is written into the history of each when it was sent all the same', async () => {
    const { preview, send, journal, ids } = await setup()
    send(preview(undefined, { body: '{{お客さま名}}さま\n\n山田愛子さまのご注文は順調です。' }))
    const overridden = ids.map((id) => journal(id).filter((type) => type === 'reply.despite-checks').length)
    expect(overridden).toEqual([0, 1, 1])
  })
})

describe('a text to many that is half written', () => {
  const draftFor = (ids: readonly TicketId[]) => ({
    key: KEY,
    text: { ...TEXT, templateId: null, groupId: null, values: DATES, hold: null, sendAfter: null },
    mails: ids.map((ticketId, at) => ({
      ticketId,
      values: at === 0 ? { 注文番号: 'B-7' } : {},
      edited: at === 1 ? { subject: '件名', body: 'この1通だけの文面' } : null,
    })),
  })

  it('is there again after the program ended, word for word, for the same people', async () => {
    const first = await setup()
    const draft = draftFor(first.ids.toReversed())
    first.groups.saveDraft(draft)
    first.crash()
    const again = openWorld({ dir: first.dir, clock: first.clock })
    worlds.splice(0, worlds.length, again)
    expect(again.services.groupSends.draft()).toEqual(draft)
  })

  it('is done with in the step that puts it on its way, and does not come back when it is saved late', async () => {
    const { groups, preview, send, ids } = await setup()
    groups.saveDraft(draftFor(ids))
    send(preview())
    expect(groups.draft()).toBeNull()
    groups.saveDraft(draftFor(ids))
    expect(groups.draft()).toBeNull()
  })

  it('forgets whose data was erased', async () => {
    const { groups, services, store, ids } = await setup()
    groups.saveDraft(draftFor(ids))
    await services.erasing.customer({ customerId: store.tickets.facts(ids[1]!)!.customerId! })
    expect(groups.draft()!.mails.map(({ ticketId }) => ticketId)).toEqual([ids[0], ids[2]])
  })
})
