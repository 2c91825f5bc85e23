import { Worker } from 'node:worker_threads'
import { AppError } from '../../../preload/errors.ts'
import { runOrder, type WorkerAnswer, type WorkerOrder } from './orders.ts'

export type BackupHand = { run<T>(order: WorkerOrder): Promise<T>; close(): Promise<void> }

/** Does backups on a thread of their own, started for each and ended after it: a copy of gigabytes must not hold up main. */
export function createBackupHand(workerUrl: URL): BackupHand {
  const running = new Set<Worker>()

  return {
    run<T>(order: WorkerOrder): Promise<T> {
      const worker = new Worker(workerUrl, { workerData: order })
      running.add(worker)
      return new Promise<T>((resolve, reject) => {
        worker.once('message', (answer: WorkerAnswer) => {
          if (answer.ok) resolve(answer.value as T)
          else reject(toAppError(answer.error))
        })
        worker.once('error', reject)
        worker.once('exit', () => reject(new AppError('bug', 'The thread for backups ended by itself.')))
      }).finally(() => {
        running.delete(worker)
        void worker.terminate()
      })
    },
    /** What is not finished is given up; its remains are cleared away by the next one. */
    async close(): Promise<void> {
      await Promise.all([...running].map((worker) => worker.terminate()))
    },
  }
}

const toAppError = ({ code, reason, message }: Extract<WorkerAnswer, { ok: false }>['error']) =>
  new AppError(code, message, reason === null ? {} : { reason })

/** On this thread: for a command line, which has nothing else to do, and for tests. */
export const backupHere: BackupHand = {
  run: <T>(order: WorkerOrder) => runOrder(order) as Promise<T>,
  close: () => Promise.resolve(),
}
