import { createHash } from 'node:crypto'
import type { AccountId, OutboxId, OutboxState } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Adapter, OutboundMessage, Posted, SendResult } from '../channels/adapter.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import { settlePost } from './posted.ts'
import type { ReplyWays } from './reply-ways.ts'
import type { TicketService } from './tickets.ts'
import { askFirst, holdBack, lateKey, restoreDraft, withdraw } from './withdraw.ts'

const MINUTE_MS = 60_000
/** Waits between tries while the network is away, in ms; the last one goes on for ever. */
const RETRY_MS = [30_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS]
/** Filing the copy in Sent is given up after this many tries: the mail itself has left. */
const FILE_TRIES = 20
/** A submission that takes longer is cut off; before the text is handed over that is an ordinary failure. */
const SEND_TIMEOUT_MS = 10 * MINUTE_MS

/** RFC 3834, section 5: what a machine wrote says so, and no other machine answers it. */
const AUTO_SUBMITTED: Record<string, 'auto-replied' | 'auto-generated'> = {
  auto: 'auto-replied',
  'staff-notice': 'auto-generated',
}

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
  hooks: LeaveHooks = { mayLeave: [], onAccepted: [] },
) {
  let isRecovered = false
  let isClosing = false
  /** What is known of an answer and could not be written down yet, because the disk is full. */
  const unrecorded = new Map<OutboxId, () => void>()

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

  /** A password that was refused is not tried again by every next answer: servers lock accounts out for that. */
  function joinHeld(row: OutboxRow): boolean {
    const why = store.outbox.whyHeld(row.accountId)
    if (why === undefined) return false
    store.transaction(() => store.outbox.holdAccount(row.accountId, why ?? ''))
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

  /** Once the network has heard of it, no failure of ours may say anything else about the message. */
  function record(row: OutboxRow, write: () => void): void {
    try {
      write()
      unrecorded.delete(row.id)
    } catch {
      unrecorded.set(row.id, write)
    }
  }

  function recordLate(): void {
    for (const [id, write] of unrecorded) record(store.outbox.get(id)!, write)
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

  async function compose(row: OutboxRow): Promise<OutboundMessage> {
    const message = store.messages.get(row.messageId)!
    // Notices to colleagues belong to no conversation.
    const about = message.kind === 'staff-notice' ? [] : store.messages.ofTicket(row.ticketId)
    const thread = about.filter(({ id, mid }) => mid !== null && id !== row.messageId)
    const answered =
      thread.findLast(({ direction, at }) => direction === 'inbound' && at <= message.at) ??
      thread.findLast(({ at }) => at <= message.at)
    const files = store.drafts.files({ owner: 'message', id: row.messageId })
    return {
      messageId: message.mid!,
      from: message.recipients.from!,
      to: message.recipients.to,
      cc: message.recipients.cc,
      bcc: [],
      subject: message.subject,
      textBody: message.textBody,
      inReplyTo: answered?.mid ?? null,
      references: [...new Set(thread.filter(({ at }) => at <= message.at).map(({ mid }) => mid!))].slice(-20),
      date: message.headerDate!,
      attachments: await Promise.all(
        files.map(async ({ name, type, hash }) => ({ name, type, content: await store.sources.read(hash) })),
      ),
      autoSubmitted: AUTO_SUBMITTED[message.kind] ?? null,
      post: ways.postOf(row),
    }
  }

  async function conclude(row: OutboxRow, result: SendResult): Promise<void> {
    const { source } = result
    const hash = createHash('sha256').update(source).digest('hex')
    // The copy must not decide over the mail: a full disk now may not make us forget that it has left.
    const locations = source.length > 0 ? await store.sources.append([{ hash, bytes: source }]).catch(() => null) : null
    record(row, () => {
      store.transaction(() => {
        if (locations) {
          store.sources.record(locations)
          store.messages.setSource(row.messageId, hash)
        }
        if (result.outcome === 'unclear') markUnclear(row, result.explanation)
        else markAccepted(row, result.rejectedRecipients.join(', ') || null, 'system', result.posted ?? null)
      })
      noteChange(row)
    })
  }

  /** Inside a transaction. The deadline is met when the network has taken the answer, not when the button was pressed. */
  function markAccepted(
    row: OutboxRow,
    rejected: string | null,
    actor: 'system' | 'staff',
    posted: Posted | null,
  ): void {
    const now = clock.now()
    if (posted) settlePost(store, row.messageId, posted, now)
    const message = store.messages.get(row.messageId)!
    const ticket = store.tickets.facts(row.ticketId)!
    store.outbox.accept(row.id, now, rejected)
    store.tickets.absorb(row.ticketId, {
      at: message.at,
      excerpt: '',
      hasAttachments: false,
      orderNumbers: ticket.orderNumbers,
      inboundAt: null,
      answerAt: message.kind === 'own' ? message.at : null,
      messages: 0,
    })
    if (message.kind === 'own') store.tickets.setBounced(row.ticketId, false)
    store.journal.append({
      at: now,
      actor,
      type: 'outbox.accepted',
      ticketId: row.ticketId,
      data: { outboxId: row.id, rejected },
    })
    tickets.settle(row.ticketId, 'staff', now)
    for (const tell of hooks.onAccepted) tell(row, now)
    if (rejected !== null) alert(row, 'rejected')
  }

  function markUnclear(row: OutboxRow, explanation: string): void {
    store.outbox.setState(row.id, 'unclear', explanation)
    store.journal.append({
      at: clock.now(),
      actor: 'system',
      type: 'outbox.unclear',
      ticketId: row.ticketId,
      data: { outboxId: row.id, explanation },
    })
    alert(row, 'unclear')
  }

  /** What certainly was not taken: tried again, held until the account is repaired, or given back. */
  function refuse(row: OutboxRow, error: unknown): null {
    const code = error instanceof AppError ? error.code : 'bug'
    const explanation = error instanceof Error ? error.message : String(error)
    if (code === 'offline' || code === 'rate-limited') {
      const wait = RETRY_MS[Math.min(row.attempts, RETRY_MS.length - 1)]!
      const retryAt = error instanceof AppError ? error.retryAt : null
      postpone(row, Math.max(clock.now() + wait, retryAt ?? 0), explanation)
      return null
    }
    const state: OutboxState =
      code === 'auth-expired' || code === 'certificate' || code === 'no-encryption' ? 'held' : 'failed'
    store.transaction(() => {
      store.outbox.setState(row.id, state, explanation)
      if (state === 'held') store.outbox.holdAccount(row.accountId, explanation)
      if (state === 'failed') takeApart(row)
      store.journal.append({
        at: clock.now(),
        actor: 'system',
        type: `outbox.${state}`,
        ticketId: row.ticketId,
        data: { outboxId: row.id, explanation },
      })
      alert(row, state)
    })
    noteChange(row)
    return null
  }

  function postpone(row: OutboxRow, sendAfter: number, explanation: string): void {
    store.transaction(() => store.outbox.postpone(row.id, sendAfter, explanation, clock.now()))
    noteChange(row)
  }

  function alert(row: OutboxRow, what: string): void {
    const { attempts } = store.outbox.get(row.id)!
    store.alerts.add({
      key: `send-failed:${row.id}:${what}:${attempts}`,
      kind: 'send-failed',
      ticketId: row.ticketId,
      accountId: row.accountId,
      at: clock.now(),
      dueAt: null,
    })
  }

  function noteChange(row: OutboxRow): void {
    changes.note('outbox')
    changes.note('tickets', [row.ticketId])
    changes.note('alerts')
  }

  /**
   * Rows a crash left in `sending`: nobody knows whether the server took them. Found in Sent, they were; anything else is a
   * person's to decide.
   */
  function recover(): void {
    for (const row of store.outbox.listInterrupted()) {
      store.transaction(() => markUnclear(row, 'interrupted'))
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
    store.transaction(() => markTaken(row, 'system', found))
    noteChange(row)
  }

  function markTaken(row: OutboxRow, actor: 'system' | 'staff', posted: Posted | null = null): void {
    markAccepted(row, null, actor, posted)
    store.outbox.markFiled(row.id)
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
      recordLate()
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
    return !isRecovered || unrecorded.size > 0 || store.outbox.hasLostTime(clock.now())
  }

  const jobs = new Map<AccountId, readonly Job[]>()
  function jobsOfAll(): Job[] {
    for (const id of store.accounts.everyId()) if (!jobs.has(id)) jobs.set(id, jobsOf(id))
    return [mending, ...[...jobs.values()].flat()]
  }

  return {
    /** The same objects at every call. In order: the first must have run before the others have anything to do. */
    jobs: jobsOfAll,
    /** Begins nothing any more; what has begun is waited for. */
    stop: () => void (isClosing = true),
    /** After an account has connected: what was unclear may be found in Sent now. */
    async lookUpUnclear(accountId: AccountId): Promise<void> {
      const rows = store.outbox.listOpen().filter((row) => row.state === 'unclear' && row.accountId === accountId)
      for (const row of rows) await lookUp(row)
    },
    retry(id: OutboxId): void {
      const row = existing(id)
      if (row.state !== 'queued' && row.state !== 'failed' && row.state !== 'held')
        throw new AppError('conflict', 'It cannot be sent again.')
      if (row.asks === 'approval')
        throw new AppError('rejected', 'Somebody else has to say so.', { reason: 'not-approver' })
      store.transaction(() => {
        // Its words were given back as a draft; they are on their way again.
        if (row.state === 'failed') takeDraftBack(row)
        // One press is one try for all of the account; the first that fails holds the others again.
        if (row.state === 'held') store.outbox.releaseAccount(row.accountId, clock.now())
        store.outbox.reschedule(id, { ...row.plan, sendAfter: null }, clock.now())
        store.alerts.markHandledByKey(lateKey(row), clock.now())
      })
      noteChange(row)
    },
    cancel(id: OutboxId, type: 'outbox.cancelled' | 'outbox.given-back' = 'outbox.cancelled'): void {
      const row = existing(id)
      if (row.state !== 'queued' && row.state !== 'failed' && row.state !== 'held')
        throw new AppError('conflict', 'It has left already.')
      giveBack(row, type)
    },
    decide(id: OutboxId, verdict: 'sent' | 'not-sent'): void {
      const row = existing(id)
      if (row.state !== 'unclear') throw new AppError('conflict', 'It is decided already.')
      store.transaction(() => {
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'outbox.decided',
          ticketId: row.ticketId,
          data: { outboxId: id, verdict },
        })
        if (verdict === 'not-sent') giveBack(row, 'outbox.cancelled')
        else markTaken(row, 'staff')
      })
      noteChange(row)
    },
    /** The account is gone for good: nothing can leave by it, so the words are given back. */
    giveUpAccount(accountId: AccountId): void {
      const rows = store.outbox.listOpen().filter((row) => row.accountId === accountId)
      for (const row of rows) {
        if (row.state === 'queued' || row.state === 'held' || row.state === 'failed') giveBack(row, 'outbox.cancelled')
      }
    },
    /** The account works again. */
    releaseAccount(accountId: AccountId): void {
      if (store.outbox.releaseAccount(accountId, clock.now()) > 0) changes.note('outbox')
    },
  }

  function existing(id: OutboxId): OutboxRow {
    const row = store.outbox.get(id)
    if (!row) throw new AppError('not-found', `Nothing in the outbox under ${id}`)
    return row
  }

  /** The words become a draft again, and the message that never left goes from the conversation. */
  function giveBack(row: OutboxRow, type: string): void {
    store.transaction(() => {
      if (row.state !== 'failed') takeApart(row)
      withdraw(store, row, clock.now())
      store.journal.append({
        at: clock.now(),
        actor: 'staff',
        type,
        ticketId: row.ticketId,
        data: { outboxId: row.id },
      })
    })
    noteChange(row)
  }

  /** The words become a draft again, and a ticket that they settled is not settled. Inside a transaction. */
  function takeApart(row: OutboxRow): void {
    restoreDraft(store, row, clock.now())
    if (row.plan.thenResolve) tickets.unresolve(row.ticketId)
  }

  /** Only what a person has not touched since: their newer words are never thrown away. */
  function takeDraftBack(row: OutboxRow): void {
    const draft = store.drafts.get(row.ticketId)
    if (draft?.body === (row.typedBody ?? store.messages.get(row.messageId)!.textBody))
      store.drafts.remove(row.ticketId)
  }
}
