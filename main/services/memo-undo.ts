import type { JournalLine, MessageId } from '../../preload/domain.ts'
import type { Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import { isAskingKind } from '../core/asking.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import type { CategoryService } from './categories.ts'
import type { Changes } from './changes.ts'
import { createTicketRows } from './ticket-rows.ts'
import type { TicketService } from './tickets.ts'

type Memo = Parsed<'phone.save'>
type Tools = { store: Store; clock: Clock; changes: Changes; tickets: TicketService; categories: CategoryService }

/** Takes back that a mail was made a call: the ticket is the sender's again, and answers go to them. */
export function createMemoUndo({ store, clock, changes, tickets, categories }: Tools) {
  const rows = createTicketRows(store)

  function noted({ id, ticketId }: MessageRow): Pick<JournalLine, 'data'> | undefined {
    return store.journal
      .listForTicket(ticketId)
      .findLast(({ type, data }) => type === 'call.noted' && data['messageId'] === id)
  }

  /** The category goes with the memo, unless somebody has chosen another one since. */
  function giveCategoryBack(
    { ticketId }: MessageRow,
    { category, categoryBefore = null }: Record<string, unknown>,
  ): void {
    const is = store.work.get(ticketId)?.category ?? null
    if (is !== null && is === (category ?? 'call-back'))
      categories.assign([ticketId], categoryBefore as string | null, 'staff')
  }

  function toSender({ ticketId }: MessageRow, mail: MessageRow): void {
    const ticket = store.tickets.facts(ticketId)!
    const account = store.accounts.get(mail.accountId)
    store.tickets.setChannel(ticketId, account?.channel ?? 'mail')
    store.work.setPolicy(ticketId, null)
    const kind = isAskingKind(mail.kind) ? 'ticket' : 'notice'
    store.tickets.update(ticket, { ...ticket, kind })
    rows.rebuild(ticketId)
    const sender = mail.sender === null ? null : store.customers.find('mail', mail.sender)
    if (sender === null) return
    const id = store.customers.living(sender)
    store.tickets.setCustomer(ticketId, id, store.customers.get(id)!.name)
  }

  /**
   * The memo as it was, to make it again. Throws `not-found` for a call that no mail reported, `conflict` where a hold goes
   * by the call.
   */
  return function undo(id: MessageId): Memo {
    const call = store.messages.get(id)
    const line = call?.direction === 'call' ? noted(call) : undefined
    const mail = store.messages.get((line?.data['fromMessageId'] ?? 0) as MessageId)
    if (!call || !line || mail?.ticketId !== call.ticketId) throw new AppError('not-found', `No call of a mail ${id}`)
    const { ticketId } = call
    if (store.holds.running(ticketId))
      throw new AppError('conflict', 'A hold runs in this ticket.', { reason: 'hold-running' })
    const memo: Memo = {
      ticketId,
      accountId: mail.accountId,
      customerId: null,
      name: call.recipients.from?.name ?? '',
      number: call.recipients.from?.address ?? '',
      kind: call.kind as Memo['kind'],
      matter: call.textBody,
      items: [],
      category: (line.data['category'] ?? null) as string | null,
      isCallBack: line.data['isCallBack'] === true,
      fromMessageId: mail.id,
    }
    const now = clock.now()
    store.transaction(() => {
      store.search.remove(id)
      store.messages.replaceOrderNumbers(id, [])
      store.personSigns.drop(id)
      store.messages.remove(id)
      giveCategoryBack(call, line.data)
      toSender(call, mail)
      store.journal.append({ at: now, actor: 'staff', type: 'call.undone', ticketId, data: { messageId: id } })
      tickets.settle(ticketId, 'staff', now)
    })
    changes.note('tickets', [ticketId])
    return memo
  }
}
