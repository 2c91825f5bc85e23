import type { AccountId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Adapter, SendResult } from '../channels/adapter.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import { createDeliveryOutcome, RETRY_MS } from './delivery-outcome.ts'
import { createOutbound } from './outbound.ts'
import { createOutboxDecisions } from './outbox-decisions.ts'
import type { ReplyWays } from './reply-ways.ts'
import type { TicketService } from './tickets.ts'
import { askFirst, holdBack } from './withdraw.ts'

/** Filing the copy in Sent is given up after this many tries: the mail itself has left. */
const FILE_TRIES = 20
/** A submission that takes longer is cut off; before the text is handed over that is an ordinary failure. */
const SEND_TIMEOUT_MS = 10 * 60_000

/** Opens the account for sending; null when it is paused or gone. */
export type OpenAccount = (id: AccountId) => Promise<Adapter | null>

/** Whether an answer may leave now. `keep` drops it and gives the words back as a draft; without it they are only dropped. */
export type LeaveVerdict =
  | { leave: true }
  | { leave: false; waitUntil: number }
  | { leave: false; reason: string; keep: boolean }
  /** A person is asked first. */
  | { leave: false; asks: 'late' }
export type LeaveHooks = {
  /** Asked in the very transaction that marks the row as leaving, so that a message stored before it is always seen. */
  mayLeave: readonly ((row: OutboxRow, now: number) => LeaveVerdict)[]
  /** In the transaction that records it as accepted. */
  onAccepted: readonly ((row: OutboxRow, now: number) => void)[]
  /** The account itself was refused: its password, its token or a right of it. */
  onRefused: (id: AccountId, error: AppError) => void
  /** Its password or token was refused, and nobody has given another one. */
  isRefused: (id: AccountId) => boolean
}

/**
 * Takes answers out, each once. A row is committed as `sending` before the network hears of it; whatever happens then, the
 * row says what is certain. Only what certainly was not taken is tried again.
 */
