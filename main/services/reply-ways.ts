import { isNetwork, type ReplyPlan, type ReplyWay, type TicketId, type Visibility } from '../../preload/domain.ts'
import { linkYen } from '../../preload/domain/network-prices.ts'
import { countText, limitOf, withAddressee } from '../../preload/domain/networks.ts'
import { AppError } from '../../preload/errors.ts'
import type { Channel, FileRule, OutboundPost } from '../channels/adapter.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { OutgoingFile } from '../store/drafts.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { PostRow } from '../store/posts.ts'

export type ReplyWays = ReturnType<typeof createReplyWays>
type Leaving = {
  ticketId: TicketId
  account: AccountRow
  body: string
  plan: ReplyPlan
  files: readonly OutgoingFile[]
}

/** How answers on social networks go: whom they answer, who can read them, and what the network takes. */
export function createReplyWays(store: Store, findChannel: (id: string) => Channel | undefined, now: () => number) {
  /** The newest post of the customer that still stands, else their newest. */
  function answeredIn(ticketId: TicketId): PostRow | null {
    const theirs = store.posts
      .ofTicket(ticketId)
      .filter(({ messageId }) => store.messages.get(messageId)?.direction === 'inbound')
    return theirs.findLast(({ deletedAt }) => deletedAt === null) ?? theirs.at(-1) ?? null
  }

  function ownLimit(account: AccountRow): number | null {
    const { maxCharacters } = JSON.parse(account.settings) as { maxCharacters?: unknown }
    return typeof maxCharacters === 'number' ? maxCharacters : null
  }

  /** A mail that stands for a post (X's notifications) is one only as long as nobody has written a real mail after it. */
  function isToBeAnswered({ messageId }: PostRow, { channel }: AccountRow): boolean {
    if (isNetwork(channel)) return true
    const { ticketId } = store.messages.get(messageId)!
    return store.messages.ofTicket(ticketId).findLast(({ direction }) => direction === 'inbound')?.id === messageId
  }

  /** Null for mail and for what nobody on a network wrote. */
  function wayOf(ticketId: TicketId): ReplyWay | null {
    const post = answeredIn(ticketId)
    const account = post && store.accounts.get(post.accountId)
    if (!post || !account || !isToBeAnswered(post, account)) return null
    const capabilities = findChannel(account.channel)?.capabilities
    const publicFiles = capabilities?.attachments ?? false
    return {
      channel: account.channel,
      accountId: account.id,
      account: account.address,
      messageId: post.messageId,
      handle: post.handle,
      visibility: post.visibility,
      canContinuePrivately:
        post.visibility === 'public' && post.refuses !== 'blocked' && (capabilities?.continuesPrivately ?? false),
      refuses: isOver(post, now()) ? 'window-closed' : post.refuses,
      url: post.url,
      answerUntil: post.answerUntil,
      ownLimit: ownLimit(account),
      files: { public: publicFiles, private: capabilities?.privateAttachments ?? publicFiles },
      linkYen: linkYen(account.channel),
    }
  }

  const visibilityOf = (post: Pick<PostRow, 'visibility'>, plan: ReplyPlan): Visibility =>
    plan.isPrivate === true ? 'private' : post.visibility

  return {
    wayOf,
    visibilityIn(ticketId: TicketId, isPrivate: boolean): Visibility | null {
      const post = answeredIn(ticketId)
      return post && (isPrivate ? 'private' : post.visibility)
    },
    /**
     * Refuses what the network would. Throws `conflict` with `other-account`: on a network nobody can take over a conversation;
     * `unsupported` where it takes no answer, `invalid-input` for a text or files that do not fit.
     */
    check({ ticketId, account, body, plan, files }: Leaving): void {
      const way = wayOf(ticketId)
      if (!isNetwork(account.channel) && !way) return
      const post = answeredIn(ticketId)
      if (!way || !post)
        throw new AppError('unsupported', 'There is nothing to answer.', { reason: 'nothing-to-answer' })
      if (way.accountId !== account.id)
        throw new AppError('conflict', 'The customer wrote to another account.', { reason: 'other-account' })
      const visibility = visibilityOf(post, plan)
      if (way.refuses !== null && visibility === way.visibility)
        throw new AppError('unsupported', 'The network takes no answer to this.', { reason: way.refuses })
      const limit = limitOf(account.channel, visibility, way.ownLimit)
      if (limit && countText(account.channel, visibility, withAddressee(account.channel, way.handle, body)) > limit.max)
        throw new AppError('invalid-input', 'The text is too long.', { reason: 'too-long' })
      if (!filesFit(way.files[visibility], files))
        throw new AppError('invalid-input', 'The network does not take these files.', { reason: 'files-refused' })
    },
    /** Beside the message that is queued; nothing for mail. Inside its transaction. */
    note(messageId: PostRow['messageId'], { ticketId, account, plan }: Leaving): void {
      const answered = isNetwork(account.channel) ? answeredIn(ticketId) : null
      if (!answered) return
      store.posts.add({
        messageId,
        accountId: account.id,
        conversation: answered.conversation,
        visibility: visibilityOf(answered, plan),
        found: 'addressed',
        personId: answered.personId,
        handle: account.address,
        externalId: null,
        answers: answered.externalId,
        url: null,
        answerUntil: null,
        refuses: null,
        media: [],
        quoted: null,
      })
    },
    /** Where an answer in the outbox goes; null for mail. */
    postOf(row: OutboxRow): OutboundPost | null {
      const post = store.posts.get(row.messageId)
      if (!post) return null
      const { conversation, answers, visibility, personId } = post
      return {
        conversation,
        inReplyTo: answers,
        visibility,
        recipientId: personId === '' ? null : personId,
        key: row.clientKey,
      }
    },
  }
}

const isOver = ({ answerUntil }: PostRow, now: number) => answerUntil !== null && answerUntil <= now

function filesFit(rule: FileRule | boolean, files: readonly OutgoingFile[]): boolean {
  if (files.length === 0 || rule === true) return true
  if (rule === false || files.length > rule.max) return false
  return files.every(
    ({ type, size }) => size <= rule.maxBytes && (rule.types.length === 0 || rule.types.includes(type)),
  )
}
