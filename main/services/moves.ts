import type { MessageId, MoveId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { splitAlias } from '../core/classify/alias.ts'
import { excerptOf } from '../core/excerpt.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { MoveKind, MovedMessage, TicketMove, TicketSnapshot } from '../store/moves.ts'
import type { Changes } from './changes.ts'
import { createCustomerMoves } from './customer-moves.ts'
import type { TicketService } from './tickets.ts'

/** Order numbers that a row shows. */
const SHOWN_NUMBERS = 20
const MOVE_TYPES = { merge: 'ticket.merged', split: 'ticket.split', move: 'messages.moved' } as const

type TicketMoveKind = Exclude<MoveKind, 'customers'>
type Plan = {
  kind: TicketMoveKind
  /** In these tickets, which are alive and not `into`. */
  messages: MovedMessage[]
  into: TicketId
  actor: 'staff' | 'system'
  at: number
  reason: string
  evidence: string | null
}

export type MoveService = ReturnType<typeof createMoveService>

/** Where messages lie: merging, splitting and moving, and taking each of these back. */
export function createMoveService(store: Store, clock: Clock, changes: Changes, tickets: TicketService) {
  const { moves } = store
  const customerMoves = createCustomerMoves(store, clock, changes)

  function existing(id: TicketId): TicketId {
    const living = store.tickets.living(id)
    if (!store.tickets.facts(living)) throw new AppError('not-found', `No ticket ${id}`)
    return living
  }

  function snapshot(id: TicketId): TicketSnapshot {
    return {
      row: moves.ticketRow(id)!,
      messageIds: moves.messagesOf(id).map((message) => message.id),
      openDeadlines: moves.openDeadlines(id),
      draft: store.drafts.get(id),
      draftFiles: store.drafts.files({ owner: 'draft', id }),
    }
  }

  /** Everything in one step, inside a transaction: messages with what hangs on them, rows, deadlines, journal, record. */
  function carryOut(plan: Plan, isNew = false): MoveId {
    const { kind, into, at, actor } = plan
    const sources = [...new Set(plan.messages.map(({ from }) => from))]
    const before = [...sources, ...(isNew ? [] : [into])].map(snapshot)
    const record: TicketMove = { into, messages: [], emptied: [], signposts: [], alerts: [], before, after: [] }
    for (const message of plan.messages) takeMessage(record, message, plan)
    for (const source of sources) if (moves.conversationOf(source).length === 0) empty(record, source, at)
    const living = [into, ...sources.filter((id) => !record.emptied.includes(id))]
    for (const id of living) {
      rebuild(id)
      tickets.settle(id, 'system', at)
    }
    record.after = (isNew ? [...sources, into] : before.map(({ row }) => row.id)).map(snapshot)
    const moveId = moves.insert(kind, at, record)
    for (const id of [...sources, into]) {
      store.journal.append({
        at,
        actor,
        type: MOVE_TYPES[kind],
        ticketId: id,
        data: {
          from: sources.length === 1 ? sources[0] : sources,
          into,
          count: record.messages.length,
          reason: plan.reason,
          evidence: plan.evidence,
          moveId,
        },
      })
    }
    note([...sources, into])
    return moveId
  }

  function note(ids: readonly TicketId[]): void {
    changes.note('tickets', ids)
    changes.note('alerts')
    changes.note('outbox')
  }

  function takeMessage(record: TicketMove, message: MovedMessage, { kind, into }: Plan): void {
    record.messages.push(message)
    const join = kind === 'merge' ? message : { joinReason: 'moved', joinEvidence: `#${message.from}` }
    moves.putMessage(message.id, into, join)
    const alert = moves.alertOfMessage(message.id)
    if (alert) takeAlert(record, alert)
  }

  function takeAlert(record: TicketMove, alert: TicketMove['alerts'][number]): void {
    record.alerts.push(alert)
    moves.setAlert(alert.id, record.into)
  }

  /** A ticket that lost its last message: whatever else it holds goes along, and its number leads on. */
  function empty(record: TicketMove, source: TicketId, at: number): void {
    const { into } = record
    for (const message of moves.messagesOf(source)) {
      record.messages.push({ ...message, from: source })
      moves.putMessage(message.id, into, message)
    }
    for (const alert of moves.alertsOf(source)) takeAlert(record, alert)
    carryDates(source, into, at)
    store.drafts.merge(source, into)
    moves.adopt(source, into)
    for (const id of moves.leadingTo(source)) {
      record.signposts.push({ id, ledTo: source })
      moves.lead(id, into)
    }
    record.emptied.push(source)
    moves.setEmpty(source, into)
  }

  /** Deadlines follow from messages, except a date that a person set or promised. */
  function carryDates(source: TicketId, into: TicketId, at: number): void {
    const kept = store.deadlines.openOf(into).map(({ kind }) => kind)
    for (const row of store.deadlines.openOf(source)) {
      store.deadlines.end(row.id, at, 'moved')
      if ((row.kind === 'manual' || row.kind === 'hold') && !kept.includes(row.kind))
        store.deadlines.add({ ...row, ticketId: into })
    }
  }

  /** Writes the row of a ticket anew from its messages. Inside a transaction; status and deadlines are settled after it. */
  function rebuild(id: TicketId): void {
    const { excerptOf: text, orderNumbers } = moves.compute(id)
    moves.rebuild(id, excerptOf(text), orderNumbers.slice(0, SHOWN_NUMBERS))
    const ticket = store.tickets.facts(id)!
    const people = customersIn(id, ticket.channel)
    if (ticket.customerId !== null && people.includes(ticket.customerId)) return
    const [customerId] = people
    if (customerId !== undefined) store.tickets.setCustomer(id, customerId, store.customers.get(customerId)!.name)
  }

  /** Who takes part, the writer of the first message first. */
  function customersIn(id: TicketId, channel: Parameters<Store['customers']['find']>[0]) {
    const writers = store.messages
      .ofTicket(id)
      .filter(({ direction }) => direction === 'inbound')
      .map(({ sender }) => sender ?? '')
    const addresses = new Set([...writers, ...store.messages.participants(id)])
    return [...addresses].flatMap((address) => store.customers.find(channel, splitAlias(address).alias) ?? [])
  }

  const allOf = (id: TicketId): MovedMessage[] => moves.messagesOf(id).map((message) => ({ ...message, from: id }))

  function merge(asked: readonly TicketId[], askedInto: TicketId): MoveId {
    return store.transaction(() => {
      const into = existing(askedInto)
      const sources = [...new Set(asked.map(existing))].filter((id) => id !== into)
      if (sources.length === 0) throw new AppError('invalid-input', 'A ticket cannot be merged into itself.')
      const messages = sources.flatMap(allOf)
      return carryOut({
        kind: 'merge',
        messages,
        into,
        actor: 'staff',
        at: clock.now(),
        reason: 'by-hand',
        evidence: null,
      })
    })
  }

  function split(asked: TicketId, messageIds: readonly MessageId[]): { moveId: MoveId; ticketId: TicketId } {
    return store.transaction(() => {
      const source = existing(asked)
      const messages = chosen(messageIds)
      if (messages.some(({ from }) => from !== source))
        throw new AppError('invalid-input', 'Not a message of this ticket')
      const rest = moves.conversationOf(source).filter((id) => !messageIds.includes(id))
      if (rest.length === 0) throw new AppError('invalid-input', 'A ticket keeps at least one of its messages.')
      const into = openFor(source, messages)
      const plan: Plan = {
        kind: 'split',
        messages,
        into,
        actor: 'staff',
        at: clock.now(),
        reason: 'by-hand',
        evidence: null,
      }
      return { moveId: carryOut(plan, true), ticketId: into }
    })
  }

  function move(messageIds: readonly MessageId[], askedInto: TicketId): MoveId {
    return store.transaction(() => {
      const into = existing(askedInto)
      const messages = chosen(messageIds).filter(({ from }) => from !== into)
      if (messages.length === 0) throw new AppError('invalid-input', 'The messages are there already.')
      return carryOut({
        kind: 'move',
        messages,
        into,
        actor: 'staff',
        at: clock.now(),
        reason: 'by-hand',
        evidence: null,
      })
    })
  }

  function chosen(messageIds: readonly MessageId[]): MovedMessage[] {
    return [...new Set(messageIds)].map((id) => {
      const message = store.messages.get(id)
      if (!message) throw new AppError('not-found', `No message ${id}`)
      return { id, from: message.ticketId, joinReason: message.joinReason, joinEvidence: message.joinEvidence }
    })
  }

  /** The ticket that a split makes. It keeps what was decided so far: what was settled stays settled. */
  function openFor(source: TicketId, messages: readonly MovedMessage[]): TicketId {
    const first = messages.map(({ id }) => store.messages.get(id)!).toSorted((a, b) => a.at - b.at || a.id - b.id)
    const [begin] = first
    const account = store.accounts.get(begin!.accountId)!
    const isMachine = first.every(({ kind }) => kind === 'notice' || kind === 'bulk')
    const id = store.tickets.insert({
      kind: isMachine ? 'notice' : 'ticket',
      status: 'new',
      accountId: account.id,
      shopId: account.shopId,
      channel: account.channel,
      customerId: null,
      customerName: begin!.recipients.from?.name || begin!.sender || '',
      subject: begin!.subject,
      excerpt: '',
      lastMessageAt: begin!.at,
      createdAt: clock.now(),
    })
    moves.inherit(source, id)
    return id
  }

  /**
   * Puts back what a move moved, with the rows as they were where nothing has happened since. Throws AppError `conflict`
   * when that is not possible any more.
   */
  function undo(id: MoveId): void {
    store.transaction(() => {
      const row = moves.get(id)
      if (!row) throw new AppError('not-found', `No move ${id}`)
      if (row.undoneAt !== null) throw conflict()
      if (row.kind === 'customers') customerMoves.undo(row.record)
      else undoTickets(row.kind, row.record, id)
      moves.setUndone(id, clock.now())
    })
  }

  function undoTickets(kind: TicketMoveKind, record: TicketMove, moveId: MoveId): void {
    const now = clock.now()
    const current = new Map(record.after.map(({ row }) => [row.id, snapshot(row.id)]))
    check(kind, record, current)
    for (const { id, from, ...join } of record.messages) moves.putMessage(id, from, join)
    for (const { id, ticketId } of record.alerts) moves.setAlert(id, ticketId)
    for (const { id, ledTo } of record.signposts) moves.lead(id, ledTo)
    if (kind === 'split') close(record.into, record.before[0]!.row.id, now)
    restoreDrafts(record, current)
    const rest = record.before.filter(
      (before) =>
        !putBack(
          before,
          record.after.find(({ row }) => row.id === before.row.id)!,
          current,
          now,
        ),
    )
    for (const { row } of rest) {
      rebuild(row.id)
      tickets.settle(row.id, 'system', now)
    }
    const touched = [...new Set([...record.before.map(({ row }) => row.id), record.into])]
    for (const ticketId of touched)
      store.journal.append({
        at: now,
        actor: 'staff',
        type: 'move.undone',
        ticketId,
        data: { moveId, kind, into: record.into },
      })
    note(touched)
  }

  function check(kind: TicketMoveKind, record: TicketMove, current: ReadonlyMap<TicketId, TicketSnapshot>): void {
    const { into, messages, after } = record
    const here = new Set(current.get(into)!.messageIds)
    const moved = new Set<number>(messages.map(({ id }) => id))
    const others = [...here].filter((id) => !moved.has(id))
    if (messages.some(({ id }) => !here.has(id))) throw conflict()
    if (after.some(({ row }) => current.get(row.id)!.row.merged_into !== row.merged_into)) throw conflict()
    // What came into a split ticket since has no former place, and a ticket cannot be left without a message.
    if (kind === 'split' ? others.length > 0 : others.length === 0) throw conflict()
  }

  /** Restores the row of a ticket whole; false when something has happened to it since. */
  function putBack(
    before: TicketSnapshot,
    after: TicketSnapshot,
    current: ReadonlyMap<TicketId, TicketSnapshot>,
    now: number,
  ): boolean {
    const id = before.row.id
    const is = current.get(id)!
    // Nobody can have written to a ticket that led elsewhere.
    const isUntouched = after.row.merged_into !== null || sameState(is, after)
    if (!isUntouched) return false
    for (const deadline of store.deadlines.openOf(id))
      if (!before.openDeadlines.includes(deadline.id)) store.deadlines.end(deadline.id, now, 'moved')
    const open = moves.openDeadlines(id)
    for (const deadline of before.openDeadlines) if (!open.includes(deadline)) moves.reopenDeadline(deadline)
    const customerId = before.row['customer_id'] as Parameters<Store['customers']['living']>[0] | null
    moves.restoreRow({
      ...before.row,
      // The customer may be part of another one by now.
      customer_id: customerId === null ? null : store.customers.living(customerId),
      seen_at: after.row.merged_into === null ? is.row['seen_at']! : before.row['seen_at']!,
    })
    return true
  }

  /** Looking at a ticket changes nothing about it. */
  function sameState(one: TicketSnapshot, other: TicketSnapshot): boolean {
    const plain = ({ row, messageIds, openDeadlines }: TicketSnapshot) =>
      JSON.stringify([{ ...row, seen_at: null, is_overdue: null, customer_id: null }, messageIds, openDeadlines])
    return plain(one) === plain(other)
  }

  /** Each draft where it was, unless somebody has gone on writing: then the text stays where they wrote it. */
  function restoreDrafts(record: TicketMove, current: ReadonlyMap<TicketId, TicketSnapshot>): void {
    if (record.emptied.length === 0) return
    const after = record.after.find(({ row }) => row.id === record.into)!
    const is = current.get(record.into)!
    const isSame = JSON.stringify([is.draft, is.draftFiles]) === JSON.stringify([after.draft, after.draftFiles])
    if (!isSame) return
    for (const { row, draft, draftFiles } of record.before) {
      if (row.id !== record.into && !record.emptied.includes(row.id)) continue
      store.drafts.remove(row.id)
      if (draft) store.drafts.put(draft)
      for (const { index: _, ...file } of draftFiles) store.drafts.addFile({ owner: 'draft', id: row.id }, file)
    }
  }

  /** A ticket that a split made, after the split was taken back. */
  function close(id: TicketId, into: TicketId, now: number): void {
    for (const row of store.deadlines.openOf(id)) store.deadlines.end(row.id, now, 'moved')
    for (const alert of moves.alertsOf(id)) moves.setAlert(alert.id, into)
    store.drafts.merge(id, into)
    moves.setEmpty(id, into)
  }

  return {
    merge,
    split,
    move,
    undo,
    rebuild,
    mergeCustomers: customerMoves.merge,
    /** Two tickets that mail proved to be one. Inside the transaction that takes the mail in. */
    join(from: TicketId, into: TicketId, evidence: string, at: number): void {
      carryOut({ kind: 'merge', messages: allOf(from), into, actor: 'system', at, reason: 'referenced-by', evidence })
    },
    declineOffer(asked: TicketId, askedOther: TicketId): void {
      store.transaction(() => {
        const [id, other] = [existing(asked), existing(askedOther)]
        if (id === other) throw new AppError('invalid-input', 'They are one ticket.')
        moves.decline(id, other)
        const at = clock.now()
        store.journal.append({ at, actor: 'staff', type: 'offer.declined', ticketId: id, data: { other } })
        store.journal.append({ at, actor: 'staff', type: 'offer.declined', ticketId: other, data: { other: id } })
      })
      changes.note('tickets', [asked, askedOther])
    },
  }
}

function conflict(): AppError {
  return new AppError('conflict', 'What was moved has been moved again since.', { reason: 'moved-since' })
}
