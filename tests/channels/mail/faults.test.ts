import { afterEach, describe, expect, it } from 'vitest'
import type { Inbound, Page } from '../../../main/channels/adapter.ts'
import { startFakeImap, type FakeFetch, type FakeImapOptions, type FakeMail } from '../../support/fake-imap.ts'
import { drain, never } from '../conformance.ts'
import { connectTo, mail, settingsFor, SHORT, SMALL_PAGES } from './world.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const mails = (count: number): FakeMail[] =>
  Array.from({ length: count }, (_, index) => ({ uid: index + 1, source: mail(index + 1) }))

async function setup(options: FakeImapOptions) {
  const server = await startFakeImap(options)
  const adapter = connectTo(settingsFor(server.port), {
    timeouts: SHORT,
    limits: { ...SMALL_PAGES, firstPage: 30, page: 30 },
  })
  open.push(adapter, server)
  return { server, adapter }
}

const messagesOf = (pages: readonly Page[]): Inbound[] => pages.flatMap(({ messages }) => messages)
/** What a page says of each UID: the text that came under it, or that it could not be read. */
const told = (pages: readonly Page[]) =>
  messagesOf(pages)
    .map(({ externalId, message, unreadable }) => {
      const uid = Number(externalId.split('.')[1])
      return { uid, says: unreadable === null ? message.subject : 'unreadable' }
    })
    .sort((a, b) => a.uid - b.uid)
const allTrue = (count: number) => mails(count).map(({ uid }) => ({ uid, says: `mail ${uid}` }))

describe('a server that lies', () => {
  it('by naming a UID twice gets asked one by one, and every mail comes once under its own UID', async () => {
    const fetch = (uids: number[], truth: FakeMail[]): FakeFetch =>
      uids.length === 1 ? truth : truth.map((row) => (row.uid === 5 ? { ...row, uid: 4 } : row))
    const { adapter } = await setup({ mails: mails(10), fetch })
    expect(told(await drain(adapter, null))).toEqual(allTrue(10))
  })

  it('by shifting the UIDs by one gets asked one by one', async () => {
    const fetch = (uids: number[], truth: FakeMail[]): FakeFetch =>
      uids.length === 1 ? truth : truth.map((row) => ({ ...row, uid: row.uid + 1 }))
    const { adapter } = await setup({ mails: mails(10), fetch })
    expect(told(await drain(adapter, null))).toEqual(allTrue(10))
  })

  it('by leaving a mail out is asked for it again', async () => {
    let asked = 0
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch => truth.filter(({ uid }) => uid !== 3 || ++asked > 2)
    const { adapter } = await setup({ mails: mails(5), fetch })
    expect(told(await drain(adapter, null))).toEqual(allTrue(5))
  })

  it('by never handing over a mail that it names leaves a visible, unreadable message behind', async () => {
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch => truth.filter(({ uid }) => uid !== 3)
    const { adapter } = await setup({ mails: mails(5), fetch })
    const pages = await drain(adapter, null)
    expect(told(pages)).toEqual(allTrue(5).map((row) => (row.uid === 3 ? { uid: 3, says: 'unreadable' } : row)))
    expect(await drain(adapter, pages.at(-1)!.cursor)).toEqual([])
  })

  it('about the length of a mail, too short: nothing behind it is lost', async () => {
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch =>
      truth.map((row) => (row.uid === 3 ? { ...row, literal: row.source.length - 20 } : row))
    const { adapter } = await setup({ mails: mails(6), fetch })
    const pages = await drain(adapter, null)
    expect(told(pages).map(({ uid }) => uid)).toEqual([1, 2, 3, 4, 5, 6])
    expect(told(pages).filter(({ uid }) => uid !== 3)).toEqual(allTrue(6).filter(({ uid }) => uid !== 3))
  })

  it('about the length of a mail, too long: nothing behind it is lost', async () => {
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch =>
      truth.map((row) => (row.uid === 3 ? { ...row, literal: row.source.length + 60 } : row))
    const { adapter } = await setup({ mails: mails(6), fetch })
    const pages = await drain(adapter, null)
    expect(told(pages).map(({ uid }) => uid)).toEqual([1, 2, 3, 4, 5, 6])
    expect(told(pages).filter(({ uid }) => uid !== 3)).toEqual(allTrue(6).filter(({ uid }) => uid !== 3))
  }, 15_000)

  it('about every size, as some servers guess it, still gives readable mail and is soon asked in pages again', async () => {
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch =>
      truth.map((row) => ({ ...row, size: row.source.length + 9 }))
    const { adapter, server } = await setup({ mails: mails(90), fetch })
    const pages = await drain(adapter, null)
    expect(told(pages)).toEqual(allTrue(90))
    expect(server.commands.filter((command) => command.startsWith('UID FETCH')).length).toBeLessThan(20)
  })
})

