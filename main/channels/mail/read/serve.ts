import type { MessagePort } from 'node:worker_threads'
import type { ReadResult } from './read-result.ts'

/** What the pool and its workers say to each other. Mails are answered in the order they came. */
export type ReadOrder = { id: number; source: Uint8Array }
export type ReadAnswer = { id: number; result: ReadResult } | { id: null }

/** The worker's side: says that it is there, then reads what comes. */
export function serve(port: MessagePort, read: (source: Uint8Array) => ReadResult): void {
  port.on('message', ({ id, source }: ReadOrder) => {
    port.postMessage({ id, result: read(source) } satisfies ReadAnswer)
  })
  port.postMessage({ id: null } satisfies ReadAnswer)
}
