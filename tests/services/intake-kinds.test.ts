import { afterEach, describe, expect, it } from 'vitest'
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

describe('machine mail', () => {
  const bounce = (mid: string) =>
    [
      'From: MAILER-DAEMON@example.jp',
      'To: shop@example.jp',
      'Subject: Undelivered Mail Returned to Sender',
      'Date: Tue, 24 Nov 2026 09:30:00 +0900',
      'Message-ID: <bounce1@example.jp>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I could not deliver your message.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.jp',
      '',
      'Final-Recipient: rfc822; aiko@example.com',
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: <${mid}>`,
      'Subject: Re: x',
      '',
      'text',
      '--b--',
      '',
    ].join('\r\n')

  it('that returns our answer marks the ticket 不達 and opens it again', async () => {
    const { arrive, account, answer, settle, store, ticket, clock } = setup()
    const { ticketId } = await arrive(account, eml({ id: 'q' }))
    const item = answer(ticketId, '承りました。')
    await settle()
    expect(ticket(ticketId).ticket.status).toBe('waiting')
    const { mid } = store.messages.get(item.messageId)!
    const returned = await arrive(account, bounce(mid!), { receivedAt: clock.now() + MINUTE })

    expect(returned.ticketId).toBe(ticketId)
    expect(ticket(ticketId).ticket).toMatchObject({ status: 'open', hasBounced: true })
  })

  it('that only informs is filed under 通知, and one click makes it a ticket', async () => {
    const { arrive, account, services, ticket } = setup()
    const { ticketId } = await arrive(
      account,
      eml({ from: 'news@example.net', subject: '週刊ニュース', headers: ['List-Unsubscribe: <mailto:u@example.net>'] }),
    )
    const listed = (view: 'todo' | 'notices') =>
      services.view.list({ view, accountId: null, limit: 10, after: null }).tickets.map(({ id }) => id)
    expect([listed('todo'), listed('notices')]).toEqual([[], [ticketId]])
    expect(ticket(ticketId).ticket.dueAt).toBeNull()

    services.tickets.setKind(ticketId, 'ticket')
    expect([listed('todo'), listed('notices')]).toEqual([[ticketId], []])
    services.tickets.setKind(ticketId, 'notice')
    expect([listed('todo'), listed('notices')]).toEqual([[], [ticketId]])
    expect(ticket(ticketId).ticket.dueAt).toBeNull()
  })

  it('does not swallow the question of a person who answers to it', async () => {
    const { arrive, account, ticket, services } = setup()
    const notice = await arrive(
      account,
      eml({
        id: 'news',
        from: 'news@example.net',
        subject: '週刊ニュース',
        cc: 'aiko@example.com',
        headers: ['List-Unsubscribe: <mailto:u@example.net>'],
      }),
    )
    expect(ticket(notice.ticketId).ticket.kind).toBe('notice')
    const question = await arrive(account, eml({ inReplyTo: 'news@example.com', body: 'これはいつ届きますか' }))

    const todo = services.view.list({ view: 'todo', accountId: null, limit: 10, after: null }).tickets
    expect(todo.map(({ id }) => id)).toEqual([question.ticketId])
  })
})

describe('what was there before the program', () => {
  it('is settled when it is older than three days, and owed an answer when it is not', async () => {
    const { arrive, account, ticket } = setup()
    const old = await arrive(account, eml({ id: 'old' }), { receivedAt: now - 4 * DAY })
    const recent = await arrive(account, eml({ id: 'recent' }), { receivedAt: now - 2 * DAY })

    expect(ticket(old.ticketId).ticket).toMatchObject({ status: 'resolved', dueAt: null })
    expect(ticket(recent.ticketId).ticket.status).toBe('new')
    expect(ticket(recent.ticketId).ticket.dueAt).not.toBeNull()
  })

  it('stays open when a person has opened it again, whatever older mail still comes', async () => {
    const { arrive, account, services, ticket } = setup()
    const old = await arrive(account, eml({ id: 'old', inReplyTo: 'older@example.com' }), { receivedAt: now - 4 * DAY })
    services.tickets.reopen([old.ticketId], false)
    expect(ticket(old.ticketId).ticket.status).toBe('open')
    const older = await arrive(account, eml({ id: 'older' }), { receivedAt: now - 5 * DAY })

    expect(older.ticketId).toBe(old.ticketId)
    expect(ticket(old.ticketId).ticket.status).toBe('open')
  })

  it('raises no popup', async () => {
    const { arrive, account, store } = setup()
    await arrive(account, eml({ id: 'before' }), { receivedAt: now - HOUR })
    await arrive(account, eml({ id: 'after' }), { receivedAt: now + MINUTE })
    expect(store.alerts.listToShow()).toHaveLength(1)
  })
})

describe('a mail that cannot be read', () => {
  it('becomes a visible ticket with its source, is told of, and the next mail comes all the same', async () => {
    const { account, services, store, ticket } = setup()
    const good = await inbound(eml({ id: 'good' }), { externalId: 'INBOX/1/2', place: 'inbox', receivedAt: now })
    const newsletter = eml({ id: 'bad', headers: ['List-Unsubscribe: <mailto:u@example.net>'] })
    const bad = {
      ...(await inbound(newsletter, { externalId: 'INBOX/1/1', place: 'inbox', receivedAt: now })),
      unreadable: 'the reader ended',
    }
    const stored = await services.intake.storePage(store.accounts.get(account)!, {
      messages: [bad, good],
      cursor: 'c',
      progress: { done: 2, total: 2 },
    })
    const todo = services.view.list({ view: 'todo', accountId: null, limit: 10, after: null }).tickets
    expect(todo).toHaveLength(2)
    expect(store.alerts.listToShow()).toHaveLength(2)
    const shown = ticket(stored[0]!.ticketId)
    expect(shown.messages[0]).toMatchObject({ unreadable: 'the reader ended' })
    expect((await services.content.source(shown.messages[0]!.id)).text).toBe(newsletter)
  })
})
