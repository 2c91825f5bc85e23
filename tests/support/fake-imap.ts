import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import * as tls from 'node:tls'

export type FakeMail = { uid: number; source: string }

/** One row of a FETCH answer. What is left out is told truthfully. */
export type FakeRow = {
  uid: number
  source: string
  /** RFC822.SIZE as claimed. */
  size?: number
  /** The length written before the literal. */
  literal?: number
}

/** `drip`: a mail that comes a byte at a time, for ever; `flood`: news of flags, for ever. */
export type FakeFetch = FakeRow[] | 'hang' | 'close' | 'no' | 'drip' | 'flood'

export type FakeImapOptions = {
  mails?: FakeMail[]
  /** What UID FETCH answers; by default the truth. */
  fetch?: (uids: number[], truth: FakeMail[]) => FakeFetch
  /** What is answered when the headers of one mail are asked for alone; by default the truth. */
  headers?: (uid: number) => 'truth' | 'hang' | 'close' | 'no'
  capabilities?: string
  login?: 'ok' | 'wrong-password' | 'unavailable' | 'hang'
  greeting?: string
  uidValidity?: () => number
  /** How many mails the server claims; by default the truth. */
  exists?: () => number
  /** Said before each answer to a command, asked for or not. */
  chatter?: string
  /** Speaks TLS from the start. */
  tls?: { key: Buffer; cert: Buffer }
  /** The answer to STARTTLS, after its tag. What follows is read as plain text. */
  startTls?: string
}