describe('a mail that breaks its server', () => {
  it.each<[string, FakeFetch]>([
    ['and is answered with an error', 'no'],
    ['and makes it hang up', 'close'],
    ['and makes it hang', 'hang'],
  ])(
    '%s does not keep the others back, and is shown as unreadable',
    async (_, trouble) => {
      const fetch = (uids: number[], truth: FakeMail[]) => (uids.includes(8) ? trouble : truth)
      const { adapter } = await setup({ mails: mails(40), fetch })
      const pages = await drain(adapter, null)
      expect(told(pages)).toEqual(allTrue(40).map((row) => (row.uid === 8 ? { uid: 8, says: 'unreadable' } : row)))
      expect(await drain(adapter, pages.at(-1)!.cursor)).toEqual([])
    },
    20_000,
  )
})

describe('a mail that breaks its server and is all that is new', () => {
  it.each<[string, FakeFetch]>([
    ['by an error', 'no'],
    ['by hanging up', 'close'],
    ['by hanging', 'hang'],
  ])(
    '%s is shown as unreadable at the first look, because older mail still comes',
    async (_, trouble) => {
      const fetch = (uids: number[], truth: FakeMail[]) => (uids.includes(6) ? trouble : truth)
      const { adapter, server } = await setup({ mails: mails(5), fetch })
      const { cursor } = (await drain(adapter, null)).at(-1)!
      server.mails.push({ uid: 6, source: mail(6) })
      const pages = await drain(adapter, cursor)
      expect(told(pages)).toEqual([{ uid: 6, says: 'unreadable' }])
      server.mails.push({ uid: 7, source: mail(7) })
      expect(told(await drain(adapter, pages.at(-1)!.cursor))).toEqual([{ uid: 7, says: 'mail 7' }])
    },
    20_000,
  )

  it('is an outage while older mail does not come either, and arrives after it', async () => {
    let isOut = false
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch => (isOut ? 'close' : truth)
    const { adapter, server } = await setup({ mails: mails(5), fetch })
    const { cursor } = (await drain(adapter, null)).at(-1)!
    server.mails.push({ uid: 6, source: mail(6) })
    isOut = true
    await expect(drain(adapter, cursor)).rejects.toMatchObject({ code: 'offline' })
    isOut = false
    expect(told(await drain(adapter, cursor))).toEqual([{ uid: 6, says: 'mail 6' }])
  }, 20_000)
})

