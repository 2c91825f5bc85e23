import { isNetwork, type AccountId, type TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { PostChange } from '../channels/adapter.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { AccountService } from './accounts.ts'
import type { TicketService } from './tickets.ts'

/** So many conversations an account are told of at once. */
const AT_ONCE = 20
/** After a network could not be told, it is tried again so much later, in ms. */
const LATER_MS = 5 * 60_000

/**
 * A conversation that somebody settled on the network, or took up again there: its ticket follows. One with a running hold does
 * not: how that ended only a person can say. Inside a transaction. Answers the tickets that changed.
 */
export function followNetwork(
  store: Store,
  tickets: TicketService,
  account: AccountRow,
  changes: readonly PostChange[],
  now: number,
): Set<TicketId> {
  const touched = new Set<TicketId>()
  for (const change of changes) {
    if (change.what !== 'settled' && change.what !== 'reopened') continue
    const isSettled = change.what === 'settled'
    store.networkState.set(account.id, change.conversation, isSettled)
    const ids = store.posts.ticketsOf(account.id, change.conversation).map((id) => store.tickets.living(id))
    // Of several tickets only the newest is still talked in.
    for (const id of isSettled ? new Set(ids) : [Math.max(...ids) as TicketId]) {
      const ticket = store.tickets.facts(id)
      if (!ticket || (ticket.status === 'resolved') === isSettled || store.holds.running(id)) continue
      const { lastMessageAt, reopenedAt } = ticket
      const decision = isSettled
        ? { resolvedAt: Math.max(now, lastMessageAt, reopenedAt ?? 0), reopenedAt }
        : { resolvedAt: null, reopenedAt: Math.max(now, lastMessageAt + 1) }
      store.tickets.setDecision(id, decision)
      const data = { reason: 'network' }
      if (isSettled) store.journal.append({ at: now, actor: 'system', type: 'ticket.resolved', ticketId: id, data })
      tickets.settle(id, 'system', now)
      touched.add(id)
    }
  }
  return touched
}

/** Tells networks that keep such a state what was settled or taken up again here. Compares, so that nothing is missed or told twice. */
export function createNetworkState(
  store: Store,
  clock: Clock,
  { open, isRefused }: Pick<AccountService, 'open' | 'isRefused'>,
): Job {
  /** Accounts whose network keeps no state: found out once. */
  const without = new Set<AccountId>()
  let comparedAt = -1
  let retryAt: number | null = null

  const accounts = () => store.accounts.list().filter(({ id, channel }) => isNetwork(channel) && !without.has(id))

  async function run(): Promise<void> {
    const seq = store.journal.lastSeq()
    retryAt = null
    for (const { id } of accounts()) await tell(id)
    comparedAt = seq
  }

  async function tell(id: AccountId): Promise<void> {
    if (isRefused(id)) return
    const adapter = await open(id).catch(() => null)
    if (!adapter) return
    if (!adapter.setSettled) return void without.add(id)
    const differing = store.networkState.differing(id, AT_ONCE)
    // The rest follows at once.
    if (differing.length === AT_ONCE) retryAt = clock.now()
    for (const { conversation, isSettled } of differing) {
      try {
        await adapter.setSettled(conversation, isSettled, new AbortController().signal)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        if (error.code !== 'rejected' && error.code !== 'not-found') {
          // Another key is written down in the journal, and then all is compared anew.
          if (error.code !== 'auth-expired') retryAt = clock.now() + LATER_MS
          return
        }
        // The network does not know it any more: asking again would change nothing.
      }
      store.transaction(() => store.networkState.set(id, conversation, isSettled))
    }
  }

  return {
    name: 'network state',
    dueAt() {
      if (accounts().length === 0) return null
      if (store.journal.lastSeq() !== comparedAt) return clock.now()
      return retryAt
    },
    run,
  }
}
