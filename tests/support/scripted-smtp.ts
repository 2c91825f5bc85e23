import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import * as tls from 'node:tls'

/** Where in a conversation the server fails; `end` is the answer to the dot. */
export const STAGES = ['greeting', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'end'] as const
export type Stage = (typeof STAGES)[number]
export type Trouble = {
  at: Stage
  /** Breaks the line, says nothing more, or answers with these words. */
  does: 'drop' | 'hang' | { says: string }
  /** With `rcpt`: only for this address. */
  only?: string
  /** With `end`: the server has not kept what it got. */
  loses?: boolean
}
type Certificate = { key: Buffer; cert: Buffer }
export type Kept = { to: string[]; raw: Buffer }

/** As much of an SMTP server as a submission needs, so that it can fail at each step. User `shop`, any password. */
export async function startScriptedSmtp({
  offers = 'AUTH PLAIN LOGIN',
  startTls = '502 no',
  tls: certificate = null as Certificate | null,
} = {}) {
  const received: Kept[] = []
  const sockets = new Set<Socket>()
  let trouble: Trouble | null = null
  let bytes = ''
  let logins = 0

  function serve(socket: Socket): void {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let pending = Buffer.alloc(0)
    let isText = false
    let to: string[] = []

    function meet(stage: Stage, usual: string, about = ''): boolean {
      const isHit = trouble?.at === stage && (trouble.only === undefined || about.includes(trouble.only))
      if (!isHit) {
        socket.write(`${usual}\r\n`)
        return true
      }
      if (trouble!.does === 'drop') socket.resetAndDestroy()
      else if (trouble!.does !== 'hang') socket.write(`${trouble!.does.says}\r\n`)
      return false
    }

    function obey(line: string): void {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO')
        return void meet('ehlo', offers ? `250-here\r\n250 ${offers}` : '250 here')
      if (verb === 'STAR') return void socket.write(`${startTls}\r\n`)
      if (verb === 'AUTH') {
        logins++
        return void meet('auth', '235 2.7.0 welcome')
      }
      if (verb === 'MAIL') to = []
      if (verb === 'MAIL') return void meet('mail', '250 2.1.0 ok')
      if (verb === 'RCPT') {
        if (meet('rcpt', '250 2.1.5 ok', line)) to.push(/<(.*?)>/.exec(line)![1]!)
        return
      }
      if (verb === 'DATA') return void (isText = meet('data', '354 go ahead'))
      socket.write(verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
    }

    function take(raw: Buffer): void {
      isText = false
      const isKept = trouble?.at !== 'end' || (trouble.does === 'drop' && trouble.loses !== true)
      if (isKept) received.push({ to, raw })
      meet('end', '250 2.0.0 queued')
    }

    meet('greeting', '220 here')
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1')
      pending = Buffer.concat([pending, chunk])
      for (;;) {
        const end = pending.indexOf(isText ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const part = pending.subarray(0, end)
        pending = pending.subarray(end + (isText ? 5 : 2))
        if (isText) take(Buffer.concat([part, Buffer.from('\r\n')]))
        else obey(part.toString())
      }
    })
  }
  const server: Server = certificate ? tls.createServer(certificate, serve) : createServer(serve)
  server.on('tlsClientError', () => {})

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    /** Everything clients have sent, as it crossed the wire. */
    bytes: () => bytes,
    logins: () => logins,
    /** Another certificate for whoever connects from now on. */
    present: (next: Certificate) => (server as tls.Server).setSecureContext(next),
    fail: (next: Trouble | null) => void (trouble = next),
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
