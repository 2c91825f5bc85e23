import type { TicketId } from '../../preload/domain.ts'
import type { Inbound } from '../channels/adapter.ts'
import { classify, type Classification, type LearnedRule } from '../core/classify/classify.ts'
import { participantsOf, senderOfRecord, type SenderOfRecord } from '../core/sender.ts'
import { decideThread, type ThreadDecision, type ThreadFacts } from '../core/threading.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { Namesake } from '../store/messages.ts'
import { judgePost } from './judging-posts.ts'
import { createThreadLookups } from './thread-lookups.ts'

/** What is known of a message before anything of it is written. */
export type Judgement = {
  sender: SenderOfRecord
  /** Who takes part by it, ours left out. */
  participants: string[]
  classification: Classification
  thread: ThreadDecision
  /** Tickets that named this message before it came, and in which its people take part: one conversation, as it turns out. */
  waiting: TicketId[]
}
/** What holds for every message of a page. */
export type Premises = ReturnType<ReturnType<typeof createJudging>['premisesOf']>

/** Decides what kind of mail a message is, whose, and where it belongs. Reads the store and writes nothing. */
export function createJudging(store: Store, learned: () => readonly LearnedRule[]) {
  const lookups = createThreadLookups(store)

  function premisesOf(account: AccountRow) {
    return {
      account,
      ownAddresses: store.accounts.ownAddresses(),
      shopAccounts: store.accounts.ofShop(account.shopId),
      tokenPrefix: store.accounts.tokenPrefix(account.shopId),
      learned: learned(),
    }
  }

  /** `namesakes` are the stored messages with the same Message-ID. */
  function judge(
    { account, ownAddresses, shopAccounts, tokenPrefix, learned: rules }: Premises,
    inbound: Inbound,
    namesakes: readonly Namesake[],
  ): Judgement {
    const { message, digest, place, receivedAt } = inbound
    if (message.post) return judgePost(store, account.id, inbound, message.post, receivedAt)
    const sender = senderOfRecord(message, { ownAddresses, form: digest.form })
    const facts: ThreadFacts = {
      message,
      sender,
      accountId: account.id,
      shopAccounts,
      receivedAt,
      isOwn: false,
      isBounce: false,
      bounceFor: null,
      orderNumbers: digest.orderNumbers,
      tokenPrefix,
    }
    // Asked for only where it matters: our own mail, which is told by its folder, is looked up in another way.
    let asMail: ThreadDecision | null = null
    const threadAsMail = () => (asMail ??= decideThread(facts, lookups))
    const classification = classify({
      message,
      sender,
      ownAddresses,
      place,
      isOwnMessageId: namesakes.some(({ direction }) => direction === 'outbound'),
      get repliesToKnown() {
        return threadAsMail().join !== null
      },
      learned: rules,
      signs: digest.signs,
    })
    const isOwn = classification.kind === 'own'
    const { isBounce, bounceFor } = classification
    const thread = isOwn || isBounce ? decideThread({ ...facts, isOwn, isBounce, bounceFor }, lookups) : threadAsMail()
    const participants = participantsOf(message, sender, ownAddresses)
    const waiting = waitingFor(message.messageId, new Set([sender.address, ...participants]))
    return {
      sender,
      participants,
      classification,
      thread: withDescendants(thread, waiting, message.messageId),
      waiting,
    }
  }

  function waitingFor(messageId: string | null, people: ReadonlySet<string>): TicketId[] {
    if (messageId === null) return []
    return lookups
      .waitingFor(messageId)
      .filter(({ participants }) => participants.some((address) => people.has(address)))
      .map(({ ticketId }) => ticketId as TicketId)
  }

  /**
   * On the first day the newest mail is read first: an answer then lies in a ticket before the mail that it answers comes.
   * That mail goes where it is named, if its writer or a recipient takes part there.
   */
  function withDescendants(
    thread: ThreadDecision,
    [ticketId]: readonly TicketId[],
    messageId: string | null,
  ): ThreadDecision {
    if (thread.join || ticketId === undefined) return thread
    const evidence = messageId!
    const join = { ticketId, reason: 'referenced-by', evidence } as const
    return { join, related: null, offers: [], reason: 'referenced-by', evidence }
  }

  return { premisesOf, judge }
}
