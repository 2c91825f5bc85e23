import type { Caller, ContactKind, CustomerId, MessageId, TicketId } from '../../preload/domain.ts'
import type { Output, Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import { writeCallItems } from '../core/call-items.ts'
import { excerptOf } from '../core/excerpt.ts'
import { guessCall, reportedCall } from '../core/phone-mail/read-call.ts'
import { digitsOf, fitsNumber, isAskable } from '../core/phone-number.ts'
import { searchTextOf } from '../core/search-text.ts'
import { withMessage } from '../core/ticket.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { TicketFacts } from '../store/tickets.ts'
import type { CategoryService } from './categories.ts'
import type { Changes } from './changes.ts'
import type { Arrival } from './intake.ts'
import { createMemoUndo } from './memo-undo.ts'
import { orderNumbersIn } from '../core/digest.ts'
import { rememberPerson } from './same-person.ts'
import type { TicketService } from './tickets.ts'

type Memo = Parsed<'phone.save'>
/** Who writes it down, and when the call was. */
type By = { actor: 'staff' | 'system'; at: number }
type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  tickets: TicketService
  categories: CategoryService
  words: () => Catalog['people']
  /** The customer's word may be what somebody waits for. */
  onCall: (ticketId: TicketId, messageId: MessageId, at: number) => void
}

const CALLERS = 10
const OPEN_TICKETS = 5
const SUBJECT_LENGTH = 60
/** The key of the category and of the policy of what waits for our call. */
const CALL_BACK = 'call-back'
/** What a service sends is a mail like a customer's, or one that a program wrote; what is filed by a known rule is something else. */
const MAY_REPORT = new Set(['ticket', 'reply', 'auto-reply', 'bulk'])

