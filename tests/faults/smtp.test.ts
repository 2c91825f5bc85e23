import { afterEach, describe, expect, it } from 'vitest'
import { NO_PLAN, type OutboxId } from '../../preload/domain.ts'
import { ja } from '../../preload/locales/ja.ts'
import { startFakeImap } from '../support/fake-imap.ts'
import { STAGES, startScriptedSmtp, type Stage } from '../support/scripted-smtp.ts'
import { MINUTE } from '../services/world.ts'
import { HASTY, mailOf, openFaultyShop, PATIENT } from './shop.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A shop whose question waits for an answer, and another one beside it that must not suffer. */
async function setup(timeouts = PATIENT) {
  const smtp = await startScriptedSmtp()
  const mails = [1, 2].map((n) => ({ uid: n, source: mailOf(n) }))
  const imap = await startFakeImap({ mails: mails.slice(0, 1) })
  const other = await startFakeImap({ mails: [] })
  const shop = openFaultyShop({ timeouts })
  closing.push(smtp.close, imap.close, other.close, shop.discard)
  const account = shop.add('shop', { imap, smtp })
  const neighbour = shop.add('b', { imap: other, smtp })
  await shop.look(account)
  await shop.look(neighbour)
  const ticketId = shop.ticketOf(account)
  const delivered = [mails[0]!.source]
  return {
    ...shop,
    smtp,
    ticketId,
    /** What the person sees of the answer: its group in the outbox, whether a popup came, and its words as a draft. */
    seen: () => ({
      state: shop.ticket(ticketId).messages.at(-1)?.outbox?.state ?? shop.ticket(ticketId).ticket.outboxState,
      popups: shop.popups.map(({ title }) => title),
      draft: shop.ticket(ticketId).draft.body,
    }),
    /** The account beside it goes on receiving; then nothing may be wrong anywhere. */
    async allIsWell() {
      other.mails.push(mails[1]!)
      await shop.look(neighbour)
      expect(shop.accountOf(neighbour)).toMatchObject({ errorReason: null })
      await shop.check([...delivered, mails[1]!.source], smtp.received)
    },
  }
}

const before = (stage: Stage) => STAGES.slice(0, STAGES.indexOf(stage))
/** Up to here the server cannot have the text. */
const WITHOUT_TEXT = before('end')
const says = (words: string) => ({ says: words })

describe('a server that breaks the line', () => {
  it.each(WITHOUT_TEXT)('at %s has nothing: the answer waits quietly and leaves later, once', async (at) => {
    const { smtp, answer, ticketId, settle, seen, throughTime, allIsWell } = await setup()
    smtp.fail({ at, does: 'drop' })
    answer(ticketId, '承りました。')
    await settle(2)
    expect(seen()).toEqual({ state: 'queued', popups: [], draft: '' })
    expect(ja.outbox.groups.queued.next).toContain('自動で送ります')
    smtp.fail(null)
    await throughTime(6 * MINUTE)
    expect(seen().state).toBe('filed')
    expect(smtp.received).toHaveLength(1)
    await allIsWell()
  })

  it.each([
    ['has kept it', false, 1],
    ['has lost it', true, 0],
  ])('after the dot, and %s: a person is asked, and nothing is sent again', async (_, loses, kept) => {
    const { smtp, answer, ticketId, settle, seen, throughTime, allIsWell } = await setup()
    smtp.fail({ at: 'end', does: 'drop', loses })
    answer(ticketId, '承りました。')
    await settle(2)
    expect(seen()).toEqual({ state: 'unclear', popups: [ja.popups.sendUnclear], draft: '' })
    expect(ja.outbox.groups.unclear.next).toContain('届いていたかどうか')
    smtp.fail(null)
    await throughTime(60 * MINUTE)
    expect(seen()).toEqual({ state: 'unclear', popups: [ja.popups.sendUnclear], draft: '' })
    expect(smtp.received).toHaveLength(kept)
    await allIsWell()
  })
})

describe('a server that says nothing more', () => {
  it.each(WITHOUT_TEXT)('at %s is given up: the answer waits and leaves later, once', async (at) => {
    const { smtp, answer, ticketId, settle, seen, throughTime, becomePatient, allIsWell } = await setup(HASTY)
    smtp.fail({ at, does: 'hang' })
    answer(ticketId, '承りました。')
    await settle(1)
    expect(seen()).toEqual({ state: 'queued', popups: [], draft: '' })
    smtp.fail(null)
    becomePatient()
    await throughTime(6 * MINUTE)
    expect(seen().state).toBe('filed')
    expect(smtp.received).toHaveLength(1)
    await allIsWell()
  })

  it('after the dot has perhaps kept the answer: a person is asked, and nothing is sent again', async () => {
    const { smtp, answer, ticketId, settle, seen, throughTime, allIsWell } = await setup(HASTY)
    smtp.fail({ at: 'end', does: 'hang' })
    answer(ticketId, '承りました。')
    await settle(2)
    expect(seen()).toEqual({ state: 'unclear', popups: [ja.popups.sendUnclear], draft: '' })
    smtp.fail(null)
    await throughTime(60 * MINUTE)
    expect(seen().state).toBe('unclear')
    expect(smtp.received).toEqual([])
    await allIsWell()
  })
})

