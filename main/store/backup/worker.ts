import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../preload/errors.ts'
import { runOrder, type WorkerAnswer, type WorkerOrder } from './orders.ts'

runOrder(workerData as WorkerOrder).then(
  (value) => answer({ ok: true, value }),
  (error: unknown) => answer({ ok: false, error: told(error) }),
)

function answer(message: WorkerAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort!.postMessage(message)
}

/** Errors lose their class on the way between threads. */
function told(error: unknown) {
  const { message } = error instanceof Error ? error : new Error(String(error))
  if (error instanceof AppError) return { code: error.code, reason: error.reason, message }
  return { code: 'bug' as const, reason: null, message }
}
