import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rmesseChannel } from '../../../main/channels/rmesse/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { type FakeRmesse, LICENSE_KEY, SERVICE_SECRET, startRmesse } from '../../support/networks/rmesse.ts'
import { describeConformance } from '../conformance.ts'
import { drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const clock = createFakeClock('2026-11-20T03:00:00Z')
const secrets = { serviceSecret: SERVICE_SECRET, licenseKey: LICENSE_KEY }
let network: FakeRmesse
let saved: Record<string, string>[]

function connect(change: { settle?: 'yes' | 'no'; licenseKey?: string } = {}) {
  const made = toolsFor(clock)
  saved = made.saved
  const settings = { shopUrl: 'aobaya', host: network.url, settle: change.settle ?? 'no' }
  const key = change.licenseKey ?? LICENSE_KEY
  return rmesseChannel.connect(settings, { ...secrets, licenseKey: key, keyEndsAt: '1797000000000' }, made.tools)
}
const texts = (pages: Parameters<typeof messagesOf>[0]) => messagesOf(pages).map(({ message }) => message.textBody)
const lists = () => network.asked.filter(({ path }) => path.endsWith('/inquiries'))

describeConformance('rmesse', async () => {
  const world = await startRmesse(clock.now)
  world.pagesOf(15)
  let count = 0
  const adapter = rmesseChannel.connect({ shopUrl: 'aobaya', host: world.url }, secrets, toolsFor(clock).tools)
  return {
    adapter,
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        world.inquire(`mail ${++count}`)
      }
    },
    textOf: ({ message }) => message.textBody,
    close: world.close,
  }
})

