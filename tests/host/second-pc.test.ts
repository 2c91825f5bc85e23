import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALLOWED } from '../../main/host/allowed.ts'
import { pair } from '../../main/host/caller.ts'
import { keyOfCode } from '../../main/host/pairing-code.ts'
import { contract, type MethodName } from '../../preload/contract.ts'
import { inbound, mailSettings } from '../services/world.ts'
import { openShopOfPcs } from './two-pcs.ts'

let shop: Awaited<ReturnType<typeof openShopOfPcs>>
beforeEach(async () => {
  shop = await openShopOfPcs()
})
afterEach(() => shop.close())

const coded = (code: string, reason: string) => expect.objectContaining({ code, reason })

describe('a PC that was let in', () => {
  it('sees the tickets of the shop, hears of changes, and acts as whoever sits there', async () => {
    const sato = await shop.addStaff('佐藤')
    const suzuki = await shop.addStaff('鈴木')
    const pc = await shop.join()
    // Beside whoever is at the PC with the data somebody else is most likely.
    expect((await pc.call('staff.list', {})).currentId).toBe(sato)
    await pc.call('staff.switch', { id: suzuki, pin: null })
    expect((await pc.call('staff.list', {})).currentId).toBe(suzuki)
    expect((await shop.at('staff.list', {})).currentId).toBe(1)
    await expect.poll(() => pc.events.some((event) => event.type === 'changed')).toBe(true)
    const { pcs } = await shop.at('host.state', {})
    expect(pcs).toMatchObject([{ staffId: suzuki, isConnected: true }])
    const info = await pc.call('app.info', {})
    expect(info).toMatchObject({ secondPcOf: '127.0.0.1', dataDir: pc.dataDir })
  })

  it('whose person left the shop acts as somebody who is still there, in the window and in the records alike', async () => {
    const sato = await shop.addStaff('佐藤')
    const pc = await shop.join()
    await shop.at('staff.setRemoved', { id: sato, isRemoved: true })
    const { currentId } = await pc.call('staff.list', {})
    expect(currentId).toBe(1)
    const settings = mailSettings('shop@example.jp')
    const { id: accountId } = shop
      .host()
      .services.accounts.add('青葉屋', settings, { imapPassword: 'pw', smtpPassword: 'pw' })
    const to = [{ name: '', address: 'hanako@example.com' }]
    const { ticketId } = await pc.call('replies.begin', {
      accountId,
      to,
      cc: [],
      subject: '入荷',
      body: '入荷しました。',
    })
    expect((await pc.call('tickets.get', { id: ticketId })).ticket.draftBy).toBe(currentId)
  })

  it('is no longer let in once it was forgotten, and what it does ends at once', async () => {
    const pc = await shop.join()
    await pc.call('tickets.counts', {})
    await shop.at('host.forget', { id: pc.ticket.id })
    await expect.poll(() => pc.line()).toBe('refused')
    expect((await shop.at('host.state', {})).pcs).toEqual([])
    const again = shop.startPc(pc.dataDir, '1.0.0')
    await expect.poll(() => again.line()).toBe('refused')
    await expect(again.call('tickets.counts', {})).rejects.toThrow(coded('rejected', 'host-refused'))
  })

  it('of another version is told so instead of being let work', async () => {
    const pc = await shop.join('0.9.0')
    await expect.poll(() => pc.line()).toBe('other-version')
    await expect(pc.call('tickets.counts', {})).rejects.toThrow(coded('unsupported', 'host-version'))
  })
})

