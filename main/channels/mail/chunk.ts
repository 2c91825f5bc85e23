import type { ImapFlow } from 'imapflow'
import { search } from './plan.ts'
import { formatUids } from './uid-set.ts'

export type Fetched = { uid: number; receivedAt: number; source: Uint8Array }

/**
 * Fetches whole sources in one command and hands over each as it comes. Nothing is believed that was not asked for: a UID
 * outside `uids`, one named twice, or a source of another length than the server's own RFC822.SIZE makes the answer
 * doubtful, and what is doubtful is not taken. The caller asks for it again, alone.
 */
export async function fetchChunk(
  client: ImapFlow,
  uids: readonly number[],
  options: { checkSizes: boolean; now: number },
  take: (message: Fetched) => Promise<void>,
): Promise<{ doubtful: boolean; wrongSize: Map<number, Fetched> }> {
  const asked = new Set(uids)
  const wrongSize = new Map<number, Fetched>()
  let doubtful = false
  const query = { uid: true, internalDate: true, size: true, source: true }
  for await (const row of client.fetch(formatUids(uids), query, { uid: true })) {
    // A row without source is a change of flags that the server mentions in passing.
    if (!row.source) continue
    if (!asked.delete(row.uid)) {
      doubtful = true
      continue
    }
    const message = { uid: row.uid, receivedAt: instant(row.internalDate) ?? options.now, source: row.source }
    if (options.checkSizes && row.size !== undefined && row.size !== row.source.length) wrongSize.set(row.uid, message)
    else await take(message)
  }
  return { doubtful, wrongSize }
}

/** Which of `uids` are no longer there. */
export async function findGone(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  if (uids.length === 0) return []
  const there = new Set(await search(client, { uid: formatUids(uids) }))
  return uids.filter((uid) => !there.has(uid))
}

/** INTERNALDATE, the server's own clock; null for one that cannot be read. */
export function instant(value: Date | string | undefined): number | null {
  const at = value instanceof Date ? value.getTime() : Date.parse(value ?? '')
  return Number.isNaN(at) ? null : at
}
