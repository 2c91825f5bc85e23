import type { ImapFlow } from 'imapflow'
import { fetchChunk } from './chunk.ts'
import type { Folder } from './cursor.ts'
import { search } from './plan.ts'

/**
 * Whether the server hands over any mail at all, tried on the newest that is not suspected itself, in the first of
 * `folders` that holds one. Throws what the connection throws. Leaves another folder open than it found.
 */
export async function handsOverAny(
  client: ImapFlow,
  folders: readonly Folder[],
  isSuspect: (folder: Folder, uid: number) => boolean,
  now: number,
): Promise<boolean> {
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
  return false
}
