import { AppError } from '../../../preload/errors.ts'
import type { OutboundMessage, OutboundPost, Posted } from '../adapter.ts'
import { conversationWith, type Inbox, messagesOf, WINDOW_MS } from './inbox.ts'
import type { PrivateLine } from './private-line.ts'
import { Created, InstagramComment, instantOf, Sent } from './schemas.ts'
import { idIn, isSameText, type Plan, toSecond } from './send.ts'

/** One private message may answer a comment, for so long (Private Replies, read 2026-11-22), in ms. */
const PRIVATE_REPLY_MS = 7 * 24 * 3_600_000

/** A direct message: into a conversation that the customer began, or as the one private answer to a comment of theirs. */
export function messagePlan(line: PrivateLine, inboxOf: (signal: AbortSignal) => Promise<Inbox>): Plan {
  return (message, post) => (isComment(post) ? toComment(message, post) : toPerson(message, post))

  function toPerson(message: OutboundMessage, { recipientId }: OutboundPost): ReturnType<Plan> {
    const person = personIn(recipientId)
    return {
      ...telling(message, person),
      async mayGo(signal) {
        const inbox = await inboxOf(signal)
        const conversation = await conversationWith(inbox, person, signal)
        const theirs = conversation ? messagesOf(conversation, inbox).filter(({ post }) => !post.isOwn) : []
        const passed = inbox.now() - Math.max(0, ...theirs.map(({ post }) => post.at))
        if (passed >= inbox.windowMs) throw windowClosed()
        const tag = passed >= WINDOW_MS ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : line.firstDay
        return { recipient: { id: person }, message: { text: message.textBody }, ...tag }
      },
    }
  }

  function toComment(message: OutboundMessage, { recipientId, inReplyTo }: OutboundPost): ReturnType<Plan> {
    const comment = idIn(inReplyTo)
    return {
      ...telling(message, recipientId),
      async mayGo(signal) {
        const { graph, now } = await inboxOf(signal)
        const found = InstagramComment.safeParse(await graph.get(comment, { fields: 'id,timestamp' }, signal))
        const at = found.success ? instantOf(found.data.timestamp, now()) : now()
        if (now() - at >= PRIVATE_REPLY_MS) throw windowClosed()
        return { recipient: { comment_id: inReplyTo }, message: { text: message.textBody } }
      },
    }
  }

  function telling(message: OutboundMessage, person: string | null): Omit<ReturnType<Plan>, 'mayGo'> {
    async function said(personId: string | null, signal: AbortSignal): Promise<Posted[]> {
      if (personId === null || !/^\w+$/.test(personId)) return []
      const inbox = await inboxOf(signal)
      const conversation = await conversationWith(inbox, personId, signal)
      if (!conversation) return []
      return messagesOf(conversation, inbox)
        .filter(
          ({ post: { isOwn, text, at } }) =>
            isOwn && isSameText(text, message.textBody) && at >= toSecond(message.date),
        )
        .map(({ post }) => ({ externalId: post.id, url: line.url, conversation: conversation.id }))
    }
    return {
      path: `${line.owner}/messages`,
      async postedOf(answer, signal) {
        const sent = Sent.safeParse(answer)
        const named = sent.success ? sent.data.message_id : Created.safeParse(answer).data?.id
        if (named === undefined) return null
        // The conversation names the message as later looks will; whether Meta's answer does is written nowhere.
        const there = await said((sent.data?.recipient_id || person) ?? null, signal).catch((): Posted[] => [])
        const same = there.find(({ externalId }) => externalId === named)
        return same ?? (there.length === 1 ? there[0]! : { externalId: named, url: line.url })
      },
      sameWords: (signal) => said(person, signal),
    }
  }
}

/** Comments have numbers for ids, messages and conversations have not. */
const isComment = ({ conversation, inReplyTo }: OutboundPost): boolean =>
  /^\d+$/.test(conversation) && /^\d+$/.test(inReplyTo ?? '')

function personIn(recipientId: string | null): string {
  if (recipientId === null || !/^\w{1,100}$/.test(recipientId))
    throw new AppError('rejected', 'Meta does not say who this is.', { reason: 'read-only' })
  return recipientId
}

const windowClosed = () =>
  new AppError('rejected', 'The time in which Meta takes an answer is over.', { reason: 'window-closed' })
