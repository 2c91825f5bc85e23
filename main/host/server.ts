import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import type { AppEvent, Envelope } from '../../preload/bridge.ts'
import type { MessageId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Popup } from '../services/ports.ts'
import type { Seat } from '../store/journal.ts'
import { ALLOWED } from './allowed.ts'
import { createAnswerBook } from './answer-book.ts'
import { enveloped, refusal } from './envelopes.ts'
import { createFrames } from './frames.ts'
import {
  Asked,
  Greeting,
  LINE,
  LONGEST_FRAME,
  LONGEST_GREETING,
  NEWCOMER,
  PING_MS,
  SILENCE_MS,
  type Said,
} from './line.ts'

/** What the PC with the data does for the others. */
export type Desk = {
  version: string
  route(method: string, input: unknown): Promise<Envelope>
  subscribe(listener: (event: AppEvent) => void): () => void
  serveMail(url: string): Promise<unknown>
  fileOf(messageId: MessageId, index: number): Promise<unknown>
  fromSeat<T>(seat: Seat, run: () => T): T
}
/** Who may come. */
export type Door = {
  /** Null for whoever is not known, or not any more. */
  keyOf(pcId: string): Uint8Array | null
  seatOf(pcId: string): Seat
  /** The key behind the code that is shown now; null while none is. */
  codeKey(): Uint8Array | null
  wrongCode(): void
  /** The code is used up by this. */
  welcome(name: string): { id: string; key: Uint8Array }
  came(pcId: string): void
}
type Tools = { desk: Desk; door: Door; clock: Clock; log: Log }

type Line = { pcId: string; say: (said: Said) => void }

const MOST_LINES = 20
const HANDSHAKE_MS = 10_000

/** Lets other PCs of the shop use the router of this one. Listens only between `listen` and `close`. */
export function createHostServer({ desk, door, clock, log }: Tools) {
  /** Another one after each start: answers of the run before are not remembered. */
  const run = randomUUID()
  const books = new Map<string, ReturnType<typeof createAnswerBook>>()
  const lines = new Map<TLSSocket, Line>()
  const identities = new WeakMap<TLSSocket, string>()
  /** Those too that have not shown a key yet. */
  const sockets = new Set<Socket>()
  let server: Server | null = null

  function keyFor(socket: TLSSocket, identity: string): Uint8Array | null {
    identities.set(socket, identity)
    return identity === NEWCOMER ? door.codeKey() : door.keyOf(identity)
  }

  function accept(socket: TLSSocket): void {
    const identity = identities.get(socket)
    socket.on('error', () => socket.destroy())
    socket.setTimeout(SILENCE_MS, () => socket.destroy())
    if (identity === undefined || lines.size >= MOST_LINES) return void socket.destroy()
    if (identity === NEWCOMER) greet(socket)
    else serve(socket, identity)
  }

  /** Whoever has shown the code says a name and gets a key of its own; then this line ends. */
  function greet(socket: TLSSocket): void {
    const { send } = createFrames(socket, LONGEST_GREETING, (frame) => {
      const greeting = Greeting.safeParse(frame)
      const isMeant = greeting.success && door.codeKey() !== null
      if (isMeant) send({ type: 'paired', ...door.welcome(greeting.data.name) } satisfies Said)
      socket.end()
    })
  }

  function serve(socket: TLSSocket, pcId: string): void {
    const seat = door.seatOf(pcId)
    const book = books.get(pcId) ?? createAnswerBook(clock)
    books.set(pcId, book)
    const frames = createFrames(socket, LONGEST_FRAME, (frame) => {
      const asked = Asked.safeParse(frame)
      if (asked.success) hear(asked.data)
      else socket.destroy()
    })
    const say = (said: Said) => frames.send(said)

    function hear(asked: Asked): void {
      if (asked.type === 'ping') return
      if (asked.type === 'got') return book.forget(asked.key)
      void answer(asked)
    }
    async function answer(asked: Exclude<Asked, { type: 'ping' | 'got' }>): Promise<void> {
      const envelope = await book.once(asked.key, () => desk.fromSeat(seat, () => carryOut(asked)))
      say({ type: 'answer', key: asked.key, envelope })
    }

    const stopEvents = desk.subscribe((event) => {
      // What somebody clicked at the other PC is shown there.
      if (event.type === 'changed') say({ type: 'event', event })
    })
    let stopPing = () => {}
    const ping = () => {
      say({ type: 'ping' })
      stopPing = clock.setTimer(ping, PING_MS)
    }
    ping()
    lines.set(socket, { pcId, say })
    socket.on('close', () => {
      stopPing()
      stopEvents()
      lines.delete(socket)
    })
    door.came(pcId)
    say({ type: 'hello', version: desk.version, run })
  }

  async function carryOut(asked: Exclude<Asked, { type: 'ping' | 'got' }>): Promise<Envelope> {
    if (asked.type === 'mail') return enveloped(() => desk.serveMail(asked.url))
    if (asked.type === 'file') return enveloped(() => desk.fileOf(asked.messageId, asked.index))
    if (!ALLOWED.has(asked.method))
      return refusal(new AppError('unsupported', 'Only at the PC with the data.', { reason: 'only-at-host' }))
    return desk.route(asked.method, asked.input)
  }

  return {
    /** Throws what the system says of the port: `EADDRINUSE`, `EACCES`. */
    async listen(port: number): Promise<void> {
      const next = createServer({ ...LINE, pskCallback: keyFor, handshakeTimeout: HANDSHAKE_MS }, accept)
      next.maxConnections = MOST_LINES * 2
      next.on('connection', (socket: Socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      // A key that does not fit is seen before anything is read.
      next.on('tlsClientError', (_error, socket) => {
        if (identities.get(socket) === NEWCOMER) door.wrongCode()
        socket.destroy()
      })
      await new Promise<void>((resolve, reject) => {
        next.once('error', reject)
        next.listen(port, () => resolve())
      })
      next.on('error', (error) => log.error('other PCs cannot be let in', error))
      server = next
    },
    /** At once: nobody is waited for. */
    async close(): Promise<void> {
      const closing = server
      server = null
      const isClosed = new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()))
      for (const socket of sockets) socket.destroy()
      await isClosed
    },
    isListening: () => server !== null,
    /** The port it got, where it was asked for any. */
    port(): number | null {
      const address = server?.address()
      return typeof address === 'object' && address !== null ? address.port : null
    },
    hangUp(pcId: string): void {
      for (const [socket, line] of lines) if (line.pcId === pcId) socket.destroy()
      books.delete(pcId)
    },
    connected: () => new Set([...lines.values()].map(({ pcId }) => pcId)),
    /** Shown at every PC of the shop. */
    popup(popup: Popup): void {
      for (const { say } of lines.values()) say({ type: 'popup', popup })
    },
  }
}
