import { describe, expect, it } from 'vitest'
import { findOrderNumbers } from '../../main/core/order-numbers.ts'
import { participantsOf, senderOfRecord } from '../../main/core/sender.ts'
import { type ThreadFacts, type ThreadLookups, type ThreadTicket, decideThread } from '../../main/core/threading.ts'
import { type MadeUp, mail, ownAddresses } from './classify/made-up-mail.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 20, 3)

type Stored = MadeUp & { ticket: number; at?: number; out?: boolean }

/** A shop that holds these messages; `resolved` tickets are settled. */
function setup(stored: Stored[], { resolved = [] as number[], sameCustomer = [] as string[][] } = {}) {
  const messages = stored.map((made) => {
    const message = mail(made)
    const sender = senderOfRecord(message, { ownAddresses })
    return { made, message, at: made.at ?? now - day, people: participantsOf(message, sender, ownAddresses) }
  })
  const known = (address: string) => sameCustomer.find((group) => group.includes(address)) ?? [address]
  const ticket = (ticketId: number): ThreadTicket | null => {
    const mine = messages.filter(({ made }) => made.ticket === ticketId)
    if (mine.length === 0) return null
    return {
      ticketId,
      accountId: 1,
      participants: mine.flatMap(({ people }) => people.flatMap(known)),
      subjects: mine.map(({ message }) => message.subject),
      orderNumbers: mine.flatMap(({ message }) =>
        findOrderNumbers(`${message.subject}\n${message.textBody}`).map(({ number }) => number),
      ),
      lastMessageAt: Math.max(...mine.map(({ at }) => at)),
      isResolved: resolved.includes(ticketId),
    }
  }
  const ticketIds = [...new Set(stored.map((made) => made.ticket))]
  const lookups: ThreadLookups = {
    messagesById: (id) =>
      messages
        .filter(({ message }) => message.messageId === id)
        .map(({ made, message }) => ({
          ticketId: made.ticket,
          isOutbound: made.out ?? false,
          recipients: message.to.map((to) => to.address),
        })),
    ticket,
    ticketsOf: (address) =>
      ticketIds
        .map((id) => ticket(id)!)
        .filter(({ participants }) =>
          participants.some((one) => one.replace(/\+[^@]+/, '') === address.replace(/\+[^@]+/, '')),
        )
        .sort((a, b) => b.lastMessageAt - a.lastMessageAt),
    sentTo: (address) =>
      messages
        .filter(({ made, message }) => made.out && message.to.some((to) => to.address === address))
        .map(({ made, message, at }) => ({ ticketId: made.ticket, subject: message.subject, sentAt: at })),
  }
  return (made: MadeUp, more: Partial<ThreadFacts> = {}) => {
    const message = mail({ messageId: 'new@example.com', ...made })
    return decideThread(
      {
        message,
        sender: senderOfRecord(message, { ownAddresses }),
        accountId: 1,
        receivedAt: now,
        isOwn: false,
        isBounce: false,
        bounceFor: null,
        orderNumbers: findOrderNumbers(`${message.subject}\n${message.textBody}`).map(({ number }) => number),
        tokenPrefix: 'K',
        ...more,
      },
      lookups,
    )
  }
}

const hanako = 'hanako@example.com'
const first: Stored = { ticket: 1, messageId: 'q1@example.com', from: hanako, subject: 'サイズについて' }
const answer: Stored = {
  ticket: 1,
  messageId: 'a1@example.jp',
  from: 'shop@example.jp',
  to: hanako,
  out: true,
  subject: 'Re: サイズについて [#K-1]',
}

