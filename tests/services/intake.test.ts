import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { DAY, HOUR, MINUTE, START, eml, inbound, openWorld, type World } from './world.ts'

const worlds: World[] = []
function setup() {
  const world = openWorld()
  worlds.push(world)
  return { ...world, account: world.addAccount() }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const now = Date.parse(START)

/** What a person sees of the tickets of one conversation. */
function picture({ store, services }: World, name: string) {
  const { tickets } = services.view.list({ view: 'all', accountId: null, limit: 500, after: null })
  return tickets
    .filter(({ id }) => store.messages.ofTicket(id).some(({ mid }) => mid!.endsWith(`@${name}.example.com`)))
    .map(({ id, status, dueAt, messageCount, lastMessageAt, customerName, subject, excerpt }) => ({
      mails: store.messages.ofTicket(id).map(({ mid }) => mid!.split('@')[0]!),
      status,
      dueAt,
      messageCount,
      lastMessageAt,
      customerName,
      subject,
      excerpt,
    }))
    .sort((a, b) => (a.mails[0]! < b.mails[0]! ? -1 : 1))
}

describe('a mail that comes more than once', () => {
  it('is one message when the server hands the same bytes out again', async () => {
    const { arrive, account, ticket, store } = setup()
    const mail = eml({ id: 'a' })
    const first = await arrive(account, mail)
    const second = await arrive(account, mail)

    expect(second).toMatchObject({ messageId: first.messageId, isNew: false })
    expect(ticket(first.ticketId).messages).toHaveLength(1)
    expect(store.messages.countReceipts(account)).toBe(2)
  })

  it('stays one after the server has numbered its mailbox anew', async () => {
    const { arrive, account, store } = setup()
    const mails = [1, 2, 3].map((number) => eml({ id: `m${number}`, subject: `件 ${number}` }))
    for (const [index, mail] of mails.entries()) await arrive(account, mail, { externalId: `INBOX/1/${index + 1}` })
    for (const [index, mail] of mails.entries()) await arrive(account, mail, { externalId: `INBOX/2/${index + 1}` })

    expect(store.messages.totals()).toMatchObject({ messages: 3, tickets: 3 })
  })

  it('to two of our addresses is one message that names both', async () => {
    const { arrive, account, addAccount, ticket, store } = setup()
    const other = addAccount('order@example.jp')
    const mail = (by: string) =>
      `Received: from mx by ${by}\r\n${eml({ id: 'both', to: 'shop@example.jp', cc: 'order@example.jp' })}`
    const first = await arrive(account, mail('a.example.jp'))
    const second = await arrive(other, mail('b.example.jp'))

    expect(second.messageId).toBe(first.messageId)
    expect(ticket(first.ticketId).messages.map(({ deliveredTo }) => deliveredTo)).toEqual([
      ['shop@example.jp', 'order@example.jp'],
    ])
    expect(store.messages.totals()).toMatchObject({ messages: 1, tickets: 1 })
  })

  it('only by its Message-ID is another mail: both are shown', async () => {
    const { arrive, account, store } = setup()
    const first = await arrive(account, eml({ id: 'reused', body: '赤い皿はありますか' }))
    const second = await arrive(account, eml({ id: 'reused', body: '青い皿はありますか' }))

    expect(second.isNew).toBe(true)
    expect(second.messageId).not.toBe(first.messageId)
    expect(store.messages.totals().messages).toBe(2)
  })

  it('is our own answer when it comes back from Sent or to another of our addresses', async () => {
    const world = setup()
    const { arrive, account, addAccount, answer, settle, store, ticket } = world
    const other = addAccount('order@example.jp')
    const { ticketId } = await arrive(account, eml({ id: 'q', cc: 'order@example.jp' }))
    const item = answer(ticketId, '承りました。')
    await settle()
    const { mid } = store.messages.get(item.messageId)!
    const copy = eml({ from: '青葉屋 <shop@example.jp>', to: 'aiko@example.com', cc: 'order@example.jp' }).replace(
      /^Message-ID: .*$/m,
      `Message-ID: <${mid}>`,
    )
    const filed = await arrive(account, copy, { place: 'sent' })
    const received = await arrive(other, `Received: from mx by example.jp\r\n${copy}`)

    expect([filed.messageId, received.messageId]).toEqual([item.messageId, item.messageId])
    expect(ticket(ticketId).messages).toHaveLength(2)
  })
})

describe('a conversation', () => {
  const at = (minutes: number) => now - 2 * HOUR + minutes * MINUTE
  const fiveMails = (account: AccountId) => {
    const people = { aiko: '山田 愛子 <aiko@example.com>', shop: '青葉屋 <shop@example.jp>' }
    const id = (number: number) => `m${number}@example.com`
    const mails = [
      { id: 'm1', from: people.aiko, to: 'shop@example.jp', subject: '返品について', body: '返品したいです。' },
      { id: 'm2', from: people.shop, to: 'aiko@example.com', subject: 'Re: 返品について', body: '承りました。' },
      { id: 'm3', from: people.aiko, to: 'shop@example.jp', subject: 'Re: 返品について', body: 'いつ届きますか。' },
      { id: 'm4', from: people.shop, to: 'aiko@example.com', subject: 'Re: 返品について', body: '明日です。' },
      { id: 'm5', from: people.aiko, to: 'shop@example.jp', subject: 'Re: 返品について', body: 'もう一点あります。' },
    ]
    return mails.map((mail, index) => ({
      account,
      raw: eml({
        ...mail,
        ...(index > 0 && {
          inReplyTo: id(index),
          references: Array.from({ length: index }, (_, older) => id(older + 1)),
        }),
      }),
      place: mail.from === people.shop ? ('sent' as const) : ('inbox' as const),
      receivedAt: at(index * 10),
    }))
  }

  it.each([
    ['of today', 0],
    ['that began before the program was there', 5 * DAY],
  ])(
    '%s looks the same in whatever order its mails are read',
    async (_, age) => {
      const world = setup()
      const orders = permutations([0, 1, 2, 3, 4])
      const expected = await play(world, [0, 1, 2, 3, 4], age, 'a')
      expect(expected).toHaveLength(1)
      expect(expected[0]).toMatchObject({ status: 'open', messageCount: 5, subject: '返品について' })
      const differing = []
      for (const [number, order] of orders.entries()) {
        const seen = await play(world, order, age, `b${number}`)
        if (JSON.stringify(seen) !== JSON.stringify(expected)) differing.push({ order, seen })
      }
      expect(differing.slice(0, 1)).toEqual([])
      expect(differing.length).toBe(0)
    },
    120_000,
  )

  /** The conversation under ids and an address of its own. */
  async function play(world: ReturnType<typeof setup>, order: readonly number[], age: number, name: string) {
    const mails = fiveMails(world.account)
    for (const index of order) {
      const mail = mails[index]!
      // Only the last mail is recent where the conversation is old.
      const receivedAt = index < 4 ? mail.receivedAt - age : mail.receivedAt
      const raw = mail.raw.replaceAll(/m([1-5])@example.com/g, `m$1@${name}.example.com`)
      await world.arrive(mail.account, raw.replaceAll('aiko@', `aiko.${name}@`), { place: mail.place, receivedAt })
    }
    return picture(world, name)
  }

  it('of random shape loses and doubles no mail, oldest first or shuffled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ parent: fc.nat(4), isOwn: fc.boolean(), customer: fc.nat(1) }), {
          minLength: 2,
          maxLength: 6,
        }),
        fc.infiniteStream(fc.nat()),
        async (shapes, noise) => {
          const mails = shapes.map(({ parent, isOwn, customer }, index) => {
            const answered = index === 0 ? null : Math.min(parent, index - 1)
            const person = `customer${customer}@example.com`
            return {
              raw: eml({
                id: `r${index}`,
                from: isOwn ? 'shop@example.jp' : person,
                to: isOwn ? person : 'shop@example.jp',
                body: `mail ${index}`,
                ...(answered !== null && { inReplyTo: `r${answered}@example.com` }),
              }),
              place: isOwn ? ('sent' as const) : ('inbox' as const),
              receivedAt: at(index),
            }
          })
          const shuffled = [...mails].map((mail) => [noise.next().value as number, mail] as const)
          shuffled.sort(([a], [b]) => a - b)
          const results = []
          for (const order of [mails, shuffled.map(([, mail]) => mail)]) {
            const world = setup()
            for (const { raw, place, receivedAt } of order)
              await world.arrive(world.account, raw, { place, receivedAt })
            const { messages } = world.store.messages.totals()
            const everything = world.services.view
              .list({ view: 'all', accountId: null, limit: 500, after: null })
              .tickets.flatMap(({ id }) => world.store.messages.ofTicket(id))
            results.push({ messages, shown: everything.length })
            await world.close()
            worlds.pop()
          }
          expect(results[1]).toEqual(results[0])
          expect(results[0]!.shown).toBe(mails.length)
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  it('that we answered from another program waits for the customer', async () => {
    const { arrive, account, ticket } = setup()
    const { ticketId } = await arrive(account, eml({ id: 'q' }), { receivedAt: now - HOUR })
    expect(ticket(ticketId).ticket.status).toBe('new')

    const own = eml({ from: 'shop@example.jp', to: 'aiko@example.com', inReplyTo: 'q@example.com' })
    const answered = await arrive(account, own, { place: 'sent' })

    expect(answered.ticketId).toBe(ticketId)
    expect(ticket(ticketId).ticket).toMatchObject({ status: 'waiting', dueAt: null })
    expect(ticket(ticketId).messages.map(({ direction }) => direction)).toEqual(['inbound', 'outbound'])
  })

  it('is not entered by a stranger who names its Message-IDs', async () => {
    const { arrive, account, ticket } = setup()
    const first = await arrive(account, eml({ id: 'q' }))
    const stranger = await arrive(
      account,
      eml({ from: 'eve@example.net', inReplyTo: 'q@example.com', references: ['q@example.com'], body: '見せて' }),
    )

    expect(stranger.ticketId).not.toBe(first.ticketId)
    expect(ticket(first.ticketId).messages).toHaveLength(1)
  })

  it('that two tickets became one in is found under the number of either', async () => {
    const { arrive, account, store, ticket } = setup()
    const answers = ['x', 'y'].map((id) =>
      eml({ id, inReplyTo: 'root@example.com', body: id, headers: [], subject: `Re: 返品 ${id}` }),
    )
    // Two answers of two people to a mail that comes last.
    const one = await arrive(account, answers[0]!)
    const two = await arrive(account, answers[1]!.replaceAll('aiko@', 'taro@'))
    expect(two.ticketId).not.toBe(one.ticketId)
    const root = await arrive(
      account,
      eml({ id: 'root', from: 'shop@example.jp', to: 'aiko@example.com, taro@example.com' }),
      { place: 'sent', receivedAt: now - HOUR },
    )

    expect(store.tickets.mergedInto(two.ticketId)).toBe(one.ticketId)
    expect(root.ticketId).toBe(one.ticketId)
    const token = await arrive(account, eml({ from: 'taro@example.com', subject: `Re: [#K-${two.ticketId}]` }))
    expect(token.ticketId).toBe(one.ticketId)
    expect(ticket(two.ticketId).messages).toHaveLength(4)
  })

  it('keeps what a person was writing when its ticket goes into another', async () => {
    const { arrive, account, services, ticket } = setup()
    const one = await arrive(account, eml({ id: 'x', inReplyTo: 'root@example.com', body: 'x' }))
    const two = await arrive(
      account,
      eml({ id: 'y', from: 'taro@example.com', inReplyTo: 'root@example.com', body: 'y' }),
    )
    const { savedAt: _, attachments: __, ...draft } = services.replies.draftOf(two.ticketId)
    services.replies.save(two.ticketId, { ...draft, body: '書きかけの返事' })
    await services.replies.attach(two.ticketId, { name: '図.txt', type: 'text/plain', content: Buffer.from('図') })
    const root = eml({ id: 'root', from: 'shop@example.jp', to: 'aiko@example.com, taro@example.com' })
    await arrive(account, root, { place: 'sent', receivedAt: now - HOUR })

    expect(ticket(one.ticketId).draft).toMatchObject({ body: '書きかけの返事', attachments: [{ name: '図.txt' }] })

    services.replies.save(two.ticketId, { ...draft, body: 'まだ書いている' })
    expect(ticket(one.ticketId).draft.body).toBe('まだ書いている')
  })
})

describe('who a mail is from', () => {
  it('is the person in the form: ten forms from one From are ten customers', async () => {
    const { arrive, account, ticket } = setup()
    const seen = []
    for (let number = 1; number <= 10; number++) {
      const body = `お問い合わせがありました。\r\n\r\n[お名前] 客${number}\r\n[メールアドレス] customer${number}@example.com\r\n[お問い合わせ内容] 在庫はありますか`
      const form = { from: '青葉屋 <shop@example.jp>', to: 'shop@example.jp', subject: 'お問い合わせ' }
      const { ticketId } = await arrive(account, eml({ ...form, body }))
      seen.push({ ticketId, customer: ticket(ticketId).customer })
    }
    expect(new Set(seen.map(({ ticketId }) => ticketId)).size).toBe(10)
    expect(seen.map(({ customer }) => customer?.identities[0]?.value)).toEqual(
      Array.from({ length: 10 }, (_, index) => `customer${index + 1}@example.com`),
    )
  })

  it('is never ourselves: a mail we sent to ourselves and a customer belongs to the customer', async () => {
    const { arrive, account, ticket } = setup()
    const { ticketId } = await arrive(
      account,
      eml({ from: 'shop@example.jp', to: 'shop@example.jp, 鈴木 <suzuki@example.com>' }),
      { place: 'sent' },
    )
    expect(ticket(ticketId).customer?.identities).toEqual([{ channel: 'mail', value: 'suzuki@example.com' }])
  })
})

describe('a mail that comes in the second in which its account is added', () => {
  it('is told of: a server names arrivals to the second only, and rounds down', async () => {
    const world = openWorld()
    worlds.push(world)
    await world.clock.advance(700)
    const account = world.addAccount()
    const { ticketId } = await world.arrive(account, eml({ id: 'just-now' }), { receivedAt: now })
    expect(world.store.alerts.listToShow().map((alert) => alert.ticketId)).toEqual([ticketId])
  })
})

describe('a crash while a page is stored', () => {
  it('in its second transaction loses nothing and doubles nothing when the page comes again', async () => {
    const { account, services, store, db } = setup()
    const messages = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        inbound(eml({ id: `m${index}`, from: `c${index}@example.com`, subject: `件 ${index}` }), {
          externalId: `INBOX/1/${index}`,
          place: 'inbox',
          receivedAt: now + index,
        }),
      ),
    )
    const page = { messages, cursor: 'end', progress: { done: 100, total: 100 } }
    db.exec(
      `CREATE TEMP TRIGGER crash BEFORE INSERT ON receipt WHEN NEW.external_id = 'INBOX/1/70' BEGIN SELECT RAISE(ABORT, 'power cut'); END`,
    )
    const row = store.accounts.get(account)!
    await expect(services.intake.storePage(row, page)).rejects.toThrow('power cut')
    const half = store.messages.totals().messages
    expect(half).toBeGreaterThan(0)
    expect(half).toBeLessThan(100)
    expect(store.accounts.get(account)!.cursor).toBeNull()

    db.exec('DROP TRIGGER crash')
    await services.intake.storePage(row, page)
    expect(store.messages.totals()).toMatchObject({ messages: 100, tickets: 100 })
    expect(store.alerts.listToShow()).toHaveLength(100)
    expect(store.accounts.get(account)!.cursor).toBe('end')
    for (const { sourceHash, source } of messages) expect(await store.sources.read(sourceHash)).toEqual(source)
  })
})

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  )
}
