import type { ReadSources } from '../channels/adapter.ts'
import { classify } from '../core/classify/classify.ts'
import { findOrderNumbers } from '../core/order-numbers.ts'
import { senderOfRecord } from '../core/sender.ts'

type ReadResult = Awaited<ReturnType<ReadSources>>[number]

/** What the program makes of one mail that it knows nothing else about. */
export function describeMail({ message, unreadable }: ReadResult): Record<string, unknown> {
  const sender = senderOfRecord(message, { ownAddresses: [] })
  const judged = classify({
    message,
    sender,
    ownAddresses: [],
    place: 'inbox',
    isOwnMessageId: false,
    repliesToKnown: false,
    learned: [],
  })
  return {
    from: message.from,
    to: message.to,
    cc: message.cc,
    replyTo: message.replyTo,
    sender: sender.address || null,
    subject: message.subject,
    date: message.date === null ? null : new Date(message.date).toISOString(),
    messageId: message.messageId,
    inReplyTo: message.inReplyTo,
    references: message.references,
    textBody: message.textBody,
    htmlBody: message.htmlBody,
    attachments: message.attachments.map(({ name, safeName, size, type, inline }) => ({
      name,
      safeName,
      size,
      type,
      inline,
    })),
    kind: judged.kind,
    orderNumbers: findOrderNumbers(`${message.subject}\n${message.textBody}`).map(({ number }) => number),
    isAutoReply: judged.isAutoReply,
    isBounce: judged.isBounce,
    bounceFor: judged.bounceFor,
    suppressAutoReply: judged.suppressAutoReply,
    defects: message.defects,
    unreadable,
  }
}
