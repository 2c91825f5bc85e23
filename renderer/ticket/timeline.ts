import type { JournalLine, MessageId, MessageView, TicketDetail } from '../../preload/domain.ts'

export type TimelineItem =
  | { type: 'message'; at: number; message: MessageView }
  | { type: 'event'; at: number; line: JournalLine }
  | { type: 'unread'; at: number }

/** What the conversation shows by itself, or what only matters to somebody who looks for it. */
const MINOR = new Set([
  'message.received',
  'message.sent',
  'message.filed',
  'ticket.created',
  'ticket.begun',
  'ticket.seen',
  'ticket.status',
  'deadline.set',
  'deadline.met',
  'deadline.warned',
  'deadline.cancelled',
  'outbox.queued',
  'outbox.sending',
  'outbox.accepted',
  'note.added',
  'call.noted',
  'step.done',
  'step.undone',
])

type Input = Pick<TicketDetail, 'messages' | 'history'> & { firstUnreadId: MessageId | null; hasMinor: boolean }

/** Messages and events in one row of time. An event of the same instant stands under its message. */
export function timeline({ messages, history, firstUnreadId, hasMinor }: Input): TimelineItem[] {
  const lines = hasMinor ? history : history.filter((line) => !MINOR.has(line.type))
  const items: TimelineItem[] = [
    ...messages.map((message) => ({ type: 'message' as const, at: message.at, message })),
    ...lines.map((line) => ({ type: 'event' as const, at: line.at, line })),
  ].sort((a, b) => a.at - b.at)
  const unread = items.findIndex((item) => item.type === 'message' && item.message.id === firstUnreadId)
  if (unread > 0) items.splice(unread, 0, { type: 'unread', at: items[unread]?.at ?? 0 })
  return items
}

export const hasMinorLines = (history: readonly JournalLine[]) => history.some((line) => MINOR.has(line.type))