export function createDelivery(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  open: OpenAccount,
  ways: Pick<ReplyWays, 'postOf'>,
  hooks: LeaveHooks = { mayLeave: [], onAccepted: [], onRefused() {}, isRefused: () => false },
) {
  const compose = createOutbound(store, ways)
  const outcome = createDeliveryOutcome({ store, clock, changes, tickets, ...hooks })
  const { record, conclude, refuse, postpone, noteChange } = outcome
  let isRecovered = false
  let isClosing = false

  async function deliver(row: OutboxRow): Promise<void> {
    if (joinHeld(row)) return
    const adapter = await openFor(row)
    if (!adapter) return
    const message = await compose(row).catch((error: unknown) => refuse(row, error))
    if (!message) return
    if (!store.transaction(() => mayLeave(row) && store.outbox.markSending(row.id))) return noteChange(row)
    changes.note('outbox')
    changes.note('tickets', [row.ticketId])
    const abort = new AbortController()
    const cancelTimeout = clock.setTimer(() => abort.abort(), SEND_TIMEOUT_MS)
    const result = await adapter
      .send(message, abort.signal)
      .catch((error: unknown) => (error instanceof AppError ? error : surprise(error)))
      .finally(cancelTimeout)
    if (result instanceof AppError) record(row, () => refuse(row, result))
    else await conclude(row, result)
  }

  /** A password or right that was refused is not tried again by every next answer: servers lock accounts out for that. */
  function joinHeld(row: OutboxRow): boolean {
    const why = hooks.isRefused(row.accountId) ? store.outbox.whyAnyHeld(row.accountId) : store.outbox.whyHeld(row)
    if (why === undefined) return false
    store.transaction(() => store.outbox.holdAlike(row, why ?? ''))
    noteChange(row)
    return true
  }

  /** Inside the transaction that marks it as leaving. */
  function mayLeave({ id }: OutboxRow): boolean {
    const now = clock.now()
    // It may have been taken back, or put off, while the line was opened.
    const row = store.outbox.get(id)!
    if (row.state !== 'queued' || row.asks !== null || row.sendAfter > now) return false
    for (const ask of hooks.mayLeave) {
      const verdict = ask(row, now)
      if (verdict.leave) continue
      if ('asks' in verdict) askFirst(store, row)
      else if ('waitUntil' in verdict) store.outbox.postpone(row.id, verdict.waitUntil, null, now)
      else {
        holdBack(store, row, verdict, now)
        if (row.plan.thenResolve) tickets.unresolve(row.ticketId)
      }
      return false
    }
    return true
  }

  /** An error nobody foresaw proves nothing about where the message is. */
  function surprise(error: unknown): SendResult {
    const explanation = error instanceof Error ? error.message : String(error)
    return { outcome: 'unclear', explanation, source: new Uint8Array() }
  }

  async function openFor(row: OutboxRow): Promise<Adapter | null> {
    try {
      const adapter = await open(row.accountId)
      if (!adapter) postpone(row, clock.now() + RETRY_MS.at(-1)!, 'account-paused')
      return adapter
    } catch (error) {
      refuse(row, error)
      return null
    }
  }

  /**
   * Rows a crash left in `sending`: nobody knows whether the server took them. Found in Sent, they were; anything else is a
   * person's to decide.
   */
  function recover(): void {
    for (const row of store.outbox.listInterrupted()) {
      store.transaction(() => outcome.markUnclear(row, 'interrupted'))
      noteChange(row)
    }
    isRecovered = true
  }

  /** Asks Sent about what is unclear: only a yes decides. */
  async function lookUp(row: OutboxRow): Promise<void> {
    const adapter = await open(row.accountId).catch(() => null)
    const message = await compose(row).catch(() => null)
    const found = message && (await adapter?.findSent(message, new AbortController().signal).catch(() => null))
    if (!found || store.outbox.get(row.id)?.state !== 'unclear') return
    store.transaction(() => outcome.markTaken(row, 'system', found))
    noteChange(row)
  }

  async function fileCopy(row: OutboxRow): Promise<void> {
    const message = store.messages.get(row.messageId)!
    const wait = RETRY_MS[Math.min(row.fileAttempts, RETRY_MS.length - 1)]!
    if (message.sourceHash === null || row.fileAttempts >= FILE_TRIES) {
      store.transaction(() => store.outbox.markFiled(row.id))
      return
    }
    try {
      const adapter = await open(row.accountId)
      if (!adapter) throw new AppError('offline', 'The account is paused.')
      if (isClosing) return
      await adapter.fileSent(await store.sources.read(message.sourceHash), message.mid!, new AbortController().signal)
      store.transaction(() => store.outbox.markFiled(row.id))
    } catch {
      store.transaction(() => store.outbox.fileLater(row.id, clock.now() + wait, clock.now()))
    }
    noteChange(row)
  }

  async function inOrder(rows: readonly OutboxRow[], work: (row: OutboxRow) => Promise<void>): Promise<void> {
    for (const row of rows) if (!isClosing) await work(row)
  }

  const mending: Job = {
    name: 'delivery',
    dueAt: () => (isUrgent() ? 0 : null),
    async run() {
      if (!isRecovered) recover()
      outcome.recordLate()
      store.outbox.bringForward(clock.now())
    },
  }

  /** Jobs of one account: its answers leave in order, and a server that hangs holds up nobody else's. */
  function jobsOf(id: AccountId): readonly Job[] {
    return [
      {
        name: `delivery ${id}`,
        dueAt: () => (isRecovered ? store.outbox.nextDueAt(id) : null),
        run: () => inOrder(store.outbox.listDue(clock.now(), id), deliver),
      },
      {
        name: `filing ${id}`,
        dueAt: () => store.outbox.nextToFileAt(id),
        run: () => inOrder(store.outbox.listToFile(clock.now(), id), fileCopy),
      },
    ]
  }

  function isUrgent(): boolean {
    return !isRecovered || outcome.hasUnrecorded() || store.outbox.hasLostTime(clock.now())
  }

  const jobs = new Map<AccountId, readonly Job[]>()
  function jobsOfAll(): Job[] {
    for (const id of store.accounts.everyId()) if (!jobs.has(id)) jobs.set(id, jobsOf(id))
    return [mending, ...[...jobs.values()].flat()]
  }

  return {
    ...createOutboxDecisions(store, clock, changes, outcome),
    /** The same objects at every call. In order: the first must have run before the others have anything to do. */
    jobs: jobsOfAll,
    /** Begins nothing any more; what has begun is waited for. */
    stop: () => void (isClosing = true),
    /** After an account has connected: what was unclear may be found in Sent now. */
    async lookUpUnclear(accountId: AccountId): Promise<void> {
      const rows = store.outbox.listOpen().filter((row) => row.state === 'unclear' && row.accountId === accountId)
      for (const row of rows) await lookUp(row)
    },
  }
}
