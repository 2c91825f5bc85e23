import type { MessageId, MoveId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { MovedMessage, TicketMove, TicketMoveKind } from '../store/moves.ts'
import type { ChecklistService } from './checklists.ts'
import { noteMove, type Changes } from './changes.ts'
import { createCustomerMoves } from './customer-moves.ts'
import type { FollowHolds } from './hold-moves.ts'
import { createMoveUndo } from './move-undo.ts'
import { createTicketRows } from './ticket-rows.ts'
import type { TicketService } from './tickets.ts'

const MOVE_TYPES = { merge: 'ticket.merged', split: 'ticket.split', move: 'messages.moved' } as const

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
export function createMoveService(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  checklists: Pick<ChecklistService, 'combine'>,
  followHolds: FollowHolds,
) {
  const { moves } = store
  const rows = createTicketRows(store)
  const { snapshot, rebuild } = rows
  const customerMoves = createCustomerMoves(store, clock, changes, tickets)

  function existing(id: TicketId): TicketId {
    const living = store.tickets.living(id)
    if (!store.tickets.facts(living)) throw new AppError('not-found', `No ticket ${id}`)
    return living
  }

  /** Everything in one step, inside a transaction: messages with what hangs on them, rows, deadlines, journal, record. */
  function carryOut(plan: Plan, isNew = false): MoveId {
    const { kind, into, at, actor } = plan
    const sources = [...new Set(plan.messages.map(({ from }) => from))]
    const before = [...sources, ...(isNew ? [] : [into])].map(snapshot)
    const record: TicketMove = { into, messages: [], emptied: [], signposts: [], alerts: [], before, after: [] }
    for (const message of plan.messages) takeMessage(record, message, plan)
    for (const source of sources) if (moves.conversationOf(source).length === 0) empty(record, source, at)
    followHolds([into, ...sources], at)
    const living = [into, ...sources.filter((id) => !record.emptied.includes(id))]
    for (const id of living) {
      rebuild(id)
      tickets.settle(id, 'system', at)
      moves.keepMarks(
        id,
        before.flatMap(({ openDeadlines }) => openDeadlines),
      )
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
    noteMove(changes, [...sources, into])
    return moveId
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
    checklists.combine(source, into)
    moves.adopt(source, into)
    for (const id of moves.leadingTo(source)) {
      record.signposts.push({ id, ledTo: source })
      moves.lead(id, into)
    }
    record.emptied.push(source)
    moves.setEmpty(source, into)
  }

  /** Deadlines follow from messages, except a date that a person set. Those of holds follow from their messages as well. */
  function carryDates(source: TicketId, into: TicketId, at: number): void {
    const kept = store.deadlines.openOf(into).map(({ kind }) => kind)
    for (const row of store.deadlines.openOf(source)) {
      store.deadlines.end(row.id, at, 'moved')
      if (row.kind !== 'manual' || kept.includes(row.kind)) continue
      store.deadlines.add({ ...row, ticketId: into })
      kept.push(row.kind)
    }
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

  return {
    merge,
    split,
    move,
    undo: createMoveUndo({ store, clock, changes, tickets, rows, customerMoves, followHolds }),
    rebuild,
    mergeCustomers: customerMoves.merge,
    /** Not while a hold runs on each: a person has to end one first. */
    mayJoin: (one: TicketId, other: TicketId) => !store.holds.running(one) || !store.holds.running(other),
    /** Two tickets that mail proved to be one. Inside the transaction that takes the mail in. */
    join(from: TicketId, into: TicketId, evidence: string, at: number): void {
      carryOut({ kind: 'merge', messages: allOf(from), into, actor: 'system', at, reason: 'referenced-by', evidence })
    },
    declineOffer(asked: TicketId, askedOther: TicketId, isUndo = false): void {
      store.transaction(() => {
        const [id, other] = [existing(asked), existing(askedOther)]
        if (id === other) throw new AppError('invalid-input', 'They are one ticket.')
        if (isUndo) moves.offerAgain(id, other)
        else moves.decline(id, other)
        const at = clock.now()
        const type = isUndo ? 'offer.made-again' : 'offer.declined'
        store.journal.append({ at, actor: 'staff', type, ticketId: id, data: { other } })
        store.journal.append({ at, actor: 'staff', type, ticketId: other, data: { other: id } })
      })
      changes.note('tickets', [asked, askedOther])
    },
  }
}