describe('an answer of the customer joins', () => {
  it('the ticket of the mail it answers, and says by which id', () => {
    const arrive = setup([first, answer])
    expect(arrive({ from: hanako, inReplyTo: 'a1@example.jp' }).join).toEqual({
      ticketId: 1,
      reason: 'in-reply-to',
      evidence: 'a1@example.jp',
    })
  })

  it('by any reference when the nearest is unknown, the nearest known first', () => {
    const arrive = setup([first, answer, { ticket: 2, messageId: 'q2@example.com', from: hanako }])
    const decision = arrive({
      from: hanako,
      inReplyTo: 'lost@example.com',
      references: ['q2@example.com', 'q1@example.com', 'lost@example.com'],
    })
    expect(decision.join).toEqual({ ticketId: 1, reason: 'references', evidence: 'q1@example.com' })
  })

  it('by the token where a carrier dropped the headers', () => {
    expect(setup([first, answer])({ from: hanako, subject: 'Re: サイズについて [#K-1]' }).join).toEqual({
      ticketId: 1,
      reason: 'token',
      evidence: 'K-1',
    })
  })

  it('also under another address of the same customer', () => {
    const arrive = setup([first, answer], { sameCustomer: [[hanako, 'hanako@docomo.example']] })
    expect(arrive({ from: 'hanako@docomo.example', inReplyTo: 'a1@example.jp' }).join?.ticketId).toBe(1)
  })

  it('also when a colleague in Cc writes it', () => {
    const arrive = setup([{ ...first, cc: 'boss@example.com' }, answer])
    expect(arrive({ from: 'boss@example.com', inReplyTo: 'a1@example.jp' }).join?.ticketId).toBe(1)
  })

  it('when the first mail was ours', () => {
    expect(
      setup([{ ...answer, subject: 'ご注文の件' }])({ from: hanako, inReplyTo: 'a1@example.jp' }).join?.ticketId,
    ).toBe(1)
  })

  it('under a new subject while the matter is fresh', () => {
    const arrive = setup([first, answer], { resolved: [1] })
    expect(arrive({ from: hanako, inReplyTo: 'a1@example.jp', subject: '色について' }).join?.ticketId).toBe(1)
  })
})

describe('a stranger', () => {
  const arrive = setup([first, answer])

  it.each([
    ['the references of a customer', { inReplyTo: 'a1@example.jp' }],
    ['the token of a customer', { subject: 'Re: [#K-1]' }],
  ])('with %s gets a ticket of his own that names the other', (_, made) => {
    const decision = arrive({ from: 'stranger@example.org', ...made })
    expect(decision).toMatchObject({ join: null, related: { ticketId: 1, reason: 'stranger' }, reason: 'stranger' })
  })

  it('to whom the customer passed the mail on is one of them', () => {
    expect(
      arrive({
        from: 'colleague@example.com',
        subject: 'Fw: Re: サイズについて [#K-1]',
        references: ['q1@example.com', 'a1@example.jp'],
      }).join,
    ).toBeNull()
  })

  it('who came by the same form is one of them', () => {
    const form = { from: 'desk@form.example', messageId: 'same@form.example' }
    const decision = setup([{ ...form, ticket: 5, replyTo: 'guest@example.com' }])({
      ...form,
      messageId: 'other@form.example',
      replyTo: 'other@example.com',
      inReplyTo: 'same@form.example',
    })
    expect(decision).toMatchObject({ join: null, related: { ticketId: 5 } })
  })
})

describe('an answer to another shop of ours', () => {
  it('begins a ticket here that names the one there', () => {
    const decision = setup([first, answer])(
      { from: hanako, inReplyTo: 'a1@example.jp' },
      { accountId: 7, shopAccounts: [7, 8] },
    )
    expect(decision).toMatchObject({ join: null, related: { ticketId: 1, reason: 'other-shop' } })
  })
})

