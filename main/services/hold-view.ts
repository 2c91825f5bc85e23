import type { HoldKind, HoldView, TicketId } from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import { addressesIn, phonesIn, productIn } from '../core/contact-ways.ts'
import { proposeHoldDate } from '../core/hold-dates.ts'
import { holdDueAt } from '../core/hold-due.ts'
import { HOLD_OUTCOMES, holdStepNumber, mayEnd, mayRemind } from '../core/holds.ts'
import { digitsOf } from '../core/phone-number.ts'
import { splitQuoted } from '../core/quoting.ts'
import type { Clock } from '../jobs/clock.ts'
import type { HoldRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { HoursOf } from './hold-state.ts'

const DAY_MS = 86_400_000
/** An ended hold is shown on its ticket for so long, and can be taken up again. */
const SHOWN_DAYS = 30
const COUNTED_DAYS = 90
const OTHER_WAYS = 12

/** What the window shows of holds. Changes nothing. */
export function createHoldReader(store: Store, clock: Clock, hoursOf: HoursOf) {
  function view(row: HoldRow): HoldView {
    const now = clock.now()
    const { id, ticketId, state } = row
    const { kind, stage, round, request, reminder, undelivered, outcome, isAutomatic } = state
    return {
      id,
      ticketId,
      kind,
      stage,
      round,
      request,
      reminder,
      undelivered,
      outcome,
      isAutomatic,
      product: row.product,
      orderNumber: row.orderNumber,
      stockNote: row.stockNote,
      isReserved: row.isReserved,
      isUndelivered: undelivered !== null,
      step: holdStepNumber(stage),
      dueAt: holdDueAt(state),
      mayRemind: mayRemind(state, now),
      mayRemindOtherWay: mayRemind(state, now, 'other-address'),
      mayEnd: [...HOLD_OUTCOMES[kind], 'withdrawn' as const].map((one) => ({
        outcome: one,
        permission: mayEnd(state, one, now),
      })),
      autoReminderAt: row.autoAt,
      otherWays: otherWays(row),
      nextDueAt: proposeHoldDate(kind, hoursOf(ticketId), now),
    }
  }

  /** Where else the customer can be reached: their card first, then what they wrote themselves. */
  function otherWays(row: HoldRow): HoldView['otherWays'] {
    const ticket = store.tickets.facts(row.ticketId)!
    const card = ticket.customerId === null ? null : store.customers.get(ticket.customerId)
    const texts = [
      ...(card ? [...card.fields.map(({ value }) => value), card.notes] : []),
      ...store.messages
        .ofTicket(row.ticketId)
        .filter(({ direction, kind }) => direction === 'inbound' && kind !== 'bounce')
        .map(({ textBody }) => splitQuoted(textBody))
        .map(({ own, signature }) => `${own}\n${signature}`),
    ]
    const used = store.messages.get(row.messageId)?.recipients.to ?? []
    const taken = new Set([
      ...row.dead,
      ...used.map(({ address }) => address.toLowerCase()),
      ...store.accounts.ownAddresses(),
    ])
    const known = card ? store.customers.identities(card.id) : []
    const identities = (wanted: string) => known.filter(({ channel }) => channel === wanted).map(({ value }) => value)
    const addresses = [...new Set([...identities('mail'), ...texts.flatMap(addressesIn)])].filter(
      (value) => !taken.has(value),
    )
    const phones = byDigits([...texts.flatMap(phonesIn), ...identities('phone')])
    return [
      ...addresses.map((value) => ({ kind: 'address' as const, value })),
      ...phones.map((value) => ({ kind: 'phone' as const, value })),
    ].slice(0, OTHER_WAYS)
  }

  /** One number in two ways of writing it is one. */
  function byDigits(numbers: readonly string[]): string[] {
    return [...new Map(numbers.toReversed().map((number) => [digitsOf(number), number])).values()].reverse()
  }

  return {
    view,
    /** The running one, else the last one if it ended lately. */
    ofTicket(ticketId: TicketId): HoldView | null {
      const row = store.holds.lastOf(ticketId)
      const isLate = row !== null && row.endedAt !== null && row.endedAt < clock.now() - SHOWN_DAYS * DAY_MS
      return row === null || isLate ? null : view(row)
    },
    board(): Output<'holds.board'> {
      const rows = store.holds
        .listRunning()
        .map((row) => ({ hold: view(row), ticket: store.tickets.summary(row.ticketId)! }))
      return { rows, outcomes: store.holds.outcomesSince(clock.now() - COUNTED_DAYS * DAY_MS) }
    },
    propose(asked: TicketId, kind: HoldKind): Output<'holds.propose'> {
      const id = store.tickets.living(asked)
      const ticket = store.tickets.facts(id)
      if (!ticket) throw new AppError('not-found', `No ticket ${asked}`)
      const texts = store.messages.ofTicket(id).map(({ textBody }) => textBody)
      return {
        dueAt: proposeHoldDate(kind, hoursOf(id), clock.now()),
        orderNumbers: ticket.orderNumbers,
        product: texts.map(productIn).find((product) => product !== '') ?? '',
      }
    },
  }
}
