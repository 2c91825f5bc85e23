import type { MessageId, TicketId } from '../../preload/domain.ts'
import type { Inbound, PostChange } from '../channels/adapter.ts'
import { excerptOf } from '../core/excerpt.ts'
import type { PostFacts } from '../core/message.ts'
import { isSamePost } from '../core/threading-posts.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import { settlePost } from './posted.ts'

/** Longer beginnings of a post are cut where one stands for a subject. */
const TITLE_LENGTH = 60

/** What stands in place of a subject: the beginning of the first line. */
export function titleOf({ subject, textBody }: Pick<Inbound['message'], 'subject' | 'textBody'>): string {
  if (subject !== '') return subject
  const line = textBody.trim().split('\n', 1)[0]!
  return [...excerptOf(line)].slice(0, TITLE_LENGTH).join('')
}

/** Beside the message it is: inside its transaction. */
export function addPost(store: Store, account: AccountRow, id: MessageId, inbound: Inbound, post: PostFacts): void {
  const { author, ...facts } = post
  const isOwn = inbound.place === 'sent'
  store.posts.add({
    ...facts,
    messageId: id,
    accountId: account.id,
    personId: isOwn ? '' : author.id,
    handle: author.handle,
    externalId: inbound.externalId,
    answers: inbound.message.inReplyTo?.slice(account.channel.length + 1) ?? null,
  })
}

/**
 * A post of ours that the network shows before it has told us that it took it: the answer may still be on its way, or was
 * lost. It is the one in the outbox and not another.
 */
export function findLeaving(store: Store, account: AccountRow, { place, message, externalId }: Inbound) {
  if (!message.post || place !== 'sent') return null
  const { visibility } = message.post
  const ours = store.posts
    .leaving(account.id)
    .find((post) => post.visibility === visibility && isSamePost(post.textBody, message.textBody))
  const row = ours && store.messages.get(ours.messageId)
  if (!row) return null
  settlePost(store, row.id, { externalId, url: message.post.url, conversation: message.post.conversation }, 0)
  return row
}

/**
 * What became of posts that are stored: a deleted one stays and is marked, of an edited one the earlier words are kept too.
 * Inside a transaction. Answers the tickets that changed.
 */
export function applyChanges(
  store: Store,
  account: AccountRow,
  changes: readonly PostChange[],
  now: number,
): Set<TicketId> {
  const touched = new Set<TicketId>()
  for (const change of changes) {
    if (!('externalId' in change)) continue
    const id = store.messages.fetched(account.id, change.externalId)
    const row = id === null ? null : store.messages.get(id)
    if (!row) continue
    const hasChanged =
      change.what === 'deleted' ? store.posts.markDeleted(row.id, now) : rewrite(store, row.id, change.post, now)
    if (!hasChanged) continue
    touched.add(row.ticketId)
    const actor = row.direction === 'outbound' ? 'staff' : 'customer'
    const type = change.what === 'deleted' ? 'post.deleted' : 'post.edited'
    store.journal.append({ at: now, actor, staffId: null, type, ticketId: row.ticketId, data: { messageId: row.id } })
  }
  return touched
}

/** False where nothing a person reads has changed. */
function rewrite(store: Store, id: MessageId, { message, search }: Inbound, now: number): boolean {
  const row = store.messages.get(id)!
  const post = store.posts.get(id)
  if (!post) return false
  if (message.post) store.posts.setAnswerable(id, message.post.answerUntil, message.post.refuses)
  if (row.textBody === message.textBody) return false
  store.messages.rewrite({ ...row, textBody: message.textBody })
  store.posts.markEdited(id, now, [...post.earlier, { at: now, text: row.textBody }])
  store.search.add(id, search)
  return true
}