describe('a mail that breaks its server and is all there is', () => {
  const troubles: [string, 'no' | 'close' | 'hang'][] = [
    ['by an error', 'no'],
    ['by hanging up', 'close'],
    ['by hanging', 'hang'],
  ]

  it.each(troubles)(
    '%s is shown as unreadable at the first look, with the headers that the server does hand over',
    async (_, trouble) => {
      const { adapter, server } = await setup({ mails: mails(1), fetch: () => trouble })
      const pages = await drain(adapter, null)
      expect(messagesOf(pages)).toMatchObject([{ message: { subject: 'mail 1' }, unreadable: expect.any(String) }])
      expect(Buffer.from(messagesOf(pages)[0]!.source).toString()).toContain('Message-ID: <1@example.com>')
      server.mails.push({ uid: 2, source: mail(2) })
      server.become({ mails: server.mails })
      expect(told(await drain(adapter, pages.at(-1)!.cursor))).toEqual([{ uid: 2, says: 'mail 2' }])
    },
    20_000,
  )

  it.each(troubles)(
    '%s, its headers too, is shown as unreadable at the second look, because the server lives',
    async (_, trouble) => {
      const { adapter } = await setup({ mails: mails(1), fetch: () => trouble, headers: () => trouble })
      await expect(drain(adapter, null)).rejects.toMatchObject({ code: expect.stringMatching(/offline|rejected/) })
      expect(told(await drain(adapter, null))).toEqual([{ uid: 1, says: 'unreadable' }])
    },
    20_000,
  )

  it.each(troubles)(
    '%s, beside an older one that came into doubt with it, holds that one back no longer than a look',
    async (_, trouble) => {
      const fetch = (uids: number[], truth: FakeMail[]) => (uids.includes(2) ? trouble : truth)
      const { adapter } = await setup({ mails: mails(2), fetch, headers: () => trouble })
      expect(told(await drain(adapter, null))).toEqual([
        { uid: 1, says: 'mail 1' },
        { uid: 2, says: 'unreadable' },
      ])
    },
    20_000,
  )

  it.each(['truth', 'close'] as const)(
    'is an outage where it is not the only one, and both arrive after it (headers: %s)',
    async (headers) => {
      const { adapter, server } = await setup({ mails: mails(2), fetch: () => 'close', headers: () => headers })
      for (let look = 0; look < 3; look++) await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'offline' })
      server.become({ mails: server.mails })
      expect(told(await drain(adapter, null))).toEqual(allTrue(2))
    },
    20_000,
  )
})

describe('a server that changes in the middle', () => {
  it('of its UIDVALIDITY is read from the start under the new one', async () => {
    let validity = 7
    let isFirst = true
    const fetch = (_: number[], truth: FakeMail[]): FakeFetch => {
      if (!isFirst) return truth
      isFirst = false
      validity = 8
      return 'close'
    }
    const { adapter } = await setup({ mails: mails(5), fetch, uidValidity: () => validity })
    const pages = await drain(adapter, null)
    expect(messagesOf(pages).map(({ externalId }) => externalId)).toEqual(
      [1, 2, 3, 4, 5].map((uid) => `8.${uid}.INBOX`),
    )
  })
})

describe('a server that does not answer', () => {
  it('after the login is given up in bounded time as offline', async () => {
    const { adapter } = await setup({ mails: mails(5), login: 'hang' })
    await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'offline' })
  })

  it('to any fetch is given up as offline, and keeps its mails open for later', async () => {
    const { adapter } = await setup({ mails: mails(60), fetch: () => 'close' })
    await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'offline', reason: 'closed' })
  })
})

describe('reading', () => {
  it('asks only for what marks nothing as read, and never for flags', async () => {
    const { adapter, server } = await setup({ mails: mails(5) })
    await drain(adapter, null)
    const said = server.commands.join('\n')
    expect(said).toMatch(/^EXAMINE/m)
    expect(said).not.toMatch(/^(SELECT|STORE|UID STORE|COPY|MOVE|APPEND)|BODY\[|FLAGS|UNSEEN/m)
  })

  it('takes one round trip to see that nothing is new', async () => {
    const { adapter, server } = await setup({ mails: mails(5) })
    const [page] = await drain(adapter, null)
    const before = server.commands.length
    await drain(adapter, page!.cursor)
    expect(server.commands.slice(before)).toEqual(['NOOP'])
  })

  it('gives up what a reader could not do, and goes on from the same cursor', async () => {
    const server = await startFakeImap({ mails: mails(3) })
    open.push(server)
    const failing = connectTo(settingsFor(server.port), { read: () => Promise.reject(new Error('worker died')) })
    open.push(failing)
    await expect(drain(failing, null, never)).rejects.toThrow('worker died')
    expect(told(await drain(connectTo(settingsFor(server.port)), null))).toEqual(allTrue(3))
  })
})
