import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Inbound, Page } from '../../../main/channels/adapter.ts'
import { startDovecot, type Dovecot } from '../../support/dovecot.ts'
import { describeConformance, drain, never } from '../conformance.ts'
import { connectTo, mail, outbound, PATIENT, settingsFor, SMALL_PAGES, startProxy, subjects } from './world.ts'

const DAY = 86_400_000
let server: Dovecot
let accounts = 0
const open: { close(): Promise<void> }[] = []
const users = Array.from({ length: 40 }, (_, index) => `shop${index + 1}`)

beforeAll(async () => {
  server = await startDovecot({ users })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
afterAll(() => server.close())

/** A fresh, empty account on the real server. */
function setup(
  options: Parameters<typeof connectTo>[1] & { settings?: Parameters<typeof settingsFor>[2]; port?: number } = {},
) {
  const user = users[accounts++]!
  const settings = settingsFor(options.port ?? server.port, 1, { ...options.settings, imap: { user } })
  const secrets = { imapPassword: server.password(user), smtpPassword: '' }
  const connectAgain = (change: Partial<typeof settings> = {}) => {
    const adapter = connectTo({ ...settings, ...change }, { ...options, secrets })
    open.push(adapter)
    return adapter
  }
  const deliver = (from: number, to = from, folder = 'INBOX', at?: number) => {
    for (let number = from; number <= to; number++) server.deliver(user, mail(number), folder, at)
  }
  return {
    user,
    adapter: connectAgain(),
    connectAgain,
    deliver,
    files: (folder?: string) => server.files(user, folder),
  }
}

const messagesOf = (pages: readonly Page[]): Inbound[] => pages.flatMap(({ messages }) => messages)
const numbers = (pages: readonly Page[]) =>
  messagesOf(pages)
    .map(({ message }) => Number(message.subject.slice(5)))
    .sort((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describeConformance('mail', async () => {
  const { adapter, deliver } = setup()
  let count = 0
  return {
    adapter,
    put: (more) => {
      deliver(count + 1, count + more)
      count += more
    },
    textOf: ({ message }) => message.subject,
    close: () => adapter.close(),
  }
})

describe('a mailbox', () => {
  it('gives all 50 mails when half of them were read in another program, and marks none as read', async () => {
    const { user, adapter, deliver, files } = setup()
    deliver(1, 50)
    server.admin('flags', 'add', '-u', user, '\\Seen', 'mailbox', 'INBOX', '1:25')
    const pages = await drain(adapter, null)
    expect(numbers(pages)).toEqual(upTo(50))
    expect(files().filter(({ name }) => name.endsWith('S'))).toHaveLength(25)
  })

  it('hands over the very bytes that were delivered, with the time at which the server took them in', async () => {
    const { user, adapter } = setup()
    const raw = Buffer.concat([
      Buffer.from('Subject: \x93\xfa\r\n\r\n', 'latin1'),
      Buffer.from([0x80, 0xff, 0x0d, 0x0a]),
    ])
    server.deliver(user, raw, 'INBOX', Date.parse('2026-11-20T03:04:05Z'))
    const [message] = messagesOf(await drain(adapter, null))
    expect(Buffer.from(message!.source).equals(raw)).toBe(true)
    expect(message!.sourceHash).toBe(createHash('sha256').update(raw).digest('hex'))
    expect(new Date(message!.receivedAt).toISOString()).toBe('2026-11-20T03:04:05.000Z')
  })

  it('gives what we answered from another program as sent, and junk only when asked', async () => {
    const { adapter, deliver, connectAgain } = setup()
    deliver(1)
    deliver(2, 2, 'Sent')
    deliver(3, 3, 'Junk')
    const places = (pages: Page[]) => messagesOf(pages).map(({ place, message }) => `${place} ${message.subject}`)
    const pages = await drain(adapter, null)
    expect(places(pages)).toEqual(['inbox mail 1', 'sent mail 2'])
    const rest = await drain(connectAgain({ watchJunk: true }), pages.at(-1)!.cursor)
    expect(places(rest)).toEqual(['junk mail 3'])
  })

  it('goes back in INBOX and Sent side by side, so that an answer comes near its question', async () => {
    const { adapter, deliver } = setup()
    deliver(1, 60)
    deliver(61, 120, 'Sent')
    const pages = await drain(adapter, null)
    const order = pages.map(({ messages }) => messages[0]!.place)
    expect(order.slice(0, 2)).toEqual(['inbox', 'sent'])
    expect(order.lastIndexOf('inbox')).toBeGreaterThan(order.indexOf('sent', 2))
    expect(numbers(pages)).toEqual(upTo(120))
  })

  it('reads back as many days as asked, and the older ones when asked for more later', async () => {
    const { adapter, deliver, connectAgain } = setup({ settings: { sinceDays: 30 } })
    deliver(1, 3, 'INBOX', Date.now() - 400 * DAY)
    deliver(4, 6, 'INBOX', Date.now() - 90 * DAY)
    deliver(7, 9, 'INBOX', Date.now() - 5 * DAY)
    const recent = await drain(adapter, null)
    expect(numbers(recent)).toEqual([7, 8, 9])
    const older = await drain(connectAgain({ sinceDays: 200 }), recent.at(-1)!.cursor)
    expect(numbers(older)).toEqual([4, 5, 6])
    const all = await drain(connectAgain({ sinceDays: null }), older.at(-1)!.cursor)
    expect(numbers(all)).toEqual([1, 2, 3])
    expect(await drain(connectAgain({ sinceDays: null }), all.at(-1)!.cursor)).toEqual([])
  })

  it('gives an old mail that was moved into INBOX today: the window is for the first look only', async () => {
    const { adapter, deliver } = setup({ settings: { sinceDays: 30 } })
    deliver(1)
    const [page] = await drain(adapter, null)
    deliver(2, 2, 'INBOX', Date.now() - 900 * DAY)
    expect(numbers(await drain(adapter, page!.cursor))).toEqual([2])
  })

  it('loses nothing when mails are deleted elsewhere while it is being read', async () => {
    const { user, adapter, deliver } = setup()
    deliver(1, 60)
    const pages: Page[] = []
    for await (const page of adapter.fetchSince(null, never)) {
      if (pages.length === 0) server.admin('expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '3:7')
      pages.push(page)
    }
    const gone = new Set([3, 4, 5, 6, 7])
    expect(numbers(pages)).toEqual(expect.arrayContaining(upTo(60).filter((number) => !gone.has(number))))
    expect(messagesOf(pages).filter(({ unreadable }) => unreadable !== null)).toEqual([])
    expect(await drain(adapter, pages.at(-1)!.cursor)).toEqual([])
  })

  it('starts a folder over when its UIDVALIDITY has changed, under new ids and with the same sources', async () => {
    const { user, adapter, deliver } = setup()
    deliver(1, 20)
    const before = await drain(adapter, null)
    await adapter.close()
    server.changeUidValidity(user)
    const after = await drain(adapter, before.at(-1)!.cursor)
    const hashes = (pages: Page[]) => messagesOf(pages).map(({ sourceHash }) => sourceHash)
    expect(hashes(after).sort()).toEqual(hashes(before).sort())
    const ids = new Set(messagesOf(before).map(({ externalId }) => externalId))
    expect(messagesOf(after).filter(({ externalId }) => ids.has(externalId))).toEqual([])
  })

  it('brings 500 mails of a long absence over a line that breaks three times', async () => {
    const proxy = await startProxy(server.port)
    open.push(proxy)
    const { adapter, deliver } = setup({ port: proxy.port, limits: { ...SMALL_PAGES, page: 100 } })
    deliver(1, 500)
    proxy.cutAfterBytes(25_000)
    const pages: Page[] = []
    for await (const page of adapter.fetchSince(null, never)) {
      pages.push(page)
      if (proxy.connections() >= 4) proxy.cutAfterBytes(Infinity)
    }
    expect(proxy.connections()).toBeGreaterThanOrEqual(4)
    expect(numbers(pages)).toEqual(upTo(500))
    expect(messagesOf(pages).filter(({ unreadable }) => unreadable !== null)).toEqual([])
  })

  it('passes a mail of 50 MB, with the small ones around it', async () => {
    const { user, adapter, deliver } = setup()
    deliver(1, 3)
    server.deliver(user, mail(4, 'x'.repeat(76).concat('\r\n').repeat(640_000)))
    deliver(5, 6)
    const pages = await drain(adapter, null)
    expect(numbers(pages)).toEqual(upTo(6))
    expect(Math.max(...messagesOf(pages).map(({ source }) => source.length))).toBeGreaterThan(49_000_000)
  }, 30_000)

  it('fetches no further ahead of a slow store than the bytes it may hold', async () => {
    const limits = { firstPage: 2, page: 2, pageBytes: 1 << 20, bytesInFlight: 60_000 }
    let given = 0
    let stored = 0
    let most = 0
    const { user, adapter } = setup({
      limits,
      read: async (sources) => {
        given += sources.reduce((sum, { length }) => sum + length, 0)
        most = Math.max(most, given - stored)
        const { readNothing } = await import('./world.ts')
        return readNothing(sources, never)
      },
    })
    for (let number = 1; number <= 30; number++) server.deliver(user, mail(number, 'y'.repeat(10_000)))
    for await (const page of adapter.fetchSince(null, never)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      stored += page.messages.reduce((sum, { source }) => sum + source.length, 0)
    }
    expect(stored).toBeGreaterThan(300_000)
    expect(most).toBeLessThanOrEqual(60_000 + 2 * 10_200)
  })

  it('says at once when mail comes in between two looks, and the next look brings it', async () => {
    const { adapter, deliver } = setup()
    deliver(1)
    const [page] = await drain(adapter, null)
    const changed = new Promise<void>(
      (resolve) => void adapter.watch(resolve).then((offered) => expect(offered).toBe(true)),
    )
    await new Promise((resolve) => setTimeout(resolve, 700))
    deliver(2)
    await changed
    expect(subjects(messagesOf(await drain(adapter, page!.cursor)))).toEqual(['mail 2'])
  })

  it('does not mind a line that died while the PC slept', async () => {
    const proxy = await startProxy(server.port)
    open.push(proxy)
    const { adapter, deliver } = setup({ port: proxy.port, timeouts: { ...PATIENT, silenceMs: 1_000 } })
    deliver(1)
    const [page] = await drain(adapter, null)
    proxy.freeze()
    deliver(2)
    expect(numbers(await drain(adapter, page!.cursor))).toEqual([2])
  })

  it('can be watched while it is still catching up', async () => {
    const { adapter, deliver } = setup()
    deliver(1, 60)
    const pages: Page[] = []
    for await (const page of adapter.fetchSince(null, never)) {
      expect(await adapter.watch(() => {})).toBe(true)
      pages.push(page)
    }
    expect(numbers(pages)).toEqual(upTo(60))
  })

  it('says that it is offline while the server is away, and goes on when it is back', async () => {
    const proxy = await startProxy(server.port)
    const { adapter, deliver } = setup({ port: proxy.port })
    deliver(1)
    const [page] = await drain(adapter, null)
    proxy.refuse(true)
    deliver(2)
    await expect(drain(adapter, page!.cursor)).rejects.toMatchObject({ code: 'offline' })
    proxy.refuse(false)
    expect(numbers(await drain(adapter, page!.cursor))).toEqual([2])
    await proxy.close()
  })
})

describe('comparing with the server', () => {
  it('finds what is not stored although the cursor has passed it, and the next look brings it', async () => {
    const { adapter, deliver } = setup()
    deliver(1, 30)
    const pages = await drain(adapter, null)
    const stored = new Set(messagesOf(pages).map(({ externalId }) => externalId))
    const lost = messagesOf(pages).find(({ message }) => message.subject === 'mail 17')!
    stored.delete(lost.externalId)
    const unknown = (ids: string[]) => ids.filter((id) => !stored.has(id))
    const result = await adapter.reconcile(pages.at(-1)!.cursor, unknown, never)
    expect(result).toMatchObject({ onServer: 30, missing: 1 })
    expect(subjects(messagesOf(await drain(adapter, result.cursor)))).toEqual(['mail 17'])
  })

  it('asks for no ids again while nothing came or went', async () => {
    const { adapter, deliver } = setup()
    deliver(1, 3)
    const pages = await drain(adapter, null)
    let asked = 0
    const knowAll = (ids: string[]) => ((asked += ids.length), [])
    const { cursor } = await adapter.reconcile(pages.at(-1)!.cursor, knowAll, never)
    expect(asked).toBe(3)
    expect(await adapter.reconcile(cursor, knowAll, never)).toEqual({ onServer: 3, missing: 0, cursor })
    expect(asked).toBe(3)
  })

  it('asks again only for what was not stored then', async () => {
    const { adapter, deliver } = setup()
    deliver(1, 3)
    const [page] = await drain(adapter, null)
    const asked: number[] = []
    const unknown = (ids: string[]) => (asked.push(ids.length), ids.slice(1, 2))
    const first = await adapter.reconcile(page!.cursor, unknown, never)
    expect(first.missing).toBe(1)
    const pages = await drain(adapter, first.cursor)
    await adapter.reconcile(pages.at(-1)!.cursor, unknown, never)
    expect(asked).toEqual([3, 1])
  })

  it('asks for many in pieces, and lets all else have its turn between them', async () => {
    const { adapter, deliver } = setup()
    deliver(1, 2_500)
    const pages = await drain(adapter, null)
    let turns = 0
    let isOver = false
    const count = () => void (isOver || (turns++, setImmediate(count)))
    const asked: [size: number, turn: number][] = []
    count()
    const unknown = (ids: string[]) => (asked.push([ids.length, turns]), [])
    await adapter.reconcile(pages.at(-1)!.cursor, unknown, never)
    isOver = true
    expect(asked.map(([size]) => size)).toEqual([1_000, 1_000, 500])
    expect(new Set(asked.map(([, turn]) => turn)).size).toBe(3)
  })
})

describe('our own mail', () => {
  const source = Buffer.from('Message-ID: <answer-1@example.jp>\r\nSubject: Re: x\r\n\r\nhello\r\n')

  it('is filed in Sent once, however often it is asked for, and found there', async () => {
    const { adapter, files } = setup()
    expect(await adapter.findSent(outbound(), never)).toBe(false)
    await adapter.fileSent(source, 'answer-1@example.jp', never)
    await adapter.fileSent(source, 'answer-1@example.jp', never)
    expect(await adapter.findSent(outbound(), never)).toEqual({ externalId: null, url: null })
    // Dovecot keeps files with the line ends of its system.
    const filed = files('Sent').map(({ raw }) => raw.toString().replace(/\r?\n/g, '\r\n'))
    expect(filed).toEqual([source.toString()])
    expect(files('Sent')[0]!.name).toMatch(/S$/)
  })

  it('is not filed where the provider does so by itself', async () => {
    const { adapter, files } = setup({ settings: { smtp: { host: 'smtp.gmail.com', tls: 'starttls' } } })
    await adapter.fileSent(source, 'answer-1@example.jp', never)
    expect(files('Sent')).toEqual([])
  })
})
