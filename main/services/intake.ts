import type { MessageId, TicketId } from '../../preload/domain.ts'
import type { Inbound, Page } from '../channels/adapter.ts'
import type { Classification, LearnedRule } from '../core/classify/classify.ts'
import type { SenderOfRecord } from '../core/sender.ts'
import type { ThreadDecision } from '../core/threading.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow, Namesake } from '../store/messages.ts'
import type { Changes } from './changes.ts'
import { createFiling, isAsking } from './filing.ts'
import { applyChanges, findLeaving } from './filing-posts.ts'
import { createJudging, type Premises } from './judging.ts'
import type { MoveService } from './moves.ts'
import { followNetwork } from './network-state.ts'
import type { TicketService } from './tickets.ts'

/** How long a transaction takes in more messages. With index and commit behind it, the window waits about twice as long. */
const TRANSACTION_MS = 8
/** A commit costs as much as a few messages; on a busy machine the clock alone would make one for each. */
const LEAST_IN_TRANSACTION = 12
/** Not waited for at any price: the first messages after the start take ten times as long as the others. */
const LONGEST_MS = 3 * TRANSACTION_MS
const MOST_IN_TRANSACTION = 60

export type Intake = ReturnType<typeof createIntake>
/** A message that has just been filed, its ticket settled. */
export type Arrival = {
  account: AccountRow
  ticketId: TicketId
  /** Made for this message: nothing has been said, planned or put aside in it. */
  isNewTicket: boolean
  messageId: MessageId
  inbound: Inbound
  classification: Classification
  sender: SenderOfRecord
  /** A person asks or answers: it counts as the customer's word. Machine mail and our own do not. */
  asks: boolean
}
/** Called in the transaction that stores the message, after its ticket was settled. */
export type OnArrival = (arrival: Arrival) => void
/** What became of one message. */
export type Stored = {
  externalId: string
  messageId: MessageId
  ticketId: TicketId
  isNew: boolean
  classification: Classification | null
  thread: ThreadDecision | null
}

