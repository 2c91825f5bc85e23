import { type MessagePort, workerData } from 'node:worker_threads'
import type { ReadResult } from './read-result.ts'
import type { Place } from './shared-room.ts'

/** What the pool and its workers say to each other. Mails come a few at a time and are answered one by one, in their order. */
export type ReadOrder = { id: number; source: Uint8Array<ArrayBuffer> | Place }
export type ReadAnswer = { id: number; result: ReadResult } | { id: null }

/** The worker's side: says that it is there, then reads what comes, out of the memory it was given where it lies there. */
export function serve(port: MessagePort, read: (source: Uint8Array) => ReadResult): void {
  const room = new Uint8Array(workerData as SharedArrayBuffer)
  // Some decoders take no memory that is shared.
  const own = new Uint8Array(room.length)

  function bytesOf(source: ReadOrder['source']): Uint8Array {
    if ('buffer' in source) return source
    const mine = own.subarray(0, source.length)
    mine.set(room.subarray(source.at, source.at + source.length))
    return mine
  }

  port.on('message', (orders: ReadOrder[]) => {
    for (const { id, source } of orders) port.postMessage({ id, result: read(bytesOf(source)) } satisfies ReadAnswer)
  })
  port.postMessage({ id: null } satisfies ReadAnswer)
}
