import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { reasons } from '../../preload/locales/ja/problems.ts'
import { startFakeImap, type FakeFetch, type FakeImapOptions, type FakeMail } from '../support/fake-imap.ts'
import { MINUTE } from '../services/world.ts'
import { checkAfterwards } from './checker.ts'
import { HASTY, mailOf, openFaultyShop, passwordOf, PATIENT } from './shop.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const mails = (count: number): FakeMail[] =>
  Array.from({ length: count }, (_, index) => ({ uid: index + 1, source: mailOf(index + 1) }))

/** One account on a server that misbehaves, and one beside it that must not suffer. */
async function setup(options: FakeImapOptions, timeouts = PATIENT) {
  const bad = await startFakeImap(options)
  const good = await startFakeImap({ mails: [] })
  const shop = openFaultyShop({ timeouts })
  closing.push(bad.close, good.close, shop.discard)
  const account = shop.add('shop', { imap: bad })
  const neighbour = shop.add('b', { imap: good })
  return {
    ...shop,
    bad,
    account,
    seen: () => {
      const { state, says } = shop.seenOf(account)
      return { state, says }
    },
    /** The other account receives also while this one is in trouble; at the end everything is there, once. */
    async allIsWell(delivered: readonly string[]) {
      const one = mailOf(1000)
      good.mails.push({ uid: 1, source: one })
      await shop.look(neighbour)
      expect(shop.accountOf(neighbour)).toMatchObject({ state: 'idle', errorReason: null })
      await shop.check([...delivered, one])
    },
  }
}

const sources = (all: readonly FakeMail[]) => all.map(({ source }) => source)

describe('a server that lies', () => {
  const lies: [string, FakeImapOptions][] = [
    ['of a thousand mails that are not there', { exists: () => 1000 }],
    ['that nothing is there', { exists: () => 0 }],
    [
      'by naming a UID twice',
      {
        fetch: (uids, truth) =>
          uids.length === 1 ? truth : truth.map((row) => (row.uid === 5 ? { ...row, uid: 4 } : row)),
      },
    ],
    [
      'by handing over mails of other UIDs',
      { fetch: (uids, truth) => (uids.length === 1 ? truth : truth.map((row) => ({ ...row, uid: row.uid + 100 }))) },
    ],
    ['about every size', { fetch: (_, truth) => truth.map((row) => ({ ...row, size: row.source.length + 9 })) }],
    [
      'about what changes, all the time',
      {
        fetch: (_, truth) => truth,
        chatter: '* 3 FETCH (FLAGS (\\Seen))\r\n* 2 EXPUNGE\r\n* 900 EXISTS\r\n'.repeat(200),
      },
    ],
  ]
  it.each(lies)('%s: every mail is here once, and nothing that is not', async (_, options) => {
    const all = mails(12)
    const { look, account, seen, allIsWell } = await setup({ mails: all, ...options })
    await look(account)
    expect(seen()).toEqual({ state: 'idle', says: null })
    await look(account)
    await allIsWell(sources(all))
  })

  it('about its UIDVALIDITY at every look stores no mail twice', async () => {
    const all = mails(6)
    let validity = 1
    const { look, account, store, services, check } = await setup({ mails: all, uidValidity: () => validity })
    await look(account)
    validity = 2
    await look(account)
    const { tickets } = services.view.list({ view: 'all', accountId: account, limit: 100, after: null })
    expect(tickets).toHaveLength(6)
    expect(store.messages.totals().messages).toBe(6)
    await check(sources(all))
  })
})

describe('a server that stands still', () => {
  it.each<[string, 'timeout' | 'closed', FakeImapOptions]>([
    ['after the login', 'timeout', { login: 'hang' }],
    ['at any mail', 'closed', { fetch: () => 'hang' }],
  ])('%s is called silent, told only when it lasts, and read when it is well again', async (_, reason, options) => {
    const all = mails(3)
    const trouble = { ...options }
    const { look, account, seen, alertKinds, throughTime, bad, becomePatient, allIsWell } = await setup(
      { mails: all, ...trouble },
      HASTY,
    )
    await look(account)
    expect(seen()).toEqual({ state: 'offline', says: reasons[reason].what })
    expect(alertKinds()).not.toContain('account-trouble')
    await throughTime(31 * MINUTE)
    expect(alertKinds().filter((kind) => kind === 'account-trouble')).toHaveLength(1)
    bad.become({})
    becomePatient()
    await look(account)
    expect(seen()).toEqual({ state: 'idle', says: null })
    await allIsWell(sources(all))
  })
})

describe('a server that never comes to an end', () => {
  const endless: [string, 'drip' | 'flood'][] = [
    ['with a mail that comes a byte at a time', 'drip'],
    ['with news of flags', 'flood'],
  ]
  it.each(endless)('%s is cut off, and the other mails come in', async (_, how) => {
    const all = mails(5)
    const fetch = (uids: number[], truth: FakeMail[]): FakeFetch => (uids.includes(3) ? how : truth)
    const { look, account, clock, accountOf, store, discard } = await setup({ mails: all, fetch })
    let isOver = false
    const looking = look(account).finally(() => (isOver = true))
    while (!isOver) {
      await clock.advance(MINUTE)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await looking
    expect(accountOf(account)).toMatchObject({ state: 'idle', errorReason: null })
    const unreadable = store.messages.totals().messages - 4
    expect(unreadable).toBe(1)
    await discard()
  })

  it('because it announces a mail of three gigabytes keeps no memory for it', async () => {
    const all = mails(5)
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch =>
      truth.map((row) => (row.uid === 3 ? { ...row, literal: 3_000_000_000 } : row))
    const { look, account, accountOf, store } = await setup({ mails: all, fetch }, HASTY)
    const before = process.memoryUsage().rss
    await look(account)
    expect(accountOf(account)).toMatchObject({ errorReason: null })
    expect(store.messages.totals().messages).toBe(5)
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  })
})

describe('the checker', () => {
  it.each([
    ['as it is', (secret: string) => `at ${secret}:`],
    ['as SASL sends it', (secret: string) => Buffer.from(`\0shop\0${secret}`).toString('base64')],
    ['as LOGIN sends it', (secret: string) => Buffer.from(secret).toString('base64')],
  ])('finds a password that stands in any file %s', async (_, written) => {
    const dir = mkdtempSync(join(tmpdir(), 'madoguchi-told-'))
    closing.push(() => rmSync(dir, { recursive: true }))
    writeFileSync(join(dir, 'some.file'), `x${written(passwordOf('shop'))}y`)
    const checking = checkAfterwards({ dataDir: dir, delivered: [], secrets: [passwordOf('shop')] })
    await expect(checking).rejects.toMatchObject({ actual: ['some.file'] })
  })
})
