import {
  type Counts,
  type CustomerCard,
  type DeadlineInfo,
  type MessageView,
  type TicketDetail,
  type TicketId,
  type TicketSummary,
  type TicketWork,
} from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { DeadlineWhy } from '../core/deadlines.ts'
import { splitQuoted } from '../core/quoting.ts'
import { isRiskyFile } from '../core/risky-files.ts'
import { normaliseSubject } from '../core/subject.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { PostRow } from '../store/posts.ts'
import type { MessageRow } from '../store/messages.ts'
import type { Answering } from './answering.ts'
import type { DeadlineRuleBook } from './deadline-rules.ts'
import type { ReplyWays } from './reply-ways.ts'
import type { createReplyService } from './replies.ts'
import { createTicketList } from './ticket-list.ts'

const VIEWS = ['todo', 'overdue', 'waiting', 'holds', 'snoozed', 'resolved', 'all', 'notices'] as const
const OTHER_TICKETS = 20
/** So many tickets of a customer are looked through for the same matter: a dealer writes every day. */
const LOOKED_THROUGH = 500
const MOST_OFFERS = 3
const SAME_ORDER = 20
/** Longer texts are cut on the screen only: what a person reads, not what is stored. */
export const SHOWN_TEXT = 200_000

/** What the window shows of tickets, gathered from the store. Changes nothing. */
export function createTicketReader(
  store: Store,
  clock: Clock,
  replies: ReturnType<typeof createReplyService>,
  answering: Answering,
  ways: ReplyWays,
  holdOf: (id: TicketId) => TicketDetail['hold'],
  rules: DeadlineRuleBook,
) {
  function messageView(row: MessageRow): MessageView {
    const { own, quoted, signature } = splitQuoted(row.textBody.slice(0, SHOWN_TEXT))
    const sent = row.direction === 'outbound' ? store.outbox.byMessage(row.id) : null
    const files = sent
      ? store.drafts
          .files({ owner: 'message', id: row.id })
          .map((file) => ({ ...file, safeName: file.name, inline: false }))
      : store.messages.attachments(row.id)
    return {
      id: row.id,
      direction: row.direction,
      kind: row.kind,
      from: row.recipients.from,
      to: row.recipients.to,
      cc: row.recipients.cc,
      subject: row.subject,
      at: row.at,
      text: own,
      quoted,
      signature,
      hasHtml: row.hasHtml,
      attachments: files.map((file) => ({ ...file, isRisky: isRiskyFile(file) })),
      outbox:
        sent && sent.state !== 'cancelled'
          ? {
              id: sent.id,
              state: sent.state,
              explanation: sent.explanation,
              sendAfter: sent.state === 'queued' ? sent.sendAfter : null,
              scheduledAt: sent.plan.sendAfter,
              asks: sent.asks,
              askedBy: sent.askedBy,
            }
          : null,
      deliveredTo: store.messages.deliveredTo(row.id),
      join: { reason: row.joinReason, evidence: row.joinEvidence },
      unreadable: row.unreadable,
      defects: row.defects,
      post: postView(store.posts.get(row.id)),
    }
  }

  /** An answer that was taken back into the draft is no part of the conversation. */
  function isInConversation(row: MessageRow): boolean {
    if (row.direction === 'note') return row.kind === 'note'
    return row.direction !== 'outbound' || store.outbox.byMessage(row.id)?.state !== 'cancelled'
  }

  function deadlineInfo(id: TicketId): DeadlineInfo | null {
    const [row] = store.deadlines.openOf(id)
    if (!row) return null
    const why = JSON.parse(row.why) as DeadlineWhy
    return {
      kind: row.kind,
      dueAt: row.dueAt,
      startedAt: row.startedAt,
      spans: why.spans.map(([from, to]): [number, number] => [from, to]),
      minutes: why.minutes,
      clock: why.clock,
      limit: why.limit,
      policy: policyOf(why.policyId),
    }
  }

  function workOf(id: TicketId): TicketWork {
    const { checklists, categorySetBy, isPreventable } = store.work.get(id)!
    return { checklists, categorySetBy, isPreventable }
  }

  function policyOf(id: string | null): DeadlineInfo['policy'] {
    const found = rules.listPolicies().find((policy) => policy.id === id)
    return found ? { id: found.id, name: found.name } : null
  }

  function customerCard(ticket: TicketSummary): CustomerCard | null {
    const customer = ticket.customerId === null ? null : store.customers.get(ticket.customerId)
    if (!customer) return null
    const { mergedInto: _, ...known } = customer
    return {
      ...known,
      identities: store.customers
        .identities(customer.id)
        .map(({ channel, value, shown }) => ({ channel, value: shown ?? value })),
      ticketCount: store.tickets.countOfCustomer(customer.id),
      otherTickets: store.tickets
        .ofCustomer(customer.id, OTHER_TICKETS + 1)
        .filter(({ id }) => id !== ticket.id)
        .slice(0, OTHER_TICKETS)
        .map(({ id, subject, status, lastMessageAt }) => ({ id, subject, status, lastMessageAt })),
    }
  }

  /** The same order number within reach, or the same subject: shown as 同じ件?, nearest in time first, never joined by itself. */
  function offers(ticket: TicketSummary): TicketDetail['offers'] {
    if (ticket.customerId === null) return []
    const subject = normaliseSubject(ticket.subject)
    const declined = store.moves.declinedOf(ticket.id)
    const distance = (other: { lastMessageAt: number }) => Math.abs(other.lastMessageAt - ticket.lastMessageAt)
    return store.tickets
      .ofCustomer(ticket.customerId, LOOKED_THROUGH)
      .filter(({ id }) => id !== ticket.id && !declined.includes(id))
      .toSorted((a, b) => distance(a) - distance(b) || b.lastMessageAt - a.lastMessageAt)
      .flatMap((other) => {
        const reason = other.orderNumbers.some((number) => ticket.orderNumbers.includes(number))
          ? 'same-order'
          : subject !== '' && normaliseSubject(other.subject) === subject
            ? 'same-subject'
            : null
        return reason ? [{ ticketId: other.id, subject: other.subject, reason }] : []
      })
      .slice(0, MOST_OFFERS)
  }

  return {
    list: createTicketList(store, clock),
    rows: (ids: readonly TicketId[]) => ids.flatMap((id) => store.tickets.summary(id) ?? []),
    counts(): Counts {
      const now = clock.now()
      const { open, trouble, scheduled } = store.outbox.counts()
      const views = Object.fromEntries(
        VIEWS.map((view) => [view, store.tickets.count(view, null, now)]),
      ) as Counts['views']
      return { views, outbox: open, outboxTrouble: trouble, scheduled }
    },
    get(asked: TicketId): TicketDetail {
      const id = store.tickets.mergedInto(asked) ?? asked
      const ticket = store.tickets.summary(id)
      if (!ticket) throw new AppError('not-found', `No ticket ${id}`)
      const messages = store.messages.ofTicket(id)
      return {
        ticket,
        messages: messages.filter(isInConversation).map(messageView),
        history: store.journal.listForTicket(id),
        draft: replies.draftOf(id),
        askers: answering.askers(messages),
        replyWay: ways.wayOf(id),
        deadline: deadlineInfo(id),
        hold: holdOf(id),
        customer: customerCard(ticket),
        work: workOf(id),
        sameOrder: store.tickets.sameOrder(id, ticket.orderNumbers, SAME_ORDER),
        offers: offers(ticket),
      }
    },
  }
}

/** Addresses of pictures stay in main: the window asks for them by number. */
function postView(post: PostRow | null): MessageView['post'] {
  if (!post) return null
  const { visibility, found, handle, url, answerUntil, media, quoted, deletedAt, editedAt, earlier } = post
  const shown = media.map(({ kind, description }) => ({ kind, description }))
  return { visibility, found, handle, url, answerUntil, media: shown, quoted, deletedAt, editedAt, earlier }
}