/** Takes in what an adapter brings: the one way a message of a network enters the store. */
export function createIntake(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  moves: MoveService,
  learned: () => readonly LearnedRule[],
  onArrival: readonly OnArrival[] = [],
) {
  const judging = createJudging(store, learned)
  const filing = createFiling(store, clock, tickets, moves)

  /**
   * Stores a page and its cursor. Sources are on disk before anything mentions them; the cursor is written with the last
   * messages of the page, so after a crash the page is asked for again and what is there already is skipped.
   */
  async function storePage(account: AccountRow, { messages, cursor, changes: became = [] }: Page): Promise<Stored[]> {
    const locations = await store.sources.append(
      messages.map(({ source, sourceHash }) => ({ hash: sourceHash, bytes: source })),
    )
    const stored: Stored[] = []
    const touched = new Set<TicketId>()
    do {
      await nextTurn()
      await store.foldIn()
      store.refetchable(() => {
        if (stored.length === 0) store.sources.record(locations)
        stored.push(...takeSome(account, messages.slice(stored.length)))
        if (stored.length < messages.length) return
        for (const id of applyChanges(store, account, became, clock.now())) touched.add(id)
        for (const id of followNetwork(store, tickets, account, became, clock.now())) touched.add(id)
        store.accounts.setCursor(account.id, cursor)
      })
    } while (stored.length < messages.length)
    for (const { isNew, ticketId } of stored) if (isNew) touched.add(ticketId)
    if (touched.size > 0) {
      changes.note('tickets', [...touched])
      changes.note('alerts')
    }
    return stored
  }

  /** As many of `messages` as fit into one transaction. */
  function takeSome(account: AccountRow, messages: readonly Inbound[]): Stored[] {
    const premises = judging.premisesOf(account)
    const begunAt = clock.now()
    const taken: Stored[] = []
    for (const inbound of messages.slice(0, MOST_IN_TRANSACTION)) {
      taken.push(take(premises, inbound))
      const spentMs = clock.now() - begunAt
      if (spentMs >= LONGEST_MS || (spentMs >= TRANSACTION_MS && taken.length >= LEAST_IN_TRANSACTION)) break
    }
    return taken
  }

  function take(premises: Premises, inbound: Inbound): Stored {
    const { account } = premises
    const { externalId } = inbound
    const known = store.messages.fetched(account.id, externalId)
    if (known !== null) return isThere(externalId, known, store.messages.get(known)!.ticketId)
    const { messageId: mid } = inbound.message
    const namesakes = mid === null ? [] : store.messages.byMid(mid)
    const same = findLeaving(store, account, inbound) ?? findSame(inbound, namesakes)
    if (same) {
      store.messages.addReceipt(account.id, externalId, same.id, inbound.place, inbound.receivedAt)
      if (same.sourceHash === null) store.messages.setSource(same.id, inbound.sourceHash)
      return isThere(externalId, same.id, same.ticketId)
    }
    const judgement = judging.judge(premises, inbound, namesakes)
    const incoming = { premises, inbound, judgement }
    const { classification, thread, sender } = judgement
    const { messageId, ticketId, isNewTicket } = filing.file(incoming)
    const asks = isAsking(incoming)
    react({ account, messageId, ticketId, isNewTicket, inbound, classification, sender, asks })
    return { externalId, messageId, ticketId, isNew: true, classification, thread }
  }

  /**
   * The same mail under another external id: in a second of our mailboxes, after the server renumbered, or our own answer
   * found in Sent. Equal Message-ID is not enough, because senders reuse ids: what a person reads must be equal too.
   */
  function findSame(
    { sourceHash, message, place }: Inbound,
    namesakes: readonly Namesake[],
  ): Pick<MessageRow, 'id' | 'ticketId' | 'sourceHash'> | null {
    const bySource = store.messages.bySource(sourceHash)
    if (bySource) return { ...bySource, sourceHash }
    for (const candidate of namesakes) {
      const row = store.messages.get(candidate.id)!
      // Servers and lists change a mail on its way back to us; an id alone is copied by anybody.
      const isFromUs = place === 'sent' || message.from[0]?.address.toLowerCase() === row.sender
      if (candidate.direction === 'outbound' && candidate.isQueuedHere && isFromUs) return candidate
      const isEqual =
        row.subject === message.subject &&
        row.textBody === message.textBody &&
        row.headerDate === message.date &&
        row.recipients.from?.address === message.from[0]?.address
      if (isEqual) return candidate
    }
    return null
  }

  /** What a message sets off once it has its place, in the same transaction: each step finds what the one before it wrote. */
  function react(arrival: Arrival): void {
    announce(arrival)
    for (const tell of onArrival) tell(arrival)
  }

  /** Mail that was there before the program did not just arrive: no popup for it. */
  function announce({ account, ticketId, messageId, inbound, classification, asks }: Arrival): void {
    const { receivedAt, place } = inbound
    const { isBounce } = classification
    // A notice to a colleague that comes back concerns no customer.
    if (isBounce && store.notices.isHome(ticketId)) return
    if (place === 'sent' || receivedAt < account.createdAt || !(asks || isBounce)) return
    store.alerts.add({
      key: `new-message:${messageId}`,
      kind: isBounce ? 'send-failed' : 'new-message',
      ticketId,
      accountId: account.id,
      at: receivedAt,
      dueAt: null,
    })
  }

  /** After a look: the index of what came, merged while others have their turn. */
  async function tidy(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && store.search.tidy()) await nextTurn()
  }

  return { storePage, tidy }
}

/**
 * Until all else that waits for this thread had its turn. The first `setImmediate` may fall into this turn of the loop still,
 * and then two transactions would hold up the window together.
 */
const nextTurn = () => new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)))

const isThere = (externalId: string, messageId: MessageId, ticketId: TicketId): Stored => ({
  externalId,
  messageId,
  ticketId,
  isNew: false,
  classification: null,
  thread: null,
})