/** 電話メモ: what was said on the phone, on video or at the counter, or came on paper, as part of a ticket like any mail. */
export function createPhoneService({ store, clock, changes, tickets, categories, words, onCall }: Tools) {
  function lookup(number: string): Caller[] {
    const digits = digitsOf(number)
    if (!isAskable(digits)) return []
    const fits = new Map<CustomerId, string>()
    for (const { id, number: known } of store.customers.numbers())
      if (!fits.has(id) && fitsNumber(known, digits)) fits.set(id, known)
    return [...fits].slice(0, CALLERS).map(([id, known]) => toCaller(id, known))
  }

  function toCaller(id: CustomerId, number: string): Caller {
    const { name, kana } = store.customers.get(id)!
    const openTickets = store.tickets
      .ofCustomer(id, 20)
      .filter(({ status }) => status !== 'resolved')
      .slice(0, OPEN_TICKETS)
    return {
      customerId: id,
      name,
      kana,
      number,
      openTickets: openTickets.map((row) => ({ id: row.id, subject: row.subject })),
    }
  }

  /** Who called: the one that was chosen, the one with this number, or somebody new. The number is learned. */
  function callerOf({ customerId, name, number }: Memo): CustomerId | null {
    const digits = digitsOf(number)
    if (customerId !== null) {
      const id = store.customers.living(customerId)
      if (!store.customers.get(id)) throw new AppError('not-found', `No customer ${customerId}`)
      if (isAskable(digits)) store.customers.addIdentity({ channel: 'phone', value: digits }, id)
      return id
    }
    return isAskable(digits) ? store.customers.obtain('phone', digits, name, clock.now()) : null
  }

  function openTicket(memo: Memo, customerId: CustomerId | null, { actor }: By): TicketId {
    const account = store.accounts.get(memo.accountId)
    if (!account) throw new AppError('not-found', `No account ${memo.accountId}`)
    const now = clock.now()
    const known = customerId === null ? null : store.customers.get(customerId)
    const id = store.tickets.insert({
      kind: 'ticket',
      status: 'new',
      accountId: account.id,
      shopId: account.shopId,
      channel: 'phone',
      customerId,
      customerName: memo.name || known?.name || memo.number,
      subject: subjectOf(memo),
      excerpt: '',
      lastMessageAt: now,
      createdAt: now,
    })
    store.journal.append({ at: now, actor, type: 'ticket.created', ticketId: id })
    if (memo.isCallBack) store.work.setPolicy(id, CALL_BACK)
    return id
  }

  function subjectOf({ matter, kind }: Memo): string {
    const line = [...matter.split('\n')[0]!.trim()].slice(0, SUBJECT_LENGTH).join('')
    return words().memoSubject(words().contactKinds[kind], line)
  }

  function write(ticket: TicketFacts, memo: Memo, by: By): MessageId {
    const { matter, name, number, kind } = memo
    const newest = store.messages.ofTicket(ticket.id).at(-1)
    const at = Math.max(by.at, (newest?.at ?? 0) + 1)
    const from = { name: name || ticket.customerName, address: number }
    const id = store.messages.insert({
      ticketId: ticket.id,
      accountId: ticket.accountId,
      direction: 'call',
      kind: kind satisfies ContactKind,
      // Whether somebody waits for us, which is all that status and deadline follow from.
      rule: memo.isCallBack ? CALL_BACK : 'settled',
      at,
      headerDate: null,
      mid: null,
      sender: null,
      recipients: { from, to: [], cc: [], replyTo: [] },
      subject: ticket.subject,
      textBody: matter,
      hasHtml: false,
      sourceHash: null,
      joinReason: 'written-here',
      joinEvidence: null,
      unreadable: null,
      defects: [],
    })
    const senders = [from, { name, address: digitsOf(number) }]
    store.search.add(id, searchTextOf({ subject: ticket.subject, body: matter, senders, recipients: [], files: [] }))
    const orderNumbers = orderNumbersIn({ subject: '', textBody: matter })
    store.messages.addOrderNumbers(id, orderNumbers)
    const digits = digitsOf(number)
    const caller = { channel: 'phone' as const, value: isAskable(digits) ? digits : '', address: '' }
    rememberPerson(store, id, caller, { person: [], orderNumbers }, [])
    const { subject } = ticket
    const added = { at, subject, excerpt: excerptOf(matter), orderNumbers, hasAttachments: false, answers: false }
    store.tickets.update(ticket, withMessage(ticket, { ...added, asks: memo.isCallBack }))
    return id
  }

  /** The mail of whoever took the call stays in the ticket, which is the caller's now and waits for our call. */
  function handOver(ticketId: TicketId, memo: Memo, customerId: CustomerId | null): void {
    const ticket = store.tickets.facts(ticketId)!
    const known = customerId === null ? null : store.customers.get(customerId)
    const customerName = memo.name || known?.name || memo.number || ticket.customerName
    const subject = subjectOf(memo)
    const of = customerId ?? ticket.customerId
    store.tickets.update(ticket, { ...ticket, kind: 'ticket', customerId: of, customerName, subject })
    store.tickets.setChannel(ticketId, 'phone')
    if (memo.isCallBack) store.work.setPolicy(ticketId, CALL_BACK)
  }

  /** What is ordered stands below what was said. */
  function withItems({ items, ...memo }: Memo): Memo {
    const list = writeCallItems(items, words().callItems)
    const matter = memo.matter || words().callItems.order
    return { ...memo, items: [], matter: list === '' ? memo.matter : `${matter}\n\n${list}` }
  }

  /** Inside a transaction. */
  function take(written: Memo, by: By): { ticketId: TicketId; messageId: MessageId } {
    const memo = withItems(written)
    const isNew = memo.ticketId === null
    const customerId = callerOf(memo)
    const ticketId = isNew ? openTicket(memo, customerId, by) : store.tickets.living(memo.ticketId!)
    if (!store.tickets.facts(ticketId)) throw new AppError('not-found', `No ticket ${memo.ticketId}`)
    if (memo.fromMessageId !== null) handOver(ticketId, memo, customerId)
    const messageId = write(store.tickets.facts(ticketId)!, memo, by)
    const isOwnMatter = isNew || memo.fromMessageId !== null
    const category = memo.category ?? (isOwnMatter && memo.isCallBack ? CALL_BACK : null)
    const { kind, isCallBack, fromMessageId } = memo
    const categoryBefore = store.work.get(ticketId)?.category ?? null
    const data = { kind, isCallBack, messageId, fromMessageId, category, categoryBefore }
    store.journal.append({ at: clock.now(), actor: by.actor, type: 'call.noted', ticketId, data })
    if (category !== null) categories.assign([ticketId], category, by.actor === 'staff' ? 'staff' : 'rule')
    tickets.settle(ticketId, by.actor, clock.now())
    onCall(ticketId, messageId, clock.now())
    return { ticketId, messageId }
  }

  /** Mail of an answering service becomes the call it reports. What was there before the program did was dealt with. */
  function onArrival({ account, ticketId, isNewTicket, messageId, inbound, classification }: Arrival): void {
    const { receivedAt, message, unreadable } = inbound
    if (unreadable !== null || receivedAt < account.createdAt || !MAY_REPORT.has(classification.kind)) return
    const call = reportedCall(message)
    if (call === null) return
    const memo: Memo = {
      ...call,
      // Two callers are two matters, though one service wrote both mails.
      ticketId: isNewTicket ? ticketId : null,
      fromMessageId: isNewTicket ? messageId : null,
      accountId: account.id,
      customerId: null,
      kind: 'phone',
      items: [],
      category: null,
      isCallBack: true,
    }
    // Nobody at the service waits for a receipt.
    store.autoMail.silence(messageId)
    changes.note('tickets', [take(memo, { actor: 'system', at: receivedAt }).ticketId])
  }

  return {
    lookup,
    onArrival,
    undo: createMemoUndo({ store, clock, changes, tickets, categories }),
    /** What can be told of a call from this mail, for the form of the memo. */
    read(id: MessageId): Output<'phone.read'> {
      const row = store.messages.get(id)
      if (!row) throw new AppError('not-found', `No message ${id}`)
      return { ...guessCall(row), accountId: row.accountId }
    },
    save(memo: Memo): { ticketId: TicketId; messageId: MessageId } {
      const isNew = memo.ticketId === null
      const saved = store.transaction(() => {
        const taken = take(memo, { actor: 'staff', at: clock.now() })
        const { ticketId } = taken
        if (isNew) store.tickets.setSeen(ticketId, store.tickets.facts(ticketId)!.lastMessageAt)
        return taken
      })
      if (isNew && !memo.isCallBack) tickets.resolve([saved.ticketId], 'settled')
      changes.note('tickets', [saved.ticketId])
      return saved
    },
  }
}
