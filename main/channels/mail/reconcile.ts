import { setImmediate } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { externalId, formatCursor, type FolderState, type MailCursor } from './cursor.ts'
import type { FetchContext } from './fetch.ts'
import { isInSet, search, sinceQuery } from './plan.ts'
import { formatUids } from './uid-set.ts'

/** Asked about at once, at some 5 µs each, for which main stands still. */
const PIECE = 1_000

type SelectUnknown = (externalIds: string[]) => string[]

/** See `Adapter.reconcile`. A folder in which nothing came or went since it was last found complete costs one STATUS. */
export function createReconciler(context: Pick<FetchContext, 'folders'>) {
  const complete = new Map<string, { fingerprint: string; onServer: number }>()
  /** UIDs found stored. They stay so, and nobody asks about them again. */
  const stored = new Map<string, { validity: string; uids: Set<number> }>()
  function storedIn(path: string, validity: string): Set<number> {
    const found = stored.get(path)
    if (found?.validity === validity) return found.uids
    const uids = new Set<number>()
    stored.set(path, { validity, uids })
    return uids
  }

  return async function reconcile(
    client: ImapFlow,
    cursor: MailCursor,
    selectUnknown: SelectUnknown,
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
      const { uids, lost } = await findLost(client, path, state, storedIn(path, state.validity), selectUnknown)
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

/** Adds to `stored` what turns out to be. */
async function findLost(
  client: ImapFlow,
  path: string,
  state: FolderState,
  stored: Set<number>,
  selectUnknown: SelectUnknown,
): Promise<{ uids: number; lost: number[] }> {
  const box = await client.mailboxOpen(path, { readOnly: true })
  // Another UIDVALIDITY: the next fetch starts the folder over, there is nothing to compare.
  if (String(box.uidValidity) !== state.validity) return { uids: 0, lost: [] }
  const uids = await search(client, { all: true, ...sinceQuery(state.since) })
  const due = uids.filter((uid) => uid < state.next && !stored.has(uid) && !isInSet(state.backlog, uid))
  const lost: number[] = []
  for (let from = 0; from < due.length; from += PIECE) {
    if (from > 0) await setImmediate()
    const piece = new Map(due.slice(from, from + PIECE).map((uid) => [externalId(path, state.validity, uid), uid]))
    const unknown = new Set(selectUnknown([...piece.keys()]))
    for (const [id, uid] of piece) {
      if (unknown.has(id)) lost.push(uid)
      else stored.add(uid)
    }
  }
  return { uids: uids.length, lost }
}