const busy: [Stage, string][] = [
  ['greeting', '421 4.3.2 too busy'],
  ['ehlo', '421 4.3.2 too busy'],
  ['auth', '454 4.7.0 Temporary authentication failure'],
  ['mail', '451 4.7.1 greylisted'],
  ['rcpt', '450 4.2.1 busy'],
  ['data', '451 4.3.0 try later'],
  ['end', '452 4.3.1 disk full'],
]
describe('a server that asks to wait', () => {
  it.each(busy)('at %s gets the answer later, once, and nobody is asked for a password', async (at, words) => {
    const { smtp, answer, ticketId, settle, seen, throughTime, allIsWell } = await setup()
    smtp.fail({ at, does: says(words) })
    answer(ticketId, '承りました。')
    await settle(2)
    expect(seen()).toEqual({ state: 'queued', popups: [], draft: '' })
    smtp.fail(null)
    await throughTime(6 * MINUTE)
    expect(seen().state).toBe('filed')
    expect(smtp.received).toHaveLength(1)
    await allIsWell()
  })
})

const refusing: [Stage, string][] = [
  ['greeting', '554 5.3.2 no mail from you'],
  ['mail', '553 5.7.1 not your address'],
  ['rcpt', '550 5.1.1 no such user'],
  ['data', '554 5.6.0 refused'],
  ['end', '554 5.7.1 spam'],
]
describe('a server that refuses', () => {
  it.each(refusing)('at %s gives the words back as a draft, told once with its own words', async (at, words) => {
    const { smtp, answer, ticketId, settle, seen, throughTime, store, allIsWell } = await setup()
    smtp.fail({ at, does: says(words) })
    const { id } = answer(ticketId, '承りました。')
    await settle(2)
    expect(seen()).toEqual({ state: 'failed', popups: [ja.popups.sendFailed], draft: '承りました。' })
    expect(store.outbox.get(id)!.explanation).toContain(words.slice(4))
    expect(ja.outbox.groups.failed.next).toContain('断られました')
    await throughTime(60 * MINUTE)
    expect(smtp.received).toEqual([])
    await allIsWell()
  })

  it('one of two recipients has given the answer to the other, and says so', async () => {
    const { smtp, services, ticketId, settle, store, seen, allIsWell } = await setup()
    smtp.fail({ at: 'rcpt', does: says('550 5.1.1 no such user'), only: 'gone@example.com' })
    const { accountId, to, subject, basedOnMessageId } = services.replies.draftOf(ticketId)
    const cc = [{ name: '', address: 'gone@example.com' }]
    const words = { ticketId, accountId, to, cc, subject, basedOnMessageId, body: '承りました。' }
    const { id } = services.replies.send({ ...words, clientKey: 'once', plan: NO_PLAN, despiteNewer: false })
    await settle(2)
    expect(store.outbox.get(id)).toMatchObject({ state: 'filed', explanation: 'gone@example.com' })
    expect(seen().popups).toEqual([ja.popups.sendPartly])
    expect(smtp.received.map(({ to: who }) => who)).toEqual([['c1@example.com']])
    await allIsWell()
  })
})

describe('a wrong password for sending', () => {
  it('holds all answers of the account, is tried at most three times and told once, whatever is written meanwhile', async () => {
    const { smtp, answer, ticketId, settle, seen, throughTime, services, allIsWell } = await setup()
    smtp.fail({ at: 'auth', does: says('535 5.7.8 Authentication credentials invalid') })
    const ids: OutboxId[] = []
    for (let n = 0; n < 6; n++) {
      ids.push(answer(ticketId, `返事 ${n}`).id)
      await settle(1)
      await throughTime(10 * MINUTE)
    }
    expect(seen().state).toBe('held')
    expect(ja.outbox.groups.held.next).toContain('設定を直すと')
    expect(smtp.logins()).toBeLessThanOrEqual(3)
    expect(seen().popups).toEqual([ja.popups.sendFailed])
    smtp.fail(null)
    services.delivery.retry(ids.at(-1)!)
    await throughTime(MINUTE)
    expect(smtp.received).toHaveLength(6)
    await allIsWell()
  })
})
