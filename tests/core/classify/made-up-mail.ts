import type { MailFacts } from '../../../main/core/classify/classify.ts'
import type { Address, ReadMessage } from '../../../main/core/message.ts'
import { senderOfRecord } from '../../../main/core/sender.ts'

export type MadeUp = {
  from?: string
  to?: string
  cc?: string
  replyTo?: string
  subject?: string
  text?: string
  messageId?: string
  inReplyTo?: string
  references?: string[]
  headers?: Record<string, string>
  report?: Partial<NonNullable<ReadMessage['deliveryReport']>>
}

/** `名前 <a@example.jp>, b@example.jp` as addresses. */
function people(list: string | undefined): Address[] {
  if (!list) return []
  return list.split(',').map((one) => {
    const [, name, address] = /^\s*(.*?)\s*<?([^\s<>]*)>?\s*$/.exec(one)!
    return { name: name!, address: address! }
  })
}

/** A message of an ordinary customer unless told otherwise. */
export function mail(made: MadeUp = {}): ReadMessage {
  const noReport = { action: null, recipient: null, status: null, originalMessageId: null, originalSubject: null }
  return {
    from: people(made.from ?? '山田花子 <hanako@example.com>'),
    to: people(made.to ?? 'shop@example.jp'),
    cc: people(made.cc),
    replyTo: people(made.replyTo),
    subject: made.subject ?? '商品について',
    date: Date.UTC(2026, 10, 20, 1),
    messageId: made.messageId ?? 'made-up@example.com',
    inReplyTo: made.inReplyTo ?? null,
    references: made.references ?? [],
    textBody: made.text ?? 'こんにちは。',
    htmlBody: null,
    attachments: [],
    headers: new Map(Object.entries(made.headers ?? {}).map(([name, value]) => [name, [value]])),
    deliveryReport: made.report ? { ...noReport, ...made.report } : null,
    defects: [],
  }
}

export const ownAddresses = ['shop@example.jp']

export function factsOf(made: MadeUp, more: Partial<MailFacts> = {}): MailFacts {
  const message = mail(made)
  return {
    message,
    sender: senderOfRecord(message, { ownAddresses }),
    ownAddresses,
    place: 'inbox',
    isOwnMessageId: false,
    repliesToKnown: false,
    learned: [],
    ...more,
  }
}
