import type { Database } from 'better-sqlite3'
import type { HoldId, HoldKind, HoldOutcome, MessageId, ShopId, TicketId } from '../../preload/domain.ts'
import { holdDueAt } from '../core/hold-due.ts'
import type { Hold } from '../core/holds.ts'

export type HoldRow = {
  id: HoldId
  ticketId: TicketId
  state: Hold
  /** What told the customer of the date. */
  messageId: MessageId
  orderNumber: string
  product: string
  stockNote: string
  isReserved: boolean
  /** When the automatic reminder is to be queued. */
  autoAt: number | null
  /** Addresses that something came back from, in lower case. */
  dead: string[]
  createdAt: number
  endedAt: number | null
  /** What it was before its end. */
  beforeEnd: BeforeEnd | null
}
export type BeforeEnd = {
  state: Hold
  resolvedAt: number | null
  reopenedAt: number | null
  afterResolvedAt: number | null
  afterReopenedAt: number | null
}
export type HoldLabels = Pick<HoldRow, 'orderNumber' | 'product' | 'stockNote' | 'isReserved'>
export type NewHold = Omit<HoldRow, 'id' | 'endedAt' | 'beforeEnd' | 'dead'>
/** What a message of ours says in a hold. */
export type HoldStepRow = {
  messageId: MessageId
  step: 'request' | 'reminder' | 'end'
  holdId: HoldId | null
  round: number
  lastInboundId: MessageId | null
  isAutomatic: boolean
  leftAt: number | null
  appliedAt: number | null
}

type Raw = Omit<HoldRow, 'state' | 'isReserved' | 'beforeEnd' | 'dead'> & {
  state: string
  dead: string
  isReserved: 0 | 1
  beforeEnd: string | null
}
type RawStep = Omit<HoldStepRow, 'isAutomatic'> & { isAutomatic: 0 | 1 }

const COLUMNS = `id, ticket_id AS ticketId, state, message_id AS messageId, order_number AS orderNumber, product, stock_note AS stockNote,
  is_reserved AS isReserved, auto_at AS autoAt, dead, created_at AS createdAt, ended_at AS endedAt, before_end AS beforeEnd`
/** The customer's word: what intake counts as asking. */
const ASKS = `direction = 'inbound' AND kind IN ('ticket', 'reply', 'inquiry')`