describe('nobody comes in', () => {
  const place = () => ({ host: '127.0.0.1', port: shop.port })

  it('without a code, with a wrong one, or with one that was used', async () => {
    await expect(pair(place(), 'AAAAAAAAAAAAAAAA', 'よその PC')).rejects.toThrow(coded('rejected', 'host-code'))
    const { code } = await shop.at('host.showCode', {})
    const letters = code!.text.replaceAll('-', '')
    await expect(pair(place(), 'AAAAAAAAAAAAAAAA', 'よその PC')).rejects.toThrow(coded('rejected', 'host-code'))
    await pair(place(), letters, '二階の PC')
    await expect(pair(place(), letters, 'よその PC')).rejects.toThrow(coded('rejected', 'host-code'))
    expect((await shop.at('host.state', {})).pcs.map(({ name }) => name)).toEqual(['二階の PC'])
  })

  it('after five wrong codes, also with the right one', async () => {
    const { code } = await shop.at('host.showCode', {})
    for (let tries = 0; tries < 5; tries += 1)
      await expect(pair(place(), 'AAAAAAAAAAAAAAAA', 'よその PC')).rejects.toThrow(coded('rejected', 'host-code'))
    await expect.poll(async () => (await shop.at('host.state', {})).code).toBeNull()
    await expect(pair(place(), code!.text.replaceAll('-', ''), 'よその PC')).rejects.toThrow(
      coded('rejected', 'host-code'),
    )
  })

  it('while it is off, and whoever stands at the door then does not keep it from closing', async () => {
    const waiting = connect(shop.port, '127.0.0.1')
    waiting.on('error', () => {})
    const isGone = new Promise((resolve) => waiting.once('close', resolve))
    await new Promise((resolve) => waiting.once('connect', resolve))
    await shop.at('host.set', { isOn: false })
    await isGone
    await expect(pair(place(), 'AAAAAAAAAAAAAAAA', 'よその PC')).rejects.toThrow(coded('offline', 'host-away'))
    await expect(shop.at('host.showCode', {})).rejects.toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  it('who speaks without a key: the line ends and nothing is said', async () => {
    const said: Buffer[] = []
    const socket = connect(shop.port, '127.0.0.1')
    socket.on('data', (chunk) => said.push(chunk)).on('error', () => {})
    socket.write('{"type":"call","key":"1","method":"tickets.list","input":{}}\n'.repeat(50))
    await new Promise((resolve) => socket.once('close', resolve))
    // At most an alert of TLS.
    expect(Buffer.concat(said).length).toBeLessThan(16)
  })

  it('and no key stands in the file as it is', async () => {
    expect(keyOfCode('AAAAAAAAAAAAAAAA')).toHaveLength(32)
    const pc = await shop.join()
    expect((await shop.at('host.state', {})).pcs).toMatchObject([{ id: pc.ticket.id }])
    expect(JSON.stringify(await shop.at('host.state', {}))).not.toContain(Buffer.from(pc.ticket.key).toString('base64'))
  })
})

describe('what a second PC may ask', () => {
  it('is written down: everything else is refused, a new method too', async () => {
    const pc = await shop.join()
    const HERE = ['links.open', 'attachments.save', 'attachments.open', 'updates.get', 'secondPc.leave']
    const refused: string[] = []
    for (const method of Object.keys(contract) as MethodName[]) {
      if (ALLOWED.has(method) || HERE.includes(method)) continue
      const answer = await pc.route(method, {})
      if (!answer.ok && answer.error.reason === 'only-at-host') refused.push(method)
    }
    expect(refused).toEqual(Object.keys(contract).filter((method) => !ALLOWED.has(method) && !HERE.includes(method)))
    for (const method of [
      'accounts.add',
      'backups.restore',
      'erasing.customer',
      'host.set',
      'settings.set',
      'exports.save',
    ])
      expect(refused).toContain(method)
    expect(refused.length).toBeGreaterThan(80)
  })

  it('is looked at as in a window: input that does not fit goes nowhere', async () => {
    const pc = await shop.join()
    await expect(pc.call('tickets.get', { id: 'x' as never })).rejects.toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
    await expect(pc.call('no.such' as never, {} as never)).rejects.toThrow(coded('unsupported', 'only-at-host'))
  })
})

describe('a line that is lost', () => {
  it('is there again by itself, and the window goes on', async () => {
    const pc = await shop.join()
    await pc.call('tickets.counts', {})
    await shop.stop()
    await expect.poll(() => pc.line()).toBe('away')
    await shop.startAgain()
    await expect.poll(() => pc.line(), { timeout: 30_000 }).toBe('up')
    await pc.call('tickets.counts', {})
    const states = pc.events.flatMap((event) => (event.type === 'line' ? [event.state] : []))
    expect(states).toEqual(['up', 'away', 'up'])
  })

  it('for longer is told to whoever asks', async () => {
    const pc = await shop.join()
    await pc.call('tickets.counts', {})
    await shop.stop()
    await expect(pc.call('tickets.counts', {})).rejects.toThrow(coded('offline', 'host-away'))
    await shop.startAgain()
  })

  it('does nothing twice: what was asked and not answered is asked again under the same key', async () => {
    const pc = await shop.join()
    const { id } = (await pc.call('staff.list', {})).staff[0]!
    const before = shop.host().store.journal.lastSeq()
    shop.cable.loseAnswers()
    const answer = pc.call('staff.switch', { id, pin: null })
    await expect.poll(() => shop.host().store.journal.lastSeq()).toBe(before + 1)
    shop.cable.pull()
    await answer
    expect(shop.host().store.journal.lastSeq()).toBe(before + 1)
  })
})

describe('what happens on a desk', () => {
  const PICTURE = new Uint8Array(Buffer.from('89504e470d0a1a0a0102030405', 'hex'))
  /** A mail with HTML and a picture has come to the shop. */
  async function mailWithPicture() {
    const { services, store } = shop.host()
    const { id } = services.accounts.add('青葉屋', mailSettings('shop@example.jp'), {
      imapPassword: 'i',
      smtpPassword: 's',
    })
    const raw = [
      'From: =?UTF-8?B?5bGx55Sw?= <aiko@example.com>',
      'To: shop@example.jp',
      'Subject: =?UTF-8?B?5YaZ55yf?=',
      'Message-ID: <photo@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>傷がありました。</p>',
      '--b',
      'Content-Type: image/png; name="kizu.png"',
      'Content-Disposition: attachment; filename="kizu.png"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(PICTURE).toString('base64'),
      '--b--',
      '',
    ].join('\r\n')
    const about = { receivedAt: Date.now(), place: 'inbox' as const, externalId: 'INBOX/1/1' }
    const [stored] = await services.intake.storePage(store.accounts.get(id)!, {
      messages: [await inbound(raw, about)],
      cursor: 'one',
      progress: { done: 1, total: 1 },
    })
    return stored!.ticketId
  }

  it('a mail is drawn there, and its file saved there and nowhere else', async () => {
    const ticketId = await mailWithPicture()
    const pc = await shop.join()
    const { messages } = await pc.call('tickets.get', { id: ticketId })
    const { url } = await pc.call('messages.html', { id: messages[0]!.id, allowRemote: false })
    const { body, headers } = await pc.serveMail(url)
    expect(body).toContain('傷がありました。')
    expect(headers['Content-Security-Policy']).toContain("default-src 'none'")

    const path = join(pc.dataDir, 'kizu.png')
    pc.desktop.askSavePath = (name) => Promise.resolve(name === 'kizu.png' ? path : null)
    await pc.call('attachments.save', { messageId: messages[0]!.id, index: messages[0]!.attachments[0]!.index })
    expect(new Uint8Array(readFileSync(path))).toEqual(PICTURE)
  })

  it('a file of that PC goes up into the answer', async () => {
    const ticketId = await mailWithPicture()
    const pc = await shop.join()
    const content = new Uint8Array(3 * 1024 * 1024).fill(7)
    const draft = await pc.call('drafts.attach', { ticketId, name: '図面.pdf', type: 'application/pdf', content })
    expect(draft.attachments).toMatchObject([{ name: '図面.pdf', size: content.byteLength }])
    const [file] = shop.host().store.drafts.files({ owner: 'draft', id: ticketId })
    expect(new Uint8Array(await shop.host().store.sources.read(file!.hash))).toEqual(content)
  })

  it('a popup of the shop is shown at both', async () => {
    const pc = await shop.join()
    await pc.call('tickets.counts', {})
    await shop.at('settings.testNotification', {})
    await expect.poll(() => pc.popups.length).toBe(1)
  })

  it('happens at the PC where the person sits', async () => {
    const pc = await shop.join()
    const opened: string[] = []
    pc.desktop.openLink = (url) => Promise.resolve(opened.push(url) > 0)
    await pc.call('links.open', { url: 'https://example.com/' })
    expect(opened).toEqual(['https://example.com/'])
  })
})
