import { Worker } from 'node:worker_threads'
import { AppError } from '../../../../preload/errors.ts'
import type { Clock } from '../../../jobs/clock.ts'
import type { ReadSources } from '../../adapter.ts'
import { unreadableResult, type ReadResult } from './read-result.ts'
import type { ReadAnswer, ReadOrder } from './serve.ts'
import { createSharedRoom, type Place } from './shared-room.ts'

export type ReaderPoolOptions = {
  clock: Clock
  /** Threads, started when they are first needed. */
  workers: number
  /** How long one mail may take, in ms. */
  mailTimeoutMs?: number
  /** How long a thread may take to start, in ms. */
  startTimeoutMs?: number
}

export type ReaderPool = { read: ReadSources; close(): Promise<void> }

/** Mails handed to one thread ahead of their turn: enough for the time of a transaction, in which main hands over nothing. */
const WINDOW = 16
/** Handed over together, because waking a thread costs as much as reading a small mail. */
const TOGETHER = 8
/** A thread that outgrows this is ended by Node instead of taking the program with it. */
const HEAP_MB = 512
/** Holds the mails of a window but for a few large ones. */
const ROOM_BYTES = 2 * 1024 * 1024
/** Deaths of a thread on one mail before the mail is to blame. */
const DEATHS = 2

type Job = {
  source: Uint8Array
  deaths: number
  isDropped: () => boolean
  done: (result: ReadResult) => void
  fail: (error: unknown) => void
  /** In the room of its thread; null where it was moved there. */
  place: Place | null
}
type Thread = {
  worker: Worker
  room: ReturnType<typeof createSharedRoom>
  jobs: Job[]
  isReady: boolean
  since: number
  stopTimer: () => void
}

/**
 * Reads mails on threads of their own. A thread gets a copy of each source, so that its death takes no mail along: the mail it
 * died or hung on comes back as unreadable with what its headers say, the ones behind it are read by the next thread. Throws
 * `bug` only where threads do not start at all, and the signal's reason when aborted.
 */
export function createReaderPool(workerUrl: URL, options: ReaderPoolOptions): ReaderPool {
  const { clock, workers, mailTimeoutMs = 5_000, startTimeoutMs = 60_000 } = options
  const queue: Job[] = []
  const threads = new Set<Thread>()
  let nextId = 1
  let isClosed = false

  function start(): Thread {
    const room = createSharedRoom(ROOM_BYTES)
    const worker = new Worker(workerUrl, {
      workerData: room.memory,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    const thread: Thread = { worker, room, jobs: [], isReady: false, since: 0, stopTimer: () => {} }
    threads.add(thread)
    worker.on('message', (answer: ReadAnswer) => receive(thread, answer))
    worker.on('error', (error) => end(thread, error.message))
    worker.on('exit', () => end(thread, 'the reader ended'))
    watch(thread)
    return thread
  }

  /** One timer a thread: for its start, then for the mail it is at. */
  function watch(thread: Thread): void {
    thread.stopTimer()
    thread.since = clock.now()
    if (thread.isReady && thread.jobs.length === 0) return
    const limitMs = thread.isReady ? mailTimeoutMs : startTimeoutMs
    thread.stopTimer = clock.setTimer(() => {
      // Far more time gone than waited for: the PC slept, and the thread with it.
      if (clock.now() - thread.since > 2 * limitMs) watch(thread)
      else end(thread, 'reading took too long', thread.isReady)
    }, limitMs)
  }

  function receive(thread: Thread, answer: ReadAnswer): void {
    if (!threads.has(thread)) return
    if (answer.id === null) thread.isReady = true
    else finish(thread, answer.result)
    watch(thread)
    dispatch()
  }

  function finish({ jobs, room }: Thread, result: ReadResult): void {
    const job = jobs.shift()
    if (job?.place) room.giveBack()
    job?.done(result)
  }

  /** A thread that died, hung or did not start. Its first mail is to blame; the others go back to the head of the line. */
  function end(thread: Thread, why: string, isCertain = false): void {
    if (!threads.delete(thread)) return
    thread.stopTimer()
    void thread.worker.terminate()
    if (isClosed) return
    if (!thread.isReady) {
      const error = new AppError('bug', `the mail reader did not start: ${why}`)
      for (const job of [...thread.jobs, ...queue.splice(0)]) job.fail(error)
      return
    }
    const [culprit, ...others] = thread.jobs
    queue.unshift(...others)
    if (culprit) {
      culprit.deaths += isCertain ? DEATHS : 1
      if (culprit.deaths < DEATHS) queue.unshift(culprit)
      else culprit.done(unreadableResult(culprit.source, why))
    }
    dispatch()
  }

  function dispatch(): void {
    while (queue.length > 0) {
      if (queue[0]!.isDropped()) {
        queue.shift()
        continue
      }
      const thread = freeThread()
      if (!thread) break
      hand(thread, queue.splice(0, TOGETHER))
    }
    for (const { worker, jobs } of threads) if (jobs.length === 0) worker.unref()
  }

  /** The thread with the least to do, or a new one while all are busy and there may be more. */
  function freeThread(): Thread | null {
    const [least] = [...threads].sort((one, other) => one.jobs.length - other.jobs.length)
    if ((!least || least.jobs.length > 0) && threads.size < workers) return start()
    return least && least.jobs.length + TOGETHER <= WINDOW ? least : null
  }

  function hand(thread: Thread, jobs: readonly Job[]): void {
    const orders = jobs.map((job): ReadOrder => {
      job.place = thread.room.put(job.source)
      // Not `slice`: of a Buffer that is a view, and moving it would take the original away.
      return { id: nextId++, source: job.place ?? new Uint8Array(job.source) }
    })
    const isIdle = thread.jobs.length === 0
    thread.jobs.push(...jobs)
    thread.worker.ref()
    thread.worker.postMessage(
      orders,
      orders.flatMap(({ source }) => ('buffer' in source ? source.buffer : [])),
    )
    if (isIdle) watch(thread)
  }

  const readOne = (source: Uint8Array, signal: AbortSignal) =>
    new Promise<ReadResult>((done, fail) => {
      if (isClosed) fail(new AppError('bug', 'the mail reader is closed'))
      else queue.push({ source, deaths: 0, isDropped: () => signal.aborted, done, fail, place: null })
    })

  return {
    async read(sources, signal) {
      signal.throwIfAborted()
      const whenAborted = rejectOnAbort(signal)
      const reading = Promise.all(sources.map((source) => readOne(source, signal)))
      dispatch()
      try {
        const results = await Promise.race([reading, whenAborted.promise])
        return results.map((result, index) => ({ ...result, source: sources[index]! }))
      } finally {
        whenAborted.stop()
        // Nobody waits any more for what an abort left behind.
        reading.catch(() => {})
      }
    },
    async close() {
      isClosed = true
      for (const { stopTimer } of threads) stopTimer()
      const ending = [...threads].map(({ worker }) => worker.terminate())
      for (const job of [...queue.splice(0), ...[...threads].flatMap(({ jobs }) => jobs)])
        job.fail(new AppError('bug', 'the mail reader is closed'))
      threads.clear()
      await Promise.all(ending)
    },
  }
}

function rejectOnAbort(signal: AbortSignal): { promise: Promise<never>; stop: () => void } {
  let stop = () => {}
  const promise = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    stop = () => signal.removeEventListener('abort', abort)
  })
  return { promise, stop }
}