describe('a Message-ID that was used twice', () => {
  it('joins nothing by itself', () => {
    expect(
      setup([first])({ from: hanako, messageId: 'q1@example.com', references: ['q1@example.com'], subject: '別件' })
        .join,
    ).toBeNull()
  })

  it('leads each writer to the ticket he takes part in', () => {
    const arrive = setup([
      { ticket: 1, messageId: 'twin@example.com', from: 'a@example.com' },
      { ticket: 2, messageId: 'twin@example.com', from: 'b@example.com' },
    ])
    expect(arrive({ from: 'b@example.com', inReplyTo: 'twin@example.com' }).join?.ticketId).toBe(2)
    expect(arrive({ from: 'a@example.com', inReplyTo: 'twin@example.com' }).join?.ticketId).toBe(1)
  })
})

describe('an old mail used as an address book', () => {
  const old = [first, { ...answer, at: now - 60 * day }].map((made) => ({ ...made, at: now - 60 * day }))
  const fresh = { from: hanako, inReplyTo: 'a1@example.jp', subject: '返金をお願いします', text: '新しい用件です。' }

  it('begins a new ticket that names the old one', () => {
    expect(setup(old, { resolved: [1] })(fresh)).toMatchObject({
      join: null,
      related: { ticketId: 1, reason: 'new-subject' },
    })
  })

  it.each([
    ['the ticket is not resolved', [] as number[], {}],
    ['the subject is an answer', [1], { subject: 'Re: 返金' }],
    ['the subject is the old one', [1], { subject: 'サイズについて' }],
    ['the old mail is quoted', [1], { text: '新しい用件です。\n> 前の話' }],
    ['there is no subject', [1], { subject: '' }],
  ])('stays in the ticket when %s', (_, resolved, made) => {
    expect(setup(old, { resolved })({ ...fresh, ...made }).join?.ticketId).toBe(1)
  })
})

describe('a buyer behind an alias of a marketplace', () => {
  const alias = 'buyer1@marketplace.amazon.co.jp'
  const asked: Stored = {
    ticket: 1,
    from: alias,
    subject: '商品に関するお問い合わせ',
    text: '注文番号 250-1234567-1234567',
  }

  it('joins by the alias without any header, with and without the case', () => {
    expect(setup([asked])({ from: alias }).join).toEqual({ ticketId: 1, reason: 'alias', evidence: alias })
    expect(setup([asked])({ from: 'buyer1+0a1b@marketplace.amazon.co.jp' }).join?.ticketId).toBe(1)
  })

  it('joins the ticket of the case among several', () => {
    const one = 'buyer1+case1@marketplace.amazon.co.jp'
    const arrive = setup([
      { ticket: 1, from: one },
      { ticket: 2, from: 'buyer1+case2@marketplace.amazon.co.jp', at: now },
    ])
    expect(arrive({ from: one }).join).toEqual({ ticketId: 1, reason: 'alias-case', evidence: 'case1' })
  })

  it('with another order begins a new ticket that names the old one', () => {
    expect(setup([asked])({ from: alias, text: '250-7654321-7654321' })).toMatchObject({
      join: null,
      related: { ticketId: 1, reason: 'other-order' },
    })
  })

  it('is not another buyer', () => {
    expect(setup([asked])({ from: 'buyer2@marketplace.amazon.co.jp', subject: asked.subject! })).toMatchObject({
      join: null,
      related: null,
      offers: [],
    })
  })

  it('of Rakuten joins likewise', () => {
    const masked = 'abc123@pc.fw.rakuten.ne.jp'
    expect(setup([{ ticket: 1, from: masked }])({ from: masked }).join?.reason).toBe('alias')
  })
})

