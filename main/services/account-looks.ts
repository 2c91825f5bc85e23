import type { AccountId, AccountInfo, ShopId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { isNetwork } from '../../preload/domain/networks.ts'
import { type Adapter, type Channel, type ChannelTools, isLostRight } from '../channels/adapter.ts'
import { nextLookAt } from '../core/look-times.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { AccountSecrets } from './account-secrets.ts'
import { codeOf, createAccountTroubles, isResting, reasonOf } from './account-troubles.ts'
import { isOnLoopback } from './channel-tools.ts'
import type { Changes } from './changes.ts'
import type { Intake } from './intake.ts'
import type { Metering } from './metering.ts'
import type { Log } from './ports.ts'

const MINUTE_MS = 60_000
/** Waits after a failed look, in ms; then the interval of the account, for ever. */
const RETRY_MS = [15_000, 30_000, MINUTE_MS, 2 * MINUTE_MS]
const NEEDS_OWNER = new Set(['auth-expired', 'no-encryption', 'certificate'])

/** What an account is doing just now; what must survive a restart is in the store. */
export type Live = {
  state: AccountInfo['state']
  progress: AccountInfo['progress']
  /** Messages of the server that were not here at the last comparison. */
  missingCount: number | null
  adapter: Adapter | null
  nextPollAt: number
  /** The network asked to be left alone till then, or its month's money is spent. */
  restUntil: number
  failures: number
  reason: string | null
  abort: AbortController | null
  /** The look that is going on. */
  polling: Promise<void> | null
  /** The owner has changed its settings since the last look that worked. */
  isRepaired: boolean
  /** It has been looked into since the program started or the PC woke. */
  hasLooked: boolean
  job: Job
}
export type LookTools = {
  store: Store
  clock: Clock
  changes: Changes
  intake: Intake
  secrets: AccountSecrets
  metering: Metering
  channelTools: (id: AccountId) => ChannelTools
  findChannel: (id: string) => Channel | undefined
  /** Whether a shop is open now. */
  isOpen: (shopId: ShopId) => boolean
  log: Log
  /** Looks for due work at once. */
  wake: () => void
  /** An account works; `isRepaired` after it did not: what was held for it may leave. */
  onConnected: (id: AccountId, isRepaired: boolean) => Promise<void>
}

/** The looking for new messages in each connected account: when, page by page, and what became of it. */
export function createAccountLooks(tools: LookTools) {
  const { store, clock, changes, intake, findChannel, channelTools, metering, secrets, log, wake } = tools
  const announce = createAccountTroubles(store, clock, changes)
  const live = new Map<AccountId, Live>()
  let isClosed = false

  for (const row of store.accounts.list()) add(row.id, row.isPaused === 1)

  /** From now on it is looked into. */
  function add(id: AccountId, isPaused: boolean): void {
    live.set(id, begin(id, isPaused))
  }

  function begin(id: AccountId, isPaused: boolean): Live {
    const entry: Live = {
      state: isPaused ? 'paused' : 'idle',
      progress: null,
      missingCount: null,
      adapter: null,
      nextPollAt: clock.now(),
      restUntil: 0,
      failures: 0,
      reason: null,
      abort: null,
      polling: null,
      isRepaired: false,
      hasLooked: false,
      job: {
        name: `account ${id}`,
        isPatient: true,
        dueAt() {
          if (entry.state === 'paused' || entry.state === 'needs-login') return null
          const row = store.accounts.get(id)
          // Later than any interval: the clock was set back meanwhile.
          const latest = clock.now() + (row ? intervalOf(row) : 0)
          return entry.nextPollAt > latest ? clock.now() : entry.nextPollAt
        },
        run: () => poll(id),
      },
    }
    return entry
  }

  /** What the owner chose, and longer for networks that are better left alone while the shop is closed. */
  function intervalOf({ channel, shopId, pollIntervalMs }: AccountRow): number {
    const closed = findChannel(channel)?.closedPollIntervalMs
    return closed === undefined || tools.isOpen(shopId) ? pollIntervalMs : Math.max(pollIntervalMs, closed)
  }

  function setState(id: AccountId, state: Live['state'], progress: Live['progress'] = null): void {
    const entry = live.get(id)
    if (!entry) return
    entry.state = state
    entry.progress = progress
    changes.note('accounts')
  }

  /** The connection of the account, opened at its first use. Throws `no-encryption` when its password cannot be read. */
  function connect(row: AccountRow): Adapter {
    const entry = live.get(row.id)!
    if (entry.adapter) return entry.adapter
    const channel = findChannel(row.channel)
    if (!channel) throw new AppError('unsupported', `No channel ${row.channel}`)
    entry.adapter = channel.connect(JSON.parse(row.settings), secrets.open(row.id), channelTools(row.id))
    return entry.adapter
  }

  async function disconnect(id: AccountId): Promise<void> {
    const entry = live.get(id)
    if (!entry) return
    entry.abort?.abort()
    const { adapter } = entry
    entry.adapter = null
    await adapter?.close().catch(() => {})
  }

  /** One look at a time; who asks during one gets that one. */
  function poll(id: AccountId): Promise<void> {
    const entry = live.get(id)
    if (!entry) return Promise.resolve()
    entry.polling ??= look(id).finally(() => {
      entry.polling = null
      entry.hasLooked = true
    })
    return entry.polling
  }

  /** One look: everything new, page by page, then a comparison of what the server holds with what we hold. */
  async function look(id: AccountId): Promise<void> {
    const row = store.accounts.get(id)
    const entry = live.get(id)
    if (!row || !entry) throw new AppError('not-found', `No account ${id}`)
    const abort = new AbortController()
    entry.nextPollAt = clock.now() + intervalOf(row)
    if (isResting(entry.restUntil, clock.now())) return
    entry.abort = abort
    setState(id, entry.adapter ? 'reading' : 'connecting')
    try {
      metering.mayLook(row)
      const adapter = connect(row)
      await readAll(row, adapter, abort.signal)
      await compare(row, adapter, abort.signal)
      await succeed(row, adapter, abort.signal)
      await intake.tidy(abort.signal)
    } catch (error) {
      if (!isClosed && !abort.signal.aborted) fail(row, error)
    } finally {
      entry.abort = null
    }
  }

  async function readAll(row: AccountRow, adapter: Adapter, signal: AbortSignal): Promise<void> {
    for await (const page of adapter.fetchSince(store.accounts.get(row.id)!.cursor, signal)) {
      if (signal.aborted) return
      await intake.storePage(row, page)
      if (!signal.aborted) setState(row.id, 'reading', page.progress)
    }
  }

  async function compare(row: AccountRow, adapter: Adapter, signal: AbortSignal): Promise<void> {
    const { cursor } = store.accounts.get(row.id)!
    if (!adapter.reconcile || cursor === null || signal.aborted) return
    const selectUnknown = (ids: string[]) =>
      ids.filter((externalId) => store.messages.fetched(row.id, externalId) === null)
    const found = await adapter.reconcile(cursor, selectUnknown, signal)
    if (signal.aborted) return
    noteMissing(row.id, found.missing)
    if (found.missing === 0) return
    store.accounts.setCursor(row.id, found.cursor)
    await readAll(row, adapter, signal)
    const { cursor: readTo } = store.accounts.get(row.id)!
    const left = await adapter.reconcile(readTo!, selectUnknown, signal)
    if (signal.aborted) return
    if (left.missing > 0) store.accounts.setCursor(row.id, left.cursor)
    noteMissing(row.id, left.missing)
  }

  /** Shown as long as it lasts, told once. */
  function noteMissing(id: AccountId, missing: number): void {
    const entry = live.get(id)
    if (!entry) return
    const isNew = missing > 0 && missing !== entry.missingCount
    entry.missingCount = missing
    changes.note('accounts')
    if (!isNew) return
    log.info(`account ${id}: ${missing} messages of the server were missing here`)
    const data = { accountId: id, missing }
    store.transaction(() =>
      store.journal.append({ at: clock.now(), actor: 'system', type: 'account.missing', ticketId: null, data }),
    )
  }

  /** A look that was cut short, because the account was paused or has other settings now, says nothing about it. */
  async function succeed(row: AccountRow, adapter: Adapter, signal: AbortSignal): Promise<void> {
    if (isClosed || signal.aborted) return
    const entry = live.get(row.id)!
    const now = clock.now()
    const lost = adapter.lostRight?.() ?? null
    const before = store.accounts.get(row.id)!.errorReason
    const wasBroken = before !== null
    // An outage that passed proves nothing about a password that was refused for sending; what broke before this start may.
    const isRepaired = lost === null && (entry.isRepaired || (wasBroken && entry.failures === 0))
    entry.failures = 0
    entry.reason = null
    entry.nextPollAt = nextLookAt(row.id, now, intervalOf(store.accounts.get(row.id)!))
    entry.restUntil = adapter.restsUntil?.() ?? 0
    const expiresAt = adapter.expiresAt?.()
    store.transaction(() => {
      store.accounts.setSuccess(row.id, now)
      if (row.verifiedAt === null && !isOnLoopback(row.settings)) store.accounts.setVerified(row.id, now)
      if (expiresAt !== undefined && expiresAt !== row.secretExpiresAt) store.accounts.setExpiry(row.id, expiresAt)
      if (wasBroken && lost === null)
        store.journal.append({
          at: now,
          actor: 'system',
          type: 'account.recovered',
          ticketId: null,
          data: { accountId: row.id },
        })
    })
    entry.isRepaired = false
    if (lost) trouble(row, lost, before)
    else setState(row.id, 'idle')
    await adapter.watch(() => {
      entry.nextPollAt = clock.now()
      wake()
    })
    if (!signal.aborted) await tools.onConnected(row.id, isRepaired)
  }

  function fail(row: AccountRow, error: unknown): void {
    const entry = live.get(row.id)!
    const now = clock.now()
    const code = codeOf(error)
    if (code === 'bug') log.error(`account ${row.id}: reading failed`, error)
    entry.failures += 1
    const wait = RETRY_MS[Math.min(entry.failures - 1, RETRY_MS.length - 1)]!
    // What a network refuses it refuses again in fifteen seconds.
    const waits = code === 'rate-limited' || (code === 'rejected' && isNetwork(row.channel))
    entry.nextPollAt = now + (waits ? intervalOf(row) : Math.min(wait, row.pollIntervalMs))
    if (code === 'rate-limited') entry.restUntil = (error instanceof AppError && error.retryAt) || 0
    trouble(row, error, store.accounts.get(row.id)!.errorReason)
  }

  /** Shown from now on, told once: `before` is what was shown so far. */
  function trouble(row: AccountRow, error: unknown, before: string | null): void {
    const entry = live.get(row.id)!
    const now = clock.now()
    const code = codeOf(error)
    const reason = reasonOf(error)
    const detail = error instanceof AppError ? error.message : ''
    // First of all, because a full disk lets nothing be written.
    entry.reason = reason
    setState(
      row.id,
      code === 'auth-expired' || code === 'no-encryption' ? 'needs-login' : code === 'offline' ? 'offline' : 'error',
    )
    // Once it works again, so may what was held.
    if (NEEDS_OWNER.has(code) || isLostRight(error)) entry.isRepaired = true
    if (NEEDS_OWNER.has(code)) void disconnect(row.id)
    const isNew = before !== reason
    store.transaction(() => {
      store.accounts.setError(row.id, reason, detail)
      if (isNew)
        store.journal.append({
          at: now,
          actor: 'system',
          type: 'account.failed',
          ticketId: null,
          data: { accountId: row.id, reason },
        })
      if (isNew || !isLostRight(error)) announce(row, code, reason)
    })
  }

  return {
    add,
    get: (id: AccountId): Live | undefined => live.get(id),
    connect,
    disconnect,
    setState,
    jobs: () => [...live.values()].map(({ job }) => job),
    /** One look, waited for. Its failure is in the state of the account. */
    pollNow: poll,
    async remove(id: AccountId): Promise<void> {
      await disconnect(id)
      live.delete(id)
    },
    /** Looks now; also where a failed look made the account wait. `null`: everywhere. */
    syncNow(id: AccountId | null): void {
      for (const [accountId, entry] of live) {
        if (id !== null && accountId !== id) continue
        entry.nextPollAt = clock.now()
        if (entry.state === 'needs-login') entry.state = 'idle'
      }
      wake()
    },
    /** Mail that came while the program or the PC was away may still be on its way in. */
    isCatchingUp: () => [...live.values()].some(({ hasLooked, job }) => !hasLooked && job.dueAt() !== null),
    /** The PC woke: everything is looked into anew, but a password that was refused is not tried again every morning. */
    cameBack(): void {
      for (const entry of live.values()) {
        entry.hasLooked = false
        entry.nextPollAt = clock.now()
        if (entry.state === 'needs-login' && entry.reason !== 'wrong-password') entry.state = 'idle'
      }
      wake()
    },
    /** An answer was refused because of the account: that is said at once and not at the next look. Mail is sent by another server. */
    refused(id: AccountId, error: AppError): void {
      const row = store.accounts.get(id)
      if (isClosed || !row || !live.has(id) || row.isPaused === 1 || !isNetwork(row.channel)) return
      trouble(row, error, row.errorReason)
    },
    /** Only a new password or token, or a person who asks for it, makes it try again. Mail is sent by another server. */
    isRefused(id: AccountId): boolean {
      const row = store.accounts.get(id)
      return row !== null && isNetwork(row.channel) && live.get(id)?.state === 'needs-login'
    },
    /** For delivery. Null while the account is paused or gone. */
    async open(id: AccountId): Promise<Adapter | null> {
      const row = store.accounts.get(id)
      if (isClosed || !row || !live.has(id) || row.isPaused === 1) return null
      return connect(row)
    },
    async close(): Promise<void> {
      isClosed = true
      await Promise.all([...live.keys()].map(disconnect))
    },
  }
}
