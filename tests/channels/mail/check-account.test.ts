import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testAccount } from '../../../main/channels/mail/index.ts'
import { systemClock } from '../../../main/jobs/clock.ts'
import { startDovecot, freePort, type Dovecot } from '../../support/dovecot.ts'
import { startFakeImap } from '../../support/fake-imap.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { startSmtp, type SmtpTestServer } from '../../support/smtp.ts'
import { drain, never } from '../conformance.ts'
import { connectTo, loginOf, PATIENT, secrets, settingsFor, SHORT } from './world.ts'

let imap: Dovecot
let smtp: SmtpTestServer
let tlsSmtp: SmtpTestServer
const open: { close(): Promise<void> }[] = []

beforeAll(async () => {
  imap = await startDovecot()
  smtp = await startSmtp()
  tlsSmtp = await startSmtp({ tls: 'implicit' })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
afterAll(() => Promise.all([imap.close(), smtp.close(), tlsSmtp.close()]))

const check = (settings: Parameters<typeof testAccount>[0], given = secrets, timeouts = PATIENT) =>
  testAccount(settings, loginOf(settings, given), never, systemClock, timeouts)
const plain = (change: Parameters<typeof settingsFor>[2] = {}) => settingsFor(imap.port, smtp.port, change)

/** A server that says these words to everybody and then listens. */
async function parrot(words: string): Promise<number> {
  const server = createServer((socket) => void socket.on('error', () => {}).write(words))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: async () => void server.close() })
  return (server.address() as AddressInfo).port
}

