import type { ImapFlow } from 'imapflow'
import { externalId, formatCursor, type FolderState, type MailCursor } from './cursor.ts'
import type { FetchContext } from './fetch.ts'
import { isInSet, search, sinceQuery } from './plan.ts'
import { formatUids } from './uid-set.ts'

/** See `Adapter.reconcile`. A folder in which nothing came or went since it was last found complete costs one STATUS. */
export function createReconciler(context: Pick<FetchContext, 'folders'>) {
  const complete = new Map<string, { fingerprint: string; onServer: number }>()

  return async function reconcile(
    client: ImapFlow,
    cursor: MailCursor,
    selectUnknown: (externalIds: string[]) => string[],
  ): Promise<{ onServer: number; missing: number; cursor: string }> {
    const folders = { ...cursor.folders }
    let onServer = 0
    let missing = 0
    for (const { path } of await context.folders(client)) {
      const state = folders[path]
      if (!state) continue
      const status = await client.status(path, { messages: true, uidNext: true, uidValidity: true })
      const fingerprint = JSON.stringify([status && [status.messages, status.uidNext], state.next, state.since])
      const before = complete.get(path)
      if (before?.fingerprint === fingerprint && state.backlog === '') {
        onServer += before.onServer
        continue
      }
      const { uids, lost } = await findLost(client, path, state, selectUnknown)
      onServer += uids
      missing += lost.length
      if (lost.length > 0) {
        const backlog = [state.backlog, formatUids(lost)].filter((set) => set !== '').join(',')
        folders[path] = { ...state, backlog }
      } else if (state.backlog === '') {
        complete.set(path, { fingerprint, onServer: uids })
      }
    }
    return { onServer, missing, cursor: formatCursor({ v: 1, folders }) }
  }
}

async function findLost(
  client: ImapFlow,
  path: string,
  state: FolderState,
  selectUnknown: (externalIds: string[]) => string[],
): Promise<{ uids: number; lost: number[] }> {
  const box = await client.mailboxOpen(path, { readOnly: true })
  // Another UIDVALIDITY: the next fetch starts the folder over, there is nothing to compare.
  if (String(box.uidValidity) !== state.validity) return { uids: 0, lost: [] }
  const uids = await search(client, { all: true, ...sinceQuery(state.since) })
  const due = new Map<string, number>()
  for (const uid of uids) {
    if (uid < state.next && !isInSet(state.backlog, uid)) due.set(externalId(path, state.validity, uid), uid)
  }
  const lost = selectUnknown([...due.keys()]).flatMap((id) => due.get(id) ?? [])
  return { uids: uids.length, lost }
}
