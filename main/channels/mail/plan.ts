import type { ImapFlow } from 'imapflow'
import { AppError } from '../../../preload/errors.ts'
import type { Folder, FolderState, MailCursor } from './cursor.ts'
import { formatAmong, parseUidRanges } from './uid-set.ts'

/** What is still to be fetched from one folder. */
export type Plan = {
  folder: Folder
  validity: string
  /** The first UID that nobody has looked for yet. */
  next: number
  since: string | null
  /** Every UID the server named, ascending. */
  known: number[]
  indexOf: Map<number, number>
  /** By index in `known`: 1 while neither stored, quarantined nor gone. */
  open: Uint8Array
  openCount: number
}

/** Reads what the server holds behind `state`. The folder must be selected. Flags are never asked for. */
export async function planFolder(
  client: ImapFlow,
  folder: Folder,
  state: FolderState | undefined,
  since: string | null,
): Promise<Plan> {
  const box = client.mailbox
  if (!box || box.path !== folder.path) throw new AppError('bug', 'The folder is not selected')
  const validity = String(box.uidValidity ?? 0)
  const before = state?.validity === validity ? state : undefined
  const wanted = new Set<number>()
  if (before) {
    for (const uid of await search(client, { uid: `${before.next}:*` })) if (uid >= before.next) wanted.add(uid)
    if (before.backlog) {
      const backlog = await search(client, { uid: before.backlog, ...sinceQuery(before.since) })
      for (const uid of backlog) wanted.add(uid)
    }
    if (isEarlier(since, before.since)) {
      // The person asked to look further back: what the narrower window left out is due now.
      const older = await search(client, { ...sinceQuery(since), before: new Date(`${before.since}T00:00:00Z`) })
      for (const uid of older) if (uid < before.next) wanted.add(uid)
    }
  } else {
    for (const uid of await search(client, { all: true, ...sinceQuery(since) })) wanted.add(uid)
  }
  const known = [...wanted].sort((a, b) => a - b)
  return {
    folder,
    validity,
    next: Math.max(before?.next ?? 1, box.uidNext || 1, (known.at(-1) ?? 0) + 1),
    since: before && !isEarlier(since, before.since) ? before.since : since,
    known,
    indexOf: new Map(known.map((uid, index) => [uid, index])),
    open: new Uint8Array(known.length).fill(1),
    openCount: known.length,
  }
}

export async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true })
  // imapflow answers false where the server refuses; taken for "nothing there" it would lose mail.
  if (!Array.isArray(found)) throw new AppError('rejected', 'The server does not search this folder')
  return found
}

export function sinceQuery(since: string | null): { since?: Date } {
  return since === null ? {} : { since: new Date(`${since}T00:00:00Z`) }
}

function isEarlier(since: string | null, than: string | null): boolean {
  return than !== null && (since === null || since < than)
}

export function settle(plan: Plan, uid: number): void {
  const index = plan.indexOf.get(uid)
  if (index === undefined || !plan.open[index]) return
  plan.open[index] = 0
  plan.openCount--
}

/** The cursor to store with a page: whoever resumes from it asks for exactly what is still open. */
export function cursorOf(before: MailCursor, plans: readonly Plan[]): MailCursor {
  const folders = { ...before.folders }
  for (const plan of plans) {
    folders[plan.folder.path] = {
      validity: plan.validity,
      next: plan.next,
      backlog: formatAmong(plan.known, (index) => plan.open[index] === 1),
      since: plan.since,
    }
  }
  return { v: 1, folders }
}

/** Whether `uid` is in a set that may run over holes. */
export function isInSet(set: string, uid: number): boolean {
  return (parseUidRanges(set) ?? []).some(([first, last]) => first <= uid && uid <= last)
}

/** The newest open UIDs for which `isWanted`, at most `count`. */
export function newestOpen(plan: Plan, count: number, isWanted: (uid: number) => boolean): number[] {
  const uids: number[] = []
  for (let i = plan.known.length - 1; i >= 0 && uids.length < count; i--) {
    if (plan.open[i] && isWanted(plan.known[i]!)) uids.push(plan.known[i]!)
  }
  return uids
}
