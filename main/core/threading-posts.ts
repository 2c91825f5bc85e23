import type { PostFacts } from './message.ts'
import type { ThreadDecision, ThreadLink, ThreadReason } from './threading.ts'

/** A message in a settled private conversation begins a new ticket after so long. */
export const SETTLED_MS = 14 * 86_400_000

export type PostThreadFacts = {
  post: Pick<PostFacts, 'conversation' | 'visibility' | 'author'>
  isOwn: boolean
  /** The id of the post it answers, as messages name it. */
  inReplyTo: string | null
  /** ms UTC. */
  at: number
}

export type PostTicket = { ticketId: number; resolvedAt: number | null; isResolved: boolean }

/** What the store knows, each from one index. Tickets that were merged are named by the one they went into. */
export type PostLookups = {
  /** The ticket of a stored message. */
  ticketOfMessage(messageId: string): number | null
  /** The ticket in which this person wrote in the conversation. */
  ticketOfPerson(conversation: string, personId: string): PostTicket | null
  /** Newest first, a few. */
  ticketsOf(conversation: string): readonly PostTicket[]
  /** Tickets of ours alone that answer this post although nobody has seen it yet. */
  ownAnswersTo(messageId: string): readonly number[]
}

/**
 * Where a post belongs. In public one ticket a person and thread, because two customers below one post ask two things; in
 * private one a conversation, until it has been settled for a while. A post of ours goes where what it answers lies.
 */
export function decidePostThread(facts: PostThreadFacts, lookups: PostLookups): ThreadDecision {
  const { post, isOwn, at } = facts
  if (isOwn) return ofOurs(facts, lookups)
  if (post.visibility === 'private') {
    const [ticket] = lookups.ticketsOf(post.conversation)
    if (!ticket) return begins('new')
    const isLongSettled = ticket.isResolved && ticket.resolvedAt !== null && at - ticket.resolvedAt > SETTLED_MS
    const link = linkTo(ticket.ticketId, 'post-conversation', post.author.handle)
    return isLongSettled ? begins('post-long-settled', link) : joins(link)
  }
  const ticket = lookups.ticketOfPerson(post.conversation, post.author.id)
  return ticket ? joins(linkTo(ticket.ticketId, 'post-thread', post.author.handle)) : begins('new')
}

function ofOurs({ post, inReplyTo }: PostThreadFacts, lookups: PostLookups): ThreadDecision {
  const answered = inReplyTo === null ? null : lookups.ticketOfMessage(inReplyTo)
  if (answered !== null) return joins(linkTo(answered, 'post-answers', inReplyTo!))
  const tickets = lookups.ticketsOf(post.conversation)
  // Among several people below one post, nobody can say whom an answer to none of them is for.
  if (tickets.length === 1 || (post.visibility === 'private' && tickets.length > 0))
    return joins(linkTo(tickets[0]!.ticketId, 'post-own', post.conversation))
  return begins('new')
}

const linkTo = (ticketId: number, reason: ThreadReason, evidence: string): ThreadLink => ({
  ticketId,
  reason,
  evidence,
})

const joins = (join: ThreadLink): ThreadDecision => ({
  join,
  related: null,
  offers: [],
  reason: join.reason,
  evidence: join.evidence,
})

const begins = (reason: ThreadReason, related: ThreadLink | null = null): ThreadDecision => ({
  join: null,
  related: related && { ...related, reason },
  offers: [],
  reason,
  evidence: related?.evidence ?? '',
})

/**
 * Whether the network shows what we handed it. Networks put the reader's name before an answer, shorten links and change
 * white space; nothing else of a text is theirs to change.
 */
export function isSamePost(ours: string, theirs: string): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFC')
      .replace(/^(?:\s*@[\w.@-]+)+/u, '')
      .replaceAll(/https?:\/\/\S+/g, '')
      .replaceAll(/\s+/g, '')
  return bare(ours) === bare(theirs)
}
