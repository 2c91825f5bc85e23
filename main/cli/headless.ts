import { cpus } from 'node:os'
import { createApp, type App } from '../app.ts'
import { createReaderPool } from '../channels/mail/read/pool.ts'
import { systemClock } from '../jobs/clock.ts'
import { noDesktop } from '../services/no-desktop.ts'
import type { Ports } from '../services/ports.ts'

/** Ports of a program without a desktop: nothing pops up, and secrets are kept as they are for this run. */
export const headlessPorts: Ports = {
  notifier: { show: () => Promise.resolve(false) },
  secretBox: {
    isAvailable: () => false,
    seal: (text) => Buffer.from(text, 'utf8'),
    open: (box) => Buffer.from(box).toString('utf8'),
  },
  desktop: noDesktop,
}

export function createReader() {
  const workers = Math.max(1, Math.min(2, cpus().length - 1))
  return createReaderPool(new URL('../channels/mail/read/worker.ts', import.meta.url), { clock: systemClock, workers })
}

export const checkpointWorker = new URL('../store/checkpoint/worker.ts', import.meta.url)

/** Opens the program on a data folder, does `work` with it, and closes it whatever happens. */
export async function withApp<T>(dataDir: string, version: string, work: (app: App) => Promise<T>): Promise<T> {
  const app = createApp({
    dataDir,
    clock: systemClock,
    ports: headlessPorts,
    reader: createReader(),
    log: { info: () => {}, error: (line) => void process.stderr.write(`${line}\n`) },
    version,
    checkpointWorker,
  })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}
