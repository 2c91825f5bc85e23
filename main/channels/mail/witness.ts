import type { ImapFlow } from 'imapflow'
import { fetchChunk, instant } from './chunk.ts'
import type { Folder } from './cursor.ts'
import { search } from './plan.ts'

/**
 * Whether the server hands over any mail at all, tried on the newest that is not suspected itself, in the first of
 * `folders` that holds one; `nothing` where none does. Throws what the connection throws. Leaves another folder open than
 * it found.
 */
export async function handsOverAny(
  client: ImapFlow,
  folders: readonly Folder[],
  isSuspect: (folder: Folder, uid: number) => boolean,
  now: number,
): Promise<boolean | 'nothing'> {
  for (const folder of folders) {
    await client.mailboxOpen(folder.path, { readOnly: true })
    const uids = await search(client, { all: true })
    const witness = uids.findLast((uid) => !isSuspect(folder, uid))
    if (witness === undefined) continue
    let hasCome = false
    await fetchChunk(client, [witness], { checkSizes: false, now }, () => {
      hasCome = true
      return Promise.resolve()
    })
    return hasCome
  }
  return 'nothing'
}

/** What could be had of a mail that does not come: its headers, with the empty line behind them, and when it arrived. */
export type Head = { receivedAt: number | null; source: Uint8Array }

/** The headers of a mail in the open folder; null where they do not come. Throws what the connection throws. */
export async function fetchHead(client: ImapFlow, uid: number): Promise<Head | null> {
  let head: Head | null = null
  for await (const row of client.fetch(String(uid), { uid: true, internalDate: true, headers: true }, { uid: true })) {
    if (row.uid !== uid || !row.headers?.length) continue
    head = { receivedAt: instant(row.internalDate), source: row.headers }
  }
  return head
}

/** When the server took a mail in; null where it does not say. */
export async function fetchInstant(client: ImapFlow, uid: number): Promise<number | null> {
  const row = await client.fetchOne(String(uid), { internalDate: true }, { uid: true })
  return row ? instant(row.internalDate) : null
}
