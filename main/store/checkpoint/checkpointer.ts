import { Worker } from 'node:worker_threads'

export type CheckpointOrder = { path: string; nativeBinding?: string | undefined }
export type Checkpointer = {
  /** Folds what the WAL holds into the file. Never fails: what a thread cannot do, the next commit of main does. */
  run(): Promise<void>
  close(): Promise<void>
}

/** Enough for a connection and no more. */
const HEAP_MB = 16

/** Waits for the disk on a thread of its own, which is started when it is first needed: a checkpoint costs two fsync. */
export function createCheckpointer(workerUrl: URL, order: CheckpointOrder): Checkpointer {
  let worker: Worker | null = null
  let isOver = false
  let running: Promise<void> | null = null
  let done = () => {}

  function start(): Worker {
    const started = new Worker(workerUrl, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
    started.on('message', () => done())
    started.on('error', giveUp)
    started.on('exit', giveUp)
    return started
  }

  function giveUp(): void {
    isOver = true
    done()
  }

  function ask(): Promise<void> {
    worker ??= start()
    worker.ref()
    const answered = new Promise<void>((resolve) => (done = resolve))
    say(worker, 'run')
    return answered.finally(() => {
      running = null
      worker?.unref()
    })
  }

  function say(to: Worker, what: 'run' | 'close'): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    to.postMessage(what)
  }

  return {
    run: () => (isOver ? Promise.resolve() : (running ??= ask())),
    /** Its connection before that of main, which then is the last one and clears the WAL away. */
    async close() {
      if (isOver || !worker) return
      isOver = true
      const ended = new Promise((resolve) => worker!.once('exit', resolve))
      worker.ref()
      say(worker, 'close')
      await ended
    },
  }
}
