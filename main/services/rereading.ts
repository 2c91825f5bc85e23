import type { MessageId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { isCharset, readAgain } from '../channels/registry.ts'
import { orderNumbersIn } from '../core/digest.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import type { Changes } from './changes.ts'
import type { MoveService } from './moves.ts'
import type { SamePerson } from './same-person.ts'

/** 文字コードを変える: a mail whose charset was labelled wrongly, read again from its source. */
export function createRereading(
  store: Store,
  clock: Clock,
  changes: Changes,
  moves: MoveService,
  people: Pick<SamePerson, 'readAgain'>,
) {
  /** The name that people know the writer by was read in the wrong charset too. */
  function rename(before: MessageRow, name: string): void {
    const old = before.recipients.from?.name ?? ''
    const ticket = store.tickets.facts(before.ticketId)!
    if (name === '' || name === old || old === '' || ticket.customerName !== old) return
    const customer = ticket.customerId === null ? null : store.customers.get(ticket.customerId)
    if (!customer) return
    store.tickets.setCustomer(ticket.id, customer.id, name)
    if (customer.name === old) store.customers.rename(customer.id, name)
  }

  return {
    /** With null as the mail says. Throws AppError `invalid-input` for a charset nobody knows, `not-found` without a source. */
    async setCharset(id: MessageId, charset: string | null): Promise<void> {
      if (charset !== null && !isCharset(charset)) throw new AppError('invalid-input', 'An unknown charset')
      const hash = store.messages.get(id)?.sourceHash
      if (!hash) throw new AppError('not-found', `Message ${id} has no source`)
      const { message, unreadable, search } = readAgain(await store.sources.read(hash), charset)
      const ticketId = store.transaction(() => {
        const before = store.messages.get(id)!
        store.messages.rewrite({
          id,
          charset,
          subject: message.subject,
          textBody: message.textBody,
          hasHtml: message.htmlBody !== null,
          recipients: { from: message.from[0] ?? null, to: message.to, cc: message.cc, replyTo: message.replyTo },
          unreadable,
          defects: message.defects,
        })
        store.messages.replaceAttachments(id, message.attachments)
        store.messages.replaceOrderNumbers(id, orderNumbersIn(message))
        store.search.add(id, search)
        people.readAgain(store.messages.get(id)!)
        rename(before, message.from[0]?.name ?? '')
        moves.rebuild(before.ticketId)
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'message.charset-changed',
          ticketId: before.ticketId,
          data: { messageId: id, charset, before: before.charset },
        })
        return before.ticketId
      })
      changes.note('tickets', [ticketId])
    },
  }
}
