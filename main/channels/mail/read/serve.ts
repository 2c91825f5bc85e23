import type { MessagePort } from 'node:worker_threads'
import type { ReadResult } from './read-result.ts'

/** What the pool and its workers say to each other. Mails come a few at a time and are answered one by one, in their order. */
export type ReadOrder = { id: number; source: Uint8Array }
export type ReadAnswer = { id: number; result: ReadResult } | { id: null }

/** The worker's side: says that it is there, then reads what comes. */
export function serve(port: MessagePort, read: (source: Uint8Array) => ReadResult): void {
  port.on('message', (orders: ReadOrder[]) => {
    for (const { id, source } of orders) port.postMessage({ id, result: read(source) } satisfies ReadAnswer)
  })
  port.postMessage({ id: null } satisfies ReadAnswer)
}