/** What waits for a customer, and which of our messages say so. The state is one value of core/holds.ts; columns mirror it. */
export function createHoldStore(db: Database) {
  const get = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM hold WHERE id = ?`)
  const running = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM hold WHERE ticket_id = ? AND ended_at IS NULL`)
  const lastOf = db.prepare<[number], Raw>(
    `SELECT ${COLUMNS} FROM hold WHERE ticket_id = ? ORDER BY ended_at IS NULL DESC, ended_at DESC, id DESC LIMIT 1`,
  )
  const listRunning = db.prepare<[], Raw>(
    `SELECT ${COLUMNS} FROM hold WHERE ended_at IS NULL ORDER BY due_at IS NOT NULL, due_at, id`,
  )
  // From the holds, of which there are few, and not from the tickets of a customer, who may be a marketplace.
  const beside = db.prepare<{ ticketId: number; shopId: number }, Raw>(`
    SELECT ${COLUMNS} FROM hold INDEXED BY hold_running WHERE ended_at IS NULL AND EXISTS (
      SELECT 1 FROM ticket here CROSS JOIN ticket there WHERE here.id = @ticketId AND there.id = hold.ticket_id
        AND there.id <> here.id AND there.customer_id = here.customer_id AND there.shop_id = @shopId)`)
  const strayed = db.prepare<{ tickets: string }, Raw>(`
    SELECT ${COLUMNS} FROM hold WHERE ticket_id IN (SELECT value FROM json_each(@tickets))
      AND ticket_id <> (SELECT m.ticket_id FROM message m WHERE m.id = message_id)`)
  const insert = db.prepare(`
    INSERT INTO hold (ticket_id, kind, stage, state, message_id, order_number, product, stock_note, is_reserved, is_undelivered, due_at, auto_at, created_at)
    VALUES (@ticketId, @kind, @stage, @state, @messageId, @orderNumber, @product, @stockNote, @isReserved, @isUndelivered, @dueAt, @autoAt, @createdAt)`)
  const save = db.prepare(`
    UPDATE hold SET kind = @kind, stage = @stage, state = @state, is_undelivered = @isUndelivered, due_at = @dueAt, auto_at = @autoAt,
      outcome = @outcome, ended_at = @endedAt, before_end = @beforeEnd, dead = @dead WHERE id = @id`)
  const label = db.prepare(`
    UPDATE hold SET order_number = @orderNumber, product = @product, stock_note = @stockNote, is_reserved = @isReserved WHERE id = @id`)
  const setMessage = db.prepare('UPDATE hold SET message_id = ? WHERE id = ?')
  const setTicket = db.prepare('UPDATE hold SET ticket_id = ? WHERE id = ?')
  const setAuto = db.prepare('UPDATE hold SET auto_at = ? WHERE id = ?')
  const nextAuto = db.prepare<[], { at: number | null }>(
    'SELECT MIN(auto_at) AS at FROM hold WHERE auto_at IS NOT NULL',
  )
  const listAuto = db.prepare<[number], Raw>(
    `SELECT ${COLUMNS} FROM hold WHERE auto_at IS NOT NULL AND auto_at <= ? ORDER BY auto_at, id`,
  )
  const setStage = db.prepare('UPDATE ticket SET hold_stage = ? WHERE id = ?')
  const outcomes = db.prepare<[number], { kind: HoldKind; outcome: HoldOutcome; count: number }>(`
    SELECT kind, outcome, COUNT(*) AS count FROM hold WHERE ended_at >= ? AND outcome <> 'withdrawn' GROUP BY kind, outcome ORDER BY kind, outcome`)
  const newestAsking = db.prepare<[number], { id: MessageId | null }>(
    `SELECT MAX(id) AS id FROM message WHERE ticket_id = ? AND ${ASKS}`,
  )
  const asksSince = db.prepare<[number, number], { id: MessageId }>(
    `SELECT id FROM message WHERE ticket_id = ? AND ${ASKS} AND id > ? LIMIT 1`,
  )
  const step = db.prepare<[number], RawStep>(`
    SELECT message_id AS messageId, step, hold_id AS holdId, round, last_inbound_id AS lastInboundId, is_automatic AS isAutomatic, left_at AS leftAt, applied_at AS appliedAt
    FROM hold_step WHERE message_id = ?`)
  const stepsOf = db.prepare<[number], RawStep>(`
    SELECT message_id AS messageId, step, hold_id AS holdId, round, last_inbound_id AS lastInboundId, is_automatic AS isAutomatic, left_at AS leftAt, applied_at AS appliedAt
    FROM hold_step WHERE hold_id = ? ORDER BY message_id`)
  const addStep = db.prepare(`
    INSERT INTO hold_step (message_id, step, hold_id, round, last_inbound_id, is_automatic)
    VALUES (@messageId, @step, @holdId, @round, @lastInboundId, @isAutomatic)`)
  const setLeft = db.prepare('UPDATE hold_step SET left_at = ? WHERE message_id = ?')
  const setApplied = db.prepare('UPDATE hold_step SET applied_at = ?, hold_id = ?, round = ? WHERE message_id = ?')

  const mirror = (state: Hold) => ({
    kind: state.kind,
    stage: state.stage,
    state: JSON.stringify(state),
    isUndelivered: state.undelivered === null ? 0 : 1,
    dueAt: holdDueAt(state),
    outcome: state.outcome,
  })

  return {
    get: (id: HoldId) => one(get.get(id)),
    running: (ticketId: TicketId) => one(running.get(ticketId)),
    /** The running one, else the one that ended last. */
    lastOf: (ticketId: TicketId) => one(lastOf.get(ticketId)),
    /** What a person must decide first, then the nearest date. */
    listRunning: () => listRunning.all().map(toHold),
    /** On other tickets of its customer in this shop. */
    runningBeside: (ticketId: TicketId, shopId: ShopId) => beside.all({ ticketId, shopId }).map(toHold),
    /** Holds of these tickets whose request lies elsewhere now. */
    strayed: (tickets: readonly TicketId[]) => strayed.all({ tickets: JSON.stringify(tickets) }).map(toHold),
    insert: ({ state, isReserved, ...row }: NewHold): HoldId =>
      Number(insert.run({ ...row, ...mirror(state), isReserved: isReserved ? 1 : 0 }).lastInsertRowid) as HoldId,
    save: ({ id, state, autoAt, dead, endedAt, beforeEnd }: HoldRow) =>
      void save.run({
        ...mirror(state),
        id,
        autoAt,
        dead: JSON.stringify(dead),
        endedAt,
        beforeEnd: beforeEnd === null ? null : JSON.stringify(beforeEnd),
      }),
    label: (id: HoldId, { isReserved, ...labels }: HoldLabels) =>
      void label.run({ ...labels, id, isReserved: isReserved ? 1 : 0 }),
    setMessage: (id: HoldId, messageId: MessageId) => void setMessage.run(messageId, id),
    setTicket: (id: HoldId, ticketId: TicketId) => void setTicket.run(ticketId, id),
    setAuto: (id: HoldId, at: number | null) => void setAuto.run(at, id),
    nextAutoAt: () => nextAuto.get()!.at,
    listAuto: (now: number) => listAuto.all(now).map(toHold),
    /** For the lists: the stage of the hold that runs on the ticket, or null. */
    showStage: (ticketId: TicketId, stage: Hold['stage'] | null) => void setStage.run(stage, ticketId),
    /** Without what was withdrawn. */
    outcomesSince: (at: number) => outcomes.all(at),
    /** The newest message of the customer by id, which is the order in which we came to know them. */
    newestAsking: (ticketId: TicketId) => newestAsking.get(ticketId)?.id ?? null,
    /** We came to know of a message of the customer after this one of ours was written. */
    hasAskedSince: (ticketId: TicketId, messageId: MessageId) => asksSince.get(ticketId, messageId) !== undefined,
    step: (messageId: MessageId) => oneStep(step.get(messageId)),
    stepsOf: (id: HoldId) => stepsOf.all(id).map(toStep),
    addStep: ({ isAutomatic, ...row }: Omit<HoldStepRow, 'leftAt' | 'appliedAt'>) =>
      void addStep.run({ ...row, isAutomatic: isAutomatic ? 1 : 0 }),
    setLeft: (messageId: MessageId, at: number) => void setLeft.run(at, messageId),
    setApplied: (messageId: MessageId, holdId: HoldId | null, round: number, at: number) =>
      void setApplied.run(at, holdId, round, messageId),
  }
}

const toHold = ({ state, isReserved, beforeEnd, dead, ...row }: Raw): HoldRow => ({
  ...row,
  dead: JSON.parse(dead) as string[],
  state: JSON.parse(state) as Hold,
  isReserved: isReserved === 1,
  beforeEnd: beforeEnd === null ? null : (JSON.parse(beforeEnd) as BeforeEnd),
})
const one = (row: Raw | undefined): HoldRow | null => (row ? toHold(row) : null)
const toStep = ({ isAutomatic, ...row }: RawStep): HoldStepRow => ({ ...row, isAutomatic: isAutomatic === 1 })
const oneStep = (row: RawStep | undefined): HoldStepRow | null => (row ? toStep(row) : null)
