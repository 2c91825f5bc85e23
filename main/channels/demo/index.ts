import type { Adapter, Channel, OutboundMessage } from '../adapter.ts'
import { POLLED } from '../posting.ts'

/** Stands in for every network in the demo shop and in replays: brings nothing, takes every answer, reaches nobody. */
export const demoChannel: Channel = {
  id: 'demo',
  capabilities: { subject: true, attachments: true, maxTextLength: null, isPublic: false, continuesPrivately: true },
  pollIntervalMs: 60 * 60_000,
  connect: (): Adapter => ({
    ...POLLED,
    // oxlint-disable-next-line require-yield
    async *fetchSince() {},
    send: (message) =>
      Promise.resolve({
        outcome: 'accepted',
        rejectedRecipients: [],
        source: sourceOf(message),
        posted: message.post ? { externalId: message.messageId, url: null } : null,
      }),
    findSent: () => Promise.resolve(null),
    openMedia: (url) => Promise.resolve(bytesIn(url)),
  }),
}

function sourceOf({ messageId, from, to, subject, textBody }: OutboundMessage): Uint8Array {
  const lines = [
    `Message-ID: <${messageId}>`,
    `From: ${from.address}`,
    `To: ${to.map(({ address }) => address).join(', ')}`,
    `Subject: ${subject}`,
  ]
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${textBody}`)
}

/** Pictures of the demo stand in their addresses. */
function bytesIn(url: string) {
  const [, type = '', base64 = ''] = /^data:([^;]+);base64,(.*)$/s.exec(url) ?? []
  return { type, bytes: new Uint8Array(Buffer.from(base64, 'base64')) }
}
