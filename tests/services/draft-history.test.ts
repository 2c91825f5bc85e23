import { afterEach, describe, expect, it } from 'vitest'
import { NO_PLAN } from '../../preload/domain.ts'
import { MINUTE, eml, openWorld, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Somebody writes an answer; `type` is what the window saves, `written` the bodies of the versions, newest first. */
async function setup() {
  const world = openWorld()
  worlds.push(world)
  const account = world.addAccount()
  const { ticketId } = await world.arrive(account, eml({ id: 'q' }))
  const { replies, draftHistory } = world.services
  function type(body: string, id = ticketId) {
    const { savedAt: _, attachments: __, ...draft } = replies.draftOf(id)
    return replies.save(id, { ...draft, body })
  }
  const versions = (id = ticketId) => draftHistory.list(id).map(({ reason, body }) => `${reason}: ${body}`)
  return { ...world, account, ticketId, replies, draftHistory, type, versions }
}

const LONG = '白い茶碗は来週の月曜日に入荷いたします。届きましたらすぐにお送りいたします。'

describe('the history of a draft', () => {
  it('keeps what is written over, at most once a minute', async () => {
    const { type, versions, clock } = await setup()
    type('ありがとう')
    type('ありがとうござい')
    type('ありがとうございます。')
    expect(versions()).toEqual(['edited: ありがとう'])
    clock.suspend(MINUTE)
    type('ありがとうございます。茶碗は')
    expect(versions()).toEqual(['edited: ありがとうございます。', 'edited: ありがとう'])
  })

  it('keeps a text that goes at once within the minute too', async () => {
    const { type, versions } = await setup()
    type('白い茶碗は')
    type(LONG)
    type('あ')
    expect(versions()).toEqual([`edited: ${LONG}`, 'edited: 白い茶碗は'])
  })

  it('keeps ten', async () => {
    const { type, versions, clock } = await setup()
    for (let number = 1; number <= 13; number += 1) {
      type(`${number}回目`)
      clock.suspend(MINUTE)
    }
    expect(versions()).toHaveLength(10)
    expect(versions()[0]).toBe('edited: 12回目')
  })

  it('has what was sent and what was thrown away, word for word and with its files', async () => {
    const { type, versions, replies, draftHistory, ticketId, clock } = await setup()
    type('承りました。')
    await replies.attach(ticketId, { name: '見積.pdf', type: 'application/pdf', content: new Uint8Array([1, 2, 3]) })
    replies.discard(ticketId)
    expect(draftHistory.list(ticketId)).toMatchObject([
      { reason: 'discarded', body: '承りました。', files: ['見積.pdf'] },
    ])
    const { accountId, to, cc, subject, basedOnMessageId } = replies.draftOf(ticketId)
    const answer = { ticketId, accountId, to, cc, subject, basedOnMessageId, plan: NO_PLAN, despiteNewer: false }
    clock.suspend(MINUTE)
    replies.send({ ...answer, body: 'はい。\n\n-- 署名', typedBody: 'はい。', clientKey: 'k1' })
    expect(versions()).toEqual(['sent: はい。', 'discarded: 承りました。'])
  })
})

describe('going back to an earlier version', () => {
  it('brings words and files; what stood there is a version, and going back to that undoes it', async () => {
    const { type, versions, replies, draftHistory, ticketId } = await setup()
    type('承りました。')
    await replies.attach(ticketId, { name: '見積.pdf', type: 'application/pdf', content: new Uint8Array([1, 2, 3]) })
    replies.discard(ticketId)
    type('書き直しました。')
    const [thrownAway] = draftHistory.list(ticketId)
    const { draft, replacedId } = replies.restore(ticketId, thrownAway!.id)
    expect(draft).toMatchObject({ body: '承りました。', attachments: [{ name: '見積.pdf', size: 3 }] })
    expect(versions()).toEqual(['replaced: 書き直しました。', 'discarded: 承りました。'])
    const undone = replies.restore(ticketId, replacedId!)
    expect(undone.draft).toMatchObject({ body: '書き直しました。', attachments: [] })
  })

  it('does not hide that the customer wrote since the draft was begun', async () => {
    const { type, replies, draftHistory, ticketId, account, arrive } = await setup()
    type('白い茶碗は')
    type(LONG)
    type('')
    const before = replies.draftOf(ticketId).basedOnMessageId
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q@example.com', subject: 'Re: 件', body: 'まだですか' }))
    const { draft } = replies.restore(ticketId, draftHistory.list(ticketId)[0]!.id)
    expect(draft).toMatchObject({ body: LONG, basedOnMessageId: before })
  })

  it('refuses a version of another ticket', async () => {
    const { type, replies, draftHistory, ticketId, account, arrive } = await setup()
    const { ticketId: other } = await arrive(account, eml({ id: 'b', from: 'other@example.com', subject: '別' }))
    type('別のお客さまへ', other)
    replies.discard(other)
    const [version] = draftHistory.list(other)
    expect(() => replies.restore(ticketId, version!.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})

it('the versions of merged tickets stand together, and apart again when the merge is taken back', async () => {
  const { type, versions, replies, services, ticketId, account, arrive } = await setup()
  const { ticketId: other } = await arrive(account, eml({ id: 'b', subject: '別の件' }))
  type('ひとつめ')
  replies.discard(ticketId)
  type('ふたつめ', other)
  replies.discard(other)
  const moveId = services.moves.merge([other], ticketId)
  expect(versions()).toEqual(['discarded: ふたつめ', 'discarded: ひとつめ'])
  expect(versions(other)).toEqual(versions())
  services.moves.undo(moveId)
  expect(versions(other)).toEqual(['discarded: ふたつめ'])
  expect(versions()).toEqual(['discarded: ひとつめ'])
})
