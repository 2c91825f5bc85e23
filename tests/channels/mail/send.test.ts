import { getEventListeners } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { OutboundMessage } from '../../../main/channels/adapter.ts'
import { startSmtp, type SmtpFault } from '../../support/smtp.ts'
import { never } from '../conformance.ts'
import { connectTo, outbound, PATIENT, settingsFor, SHORT, startProxy } from './world.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

async function setup(options: Parameters<typeof startSmtp>[0] & { change?: object; timeouts?: typeof SHORT } = {}) {
  const server = await startSmtp(options)
  open.push(server)
  const tls = options.tls ?? 'none'
  const settings = settingsFor(1, server.port, { smtp: { tls, ...options.change } })
  const adapter = connectTo(settings, { timeouts: options.timeouts ?? PATIENT })
  open.push(adapter)
  return {
    server,
    adapter,
    settings,
    send: (change: Partial<OutboundMessage> = {}, signal = never) => adapter.send(outbound(change), signal),
  }
}

describe('sending an answer', () => {
  it('hands over exactly the bytes it returns, to every recipient once', async () => {
    const { server, send } = await setup()
    const aiko = { name: '', address: 'aiko@example.com' }
    const result = await send({ cc: [aiko], bcc: [{ name: 'B', address: 'b@example.com' }] })
    expect(result).toMatchObject({ outcome: 'accepted', rejectedRecipients: [] })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatchObject({ from: 'shop@example.jp', to: ['aiko@example.com', 'b@example.com'] })
    expect(server.received[0]!.raw.equals(Buffer.from(result.source))).toBe(true)
    expect(Buffer.from(result.source).toString()).not.toContain('b@example.com')
  })

  it('writes a carrier address as it is, in the envelope and in the header', async () => {
    // By hand, because smtp-server takes no address that breaks RFC 5321; the carriers' servers do.
    const heard: string[] = []
    const server = createServer((socket) => {
      socket.write('220 carrier\r\n')
      socket.on('data', (chunk: Buffer) => {
        heard.push(chunk.toString())
        socket.write(chunk.toString().startsWith('DATA') ? '354 go\r\n' : '250 carrier\r\n')
      })
      socket.on('error', () => {})
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: async () => void server.close() })
    const address = 'hanako..x.@docomo.ne.jp'
    const adapter = connectTo(settingsFor(1, (server.address() as AddressInfo).port))
    expect(await adapter.send(outbound({ to: [{ name: '', address }] }), never)).toMatchObject({ outcome: 'accepted' })
    expect(heard).toContain(`RCPT TO:<${address}>\r\n`)
    expect(heard.join('')).toMatch(/^To: hanako\.\.x\.@docomo\.ne\.jp\r$/m)
  })

  it('carries a message of 5 MB with lines of a single dot unharmed', async () => {
    const { server, send } = await setup()
    const content = Buffer.alloc(5_000_000, '.\r\n')
    const result = await send({ attachments: [{ name: 'a.bin', type: 'text/plain', content }], textBody: '.\n..\n.' })
    expect(server.received[0]!.raw.equals(Buffer.from(result.source))).toBe(true)
  })

  it('names the recipients that were refused when others were taken', async () => {
    const { server, send } = await setup()
    server.fail({ kind: 'rcpt', code: 550, words: '5.1.1 no such user', only: 'gone@example.com' })
    const to = [outbound().to[0]!, { name: '', address: 'gone@example.com' }]
    expect(await send({ to })).toMatchObject({ outcome: 'accepted', rejectedRecipients: ['gone@example.com'] })
    expect(server.received[0]!.to).toEqual(['aiko@example.com'])
  })

  it('goes through TLS from the start and through STARTTLS, with the certificate that was trusted', async () => {
    for (const tls of ['implicit', 'starttls'] as const) {
      const { server, settings } = await setup({ tls })
      await expect(connectTo(settings).send(outbound(), never)).rejects.toMatchObject({ code: 'certificate' })
      expect(server.commands).toEqual([])
      const trusting = connectTo({ ...settings, trustedFingerprint: server.fingerprint })
      expect(await trusting.send(outbound(), never)).toMatchObject({ outcome: 'accepted' })
    }
  })

  it('tells no password to a server with another certificate than the trusted one', async () => {
    const { server, settings } = await setup({ tls: 'starttls' })
    const other = Array.from({ length: 32 }, () => 'AB').join(':')
    const sending = connectTo({ ...settings, trustedFingerprint: other }).send(outbound(), never)
    await expect(sending).rejects.toMatchObject({ code: 'certificate' })
    expect(server.commands).toEqual([])
  })

  it('sends nothing, not even the password, when STARTTLS is no longer offered', async () => {
    const { server, send } = await setup({ tls: 'none', change: { tls: 'starttls' } })
    await expect(send()).rejects.toMatchObject({ reason: 'tls-not-offered' })
    expect(server.commands).toEqual([])
  })

  it('refuses a plain line to a host elsewhere unless the person allowed it', async () => {
    const settings = settingsFor(1, 25, { smtp: { host: 'mail.example.jp' } })
    const adapter = connectTo(settings)
    await expect(adapter.send(outbound(), never)).rejects.toMatchObject({ code: 'invalid-input', reason: 'insecure' })
  })

  it('takes back an answer that was stopped before its text went out', async () => {
    const { server, adapter } = await setup()
    const stop = new AbortController()
    server.fail({ kind: 'silent' })
    const sending = adapter.send(outbound(), stop.signal)
    setTimeout(() => stop.abort(), 50)
    await expect(sending).rejects.toMatchObject({ code: 'offline', reason: 'stopped' })
    await expect(adapter.send(outbound(), stop.signal)).rejects.toMatchObject({ reason: 'stopped' })
    expect(server.received).toEqual([])
  })

  it('leaves nothing behind on a signal that lives as long as the program', async () => {
    const { server, adapter } = await setup()
    const { signal } = new AbortController()
    await adapter.send(outbound(), signal)
    server.fail({ kind: 'drop-after-dot' })
    await adapter.send(outbound(), signal)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('works with a relay that asks for no password', async () => {
    const { server, send } = await setup({ noAuth: true })
    expect(await send()).toMatchObject({ outcome: 'accepted' })
    expect(server.received).toHaveLength(1)
  })
})

describe('an answer that certainly was not taken', () => {
  const cases: [string, SmtpFault, object][] = [
    ['the server hangs up', { kind: 'close-at-connect' }, { code: 'offline', reason: 'closed' }],
    ['the server says nothing', { kind: 'silent' }, { code: 'offline', reason: 'timeout' }],
    ['the sender is refused', { kind: 'mail', code: 553, words: '5.7.1 not your address' }, { code: 'rejected' }],
    ['the sender has to wait', { kind: 'mail', code: 451, words: '4.7.1 greylisted' }, { code: 'rate-limited' }],
    ['every recipient is refused', { kind: 'rcpt', code: 550, words: '5.1.1 no such user' }, { code: 'rejected' }],
    ['every recipient has to wait', { kind: 'rcpt', code: 450, words: '4.2.1 busy' }, { code: 'rate-limited' }],
    ['the text is refused', { kind: 'data-answer', code: 554, words: '5.6.0 spam' }, { code: 'rejected' }],
    ['the text has to wait', { kind: 'data-answer', code: 452, words: '4.3.1 disk full' }, { code: 'rate-limited' }],
    ['the mailbox is full', { kind: 'data-answer', code: 552, words: '5.2.2 over quota' }, { code: 'rejected' }],
  ]
  it.each(cases)('because %s', async (_, fault, error) => {
    const { server, send } = await setup({ timeouts: SHORT })
    server.fail(fault)
    await expect(send()).rejects.toMatchObject(error)
    expect(server.received).toEqual([])
  })

  it('keeps the words of the server', async () => {
    const { server, send } = await setup()
    server.fail({ kind: 'rcpt', code: 550, words: '5.1.1 no such user' })
    await expect(send()).rejects.toThrow('550 5.1.1 no such user')
  })

  it('waits for a moment that lies ahead when the server is busy', async () => {
    const { server, send } = await setup()
    server.fail({ kind: 'mail', code: 451, words: '4.7.1 greylisted' })
    const error = await send().catch((caught: { retryAt: number }) => caught)
    expect((error as { retryAt: number }).retryAt).toBeGreaterThan(Date.now())
  })

  it('because the line broke in the middle of a long text', async () => {
    const { server, send } = await setup()
    server.fail({ kind: 'drop-in-data', afterBytes: 100_000 })
    const content = Buffer.alloc(30_000_000, 7)
    const sending = send({ attachments: [{ name: 'a.bin', type: '', content }] })
    await expect(sending).rejects.toMatchObject({ code: 'offline', reason: 'closed' })
    expect(server.received).toEqual([])
  })

  it('because the password is wrong, which is in no error', async () => {
    const { server, settings } = await setup()
    const adapter = connectTo(settings, { secrets: { imapPassword: '', smtpPassword: 'hunter2-hunter2' } })
    const error = await adapter.send(outbound(), never).catch((caught: Error) => caught)
    expect(error).toMatchObject({ code: 'auth-expired', reason: 'wrong-password' })
    expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toMatch(/hunter2|aHVudGVy/)
    expect(server.commands).not.toContain('MAIL')
  })

  it('because nobody listens there', async () => {
    const closed = await startProxy(1)
    await closed.close()
    const adapter = connectTo(settingsFor(1, closed.port))
    await expect(adapter.send(outbound(), never)).rejects.toMatchObject({ code: 'offline', reason: 'refused' })
  })

  it('because the name does not exist', async () => {
    const settings = settingsFor(1, 587, { smtp: { host: 'smtp.nowhere.invalid', tls: 'starttls' } })
    const sending = connectTo(settings, { timeouts: SHORT }).send(outbound(), never)
    await expect(sending).rejects.toMatchObject({ code: 'offline', reason: 'name-not-found' })
  })

  it('because an IMAP server answers there', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).end('* OK IMAP4rev1 ready\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const adapter = connectTo(settingsFor(1, (server.address() as AddressInfo).port))
    await expect(adapter.send(outbound(), never)).rejects.toMatchObject({ reason: 'not-smtp' })
    server.close()
  })
})

describe('an answer that may have been taken', () => {
  const cases: [string, SmtpFault, number][] = [
    ['kept, and the line broke before the server said so', { kind: 'drop-after-dot' }, 1],
    ['lost, and the line broke before the server said so', { kind: 'lose-after-dot' }, 0],
    ['kept, and the server never says so', { kind: 'hang-after-dot' }, 1],
  ]
  it.each(cases)('is unclear: %s', async (_, fault, kept) => {
    const { server, send } = await setup({ timeouts: SHORT })
    server.fail(fault)
    expect(await send()).toMatchObject({ outcome: 'unclear' })
    expect(server.received).toHaveLength(kept)
  })

  it('is unclear when the person stops waiting for the answer', async () => {
    const { server, adapter } = await setup()
    server.fail({ kind: 'hang-after-dot' })
    const stop = new AbortController()
    const sending = adapter.send(outbound(), stop.signal)
    while (server.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    stop.abort()
    expect(await sending).toMatchObject({ outcome: 'unclear' })
  })
})