describe('a look at R-Messe', () => {
  beforeEach(async () => {
    network = await startRmesse(clock.now)
  })
  afterEach(() => network.close())

  it('reads an inquiry with what it is about, its order, its files and Japanese time', async () => {
    network.inquire('届いた湯呑みが欠けていました。', {
      type: '受注問い合わせ',
      category: '返品交換・キャンセル',
      orderNumber: '123456-20261115-0012345678',
      regDate: '2026-11-20T09:15:00+09:00',
      attachments: [{ label: '写真.jpg', path: '2026/11/20/123456/115857_0_3490' }],
    })
    const [found] = messagesOf(await drain(connect(), null))
    expect(found!.message).toMatchObject({
      subject: '受注問い合わせ（返品交換・キャンセル） 桜の湯呑み',
      textBody: '届いた湯呑みが欠けていました。',
      from: [{ name: '楽天花子', address: '9ca9e8e4ef09fe8d9a239a6af95b9bc6s9@pc.fw.rakuten.ne.jp' }],
      post: { visibility: 'private', media: [{ kind: 'image', description: '写真.jpg' }] },
    })
    expect(found!.digest.orderNumbers[0]).toBe('123456-20261115-0012345678')
    expect(found!.receivedAt).toBe(Date.parse('2026-11-20T00:15:00Z'))
  })

  it('says whose word each message of an inquiry is', async () => {
    const inquiry = network.inquire('在庫はありますか')
    network.answerAs(inquiry, 'merchant', 'ございます')
    network.answerAs(inquiry, 'user', 'では注文します')
    const messages = messagesOf(await drain(connect(), null))
    expect(messages.map(({ place, externalId }) => [place, externalId])).toEqual([
      ['inbox', inquiry.inquiryNumber],
      ['sent', `${inquiry.inquiryNumber}#0`],
      ['inbox', `${inquiry.inquiryNumber}#1`],
    ])
    expect(messages[1]!.message.to).toEqual([
      { name: '楽天花子', address: '9ca9e8e4ef09fe8d9a239a6af95b9bc6s9@pc.fw.rakuten.ne.jp' },
    ])
  })

  it('takes what the shop began for its own, and what lacks nearly everything for what it is', async () => {
    network.inquire('発送が遅れます', { type: '店舗からの問い合わせ', category: '発送の確認・連絡' })
    const bare = network.inquire('名前もない')
    Object.assign(bare, { userMaskEmail: undefined, userName: null, itemName: null, category: 3, replies: 'none' })
    const messages = messagesOf(await drain(connect(), null))
    const byText = new Map(messages.map((one) => [one.message.textBody, one]))
    expect(byText.get('発送が遅れます')!.place).toBe('sent')
    expect(byText.get('名前もない')!.message).toMatchObject({
      subject: '商品問い合わせ',
      from: [{ name: '', address: bare.inquiryNumber }],
    })
  })

  it('brings only what is new of an inquiry, also weeks later', async () => {
    const inquiry = network.inquire('先月の質問', { at: clock.now() - 45 * DAY })
    const adapter = connect()
    const pages = await drain(adapter, null)
    network.answerAs(inquiry, 'user', 'やはり返品したいです')
    clock.suspend(31 * MINUTE)
    expect(texts(await drain(adapter, pages.at(-1)!.cursor))).toEqual(['やはり返品したいです'])
  })

  it('never asks for more than 31 days at once, and for one page while nothing happens', async () => {
    network.inquire('質問')
    const adapter = connect()
    const pages = await drain(adapter, null)
    const { cursor } = pages.at(-1)!
    for (const { query } of lists()) {
      const span = Date.parse(query.get('toDate')!) - Date.parse(query.get('fromDate')!)
      expect(span).toBeLessThanOrEqual(31 * DAY)
    }
    expect(lists()).toHaveLength(3)
    clock.suspend(5 * MINUTE)
    expect(await drain(adapter, cursor)).toEqual([])
    expect(lists()).toHaveLength(4)
    clock.suspend(30 * MINUTE)
    expect(await drain(adapter, cursor)).toEqual([])
    expect(lists()).toHaveLength(7)
  })

  it('goes on with a large past at the next look, and still brings the newest first', async () => {
    network.pagesOf(5)
    for (let n = 0; n < 200; n++) network.inquire(`質問 ${n}`, { at: clock.now() - n * MINUTE })
    const adapter = connect()
    const first = await drain(adapter, null)
    expect(lists()).toHaveLength(30)
    expect(messagesOf(first)).toHaveLength(150)
    network.inquire('いま届いた')
    const second = await drain(adapter, first.at(-1)!.cursor)
    expect(texts(second)[0]).toBe('いま届いた')
    expect(new Set([...texts(first), ...texts(second)]).size).toBe(201)
    expect(await drain(adapter, second.at(-1)!.cursor)).toEqual([])
  })

  it('tells that an inquiry was completed there, taken up again, and that Rakuten took a message away', async () => {
    const inquiry = network.inquire('質問')
    network.answerAs(inquiry, 'user', '不適切な言葉')
    const adapter = connect()
    let { cursor } = (await drain(adapter, null)).at(-1)!
    const next = async () => {
      const pages = await drain(adapter, cursor)
      cursor = pages.at(-1)?.cursor ?? cursor
      expect(messagesOf(pages)).toEqual([])
      return pages.flatMap(({ changes }) => changes)
    }
    inquiry.isCompleted = true
    expect(await next()).toEqual([{ what: 'settled', conversation: inquiry.inquiryNumber }])
    inquiry.isCompleted = false
    expect(await next()).toEqual([{ what: 'reopened', conversation: inquiry.inquiryNumber }])
    Object.assign(inquiry.replies[0]!, { isMessageDeleted: true, message: '', attachments: [] })
    expect(await next()).toEqual([{ what: 'deleted', externalId: `${inquiry.inquiryNumber}#0` }])
    expect(await next()).toEqual([])
  })

  it('closes what was completed long before the shop came here', async () => {
    const inquiry = network.inquire('解決ずみ', { isCompleted: true })
    const [page] = await drain(connect(), null)
    expect(page!.changes).toEqual([{ what: 'settled', conversation: inquiry.inquiryNumber }])
  })

  it('says that the key has ended, shows it to nobody, and brings all that came in between once it is renewed', async () => {
    network.inquire('期限の前')
    const { cursor } = (await drain(connect(), null)).at(-1)!
    network.endKey()
    const error = await drain(connect(), cursor).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'auth-expired', reason: 'rmesse-key-ended' })
    expect(String(error)).not.toContain(LICENSE_KEY)

    network.inquire('止まっている間')
    clock.suspend(100 * DAY)
    network.inquire('更新の日')
    network.renewKey('SL123456_next')
    expect(
      texts(await drain(connect({ licenseKey: 'SL123456_next' }), cursor)).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['更新の日', '止まっている間'].toSorted((a, b) => a.localeCompare(b)))
  })

  it('says that the function is not switched on', async () => {
    network.closeApi()
    await expect(drain(connect(), null)).rejects.toMatchObject({ code: 'auth-expired', reason: 'rmesse-not-allowed' })
  })

  it.each([
    { what: 'status', status: 500 },
    { what: 'status', status: 503 },
    { what: 'html' },
    { what: 'cut' },
    { what: 'closed' },
  ] as const)('comes back later after $what', async (fault) => {
    network.inquire('質問')
    network.fail({ at: '/inquiries', ...fault })
    const adapter = connect()
    await expect(drain(adapter, null)).rejects.toMatchObject({ name: 'AppError', code: 'offline' })
    expect(texts(await drain(adapter, null))).toEqual(['質問'])
  })

  it('ends where the same page comes again and again', async () => {
    network.pagesOf(3)
    for (let n = 0; n < 30; n++) network.inquire(`質問 ${n}`, { at: clock.now() - n * MINUTE })
    const line: typeof fetch = (input, init) => fetch((input as string).replace(/&page=\d+/, '&page=1'), init)
    const adapter = rmesseChannel.connect(
      { shopUrl: 'aobaya', host: network.url },
      secrets,
      toolsFor(clock, line).tools,
    )
    expect(messagesOf(await drain(adapter, null))).toHaveLength(3)
    expect(lists().length).toBeLessThan(8)
  })

  it('opens a file with the key of the shop', async () => {
    const path = '2026/11/20/123456/9'
    network.files.set(path, new Uint8Array([1, 2, 3]))
    network.inquire('写真です', { attachments: [{ label: '写真.png', path }] })
    const adapter = connect()
    const [found] = messagesOf(await drain(adapter, null))
    expect(await adapter.openMedia!(found!.message.post!.media[0]!.url, never)).toEqual({
      type: 'image/png',
      bytes: new Uint8Array([1, 2, 3]),
    })
    await expect((async () => adapter.openMedia!('https://example.com/x', never))()).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('marks as read there what is settled here, and completes it where the owner wants that', async () => {
    const inquiry = network.inquire('質問')
    await connect().setSettled!(inquiry.inquiryNumber, true, never)
    expect(inquiry).toMatchObject({ readByMerchant: true, isCompleted: false })
    const adapter = connect({ settle: 'yes' })
    await adapter.setSettled!(inquiry.inquiryNumber, true, never)
    expect(inquiry.isCompleted).toBe(true)
    await adapter.setSettled!(inquiry.inquiryNumber, false, never)
    expect(inquiry.isCompleted).toBe(false)
    network.fail({ at: '/inquiries/read', what: 'closed' })
    await expect(adapter.setSettled!(inquiry.inquiryNumber, true, never)).rejects.toMatchObject({ code: 'offline' })
  })

  it('notices once a day that the key was prolonged', async () => {
    const adapter = connect()
    expect(adapter.expiresAt!()).toBe(1_797_000_000_000)
    network.inquire('質問')
    const { cursor } = (await drain(adapter, null)).at(-1)!
    expect(saved).toEqual([])
    clock.suspend(DAY)
    await drain(adapter, cursor)
    const end = Date.parse('2026-12-10T23:59:59+09:00')
    expect(saved).toEqual([{ keyEndsAt: String(end) }])
    expect(adapter.expiresAt!()).toBe(end)
  })
})

describe('connecting R-Messe', () => {
  beforeEach(async () => {
    network = await startRmesse(clock.now)
  })
  afterEach(() => network.close())
  const check = () =>
    rmesseChannel.check!(
      { shopUrl: 'https://www.rakuten.co.jp/aobaya/', host: network.url },
      secrets,
      { clock, fetch, openUrl() {} },
      never,
    )

  it('knows when the key ends, from Rakuten or from the day it was entered', async () => {
    expect(await check()).toMatchObject({ address: 'aobaya', expiresAt: Date.parse('2026-12-10T23:59:59+09:00') })
    network.keyEnds(null)
    expect(await check()).toMatchObject({ expiresAt: clock.now() + 90 * DAY })
  })

  it('refuses a key that does not work', async () => {
    network.endKey()
    await expect(check()).rejects.toMatchObject({ code: 'auth-expired', reason: 'rmesse-key-ended' })
  })

  it('gives the key to Rakuten only', () => {
    const connecting = () =>
      rmesseChannel.connect({ shopUrl: 'a', host: 'https://example.com' }, secrets, toolsFor(clock).tools)
    expect(connecting).toThrow('settings')
  })
})