describe('testing an account in the wizard', () => {
  it('finds both servers well, and the folders for what was sent and what is junk', async () => {
    const folders = { inbox: 'INBOX', sent: 'Sent', junk: 'Junk', all: null }
    expect(await check(plain())).toEqual({ imap: { ok: true, folders }, smtp: { ok: true } })
  })

  it('finds the folders by their Japanese names where the server does not mark them', async () => {
    const unmarked = await startDovecot({
      extraConfig: 'namespace inbox {\n  mailbox Sent {\n    special_use =\n    auto = no\n  }\n}\n',
    })
    open.push(unmarked)
    unmarked.admin('mailbox', 'create', '-u', 'shop', '送信済みメール')
    const result = await check(settingsFor(unmarked.port, smtp.port))
    expect(result.imap).toMatchObject({ ok: true, folders: { sent: '送信済みメール' } })
  })

  it('tells which of the two fails while the other is well', async () => {
    const { imap: receiving, smtp: sending } = await check(plain({ smtp: { port: await freePort() } }))
    expect(receiving).toMatchObject({ ok: true })
    expect(sending).toMatchObject({ ok: false, code: 'offline', reason: 'refused' })
  })

  it('says that a password is wrong, and repeats it nowhere', async () => {
    const result = await check(plain(), { imapPassword: 'hunter2-hunter2', smtpPassword: 'hunter2-hunter2' })
    expect(result).toMatchObject({
      imap: { ok: false, code: 'auth-expired', reason: 'wrong-password' },
      smtp: { ok: false, code: 'auth-expired', reason: 'wrong-password' },
    })
    expect(JSON.stringify(result)).not.toMatch(/hunter2|aHVudGVy/)
  })

  it('does not call a password wrong while the server has trouble of its own', async () => {
    const fake = await startFakeImap({ login: 'unavailable' })
    open.push(fake)
    expect((await check(settingsFor(fake.port, smtp.port))).imap).toMatchObject({ code: 'offline' })
  })

  it('says that a name does not exist', async () => {
    const host = 'mail.nowhere.invalid'
    const result = await check(plain({ imap: { host, tls: 'implicit' }, smtp: { host, tls: 'implicit' } }))
    expect(result).toMatchObject({ imap: { reason: 'name-not-found' }, smtp: { reason: 'name-not-found' } })
  })

  it('shows the certificate that nobody vouches for, and takes it once a person trusts it', async () => {
    const tls = { imap: { tls: 'implicit', port: imap.tlsPort }, smtp: { tls: 'implicit', port: tlsSmtp.port } }
    const result = await check(plain(tls))
    const shown = (fingerprint: string) => ({
      ok: false,
      code: 'certificate',
      reason: 'certificate',
      certificate: { fingerprint, subject: 'localhost' },
    })
    expect(result).toMatchObject({ imap: shown(imap.fingerprint), smtp: shown(tlsSmtp.fingerprint) })
    const trusting = await check(plain({ ...tls, trustedFingerprint: imap.fingerprint }))
    expect(trusting).toMatchObject({ imap: { ok: true }, smtp: { ok: false, code: 'certificate' } })
    const both = `${imap.fingerprint} ${tlsSmtp.fingerprint}`
    expect(await check(plain({ ...tls, trustedFingerprint: both }))).toMatchObject({
      imap: { ok: true },
      smtp: { ok: true },
    })
  })

  it('upgrades by STARTTLS, and with the trusted certificate only', async () => {
    const settings = plain({ imap: { tls: 'starttls' } })
    expect((await check(settings)).imap).toMatchObject({ reason: 'certificate', certificate: { subject: 'localhost' } })
    const trusting = { ...settings, trustedFingerprint: imap.fingerprint }
    expect((await check(trusting)).imap).toMatchObject({ ok: true })
    const logins = () => imap.log().split('Login: user=').length
    const before = logins()
    const other = { ...settings, trustedFingerprint: tlsSmtp.fingerprint }
    expect((await check(other)).imap).toMatchObject({ ok: false, code: 'certificate' })
    expect(logins()).toBe(before)
  })

  it('sends no password when the offer of STARTTLS was taken out on the way', async () => {
    const fake = await startFakeImap({ capabilities: 'IMAP4rev1 AUTH=PLAIN' })
    open.push(fake)
    const settings = settingsFor(fake.port, smtp.port, { imap: { tls: 'starttls' }, smtp: { tls: 'starttls' } })
    expect(await check(settings)).toMatchObject({
      imap: { reason: 'tls-not-offered' },
      smtp: { reason: 'tls-not-offered' },
    })
    expect(fake.commands.filter((command) => /^(LOGIN|AUTHENTICATE)/.test(command))).toEqual([])
  })

  it('sends no password over a greeting that claims to be logged in already', async () => {
    const fake = await startFakeImap({ greeting: '* PREAUTH welcome', capabilities: 'IMAP4rev1 STARTTLS' })
    open.push(fake)
    const settings = settingsFor(fake.port, smtp.port, { imap: { tls: 'starttls' } })
    expect((await check(settings)).imap).toMatchObject({ reason: 'tls-not-offered' })
  })

  it('notices that a port speaks no TLS', async () => {
    const result = await check(plain({ imap: { tls: 'implicit' }, smtp: { tls: 'implicit' } }))
    expect(result).toMatchObject({ imap: { reason: 'tls-not-offered' }, smtp: { reason: 'tls-not-offered' } })
  })

  it('notices that the two ports were swapped', async () => {
    const result = await check(settingsFor(smtp.port, imap.port), secrets, SHORT)
    expect(result).toMatchObject({ imap: { ok: false, reason: 'not-imap' }, smtp: { ok: false, reason: 'not-smtp' } })
  })

  it('notices a web server', async () => {
    const port = await parrot('HTTP/1.1 400 Bad Request\r\n\r\n')
    const result = await check(settingsFor(port, port), secrets, SHORT)
    expect(result).toMatchObject({ imap: { reason: 'not-imap' }, smtp: { reason: 'not-smtp' } })
  })

  it('waits no longer than a bounded time for a server that says nothing', async () => {
    const port = await parrot('')
    const result = await check(settingsFor(port, port), secrets, SHORT)
    expect(result).toMatchObject({ imap: { reason: 'timeout' }, smtp: { reason: 'timeout' } })
  })

  it('gives up after 15 seconds whatever a server drags out', async () => {
    const clock = createFakeClock('2026-11-20T01:00:00Z')
    const fake = await startFakeImap({ login: 'hang' })
    open.push(fake)
    const slow = { connectMs: 60_000, greetingMs: 60_000, silenceMs: 60_000, acceptMs: 60_000 }
    const checking = testAccount(settingsFor(fake.port, smtp.port), loginOf(settingsFor(fake.port)), never, clock, slow)
    while (!fake.commands.some((command) => command.startsWith('LOGIN'))) await new Promise((go) => setTimeout(go, 5))
    await clock.advance(15_000)
    expect((await checking).imap).toMatchObject({ ok: false, code: 'offline', reason: 'timeout' })
  })

  it('stops when the person leaves the wizard', async () => {
    const port = await parrot('')
    const stop = new AbortController()
    const checking = testAccount(settingsFor(port, port), loginOf(settingsFor(port)), stop.signal, systemClock)
    stop.abort()
    expect(await checking).toMatchObject({ imap: { reason: 'stopped' }, smtp: { reason: 'stopped' } })
  })

  it('refuses a plain line to a host elsewhere before anything is sent', async () => {
    const settings = plain({ imap: { host: 'mail.example.jp' }, smtp: { host: 'mail.example.jp' } })
    expect(await check(settings)).toMatchObject({ imap: { reason: 'insecure' }, smtp: { reason: 'insecure' } })
  })
})

describe('reading with a wrong password', () => {
  it('is an expired login, not a lost network', async () => {
    const adapter = connectTo(plain(), { secrets: { imapPassword: 'no', smtpPassword: 'no' } })
    await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'auth-expired', reason: 'wrong-password' })
  })
})