describe('a failure notice', () => {
  const notice = { from: 'mailer-daemon@mx.example.net', subject: 'failure notice' }
  const bounce = { isBounce: true, bounceFor: hanako }

  it('joins the mail that failed though the daemon takes part in nothing', () => {
    const decision = setup([first, answer])(
      { ...notice, report: { action: 'failed', originalMessageId: 'a1@example.jp' } },
      bounce,
    )
    expect(decision.join).toEqual({ ticketId: 1, reason: 'bounce-of', evidence: 'a1@example.jp' })
  })

  it('without an id joins our only mail to that address', () => {
    expect(setup([first, answer])(notice, bounce).join).toEqual({
      ticketId: 1,
      reason: 'bounce-recipient',
      evidence: hanako,
    })
  })

  it('that may belong to several is offered', () => {
    const arrive = setup([answer, { ...answer, ticket: 2, messageId: 'a2@example.jp', subject: '発送' }])
    expect(arrive(notice, bounce)).toMatchObject({ join: null, offers: [{ ticketId: 1 }, { ticketId: 2 }] })
    expect(arrive({ ...notice, report: { originalSubject: '発送' } }, bounce).join?.ticketId).toBe(2)
  })

  it('that returns the mail as text joins by the id or the token that stands there', () => {
    const arrive = setup([answer, { ...answer, ticket: 2, messageId: 'a2@example.jp', subject: '発送 [#K-2]' }])
    const returned = (line: string) =>
      arrive({ ...notice, text: `<${hanako}>: unknown\n\n--- copy\n${line}` }, bounce).join
    expect(returned('Message-ID: <a2@example.jp>')).toMatchObject({ ticketId: 2, reason: 'bounce-of' })
    expect(returned('Subject: Re: 発送 [#K-2]')).toMatchObject({ ticketId: 2, reason: 'token' })
  })

  it('about a mail that was not ours joins nothing', () => {
    expect(
      setup([first])({ ...notice, inReplyTo: 'q1@example.com' }, { isBounce: true, bounceFor: null }).join,
    ).toBeNull()
  })
})

describe('our own answer from another program', () => {
  const ours = { from: 'shop@example.jp', to: hanako }
  const own = { isOwn: true }

  it('joins by its ids where its recipient takes part', () => {
    expect(setup([first])({ ...ours, inReplyTo: 'q1@example.com' }, own).join).toEqual({
      ticketId: 1,
      reason: 'own-sent',
      evidence: 'q1@example.com',
    })
  })

  it('without ids joins the one recent ticket of its recipient with that subject', () => {
    expect(setup([first])({ ...ours, subject: 'Re: サイズについて' }, own).join?.reason).toBe('own-sent-subject')
  })

  it('to a mail that has not come in yet does not join another matter of the same name', () => {
    // Sent is read before INBOX; two matters of one customer under one subject became one ticket that way.
    const later = { ...ours, subject: 'Re: サイズについて', inReplyTo: 'not-here-yet@example.com' }
    expect(setup([first])(later, own)).toMatchObject({
      join: null,
      offers: [{ ticketId: 1, reason: 'same-subject' }],
    })
  })

  it('to somebody else stays apart', () => {
    expect(
      setup([first])({ from: 'shop@example.jp', to: 'maker@example.net', inReplyTo: 'q1@example.com' }, own),
    ).toMatchObject({ join: null, related: { ticketId: 1 } })
  })
})

describe('what may be the same matter is offered and never joined', () => {
  it('by order number within 14 days', () => {
    const ordered: Stored = { ...first, text: '注文番号：A-1001' }
    expect(setup([ordered])({ from: hanako, subject: 'いつ届きますか', text: '注文番号：A-1001' })).toEqual({
      join: null,
      related: null,
      offers: [{ ticketId: 1, reason: 'same-order', evidence: 'A-1001' }],
      reason: 'new',
      evidence: '',
    })
    expect(
      setup([{ ...ordered, at: now - 15 * day }])({ from: hanako, subject: 'いつ', text: '注文番号：A-1001' }).offers,
    ).toEqual([])
  })

  it('by subject', () => {
    expect(setup([first])({ from: hanako, subject: 'RE：サイズについて' })).toMatchObject({
      join: null,
      offers: [{ ticketId: 1, reason: 'same-subject' }],
    })
  })

  it('and only to the same customer', () => {
    expect(setup([first])({ from: 'other@example.com', subject: 'サイズについて' }).offers).toEqual([])
  })
})
