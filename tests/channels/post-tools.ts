import type { Adapter, ChannelTools, Inbound, OutboundMessage, Page } from '../../main/channels/adapter.ts'
import type { Clock } from '../../main/jobs/clock.ts'

export const never = new AbortController().signal

/** Tools as the program gives them; `saved` is what went into the safe. */
export function toolsFor(clock: Clock, line: typeof fetch = fetch) {
  const saved: Record<string, string>[] = []
  const tools: ChannelTools = {
    clock,
    read: () => Promise.reject(new Error('Posts are not read by the reader of mail')),
    fetch: line,
    saveSecrets: (secrets) => void saved.push(secrets),
    meter() {},
  }
  return { tools, saved }
}

export async function drain(adapter: Adapter, cursor: string | null, signal = never): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of adapter.fetchSince(cursor, signal)) pages.push(page)
  return pages
}

export const messagesOf = (pages: readonly Page[]): Inbound[] => pages.flatMap(({ messages }) => messages)

/** An answer as the outbox composes it. */
export function answer(change: {
  key: string
  text?: string
  conversation?: string
  inReplyTo?: string | null
  visibility?: 'public' | 'private'
  recipientId?: string | null
  date?: number
}): OutboundMessage {
  return {
    messageId: `${change.key}@madoguchi.example`,
    from: { name: '青葉屋', address: '@aoba.test' },
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    textBody: change.text ?? '承知しました',
    inReplyTo: null,
    references: [],
    date: change.date ?? Date.parse('2026-11-20T03:00:00Z'),
    attachments: [],
    autoSubmitted: null,
    post: {
      conversation: change.conversation ?? '',
      inReplyTo: change.inReplyTo ?? null,
      visibility: change.visibility ?? 'public',
      recipientId: change.recipientId ?? null,
      key: change.key,
    },
  }
}

/** A line that, once told, takes the next request to `path` to the server and loses the answer. */
export function linkThatBreaks(path: string) {
  let isToBreak = false
  const line: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const url = input instanceof Request ? input.url : String(input)
    if (!isToBreak || !url.includes(path)) return response
    isToBreak = false
    await response.arrayBuffer()
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
  }
  return { fetch: line, breakNext: () => void (isToBreak = true) }
}
