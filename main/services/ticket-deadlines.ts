import { isNetwork, type TicketId } from '../../preload/domain.ts'
import {
  decideDeadline,
  effectOfAnswer,
  type DeadlineFacts,
  type DeadlinePolicy,
  type DecidedDeadline,
} from '../core/deadlines.ts'
import { foldForSearch } from '../core/japanese-text.ts'
import { settledUntil } from '../core/ticket.ts'
import type { Clock } from '../jobs/clock.ts'
import type { DeadlineRow } from '../store/deadlines.ts'
import type { Store } from '../store/index.ts'
import type { TicketFacts } from '../store/tickets.ts'
import type { DeadlineRuleBook } from './deadline-rules.ts'

/** What made a running deadline move: for the journal. */
export type Cause = 'hours' | 'policies' | 'ticket'
export type TicketDeadlines = ReturnType<typeof createTicketDeadlines>

/** The deadlines of a ticket follow from what happened to it, from the hours of its shop and from the policies. */
export function createTicketDeadlines(store: Store, clock: Clock, rules: DeadlineRuleBook) {
  /** Brings the deadlines in line, inside the transaction of what changed. True when one was started, moved or ended. */
  function settle(
    ticket: TicketFacts,
    at: number,
    cause: Cause = 'ticket',
    open: readonly DeadlineRow[] = store.deadlines.openOf(ticket.id),
  ): boolean {
    const isOurTurn = isOurs(ticket)
    const wanted = isOurTurn ? wantedDeadline(ticket, open) : null
    const decided = wanted && decideDeadline(wanted, rules.of(ticket.shopId).policies, rules.of(ticket.shopId).hours)
    const isWanted = (row: DeadlineRow) => wanted?.kind === row.kind && wanted.from === row.startedAt
    let hasChanged = false
    for (const row of open) {
      if (row.kind === 'hold' || isKept(row, ticket, isOurTurn)) continue
      if (decided && isWanted(row)) hasChanged = amend(row, decided, at, cause) || hasChanged
      else {
        end(row, ticket, { at, cause, isOurTurn, isUngranted: isWanted(row) })
        hasChanged = true
      }
    }
    if (decided && !open.some(isWanted)) {
      start(ticket, wanted.from, decided, at)
      hasChanged = true
    }
    if (hasChanged || open.length > 0) showNearest(ticket.id)
    if (!isOurTurn) store.alerts.markTicketHandled(ticket.id, at)
    return hasChanged
  }

  /** A date set by hand holds until it is answered after it has passed, re-dated or closed. */
  function isKept(row: DeadlineRow, ticket: TicketFacts, isOurTurn: boolean): boolean {
    if (row.kind !== 'manual') return false
    if (isOurTurn) return true
    const { kind, status, lastAnswerAt } = ticket
    return kind === 'ticket' && status === 'waiting' && effectOfAnswer(row, lastAnswerAt ?? row.startedAt) === 'kept'
  }

  function wantedDeadline(ticket: TicketFacts, open: readonly DeadlineRow[]): DeadlineFacts | null {
    const since = settledUntil(ticket)
    const from = store.messages.firstUnansweredAt(ticket.id, since) ?? ticket.reopenedAt
    if (from === null) return null
    // A person gave all that was unanswered then another date.
    if (open.some(({ kind, startedAt }) => kind === 'manual' && from <= startedAt)) return null
    const { policies, shippingCutoff } = rules.of(ticket.shopId)
    return {
      kind: ticket.firstAnswerAt === null ? 'first-response' : 'next-response',
      from,
      shopId: ticket.shopId,
      channel: ticket.channel,
      // R-Messe is where Rakuten's customers write.
      marketplace: ticket.channel === 'rmesse' ? 'rakuten' : ticket.marketplace,
      category: ticket.category,
      phrases: phrasesIn(ticket, since, policies),
      customerMarks: marksOf(ticket, policies),
      policyId: ticket.policyId,
      shippingCutoff,
      answerUntil: answerUntilOf(ticket),
    }
  }

  /** Meta and others take answers for some hours after the customer's newest word. */
  function answerUntilOf({ id, channel }: TicketFacts): number | null {
    if (!isNetwork(channel)) return null
    return (
      store.posts.ofTicket(id).findLast(({ personId, answerUntil }) => personId !== '' && answerUntil !== null)
        ?.answerUntil ?? null
    )
  }

  /** Which phrases of the policies stand in the message that waits, whatever their width or case. */
  function phrasesIn(ticket: TicketFacts, since: number, policies: readonly DeadlinePolicy[]): string[] {
    const asked = new Set(policies.flatMap(({ match }) => match.phrases ?? []))
    if (asked.size === 0) return []
    const message = store.messages.firstUnanswered(ticket.id, since)
    if (!message) return []
    const text = foldForSearch(`${message.subject}\n\n${message.textBody}`)
    return [...asked].filter((phrase) => text.includes(foldForSearch(phrase)))
  }

  function marksOf({ id }: TicketFacts, policies: readonly DeadlinePolicy[]): string[] {
    if (!policies.some(({ match }) => match.customerMarks)) return []
    const mark = store.tickets.summary(id)?.customerMark ?? null
    return mark === null ? [] : [mark]
  }

  function start(ticket: TicketFacts, startedAt: number, decided: DecidedDeadline, at: number): void {
    const now = clock.now()
    const { kind, dueAt, warnAt, why } = decided
    store.deadlines.add({
      ticketId: ticket.id,
      kind,
      startedAt,
      dueAt,
      warnAt: warnAt.find((warning) => warning > now) ?? null,
      warnings: [...warnAt],
      why: JSON.stringify(why),
    })
    store.journal.append({ at, actor: 'system', type: 'deadline.set', ticketId: ticket.id, data: { dueAt, kind } })
  }

  /**
   * The same clock, counted anew. What was announced of it is not announced again; a time that has not come yet will be,
   * and one that became near without a word is warned of now.
   */
  function amend(row: DeadlineRow, decided: DecidedDeadline, at: number, cause: Cause): boolean {
    const why = JSON.stringify(decided.why)
    const isSame = row.dueAt === decided.dueAt && row.warnings.join() === decided.warnAt.join()
    if (isSame && row.why === why) return false
    const now = clock.now()
    const wasTold = row.missedAt !== null || row.warnings.some((warning) => warning <= now)
    const ahead = decided.warnAt.find((warning) => warning > now) ?? null
    const passed = wasTold ? undefined : decided.warnAt.findLast((warning) => warning <= now)
    store.deadlines.amend(row.id, {
      dueAt: decided.dueAt,
      warnAt: isSame ? row.warnAt : (passed ?? ahead),
      warnings: decided.warnAt,
      why,
      missedAt: decided.dueAt <= now ? row.missedAt : null,
    })
    if (row.dueAt === decided.dueAt) return !isSame
    const data = { kind: row.kind, before: row.dueAt, after: decided.dueAt, cause }
    store.journal.append({ at, actor: 'system', type: 'deadline.recomputed', ticketId: row.ticketId, data })
    return true
  }

  type Ending = { at: number; cause: Cause; isOurTurn: boolean; isUngranted: boolean }

  function end(row: DeadlineRow, ticket: TicketFacts, { at, cause, isOurTurn, isUngranted }: Ending): void {
    const { id, kind, dueAt, ticketId } = row
    const reason = isOurTurn ? 'moved' : ticket.status === 'waiting' ? 'met' : 'cancelled'
    store.deadlines.end(id, at, reason)
    const note = (type: string, data: Record<string, unknown>): void =>
      void store.journal.append({ at, actor: 'system', type, ticketId, data })
    // No policy grants this answer a deadline any more.
    if (isUngranted) return note('deadline.recomputed', { kind, before: dueAt, after: null, cause })
    if (reason === 'met') return note('deadline.met', { dueAt, isLate: (ticket.lastAnswerAt ?? at) > dueAt })
    if (reason === 'cancelled') note('deadline.cancelled', { dueAt })
  }

  /** Copies the nearest deadline into the row the list is sorted by. */
  function showNearest(id: TicketId): void {
    const [nearest] = store.deadlines.openOf(id)
    store.tickets.setDue(id, nearest?.dueAt ?? null, nearest?.warnings[0] ?? null)
    if (!nearest || nearest.dueAt > clock.now()) store.tickets.setOverdue(id, false)
  }

  return {
    settle,
    /** The first deadline of a ticket that has just been made. */
    begin(ticket: TicketFacts, at: number): void {
      if (isOurs(ticket)) settle(ticket, at, 'ticket', [])
    },
    showNearest,
  }
}

/** The customer waits for an answer. */
const isOurs = ({ kind, status }: TicketFacts) => kind === 'ticket' && (status === 'new' || status === 'open')
