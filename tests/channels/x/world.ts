import { createXChannel } from '../../../main/channels/x/index.ts'
import type { Adapter, ChannelTools, OutboundMessage, Page } from '../../../main/channels/adapter.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { startFakeX } from '../../support/networks/x.ts'

export const never = new AbortController().signal

type Options = {
  settings?: Record<string, string>
  secrets?: Record<string, string>
  pages?: number
  pageSize?: number
}

/** あおば屋 on a made-up X, its account connected with the four keys. */
export async function openWorld({ settings = {}, secrets, pages = 5, pageSize = 10 }: Options = {}) {
  const clock = createFakeClock('2026-11-22T10:00:00+09:00')
  const x = await startFakeX(clock)
  const saved: Record<string, string>[] = []
  const metered: { what: string; count: number }[] = []
  const tools: ChannelTools = {
    clock,
    read: () => Promise.resolve([]),
    fetch: globalThis.fetch,
    saveSecrets: (fresh) => void saved.push(fresh),
    meter: (use) => void metered.push(use),
  }
  const channel = createXChannel({
    httpAgent: x.httpAgent,
    oauth: x.oauth,
    limits: { pages, posts: pageSize, messages: pageSize },
  })
  const connect = (more: Record<string, string> = {}, keys: Record<string, string> = x.keys): Adapter =>
    channel.connect(
      { login: 'keys', clientId: x.clientId, userId: x.me.id, handle: x.me.username, ...settings, ...more },
      keys,
      tools,
    )
  return {
    clock,
    x,
    tools,
    channel,
    connect,
    adapter: connect({}, secrets ?? x.keys),
    saved,
    metered,
    /** Throws when the traffic went against X's OpenAPI document. */
    async close(): Promise<void> {
      await x.close()
      if (x.violations.length > 0) throw new Error(x.violations.join('\n'))
    },
  }
}
export type XTestWorld = Awaited<ReturnType<typeof openWorld>>

export async function drain(adapter: Adapter, cursor: string | null = null, signal = never): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of adapter.fetchSince(cursor, signal)) pages.push(page)
  return pages
}
export const messagesOf = (pages: readonly Page[]) => pages.flatMap(({ messages }) => messages)
export const textsOf = (pages: readonly Page[]) => messagesOf(pages).map(({ message }) => message.textBody)

export function answerTo(
  post: { id: string; conversation: string; by: { id: string; username: string } },
  text: string,
): OutboundMessage {
  return {
    ...draft(text),
    to: [{ name: '', address: `@${post.by.username}` }],
    post: {
      conversation: post.conversation,
      inReplyTo: post.id,
      visibility: 'public',
      recipientId: post.by.id,
      key: 'key-1',
    },
  }
}

export function messageTo(conversation: string, recipientId: string, text: string): OutboundMessage {
  return {
    ...draft(text),
    post: { conversation, inReplyTo: null, visibility: 'private', recipientId, key: 'key-1' },
  }
}

const draft = (text: string): OutboundMessage => ({
  messageId: 'answer-1@aobaya.example.jp',
  from: { name: 'あおば屋', address: '@aobaya_shop' },
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  textBody: text,
  inReplyTo: null,
  references: [],
  date: Date.parse('2026-11-22T10:00:00+09:00'),
  attachments: [],
  autoSubmitted: null,
})
