import type { MessageId } from '../../preload/domain.ts'
import type { Posted } from '../channels/adapter.ts'
import { postMid } from '../core/post-id.ts'
import type { Store } from '../store/index.ts'

/**
 * Writes down where the network put a post of ours: its id becomes a receipt, so that the same post seen by polling is known,
 * and its message id, so that what answers it is. Inside the transaction that records the acceptance.
 */
export function settlePost(store: Store, id: MessageId, posted: Posted, now: number): void {
  const { externalId } = posted
  const row = store.messages.get(id)
  if (!row || !store.posts.get(id) || externalId === null) return
  const account = store.accounts.get(row.accountId)!
  store.messages.addReceipt(account.id, externalId, id, 'sent', now || row.at)
  store.messages.setMid(id, postMid(account.channel, externalId))
  store.posts.setPosted(id, externalId, posted.url, posted.conversation ?? null)
}
