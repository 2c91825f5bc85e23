import type { ImapFlow } from 'imapflow'
import type { Folder } from './cursor.ts'

export type Folders = {
  inbox: string
  sent: string | null
  junk: string | null
  /** Gmail's "All Mail": what was sent is found there even when it was filed elsewhere. */
  all: string | null
}

/**
 * By SPECIAL-USE (RFC 6154) and, where the server has none, by the names that mail programs give (送信済み, Sent Items …).
 * imapflow prefers the server's word over a guess by name.
 */
export async function findFolders(client: ImapFlow): Promise<Folders> {
  const list = (await client.list()).filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
  const bySpecialUse = (use: string) => {
    const found = list.filter(({ specialUse }) => specialUse === use)
    return (found.find(({ specialUseSource }) => specialUseSource !== 'name') ?? found[0])?.path ?? null
  }
  return { inbox: 'INBOX', sent: bySpecialUse('\\Sent'), junk: bySpecialUse('\\Junk'), all: bySpecialUse('\\All') }
}

/** INBOX first: the person waits for it. */
export function watchedFolders(folders: Folders, watchJunk: boolean): Folder[] {
  const watched: Folder[] = [{ path: folders.inbox, place: 'inbox' }]
  if (folders.sent) watched.push({ path: folders.sent, place: 'sent' })
  if (watchJunk && folders.junk) watched.push({ path: folders.junk, place: 'junk' })
  return watched
}
