import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../../main/channels/adapter.ts'
import { rmesseChannel } from '../../../main/channels/rmesse/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import {
  type FakeInquiry,
  type FakeRmesse,
  LICENSE_KEY,
  SERVICE_SECRET,
  startRmesse,
} from '../../support/networks/rmesse.ts'
import { answer, drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const clock = createFakeClock('2026-11-20T03:00:00Z')
let network: FakeRmesse
let inquiry: FakeInquiry
let adapter: Adapter

beforeEach(async () => {
  network = await startRmesse(clock.now)
  inquiry = network.inquire('いつ届きますか')
  const secrets = { serviceSecret: SERVICE_SECRET, licenseKey: LICENSE_KEY }
  adapter = rmesseChannel.connect({ shopUrl: 'aobaya', host: network.url }, secrets, toolsFor(clock).tools)
})
afterEach(() => network.close())

const reply = (key: string, text = '明日お届けします') =>
  answer({ key, text, conversation: inquiry.inquiryNumber, visibility: 'private', date: clock.now() })
const posts = () => network.asked.filter(({ path }) => path.endsWith('/inquiry/reply'))

describe('a reply on R-Messe', () => {
  it('stands under the inquiry, marks it as read, and comes back as the same message', async () => {
    const pages = await drain(adapter, null)
    const sent = await adapter.send(reply('row-1'), never)
    expect(sent).toMatchObject({ outcome: 'accepted', posted: { externalId: `${inquiry.inquiryNumber}#0` } })
    expect(posts()[0]!.json).toEqual({
      inquiryNumber: inquiry.inquiryNumber,
      shopId: '123456',
      message: '明日お届けします',
    })
    expect(inquiry.readByMerchant).toBe(true)
    const [own] = messagesOf(await drain(adapter, pages.at(-1)!.cursor))
    expect(own).toMatchObject({ place: 'sent', externalId: `${inquiry.inquiryNumber}#0` })
    expect(new TextDecoder().decode(sent.source)).not.toContain(LICENSE_KEY)
  })

  it('carries a file', async () => {
    const content = new TextEncoder().encode('%PDF-1.7 …')
    const attachments = [{ name: '納品書[1].pdf', type: 'application/pdf', content }]
    await adapter.send({ ...reply('row-2'), attachments }, never)
    const [file] = inquiry.replies[0]!.attachments
    expect(file!.label).toBe('納品書_1_.pdf')
    expect(Buffer.from(network.files.get(file!.path)!).toString()).toBe('%PDF-1.7 …')
  })

  it('is certainly not sent when its file did not arrive', async () => {
    network.fail({ at: '/attachment', what: 'lost' })
    const attachments = [{ name: 'a.png', type: 'image/png', content: new Uint8Array(4) }]
    await expect(adapter.send({ ...reply('row-3'), attachments }, never)).rejects.toMatchObject({ code: 'offline' })
    expect(posts()).toEqual([])
  })

  it.each(['lost', 'status'] as const)('is found and never sent twice after the answer was %s', async (what) => {
    network.answerAs(inquiry, 'merchant', '明日お届けします')
    network.fail(what === 'lost' ? { at: '/inquiry/reply', what } : { at: '/inquiry/reply', what, status: 500 })
    const sent = await adapter.send(reply('row-4'), never)
    expect(sent.outcome).toBe('unclear')
    const found = await adapter.findSent(reply('row-4'), never)
    // The same words of before are not it.
    if (what === 'lost') expect(found).toEqual({ externalId: `${inquiry.inquiryNumber}#1`, url: null })
    else expect(found).toBeNull()
    expect(posts()).toHaveLength(1)
  })

  it('is taken for sent when it is tried again and stands there already', async () => {
    network.fail({ at: '/inquiry/reply', what: 'lost' })
    expect((await adapter.send(reply('row-5'), never)).outcome).toBe('unclear')
    expect(await adapter.send(reply('row-5'), never)).toMatchObject({
      outcome: 'accepted',
      posted: { externalId: `${inquiry.inquiryNumber}#0` },
    })
    expect(posts()).toHaveLength(1)
  })

  it('goes back to the person when RMS calls it a double and nobody can find it', async () => {
    network.fail({ at: '/inquiry/reply', what: 'status', status: 409 })
    await expect(adapter.send(reply('row-5'), never)).rejects.toMatchObject({ code: 'rejected' })
  })

  it('waits or comes back, as RMS says', async () => {
    network.fail({
      at: '/inquiry/reply',
      what: 'status',
      status: 400,
      json: {
        error: { code: 'IE001', message: 'bad parameter', targets: { message: 'contains a word that is not allowed' } },
      },
    })
    await expect(adapter.send(reply('row-6'), never)).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringContaining('message: contains a word that is not allowed') as string,
    })
    network.fail({ at: '/inquiry/reply', what: 'status', status: 429, headers: { 'retry-after': '10' } })
    await expect(adapter.send(reply('row-7'), never)).rejects.toMatchObject({ retryAt: clock.now() + 10_000 })
    network.endKey()
    await expect(adapter.send(reply('row-8'), never)).rejects.toMatchObject({ code: 'auth-expired' })
    expect(inquiry.replies).toEqual([])
  })

  it.each([
    ['too-long', 'あ\n'.repeat(1001)],
    ['rmesse-line-too-long', 'あ'.repeat(301)],
    ['rmesse-link', 'こちら https://example.jp/track をご覧ください'],
    ['rmesse-link', 'こちら http://www.rakuten.co.jp/ をご覧ください'],
    ['rmesse-link', 'こちら https://rakuten.co.jp.example.com/ をご覧ください'],
  ])('asks RMS for nothing when it could not go: %s', async (reason, text) => {
    await expect(adapter.send(reply('row-9', text), never)).rejects.toMatchObject({ code: 'rejected', reason })
    expect(network.asked).toEqual([])
  })

  it('may hold a link to Rakuten', async () => {
    const text = 'こちらをご覧ください。https://order.my.rakuten.co.jp/?page=1'
    expect((await adapter.send(reply('row-10', text), never)).outcome).toBe('accepted')
  })

  it('takes one file of the kinds RMS knows', async () => {
    const file = (name: string, type: string, size = 4) => ({ name, type, content: new Uint8Array(size) })
    const refused = [
      [file('a.png', 'image/png'), file('b.png', 'image/png')],
      [file('a.zip', 'application/zip')],
      [file('a.png', 'image/png', 5_000_001)],
      [file(`${'長'.repeat(97)}.png`, 'image/png')],
    ]
    for (const attachments of refused)
      await expect(adapter.send({ ...reply('row-11'), attachments }, never)).rejects.toMatchObject({
        reason: 'files-refused',
      })
  })
})