/** As much of an IMAP server as a reader needs, so that it can lie as told. INBOX only. */
export async function startFakeImap(given: FakeImapOptions = {}) {
  let options = given
  const mails = options.mails ?? []
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const validity = () => options.uidValidity?.() ?? 7
  const exists = () => options.exists?.() ?? mails.length
  let bytes = ''
  const next = () => (mails.at(-1)?.uid ?? 0) + 1

  /** Untagged responses, or the words of a refusal, or what to do to the line (`hang`, `close`). */
  const answers: Record<string, (argument: string) => string[] | string> = {
    CAPABILITY: () => [`CAPABILITY ${options.capabilities ?? 'IMAP4rev1'}`],
    LOGIN: () => {
      if (options.login === 'hang') return 'hang'
      if (options.login === 'wrong-password') return 'NO [AUTHENTICATIONFAILED] Authentication failed.'
      if (options.login === 'unavailable') return 'NO [UNAVAILABLE] Temporary authentication failure.'
      return []
    },
    NAMESPACE: () => ['NAMESPACE (("" "/")) NIL NIL'],
    LIST: () => ['LIST (\\HasNoChildren) "/" INBOX'],
    LSUB: () => ['LSUB () "/" INBOX'],
    STATUS: () => [`STATUS INBOX (MESSAGES ${exists()} UIDNEXT ${next()} UIDVALIDITY ${validity()})`],
    EXAMINE: () => [
      'FLAGS (\\Seen)',
      `${exists()} EXISTS`,
      `OK [UIDVALIDITY ${validity()}] valid`,
      `OK [UIDNEXT ${next()}] next`,
    ],
    'UID SEARCH': (argument) => [`SEARCH ${selectUids(argument).join(' ')}`],
    'UID FETCH': (argument) => fetch(argument),
    NOOP: () => [`${exists()} EXISTS`],
    STARTTLS: () => options.startTls ?? 'BAD unknown',
    LOGOUT: () => ['BYE'],
  }

  function selectUids(argument: string): number[] {
    const set = /(?:UID )?([\d:,*]+)/.exec(argument)?.[1]
    if (!set) return mails.map(({ uid }) => uid)
    const ranges = set.split(',').map((part) => part.split(':').map((end) => (end === '*' ? Infinity : Number(end))))
    return mails
      .map(({ uid }) => uid)
      .filter((uid) => ranges.some(([first, last = first]) => first! <= uid && uid <= last!))
  }

  function fetch(argument: string): string[] | string {
    const uids = selectUids(argument)
    const truth = mails.filter(({ uid }) => uids.includes(uid))
    if (/BODY\.PEEK\[HEADER\]/.test(argument)) return headers(truth)
    if (!/BODY\.PEEK\[\]/.test(argument)) return truth.map(({ uid }, index) => `${index + 1} FETCH (UID ${uid})`)
    const answer: FakeFetch = options.fetch?.(uids, truth) ?? truth
    if (answer === 'no') return 'NO [SERVERBUG] Internal error'
    if (typeof answer === 'string') return answer
    return answer.map((row, index) => {
      const length = Buffer.byteLength(row.source)
      const facts = `UID ${row.uid} INTERNALDATE "20-Nov-2026 10:00:00 +0900" RFC822.SIZE ${row.size ?? length}`
      return `${index + 1} FETCH (${facts} BODY[] {${row.literal ?? length}}\r\n${row.source})`
    })
  }

  function headers(truth: FakeMail[]): string[] | string {
    const trouble = truth.map(({ uid }) => options.headers?.(uid) ?? 'truth').find((answer) => answer !== 'truth')
    if (trouble) return trouble === 'no' ? 'NO [SERVERBUG] Internal error' : trouble
    return truth.map(({ uid, source }, index) => {
      const block = source.slice(0, source.indexOf('\r\n\r\n') + 4)
      const facts = `UID ${uid} INTERNALDATE "20-Nov-2026 10:00:00 +0900"`
      return `${index + 1} FETCH (${facts} BODY[HEADER] {${Buffer.byteLength(block)}}\r\n${block})`
    })
  }

  function serve(socket: Socket): void {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.write(`${options.greeting ?? '* OK ready'}\r\n`)
    let pending = ''
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.toString('latin1')
      pending += chunk.toString()
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        obey(socket, pending.slice(0, end))
        pending = pending.slice(end + 2)
      }
    })
  }
  const server: Server = options.tls ? tls.createServer(options.tls, serve) : createServer(serve)
  server.on('tlsClientError', () => {})

  function obey(socket: Socket, line: string): void {
    const [, tag, name, argument = ''] = /^(\S+) (UID \S+|\S+)(?: (.*))?$/.exec(line) ?? []
    if (!tag || !name) return
    commands.push(`${name.toUpperCase()} ${argument}`.trim())
    const result = answers[name.toUpperCase()]?.(argument) ?? 'BAD unknown'
    if (result === 'hang') return
    if (result === 'close') return void socket.destroy()
    if (result === 'drip' || result === 'flood') return pour(socket, result)
    const untagged = typeof result === 'string' ? [] : result
    const body = untagged.map((response) => `* ${response}\r\n`).join('')
    socket.write(`${options.chatter ?? ''}${body}${tag} ${typeof result === 'string' ? result : 'OK done'}\r\n`)
  }

  /** Goes on for as long as the line is open. */
  function pour(socket: Socket, how: 'drip' | 'flood'): void {
    if (how === 'drip') socket.write('* 1 FETCH (UID 3 RFC822.SIZE 900000 BODY[] {900000}\r\n')
    const piece = how === 'drip' ? 'x' : '* 1 FETCH (FLAGS (\\Seen))\r\n'
    const pouring = setInterval(() => socket.write(piece), 10)
    socket.on('close', () => clearInterval(pouring))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    /** Name and arguments of each command, in order. */
    commands,
    mails,
    /** Everything clients have sent, as it crossed the wire. */
    bytes: () => bytes,
    /** From now on it behaves like this. */
    become: (other: FakeImapOptions) => void (options = other),
    /** Another certificate for whoever connects from now on. */
    present: (certificate: { key: Buffer; cert: Buffer }) => (server as tls.Server).setSecureContext(certificate),
    dropAll(): void {
      for (const socket of sockets) socket.destroy()
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
