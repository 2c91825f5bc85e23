import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import type { Adapter, OutboundMessage } from '../../main/channels/adapter.ts'
import { startSmtp } from '../support/smtp.ts'
import { DAY, HOUR, MINUTE, eml, fakeChannel, openWorld, sourceOf } from './world.ts'
import { idsOf, realSmtp } from './real-smtp.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A shop with one question, a real SMTP server behind it and an IMAP side that the test speaks for. */
async function setup(imap: Partial<Adapter> = {}) {
  const smtp = await startSmtp()
  closing.push(smtp.close)
  const world = openWorld({ channel: realSmtp(smtp.port, imap) })
  closing.push(world.close)
  const account = world.addAccount()
  const { ticketId } = await world.arrive(account, eml({ id: 'q' }))
  const troubles = () => world.store.alerts.listRecent().filter(({ kind }) => kind === 'send-failed').length
  return { ...world, smtp, account, ticketId, troubles }
}

describe('an answer', () => {
  it('leaves once, meets the deadline and waits for the customer', async () => {
    const { smtp, ticketId, answer, settle, stateOf, ticket, store, journal } = await setup()
    expect(ticket(ticketId).deadline).not.toBeNull()
    const item = answer(ticketId, '承りました。')
    await settle()

    expect(idsOf(smtp.received)).toEqual([store.messages.get(item.messageId)!.mid])
    expect(smtp.received[0]!.raw.toString()).toContain('In-Reply-To: <q@example.com>')
    expect(stateOf(item.id)).toBe('filed')
    expect(ticket(ticketId)).toMatchObject({ ticket: { status: 'waiting', dueAt: null }, deadline: null })
    expect(journal(ticketId)).toContain('deadline.met')
  })

  it('whose line broke after the last byte is unclear: told, and never sent again by itself', async () => {
    const { smtp, ticketId, answer, settle, stateOf, ticket, clock, troubles } = await setup()
    smtp.fail({ kind: 'drop-after-dot' })
    const item = answer(ticketId, '承りました。')
    await settle()
    smtp.fail({ kind: 'accept' })
    clock.suspend(DAY)
    await settle()

    expect(smtp.received).toHaveLength(1)
    expect(stateOf(item.id)).toBe('unclear')
    expect(ticket(ticketId).ticket).toMatchObject({ status: 'new', outboxState: 'unclear' })
    expect(troubles()).toBe(1)
  })

  it('that is unclear and lies in Sent was sent', async () => {
    const { smtp, ticketId, account, answer, settle, stateOf, ticket, services } = await setup({
      findSent: () => Promise.resolve({ externalId: null, url: null }),
    })
    smtp.fail({ kind: 'drop-after-dot' })
    const item = answer(ticketId, '承りました。')
    await settle()
    await services.accounts.pollNow(account)

    expect(stateOf(item.id)).toBe('filed')
    expect(ticket(ticketId).ticket.status).toBe('waiting')
  })

  it.each([
    ['sent', 'filed', 'waiting', ''],
    ['not-sent', 'cancelled', 'new', '承りました。'],
  ] as const)('that is unclear is %s when a person says so', async (verdict, state, status, draft) => {
    const { smtp, ticketId, answer, settle, stateOf, ticket, services } = await setup()
    smtp.fail({ kind: 'lose-after-dot' })
    const item = answer(ticketId, '承りました。')
    await settle()
    expect(stateOf(item.id)).toBe('unclear')
    services.delivery.decide(item.id, verdict)

    expect(stateOf(item.id)).toBe(state)
    expect(ticket(ticketId)).toMatchObject({ ticket: { status }, draft: { body: draft } })
    expect(() => services.delivery.decide(item.id, 'sent')).toThrow(/decided already/)
  })

  it('that the server refuses comes back into the composer, word for word, with its files', async () => {
    const { smtp, ticketId, answer, settle, stateOf, ticket, services } = await setup()
    smtp.fail({ kind: 'rcpt', code: 550, words: '5.1.1 No such user' })
    await services.replies.attach(ticketId, { name: '図.txt', type: 'text/plain', content: Buffer.from('図') })
    const item = answer(ticketId, 'こちらの図のとおりです。')
    await settle()

    expect(stateOf(item.id)).toBe('failed')
    expect(ticket(ticketId)).toMatchObject({
      ticket: { status: 'new', outboxState: 'failed' },
      draft: { body: 'こちらの図のとおりです。', attachments: [{ name: '図.txt' }] },
    })
    smtp.fail({ kind: 'accept' })
    services.delivery.retry(item.id)
    await settle()
    expect(smtp.received).toHaveLength(1)
    expect(smtp.received[0]!.raw.toString()).toContain(Buffer.from('図').toString('base64'))
    expect(ticket(ticketId)).toMatchObject({ ticket: { status: 'waiting' }, draft: { body: '', attachments: [] } })
  })

  it('of another account is not held up by a server that hangs', async () => {
    const sent: string[] = []
    const send: Adapter['send'] = (message) => {
      if (message.from.address === 'slow@example.jp') return new Promise(() => {})
      sent.push(message.from.address)
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    }
    const world = openWorld({ channel: fakeChannel({ send }) })
    closing.push(() => Promise.resolve())
    const slow = await world.arrive(world.addAccount('slow@example.jp', '甲屋'), eml({ id: 'a' }))
    const fast = await world.arrive(
      world.addAccount('fast@example.jp', '乙屋'),
      eml({ id: 'b', from: 'taro@example.com' }),
    )
    void world.heart.wake()
    world.answer(slow.ticketId, '遅いほう')
    await tick(world)
    world.answer(fast.ticketId, '速いほう')
    await tick(world)

    expect(sent).toEqual(['fast@example.jp'])
  })

  it('that waits when its account is removed comes back as a draft', async () => {
    const { ticketId, answer, account, services, ticket } = await setup()
    const item = answer(ticketId, 'まだ出ていない返事')
    await services.accounts.remove(account)

    expect(ticket(ticketId).draft.body).toBe('まだ出ていない返事')
    expect(services.view.counts().outbox).toBe(0)
    expect(item.state).toBe('queued')
  })

  it('given back keeps what was written meanwhile, files included', async () => {
    const { smtp, ticketId, answer, settle, ticket, services } = await setup()
    smtp.fail({ kind: 'rcpt', code: 550, words: '5.1.1 No such user' })
    const file = (name: string) => ({ name, type: 'text/plain', content: Buffer.from(name) })
    await services.replies.attach(ticketId, file('1.txt'))
    answer(ticketId, '一つ目')
    const { savedAt: _, attachments: __, ...draft } = services.replies.draftOf(ticketId)
    services.replies.save(ticketId, { ...draft, body: '二つ目' })
    await services.replies.attach(ticketId, file('2.txt'))
    await settle()

    expect(ticket(ticketId).draft.body).toBe('一つ目\n\n二つ目')
    expect(ticket(ticketId).draft.attachments.map(({ name }) => name)).toEqual(['2.txt', '1.txt'])
  })

  it('written without a network leaves later by itself, once', async () => {
    const { smtp, ticketId, answer, settle, stateOf, clock } = await setup()
    smtp.fail({ kind: 'close-at-connect' })
    const item = answer(ticketId, '承りました。')
    await settle()
    expect(stateOf(item.id)).toBe('queued')
    smtp.fail({ kind: 'accept' })
    clock.suspend(6 * MINUTE)
    await settle()
    clock.suspend(HOUR)
    await settle()

    expect(smtp.received).toHaveLength(1)
    expect(stateOf(item.id)).toBe('filed')
  })

  it('does not wait for a clock that was set back to catch up', async () => {
    const { smtp, ticketId, answer, settle, clock } = await setup()
    smtp.fail({ kind: 'close-at-connect' })
    answer(ticketId, '承りました。')
    await settle()
    smtp.fail({ kind: 'accept' })
    clock.suspend(-DAY)
    await settle()
    clock.suspend(6 * MINUTE)
    await settle()

    expect(smtp.received).toHaveLength(1)
  })

  it('is held while the password is wrong, told of once, and leaves after the owner has mended it', async () => {
    let isWrong = true
    const sent: string[] = []
    const send = (message: OutboundMessage) => {
      if (isWrong) return Promise.reject(new AppError('auth-expired', 'No', { reason: 'wrong-password' }))
      sent.push(message.messageId)
      return Promise.resolve({ outcome: 'accepted' as const, rejectedRecipients: [], source: sourceOf(message) })
    }
    const { ticketId, account, answer, settle, stateOf, services, troubles, clock } = await setup({ send })
    const item = answer(ticketId, '承りました。')
    await settle()
    expect(stateOf(item.id)).toBe('held')
    // IMAP goes on working all the while: that says nothing about the password of SMTP.
    for (let look = 0; look < 5; look++) {
      clock.suspend(4 * MINUTE)
      await settle()
    }
    expect(stateOf(item.id)).toBe('held')
    expect(troubles()).toBe(1)

    isWrong = false
    await services.accounts.update(
      account,
      services.accounts.settings(account),
      { imapPassword: 'i', smtpPassword: 'new' },
      3 * MINUTE,
    )
    await settle(6)
    expect(sent).toHaveLength(1)
    expect(stateOf(item.id)).toBe('filed')
  })

  it('is not sent again when its copy cannot be filed in Sent; only the copy is tried again', async () => {
    let filed = 0
    let isBroken = true
    const fileSent = () => {
      filed += 1
      return isBroken ? Promise.reject(new AppError('offline', 'APPEND failed')) : Promise.resolve()
    }
    const { smtp, ticketId, answer, settle, stateOf, ticket, clock } = await setup({ fileSent })
    const item = answer(ticketId, '承りました。')
    await settle()
    expect(stateOf(item.id)).toBe('accepted')
    expect(ticket(ticketId).ticket).toMatchObject({ status: 'waiting', outboxState: null })
    isBroken = false
    clock.suspend(6 * MINUTE)
    await settle()

    expect(stateOf(item.id)).toBe('filed')
    expect(smtp.received).toHaveLength(1)
    expect(filed).toBe(2)
  })

  it('clicked twice is one', async () => {
    const { smtp, ticketId, answer, settle } = await setup()
    const [first, second] = [answer(ticketId, '承りました。', 'k1'), answer(ticketId, '承りました。', 'k1')]
    await settle()
    expect(second.id).toBe(first.id)
    expect(smtp.received).toHaveLength(1)
  })

  it('to a ticket that the customer has written to since is refused, and its draft stays', async () => {
    const { ticketId, account, arrive, services, smtp, settle, ticket } = await setup()
    const { savedAt: _, attachments: __, ...draft } = services.replies.draftOf(ticketId)
    services.replies.save(ticketId, { ...draft, body: '書きかけ' })
    await arrive(account, eml({ inReplyTo: 'q@example.com', body: 'やはり結構です。' }))
    const reply = { ticketId, ...draft, body: '書きかけ', clientKey: 'k2', despiteNewer: false }

    expect(() => services.replies.send(reply)).toThrow(expect.objectContaining({ code: 'conflict' }))
    await settle()
    expect(smtp.received).toHaveLength(0)
    expect(ticket(ticketId).draft.body).toBe('書きかけ')
    const seenMessageId = ticket(ticketId).messages.at(-1)!.id
    services.replies.send({ ...reply, despiteNewer: true, seenMessageId })
    await settle()
    expect(smtp.received).toHaveLength(1)
  })

  it('is refused also when the mail that came meanwhile had been on its way for longer', async () => {
    const { ticketId, account, arrive, services, clock } = await setup()
    clock.suspend(HOUR)
    await arrive(account, eml({ id: 'late', inReplyTo: 'q@example.com' }), { receivedAt: clock.now() })
    const { savedAt: _, attachments: __, ...draft } = services.replies.draftOf(ticketId)
    await arrive(account, eml({ inReplyTo: 'q@example.com', body: '二通目' }), { receivedAt: clock.now() - MINUTE })
    const reply = { ticketId, ...draft, body: 'x', clientKey: 'k3', despiteNewer: false }
    expect(() => services.replies.send(reply)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  it('to a mail whose server has a slower clock than ours leaves without a question', async () => {
    const { ticketId, account, arrive, services, clock, answer, settle, smtp } = await setup()
    clock.suspend(HOUR)
    answer(ticketId, '承りました。')
    await settle()
    await arrive(account, eml({ id: 'slow', inReplyTo: 'q@example.com' }), { receivedAt: clock.now() - MINUTE })
    const { savedAt: _, attachments: __, ...draft } = services.replies.draftOf(ticketId)
    services.replies.send({ ticketId, ...draft, body: '二通目', clientKey: 'k4', despiteNewer: false })
    await settle()
    expect(smtp.received).toHaveLength(2)
  })

  it('taken back before it left is gone from list and search, and its words are a draft again', async () => {
    const { ticketId, answer, services, ticket } = await setup()
    const before = ticket(ticketId).ticket
    const item = answer(ticketId, '取り消す返事')
    expect(ticket(ticketId).ticket.messageCount).toBe(2)
    services.delivery.cancel(item.id)

    expect(ticket(ticketId).ticket).toEqual({ ...before, hasDraft: true })
    expect(ticket(ticketId).draft.body).toBe('取り消す返事')
    expect(services.search.find({ query: '取り消す', limit: 10, order: 'relevance' }).total).toBe(0)
  })

  it('that the channel failed on in a way nobody foresaw is unclear, not failed', async () => {
    const { ticketId, answer, settle, stateOf, ticket } = await setup({
      send: () => Promise.reject(new TypeError('Cannot read properties of undefined')),
    })
    const item = answer(ticketId, '承りました。')
    await settle()
    expect(stateOf(item.id)).toBe('unclear')
    expect(ticket(ticketId).draft.body).toBe('')
  })

  it('that was taken while the disk was full is never called refused, and is noted when there is room again', async () => {
    const { smtp, ticketId, answer, settle, stateOf, ticket, db } = await setup()
    const item = answer(ticketId, '承りました。')
    db.exec(`CREATE TEMP TRIGGER full_disk BEFORE UPDATE ON outbox WHEN NEW.state NOT IN ('sending')
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
    await settle()
    expect(smtp.received).toHaveLength(1)
    expect(stateOf(item.id)).toBe('sending')
    expect(ticket(ticketId).draft.body).toBe('')

    db.exec('DROP TRIGGER full_disk')
    await settle()
    expect(stateOf(item.id)).toBe('filed')
    expect(smtp.received).toHaveLength(1)
  })

  it('that a crash left on its way is unclear at the next start', async () => {
    let reached = () => {}
    const isSending = new Promise<void>((resolve) => (reached = resolve))
    const channel = fakeChannel({
      send() {
        reached()
        return new Promise(() => {})
      },
    })
    const world = openWorld({ channel })
    const { ticketId } = await world.arrive(world.addAccount(), eml({ id: 'q' }))
    const item = world.answer(ticketId, '承りました。')
    void world.heart.wake()
    await isSending
    world.crash()
    let sends = 0
    const next = openWorld({
      dir: world.dir,
      clock: world.clock,
      channel: fakeChannel({
        send() {
          sends++
          return Promise.reject(new Error('never'))
        },
      }),
    })
    closing.push(next.close)
    await next.settle()

    expect(next.stateOf(item.id)).toBe('unclear')
    expect(sends).toBe(0)
    expect(next.ticket(ticketId).messages.at(-1)).toMatchObject({ text: '承りました。', outbox: { state: 'unclear' } })
  })

  it('is not begun any more once the program closes', async () => {
    let connections = 0
    const { ticketId, answer, services, heart } = await setup({
      fileSent() {
        connections++
        return Promise.resolve()
      },
    })
    answer(ticketId, '承りました。')
    services.delivery.stop()
    await services.accounts.close()
    await heart.wake()
    expect(connections).toBe(0)
  })
})

/** Due work begins; what hangs is left to hang. */
async function tick({ heart, clock }: ReturnType<typeof openWorld>): Promise<void> {
  for (let beat = 0; beat < 4; beat++) {
    void heart.wake()
    await clock.advance(1_000)
  }
}
