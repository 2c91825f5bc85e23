import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { makeCertificate } from './dovecot.ts'

/** What the server does to the next mail; it goes back to `accept` only when told. */
export type SmtpFault =
  | { kind: 'accept' }
  /** Closes before the greeting. */
  | { kind: 'close-at-connect' }
  /** Takes the connection and says nothing. */
  | { kind: 'silent' }
  | { kind: 'mail'; code: number; words: string }
  | { kind: 'rcpt'; code: number; words: string; only?: string }
  | { kind: 'data-answer'; code: number; words: string }
  /** Has everything, keeps it, and the line breaks before the answer. */
  | { kind: 'drop-after-dot' }
  /** Has everything, does NOT keep it, and the line breaks before the answer. */
  | { kind: 'lose-after-dot' }
  | { kind: 'drop-in-data'; afterBytes: number }
  | { kind: 'hang-after-dot' }

export type ReceivedMail = { from: string; to: string[]; raw: Buffer; at: number }

export type SmtpTestServer = Awaited<ReturnType<typeof startSmtp>>

type SmtpOptions = {
  tls?: 'implicit' | 'starttls' | 'none'
  noAuth?: boolean
  user?: string
  takesToken?: (token: string) => boolean
}

/** A real SMTP server on loopback that fails as told. Its one user is `shop`, the password of a user is `pw-` and its name. */
export async function startSmtp(options: SmtpOptions = {}) {
  const { tls = 'none', user = 'shop' } = options
  const dir = mkdtempSync(join(tmpdir(), 'smtp-'))
  const { key, cert } = makeCertificate(dir)
  const received: ReceivedMail[] = []
  const commands: string[] = []
  let fault: SmtpFault = { kind: 'accept' }
  const sockets = new Set<Socket>()

  const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })
  const server = new SMTPServer({
    secure: tls === 'implicit',
    key,
    cert,
    // A TLS warning about the built-in certificate is out of place: ours is given.
    hideSTARTTLS: tls !== 'starttls',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(options.noAuth ? ['AUTH'] : [])],
    authOptional: options.noAuth ?? false,
    ...(options.takesToken && { authMethods: ['XOAUTH2'] }),
    allowInsecureAuth: true,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth(auth, _session, done) {
      commands.push('AUTH')
      if (auth.method === 'XOAUTH2' && options.takesToken?.(auth.accessToken ?? '')) return done(null, { user })
      if (auth.username === user && auth.password === `pw-${user}`) return done(null, { user })
      return done(refusal(535, '5.7.8 Authentication credentials invalid'))
    },
    onMailFrom(_address, _session, done) {
      commands.push('MAIL')
      done(fault.kind === 'mail' ? refusal(fault.code, fault.words) : null)
    },
    onRcptTo(address, _session, done) {
      commands.push('RCPT')
      const isHit = fault.kind === 'rcpt' && (fault.only === undefined || fault.only === address.address)
      done(isHit && fault.kind === 'rcpt' ? refusal(fault.code, fault.words) : null)
    },
    onData(stream, session, done) {
      commands.push('DATA')
      const chunks: Buffer[] = []
      let bytes = 0
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (fault.kind === 'drop-in-data' && bytes >= fault.afterBytes) dropAll()
      })
      stream.on('end', () => {
        const keep = () =>
          received.push({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks),
            at: Date.now(),
          })
        if (fault.kind === 'data-answer') return done(refusal(fault.code, fault.words))
        if (fault.kind === 'lose-after-dot' || fault.kind === 'drop-in-data') return dropAll()
        keep()
        if (fault.kind === 'drop-after-dot') return dropAll()
        if (fault.kind === 'hang-after-dot') return
        return done(null, 'OK: queued')
      })
    },
  })
  server.on('error', () => {})
  server.server.prependListener('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    if (fault.kind === 'close-at-connect') socket.destroy()
    if (fault.kind === 'silent') socket.write = () => true
  })

  function dropAll(): void {
    for (const socket of sockets) socket.resetAndDestroy()
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    fingerprint: new X509Certificate(cert).fingerprint256,
    certificate: cert.toString(),
    received,
    /** The commands that came, in order, without their arguments. */
    commands,
    fail(next: SmtpFault): void {
      fault = next
    },
    async close(): Promise<void> {
      dropAll()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
