import type { OutboundMessage } from '../channels/adapter.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { ReplyWays } from './reply-ways.ts'

/** RFC 3834, section 5: what a machine wrote says so, and no other machine answers it. */
const AUTO_SUBMITTED: Record<string, 'auto-replied' | 'auto-generated'> = {
  auto: 'auto-replied',
  'staff-notice': 'auto-generated',
}

/** What is handed to the network for a row of the outbox: the mail or post, and where it stands in its conversation. */
export function createOutbound(store: Store, ways: Pick<ReplyWays, 'postOf'>) {
  return async function compose(row: OutboxRow): Promise<OutboundMessage> {
    const message = store.messages.get(row.messageId)!
    // Notices to colleagues belong to no conversation.
    const about = message.kind === 'staff-notice' ? [] : store.messages.ofTicket(row.ticketId)
    const thread = about.filter(({ id, mid }) => mid !== null && id !== row.messageId)
    const answered =
      thread.findLast(({ direction, at }) => direction === 'inbound' && at <= message.at) ??
      thread.findLast(({ at }) => at <= message.at)
    const files = store.drafts.files({ owner: 'message', id: row.messageId })
    return {
      messageId: message.mid!,
      from: message.recipients.from!,
      to: message.recipients.to,
      cc: message.recipients.cc,
      bcc: [],
      subject: message.subject,
      textBody: message.textBody,
      inReplyTo: answered?.mid ?? null,
      references: [...new Set(thread.filter(({ at }) => at <= message.at).map(({ mid }) => mid!))].slice(-20),
      date: message.headerDate!,
      attachments: await Promise.all(
        files.map(async ({ name, type, hash }) => ({ name, type, content: await store.sources.read(hash) })),
      ),
      autoSubmitted: AUTO_SUBMITTED[message.kind] ?? null,
      post: ways.postOf(row),
    }
  }
}
