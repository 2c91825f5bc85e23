import { NO_PLAN, type Address, type CustomerId, type TicketId } from '../../preload/domain.ts'
import type { Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

/**
 * 新しいメール: a conversation that the shop begins. A ticket without a message, to do until its draft has left or somebody
 * closes it; from then on it waits for the customer like any other, and their answer finds it by its Message-ID.
 */
export function createNewMails(store: Store, clock: Clock, changes: Changes) {
  /** Null for one of our own addresses: whoever writes to themselves is no customer. */
  function customerOf({ address, name }: Address, at: number): CustomerId | null {
    const value = address.toLowerCase()
    if (store.accounts.ownAddresses().includes(value)) return null
    return store.customers.living(store.customers.obtain('mail', value, name, at))
  }

  return {
    /** Throws AppError `not-found` and, for an account that is no mailbox, `unsupported`. */
    begin({ accountId, to, cc, subject, body }: Parsed<'replies.begin'>): { ticketId: TicketId } {
      const now = clock.now()
      const account = store.accounts.get(accountId)
      if (!account) throw new AppError('not-found', `No account ${accountId}`)
      if (account.channel !== 'mail') throw new AppError('unsupported', 'Only a mailbox can begin a mail.')
      const ticketId = store.transaction(() => {
        const first = to[0]!
        const customerId = customerOf(first, now)
        const known = customerId === null ? null : store.customers.get(customerId)
        const id = store.tickets.insert({
          kind: 'ticket',
          status: 'new',
          accountId,
          shopId: account.shopId,
          channel: 'mail',
          customerId,
          customerName: known?.name || first.name || first.address,
          subject,
          excerpt: '',
          lastMessageAt: now,
          createdAt: now,
        })
        store.tickets.setSeen(id, now)
        store.drafts.put({
          ...{ ticketId: id, accountId, to, cc, subject, body },
          ...{ basedOn: null, plan: NO_PLAN, savedAt: now },
        })
        store.work.setDraftBy(id, store.journal.atCounter())
        store.journal.append({ at: now, actor: 'staff', type: 'ticket.begun', ticketId: id })
        return id
      })
      changes.note('tickets', [ticketId])
      return { ticketId }
    },
  }
}
