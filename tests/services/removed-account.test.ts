import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, TicketId } from '../../preload/domain.ts'
import { eml, openWorld } from './world.ts'

let world: ReturnType<typeof openWorld>
let account: AccountId
let ticketId: TicketId
beforeEach(async () => {
  world = openWorld()
  account = world.addAccount()
  ticketId = (await world.arrive(account, eml())).ticketId
  await world.services.accounts.remove(account)
})
afterEach(() => world.close())

describe('a ticket whose account was removed', () => {
  it('is not answered by that account: the words stay, and nothing waits for ever', () => {
    const draft = world.services.replies.draftOf(ticketId)
    world.services.replies.save(ticketId, { ...draft, body: '承知しました。' })
    expect(() => world.answer(ticketId, '承知しました。')).toThrow(
      expect.objectContaining({ code: 'rejected', reason: 'account-removed' }),
    )
    expect(world.store.outbox.counts().open).toBe(0)
    expect(world.services.replies.draftOf(ticketId).body).toBe('承知しました。')
  })

  it('is answered by another one without being asked which of the two it shall be', async () => {
    const other = world.addAccount('second@example.jp')
    const { to, cc, subject, basedOnMessageId, plan } = world.services.replies.draftOf(ticketId)
    const words = { to, cc, subject, body: '承知しました。', basedOnMessageId, plan }
    const { id } = world.services.replies.send(
      { ticketId, accountId: other, ...words, clientKey: 'key-1', despiteNewer: false },
      0,
    )
    await world.settle()
    expect(['accepted', 'filed']).toContain(world.stateOf(id))
  })

  it('gets no mail of a sending to many', () => {
    const [mail] = world.services.groupSends.preview({
      mails: [{ ticketId, values: {}, edited: null }],
      templateId: null,
      subject: 'お知らせ',
      body: 'お待たせしています。',
      language: 'ja',
      values: {},
      hold: null,
    })
    expect(mail).toMatchObject({ fault: 'no-account' })
  })
})
