import { createServer, type AddressInfo, type Socket } from 'node:net'

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

export type FakeFetch = FakeRow[] | 'hang' | 'close' | 'no'

export type FakeImapOptions = {
  mails?: FakeMail[]
  /** What UID FETCH answers; by default the truth. */
  fetch?: (uids: number[], truth: FakeMail[]) => FakeFetch
  capabilities?: string
  login?: 'ok' | 'wrong-password' | 'unavailable' | 'hang'
  greeting?: string
  uidValidity?: () => number
}

export type FakeImap = Awaited<ReturnType<typeof startFakeImap>>

/** As much of an IMAP server as a reader needs, so that it can lie as told. INBOX only. */
export async function startFakeImap(options: FakeImapOptions = {}) {
  const mails = options.mails ?? []
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const validity = options.uidValidity ?? (() => 7)
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
    STATUS: () => [`STATUS INBOX (MESSAGES ${mails.length} UIDNEXT ${next()} UIDVALIDITY ${validity()})`],
    EXAMINE: () => [
      'FLAGS (\\Seen)',
      `${mails.length} EXISTS`,
      `OK [UIDVALIDITY ${validity()}] valid`,
      `OK [UIDNEXT ${next()}] next`,
    ],
    'UID SEARCH': (argument) => [`SEARCH ${selectUids(argument).join(' ')}`],
    'UID FETCH': (argument) => fetch(argument),
    NOOP: () => [`${mails.length} EXISTS`],
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

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.write(`${options.greeting ?? '* OK ready'}\r\n`)
    let pending = ''
    socket.on('data', (chunk: Buffer) => {
      pending += chunk.toString()
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        obey(socket, pending.slice(0, end))
        pending = pending.slice(end + 2)
      }
    })
  })

  function obey(socket: Socket, line: string): void {
    const [, tag, name, argument = ''] = /^(\S+) (UID \S+|\S+)(?: (.*))?$/.exec(line) ?? []
    if (!tag || !name) return
    commands.push(`${name.toUpperCase()} ${argument}`.trim())
    const result = answers[name.toUpperCase()]?.(argument) ?? 'BAD unknown'
    if (result === 'hang') return
    if (result === 'close') return void socket.destroy()
    const untagged = typeof result === 'string' ? [] : result
    const body = untagged.map((response) => `* ${response}\r\n`).join('')
    socket.write(`${body}${tag} ${typeof result === 'string' ? result : 'OK done'}\r\n`)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    /** Name and arguments of each command, in order. */
    commands,
    mails,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
