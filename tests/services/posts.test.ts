import { afterEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../main/channels/adapter.ts'
import { AppError } from '../../preload/errors.ts'
import { DAY, HOUR } from './world.ts'
import { now, openPosts, ours, post } from './post-world.ts'

const open: ReturnType<typeof openPosts>[] = []
async function setup(adapter: Partial<Adapter> = {}, channel?: 'mastodon' | 'instagram') {
  const world = openPosts(channel, adapter)
  open.push(world)
  return { ...world, account: await world.connect() }
}
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

describe('a post that addresses the shop', () => {
  it('becomes a ticket with the beginning of its text, its writer by name and handle, and a deadline', async () => {
    const { account, bring, ticket } = await setup()
    const [stored] = await bring(account, [post()])
    const { ticket: row, customer, messages } = ticket(stored!.ticketId)
    expect(row).toMatchObject({ kind: 'ticket', status: 'new', channel: 'mastodon', customerName: '愛子' })
    expect(row.subject).toBe('@aobaya 届いたお皿が割れていました')
    expect(row.dueAt).toBeGreaterThan(now)
    expect(customer!.identities).toEqual([{ channel: 'mastodon', value: '@aiko' }])
    expect(messages[0]!.post).toMatchObject({ visibility: 'public', handle: '@aiko', deletedAt: null })
  })

  it('is one message, however often it comes', async () => {
    const { account, bring, store } = await setup()
    await bring(account, [post(), post()])
    await bring(account, [post()])
    expect(store.messages.totals()).toMatchObject({ messages: 1, tickets: 1 })
  })

  it('belongs with what its writer said below the same post, and not with what another asks there', async () => {
    const { account, bring, tickets } = await setup()
    const root = '1859200000000000000'
    await bring(account, [
      post({ id: '1', conversation: root }),
      post({ id: '2', conversation: root, author: { id: '43', handle: '@ken', name: '健' }, text: '在庫はありますか' }),
      post({ id: '3', conversation: root, text: '写真も送ります', at: now }),
    ])
    expect(tickets().map(({ customerName, messageCount }) => [customerName, messageCount])).toEqual(
      expect.arrayContaining([
        ['愛子', 2],
        ['健', 1],
      ]),
    )
  })

  it('keeps its customer after they have taken another handle', async () => {
    const { account, bring, ticket } = await setup()
    const [first] = await bring(account, [post()])
    const author = { id: '42', handle: '@aiko_new', name: '愛子' }
    const [second] = await bring(account, [post({ id: '2', conversation: '2', author })])
    expect(ticket(second!.ticketId).customer!.id).toBe(ticket(first!.ticketId).customer!.id)
    expect(ticket(first!.ticketId).customer!.identities).toEqual([{ channel: 'mastodon', value: '@aiko_new' }])
  })

  it('never gets an answer of a machine', async () => {
    const { account, bring, store } = await setup()
    const [stored] = await bring(account, [post()])
    expect(store.autoMail.isSilent(stored!.messageId)).toBe(true)
  })
})

describe('direct messages', () => {
  const dm = (id: string, at: number) => post({ id, at, conversation: 'dm-1', visibility: 'private', text: `件 ${id}` })

  it('of one conversation are one ticket, until it has been settled for two weeks', async () => {
    const { account, bring, services, tickets, clock } = await setup()
    const [first] = await bring(account, [dm('1', now - HOUR), dm('2', now)])
    services.tickets.resolve([first!.ticketId], 'settled')
    await clock.advance(13 * DAY)
    const [third] = await bring(account, [dm('3', now + 13 * DAY)])
    expect(third!.ticketId).toBe(first!.ticketId)
    services.tickets.resolve([first!.ticketId], 'settled')
    await clock.advance(15 * DAY)
    const [fourth] = await bring(account, [dm('4', now + 28 * DAY + HOUR)])
    expect(fourth!.ticketId).not.toBe(first!.ticketId)
    expect(fourth!.thread).toMatchObject({ reason: 'post-long-settled' })
    expect(tickets()).toHaveLength(2)
  })

  it('of a network that stops taking answers are due before it does', async () => {
    const { account, bring, ticket } = await setup({}, 'instagram')
    const until = now + 2 * HOUR
    const [stored] = await bring(account, [{ ...dm('1', now - 22 * HOUR), answerUntil: until }])
    const { deadline, replyWay } = ticket(stored!.ticketId)
    expect(deadline!.dueAt).toBeLessThanOrEqual(until)
    expect(replyWay).toMatchObject({ answerUntil: until, refuses: null })
  })
})

describe('a post of ours that another program wrote', () => {
  it('is the answer to what it answers', async () => {
    const { account, bring, ticket } = await setup()
    const [asked] = await bring(account, [post()])
    const [answer] = await bring(account, [ours({ id: '5', inReplyTo: post().id, at: now })])
    expect(answer!.ticketId).toBe(asked!.ticketId)
    expect(ticket(asked!.ticketId).ticket.status).toBe('waiting')
  })

  it('is so also when it is read first', async () => {
    const { account, bring, ticket, tickets } = await setup()
    await bring(account, [ours({ id: '5', inReplyTo: post().id, at: now })])
    expect(tickets()).toEqual([])
    const [asked] = await bring(account, [post()])
    expect(ticket(asked!.ticketId).messages).toHaveLength(2)
    expect(ticket(asked!.ticketId).ticket).toMatchObject({ status: 'waiting', kind: 'ticket', customerName: '愛子' })
  })

  it('to nobody is nothing to do', async () => {
    const { account, bring, tickets } = await setup()
    await bring(account, [ours({ id: '6', conversation: '6', text: '本日も営業中です' })])
    expect(tickets()).toEqual([])
  })
})

describe('what became of a post', () => {
  it('is shown beside what it said: edited words are kept, a deleted post stays', async () => {
    const { account, bring, inbound, ticket } = await setup()
    const [stored] = await bring(account, [post()])
    const edited = post({ text: '@aobaya 届いたお皿が欠けていました' })
    await bring(account, [], [{ what: 'edited', externalId: post().id, post: inbound(edited) }])
    await bring(account, [], [{ what: 'deleted', externalId: post().id }])
    await bring(account, [], [{ what: 'deleted', externalId: 'nobody knows it' }])
    const [message] = ticket(stored!.ticketId).messages
    expect(message!.text).toBe(edited.text)
    expect(message!.post!.earlier).toEqual([{ at: now, text: post().text }])
    expect(message!.post!.deletedAt).toBe(now)
  })
})

describe('an answer on a network', () => {
  it('goes to the post, in public, and stands once when polling shows it too', async () => {
    const { account, bring, answer, settle, sent, ticket, store } = await setup()
    const [asked] = await bring(account, [post()])
    const item = answer(asked!.ticketId, '申し訳ございません。')
    await settle()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.post).toEqual({
      conversation: post().conversation,
      inReplyTo: post().id,
      visibility: 'public',
      recipientId: '42',
      key: store.outbox.get(item.id)!.clientKey,
    })
    expect(sent[0]!.to).toEqual([{ name: '愛子', address: '@aiko' }])
    expect(sent[0]!.subject).toBe('')
    await bring(account, [ours({ id: '91', inReplyTo: post().id, text: '@aiko 申し訳ございません。', at: now })])
    const { messages, ticket: row } = ticket(asked!.ticketId)
    expect(messages).toHaveLength(2)
    expect(messages[1]!.post!.url).toBe('https://social.example.com/@aobaya/91')
    expect(row.status).toBe('waiting')
  })

  it('seen by polling before the network has said that it took it is the same', async () => {
    const { account, bring, answer, answersWith, settle, ticket } = await setup()
    const [asked] = await bring(account, [post()])
    answersWith(async ({ textBody }) => {
      await bring(account, [ours({ id: '91', inReplyTo: post().id, text: `@aiko ${textBody}`, at: now })])
      return { outcome: 'unclear', explanation: 'lost', source: new Uint8Array() }
    })
    answer(asked!.ticketId, '申し訳ございません。')
    await settle()
    expect(ticket(asked!.ticketId).messages).toHaveLength(2)
  })

  it('whose answer was lost is looked for, found, and never sent twice', async () => {
    const { account, bring, answer, answersWith, settle, services, sent, stateOf, ticket } = await setup({
      findSent: () => Promise.resolve({ externalId: '91', url: 'https://social.example.com/@aobaya/91' }),
    })
    const [asked] = await bring(account, [post()])
    answersWith(() => ({ outcome: 'unclear', explanation: 'lost', source: new Uint8Array() }))
    const item = answer(asked!.ticketId, '申し訳ございません。')
    await settle()
    expect(stateOf(item.id)).toBe('unclear')
    await services.delivery.lookUpUnclear(account)
    expect(stateOf(item.id)).toBe('filed')
    expect(sent).toHaveLength(1)
    expect(ticket(asked!.ticketId).messages[1]!.post!.url).toContain('/91')
  })

  it('continued in private goes to the person alone, and their answer there joins the ticket', async () => {
    const { account, bring, answer, answersWith, settle, sent, ticket } = await setup()
    const [asked] = await bring(account, [post()])
    expect(ticket(asked!.ticketId).replyWay).toMatchObject({ visibility: 'public', canContinuePrivately: true })
    answersWith(() => ({
      outcome: 'accepted',
      rejectedRecipients: [],
      source: new Uint8Array([1]),
      posted: { externalId: '91', url: null, conversation: 'dm-9' },
    }))
    answer(asked!.ticketId, '090-1234-5678 へお電話ください', undefined, {
      hold: null,
      sendAfter: null,
      thenResolve: false,
      isPrivate: true,
    })
    await settle()
    expect(sent[0]!.post).toMatchObject({ visibility: 'private', recipientId: '42' })
    const [reply] = await bring(account, [
      post({ id: '92', conversation: 'dm-9', visibility: 'private', text: '電話しました', at: now + HOUR }),
    ])
    expect(reply!.ticketId).toBe(asked!.ticketId)
  })

  it('leaves from the account addressed and no other, and is not longer than the network takes', async () => {
    const { account, bring, connect, services, ticket } = await setup()
    const other = await connect('@aobaya_outlet', '8')
    const [asked] = await bring(account, [post()])
    const { ticket: row, draft } = ticket(asked!.ticketId)
    const send = (change: object) => () =>
      services.replies.send({
        ticketId: row.id,
        ...draft,
        body: 'はい',
        clientKey: crypto.randomUUID(),
        despiteNewer: false,
        despiteAccount: true,
        ...change,
      })
    expect(send({ accountId: other })).toThrow(expect.objectContaining({ reason: 'other-account' }))
    expect(send({ body: 'あ'.repeat(495) })).toThrow(expect.objectContaining({ reason: 'too-long' }))
    expect(send({ body: 'あ'.repeat(494) })).not.toThrow()
  })

  it('is refused before anybody types where the network takes none', async () => {
    const { account, bring, answer, ticket } = await setup()
    const [asked] = await bring(account, [post({ found: 'watched', refuses: 'not-mentioned' })])
    expect(ticket(asked!.ticketId).replyWay).toMatchObject({ refuses: 'not-mentioned' })
    expect(() => answer(asked!.ticketId, 'はい')).toThrow(expect.objectContaining({ reason: 'not-mentioned' }))
  })

  it('is held while the account must sign in again, told of once, and leaves after it has', async () => {
    const { account, bring, answer, answersWith, settle, services, stateOf, store } = await setup()
    const [asked] = await bring(account, [post()])
    answersWith(() => Promise.reject(new AppError('auth-expired', 'The token was revoked.')))
    const item = answer(asked!.ticketId, 'はい')
    await settle()
    expect(stateOf(item.id)).toBe('held')
    answersWith(() => ({
      outcome: 'accepted',
      rejectedRecipients: [],
      source: new Uint8Array([1]),
      posted: { externalId: '91', url: null },
    }))
    services.delivery.releaseAccount(account)
    await settle()
    expect(stateOf(item.id)).toBe('filed')
    expect(store.messages.fetched(account, '91')).not.toBeNull()
  })

  it('is looked at for personal data only where everybody reads it', async () => {
    const { account, bring, services, ticket } = await setup()
    const [asked] = await bring(account, [post()])
    const { draft } = ticket(asked!.ticketId)
    const look = (isPrivate: boolean) =>
      services.answering.look({
        ticketId: asked!.ticketId,
        accountId: account,
        to: draft.to,
        cc: [],
        subject: '',
        body: '090-1234-5678 にお電話ください',
        isPrivate,
      }).findings
    expect(look(false)).toEqual([{ check: 'personal-in-public', words: ['090-1234-5678'] }])
    expect(look(true)).toEqual([])
  })
})
