import { randomUUID } from 'node:crypto'
import { connect, type TLSSocket } from 'node:tls'
import type { AppEvent, Envelope, LineState } from '../../preload/bridge.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Popup } from '../services/ports.ts'
import { hostAway, refusal } from './envelopes.ts'
import { createFrames } from './frames.ts'
import { LINE, LONGEST_FRAME, LONGEST_GREETING, NEWCOMER, PING_MS, SILENCE_MS, type Asked, type Said } from './line.ts'
import { keyOfCode } from './pairing-code.ts'

export type Place = { host: string; port: number }
/** How a second PC comes in. */
export type Ticket = Place & { id: string; key: Uint8Array }
type Tools = {
  ticket: Ticket
  version: string
  clock: Clock
  onEvent: (event: AppEvent) => void
  onPopup: (popup: Popup) => void
  onLine: (state: LineState) => void
}
/** What can be asked, without the key. */
type Question =
  | { type: 'call'; method: string; input: unknown }
  | { type: 'mail'; url: string }
  | { type: 'file'; messageId: number; index: number }
type Pending = { asked: Asked; settle: (envelope: Envelope) => void }

const RETRY_MS = [500, 1000, 2000, 5000, 10_000]
/** A short break is waited for; after that whoever asks is told at once. */
const PATIENCE_MS = 8000

/** The line to the PC with the data: asks, hears, and is there again by itself when it was lost. */
export function createCaller({ ticket, version, clock, onEvent, onPopup, onLine }: Tools) {
  const pending = new Map<string, Pending>()
  let state: LineState = 'connecting'
  /** Of the run of the host that pending questions were put to. */
  let run: string | null = null
  let line: { say: (asked: Asked) => void; socket: TLSSocket } | null = null
  let socket: TLSSocket | null = null
  let tries = 0
  let isClosed = false
  let isPatient = true
  let stopTimers: (() => void)[] = []

  function go(next: LineState): void {
    if (next === state) return
    state = next
    onLine(next)
  }

  function dropPending(): void {
    const lost = [...pending.values()]
    pending.clear()
    for (const { settle } of lost) settle(refusal(hostAway()))
  }

  function open(): void {
    const opening = dial(ticket, ticket.id, ticket.key)
    socket = opening
    let stopPing = () => {}
    const frames = createFrames(opening, LONGEST_FRAME, (frame) => hear(frame as Said))
    const ping = () => {
      frames.send({ type: 'ping' })
      stopPing = clock.setTimer(ping, PING_MS)
    }
    let isRefused = false
    opening.once('secureConnect', ping)
    // An alert of TLS: somebody is there and does not take the key.
    opening.once('error', ({ code }: NodeJS.ErrnoException) => (isRefused = code?.startsWith('ERR_SSL_') ?? false))
    opening.once('close', () => {
      stopPing()
      line = null
      if (!isClosed) lostLine(isRefused)
    })

    function hear(said: Said): void {
      if (said.type === 'hello') return greeted(said)
      if (said.type === 'event') return onEvent(said.event as AppEvent)
      if (said.type === 'popup') return onPopup(said.popup as Popup)
      if (said.type !== 'answer') return
      frames.send({ type: 'got', key: said.key })
      const asked = pending.get(said.key)
      pending.delete(said.key)
      asked?.settle(said.envelope as Envelope)
    }

    function greeted(hello: Extract<Said, { type: 'hello' }>): void {
      tries = 0
      if (hello.version !== version) {
        dropPending()
        go('other-version')
        return
      }
      // Another run does not know what it has done already: whoever asked looks again.
      if (run !== null && run !== hello.run) dropPending()
      run = hello.run
      line = { say: frames.send, socket: opening }
      isPatient = true
      for (const { asked } of pending.values()) line.say(asked)
      go('up')
    }
  }

  function lostLine(isRefused: boolean): void {
    if (state === 'up' || state === 'connecting') later(PATIENCE_MS, giveUpWaiting)
    if (isRefused) dropPending()
    if (state !== 'other-version') go(isRefused ? 'refused' : 'away')
    later(RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]!, open)
  }
  function giveUpWaiting(): void {
    if (line) return
    isPatient = false
    dropPending()
  }
  function later(ms: number, work: () => void): void {
    const stop = clock.setTimer(() => {
      stopTimers = stopTimers.filter((one) => one !== stop)
      if (!isClosed) work()
    }, ms)
    stopTimers.push(stop)
  }

  function ask(question: Question): Promise<Envelope> {
    if (state === 'other-version')
      return Promise.resolve(refusal(new AppError('unsupported', 'Two versions.', { reason: 'host-version' })))
    if (state === 'refused')
      return Promise.resolve(refusal(new AppError('rejected', 'Not let in any more.', { reason: 'host-refused' })))
    if (isClosed || (!line && !isPatient)) return Promise.resolve(refusal(hostAway()))
    const key = randomUUID()
    const asked = { ...question, key } as Asked
    return new Promise((settle) => {
      pending.set(key, { asked, settle })
      line?.say(asked)
    })
  }

  open()
  return {
    ask,
    state: () => state,
    close(): void {
      isClosed = true
      for (const stop of stopTimers) stop()
      socket?.destroy()
      dropPending()
    },
  }
}

function dial({ host, port }: Place, identity: string, key: Uint8Array): TLSSocket {
  const socket = connect({
    ...LINE,
    host,
    port,
    // The key says who it is; there is no certificate and no name in one.
    pskCallback: () => ({ identity, psk: key as never }),
    checkServerIdentity: () => undefined,
  })
  socket.on('error', () => socket.destroy())
  socket.setTimeout(SILENCE_MS, () => socket.destroy())
  socket.setNoDelay(true)
  return socket
}

/** Shows the code and gets a key. Throws AppError `offline` (`host-away`) and `rejected` (`host-code`). */
export function pair(place: Place, code: string, name: string): Promise<Ticket> {
  return new Promise((resolve, reject) => {
    let isThere = false
    const socket = dial(place, NEWCOMER, keyOfCode(code))
    socket.once('connect', () => (isThere = true))
    socket.once('secureConnect', () => frames.send({ type: 'pair', name }))
    const frames = createFrames(socket, LONGEST_GREETING, (frame) => {
      const said = frame as Said
      if (said.type !== 'paired') return
      resolve({ ...place, id: said.id, key: said.key })
      socket.end()
    })
    socket.once('close', () => {
      const refused = new AppError('rejected', 'The code does not fit.', { reason: 'host-code' })
      reject(isThere ? refused : hostAway())
    })
  })
}
