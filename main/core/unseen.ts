import type { MessageId } from '../../preload/domain.ts'

type Candidate = { id: MessageId; direction: 'inbound' | 'outbound' | 'note' | 'call'; kind: string; at: number }
/** Receipts of a machine and notices to our own people say nothing to a customer that an answer could repeat. */
const SAYS_NOTHING = ['auto', 'staff-notice']

/**
 * Whether a conversation holds something newer than `seen`, the newest message its writer was shown: a word of the
 * customer, or an answer of a colleague, be it only on its way. By number and not by place alone, because of two mails the
 * one that came first may be read last. What is older than `since`, when the account was set up, was fetched later
 * and is no news, unless it is the last word of the customer. `messages` in their order, without what was taken back.
 */
export function hasUnseen(messages: readonly Candidate[], { seen, since }: { seen: number; since: number }): boolean {
  const last = messages.findLast(({ direction }) => direction === 'inbound')
  return messages.some(
    (message) =>
      message.id > seen &&
      (message.direction === 'inbound' || message.direction === 'outbound') &&
      !SAYS_NOTHING.includes(message.kind) &&
      (message.at >= since || message === last),
  )
}
