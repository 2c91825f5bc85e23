import type { AccountId, TicketId } from '../../preload/domain.ts'
import type { Inbound } from '../channels/adapter.ts'
import type { Classification } from '../core/classify/classify.ts'
import type { PostFacts } from '../core/message.ts'
import { decidePostThread, type PostLookups, type PostTicket } from '../core/threading-posts.ts'
import type { ThreadDecision } from '../core/threading.ts'
import type { Store } from '../store/index.ts'
import type { Judgement } from './judging.ts'

/**
 * Decides whose a post is and where it belongs. Nothing of mail applies: no machine writes posts to us, and nothing of ours
 * comes back undelivered.
 */
export function judgePost(
  store: Store,
  accountId: AccountId,
  { message, place }: Inbound,
  post: PostFacts,
  receivedAt: number,
): Judgement {
  const isOwn = place === 'sent'
  const lookups = lookupsOf(store, accountId)
  const { author } = post
  const waiting = isOwn ? [] : (lookups.ownAnswersTo(message.messageId!) as TicketId[])
  const decided = decidePostThread({ post, isOwn, inReplyTo: message.inReplyTo, at: receivedAt }, lookups)
  const thread = decided.join || waiting.length === 0 ? decided : answered(waiting[0]!, message.messageId!)
  return {
    sender: { name: author.name, address: author.handle, via: 'from', kana: null, phone: null, isOwn },
    participants: [],
    classification: classificationOf(isOwn, thread.join !== null),
    thread,
    waiting,
  }
}

/** Our answer, written elsewhere, was read before the post that it answers. */
function answered(ticketId: TicketId, evidence: string): ThreadDecision {
  const join = { ticketId, reason: 'referenced-by', evidence } as const
  return { join, related: null, offers: [], reason: 'referenced-by', evidence }
}

function classificationOf(isOwn: boolean, isReply: boolean): Classification {
  return {
    kind: isOwn ? 'own' : isReply ? 'reply' : 'ticket',
    rule: isOwn ? 'post-own' : isReply ? 'post-reply' : 'post',
    isAutoReply: false,
    isBounce: false,
    bounceFor: null,
    // What a machine says in public stands there for everybody.
    suppressAutoReply: true,
    protectWords: [],
    place: null,
    suggestion: null,
  }
}

function lookupsOf(store: Store, accountId: AccountId): PostLookups {
  function known(id: TicketId): PostTicket {
    const facts = store.tickets.facts(store.tickets.living(id))!
    return { ticketId: facts.id, resolvedAt: facts.resolvedAt, isResolved: facts.status === 'resolved' }
  }
  return {
    ticketOfMessage: (mid) => store.messages.byMid(mid)[0]?.ticketId ?? null,
    ticketOfPerson(conversation, personId) {
      const id = store.posts.ticketOf(accountId, conversation, personId)
      return id === null ? null : known(id)
    },
    ticketsOf(conversation) {
      const ids = new Set(store.posts.ticketsOf(accountId, conversation).map((id) => store.tickets.living(id)))
      return [...ids].toSorted((a, b) => b - a).map(known)
    },
    ownAnswersTo: (mid) => store.messages.ticketsMentioning(mid).filter((id) => isOursAlone(store, id)),
  }
}

/** Nobody but us has written in it yet. */
function isOursAlone(store: Store, id: TicketId): boolean {
  const facts = store.tickets.facts(id)
  return facts !== null && facts.lastInboundAt === null
}
