import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { X_OAUTH } from '../../../main/channels/x/settings.ts'
import type { Clock } from '../../../main/jobs/clock.ts'
import { messagesAnswer, postsAnswer, problem, usersOf } from './x-answers.ts'
import { createTokenEndpoint, isAuthorized } from './x-oauth.ts'
import { checkAgainstDocument } from './x-openapi.ts'
import { createXState, type FakePost } from './x-state.ts'

/**
 * What can go wrong, for the next requests of one kind. `lost`: taken, but the answer never comes. `cut`: hung up before it
 * was taken. The others speak for themselves.
 */
export type XFault =
  | { answer: number; headers?: Record<string, string>; body?: unknown }
  | 'html'
  | 'truncated'
  | 'lost'
  | 'cut'
  | 'silent'
  | 'reordered'
  | 'duplicated'
  | 'looping'
  | 'strange'
  | 'extra'
  | 'numbers'

const QUARTER_MS = 15 * 60_000
/** Requests per user in a quarter of an hour (docs.x.com rate limits, xdevplatform/docs@2871328 of 2026-08-22). */
const QUOTAS: Record<string, number> = {
  mentions: 300,
  own: 900,
  search: 300,
  messages: 15,
  me: 75,
  tweet: 100,
  dm: 15,
  media: 500,
}
const CLIENT_ID = 'client-of-aobaya'

export type FakeX = Awaited<ReturnType<typeof startFakeX>>

/** A made-up X on loopback that remembers what is said to it. Written from X's OpenAPI document and docs.x.com. */
export async function startFakeX(clock: Pick<Clock, 'now'>) {
  const state = createXState(clock)
  const tokens = createTokenEndpoint(state, CLIENT_ID)
  const faults = new Map<string, XFault[]>()
  const used = new Map<string, { since: number; count: number }>()
  const requests: { kind: string; method: string; url: URL; body: unknown }[] = []
  const violations: string[] = []
  const staleTokens = new Set<string>()
  const uploads: { category: string; bytes: number }[] = []

  type Answer = { status: number; body: unknown; headers?: Record<string, string> }

  function route(method: string, url: URL, body: unknown, raw: Buffer): { kind: string; run: () => Answer } {
    const path = url.pathname
    const query = url.searchParams
    if (path === '/2/users/me') return { kind: 'me', run: () => ok({ data: usersOf([state.me], query)[0] }) }
    if (path === `/2/users/${state.me.id}/mentions`)
      return { kind: 'mentions', run: () => listPosts((post) => state.isMentioned(post, state.me), query) }
    if (path === `/2/users/${state.me.id}/tweets`)
      return { kind: 'own', run: () => listPosts((post) => post.by.id === state.me.id, query) }
    if (path === '/2/tweets/search/recent') return { kind: 'search', run: () => search(query) }
    if (path === '/2/dm_events') return { kind: 'messages', run: () => listMessages(() => true, query) }
    const withWhom = /^\/2\/dm_conversations\/with\/(\d+)\/dm_events$/.exec(path)
    if (withWhom) return { kind: 'messages-with', run: () => listMessages((one) => one.includes(withWhom[1]!), query) }
    const recipient = /^\/2\/dm_conversations\/with\/(\d+)\/messages$/.exec(path)
    if (recipient && method === 'POST') return { kind: 'dm', run: () => takeMessage(recipient[1]!, body) }
    if (path === '/2/tweets' && method === 'POST') return { kind: 'tweet', run: () => takePost(body) }
    if (path === '/2/media/upload' && method === 'POST') return { kind: 'media', run: () => takePicture(raw) }
    return { kind: 'unknown', run: () => problem(404, 'Not Found', 'Not Found') }
  }

  function listPosts(isIncluded: (post: FakePost) => boolean, query: URLSearchParams): Answer {
    const since = query.get('since_id')
    const until = query.get('until_id')
    const start = Date.parse(query.get('start_time') ?? '1970-01-01T00:00:00Z')
    const all = state.posts
      .filter((post) => !post.isDeleted && isIncluded(post) && post.at >= start)
      .filter((post) => since === null || BigInt(post.id) > BigInt(since))
      .filter((post) => until === null || BigInt(post.id) < BigInt(until))
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
    const { items, next } = pageOf(all, query)
    return ok(postsAnswer(state, items, query, next))
  }

  function search(query: URLSearchParams): Answer {
    const weekAgo = clock.now() - 7 * 86_400_000
    const since = query.get('since_id')
    if (since !== null && !state.posts.some(({ id, at }) => id === since && at > weekAgo))
      return problem(400, 'Invalid Request', "'since_id' must be a tweet id created after the last 7 days.")
    const words = [...(query.get('query') ?? '').matchAll(/"([^"]+)"/g)].map(([, word]) => word!)
    return listPosts(
      (post) =>
        words.some((word) => post.text.includes(word)) &&
        post.by.id !== state.me.id &&
        post.reposts === null &&
        !state.isMentioned(post, state.me),
      query,
    )
  }

  function listMessages(isIncluded: (conversation: string) => boolean, query: URLSearchParams): Answer {
    if (staleTokens.delete(query.get('pagination_token') ?? ''))
      return problem(400, 'Invalid Request', 'The pagination_token is not valid')
    const all = state.messages
      .filter(({ conversation, at }) => isIncluded(conversation) && at > clock.now() - 30 * 86_400_000)
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
    const { items, next } = pageOf(all, query)
    return ok(messagesAnswer(items, query, next))
  }

  function pageOf<T>(all: readonly T[], query: URLSearchParams): { items: readonly T[]; next: string | null } {
    const from = Number(/^page-token-(\d+)$/.exec(query.get('pagination_token') ?? '')?.[1] ?? 0)
    const size = Number(query.get('max_results') ?? 10)
    const end = from + size
    return { items: all.slice(from, end), next: end < all.length ? `page-token-${String(end).padStart(6, '0')}` : null }
  }

  function takePost(body: unknown): Answer {
    const { text, reply } = body as { text: string; reply?: { in_reply_to_tweet_id: string } }
    const answered = reply && state.find(reply.in_reply_to_tweet_id)
    const forbidden = (detail: string) => problem(403, 'Forbidden', detail)
    if (reply && !answered) return forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
    if (answered && !state.isMentioned(answered, state.me) && answered.quotes?.by.id !== state.me.id)
      return forbidden(
        'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
      )
    const shown = answered ? `@${answered.by.username} ${text}` : text
    if (
      state.posts.some(
        ({ by, text: said, at }) => by.id === state.me.id && said === shown && at > clock.now() - QUARTER_MS,
      )
    )
      return forbidden('You are not allowed to create a Tweet with duplicate content.')
    const made = state.post({ by: state.me, text: shown, ...(answered && { answers: answered }) })
    return { status: 201, body: { data: { id: made.id, text: shown, edit_history_post_ids: [made.id] } } }
  }

  function takeMessage(recipientId: string, body: unknown): Answer {
    const to = state.users.find(({ id }) => id === recipientId)
    if (!to) return problem(403, 'Forbidden', 'You cannot send messages to this user.')
    const made = state.message(state.me, to, (body as { text?: string }).text ?? '')
    return { status: 201, body: { data: { dm_conversation_id: made.conversation, dm_event_id: made.id } } }
  }

  function takePicture(raw: Buffer): Answer {
    const category = /name="media_category"\r\n\r\n(\w+)/.exec(raw.toString('latin1'))?.[1] ?? ''
    uploads.push({ category, bytes: raw.length })
    return ok({
      data: { id: String(1_900_000_000_000_000_000n + BigInt(uploads.length)), media_key: `3_${uploads.length}` },
    })
  }

  /** The quota of an endpoint, as its headers tell it. */
  function count(kind: string): { headers: Record<string, string>; isOver: boolean } {
    const quota = QUOTAS[kind]
    if (quota === undefined) return { headers: {}, isOver: false }
    const known = used.get(kind)
    const window = known && clock.now() - known.since < QUARTER_MS ? known : { since: clock.now(), count: 0 }
    window.count++
    used.set(kind, window)
    const headers = {
      'x-rate-limit-limit': String(quota),
      'x-rate-limit-remaining': String(Math.max(0, quota - window.count)),
      'x-rate-limit-reset': String(Math.ceil((window.since + QUARTER_MS) / 1000)),
    }
    return { headers, isOver: window.count > quota }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readAll(request)
    const method = request.method ?? ''
    const url = new URL(request.url ?? '', 'https://api.x.com')
    if (url.pathname === '/2/oauth2/token') {
      const fault = faults.get('token')?.shift()
      if (fault === 'cut') return void request.socket.destroy()
      const { status, body } = tokens.answer(new URLSearchParams(raw.toString()))
      requests.push({ kind: 'token', method, url, body: raw.toString() })
      if (fault === 'lost') return void request.socket.destroy()
      return write(response, { status, body })
    }
    const body = /json/.test(request.headers['content-type'] ?? '') ? (JSON.parse(raw.toString()) as unknown) : null
    const { kind, run } = route(method, url, body, raw)
    requests.push({ kind, method, url, body })
    const fault = faults.get(kind)?.shift() ?? faults.get('any')?.shift()
    if (fault === 'cut') return void request.socket.destroy()
    if (fault === 'silent') return
    if (!isAuthorized(state, method, url, request.headers.authorization ?? ''))
      return write(response, problem(401, 'Unauthorized', 'Unauthorized'))
    const { headers, isOver } = count(kind)
    if (isOver) return write(response, { ...problem(429, 'Too Many Requests', 'Too Many Requests'), headers })
    if (typeof fault === 'object')
      return write(response, {
        status: fault.answer,
        body: fault.body ?? problem(fault.answer, 'Error', 'An error').body,
        headers: { ...headers, ...fault.headers },
      })
    const answer = { headers, ...run() }
    if (fault === undefined)
      violations.push(...checkAgainstDocument({ method, url, body, status: answer.status, answer: answer.body }))
    if (fault === 'lost') return void request.socket.destroy()
    if (fault === 'html') return writeText(response, 'text/html', '<html><body>Wi-Fi login</body></html>')
    if (fault === 'truncated') return cutShort(response, JSON.stringify(answer.body))
    if (fault === 'numbers')
      return writeText(response, 'application/json', JSON.stringify(answer.body).replaceAll(/"(\d{16,})"/g, '$1'))
    write(response, typeof fault === 'string' ? { ...answer, body: distorted(fault, answer.body) } : answer)
  }

  const server = createServer((request, response) => {
    // A fault of this server itself fails the test instead of leaving it to wait.
    handle(request, response).catch((error: unknown) => {
      violations.push(String(error))
      request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const httpAgent = new Agent({ keepAlive: false })
  Object.assign(httpAgent, { createConnection: () => connect(port, '127.0.0.1') })

  return {
    ...state,
    port,
    /** Brings twitter-api-v2, which knows only the real host, here. */
    httpAgent,
    oauth: {
      ...X_OAUTH,
      tokenEndpoint: `http://127.0.0.1:${port}/2/oauth2/token`,
      redirect: { ...X_OAUTH.redirect, port: 0 },
    },
    clientId: CLIENT_ID,
    agree: tokens.agree,
    requests,
    uploads,
    /** What in the traffic goes against X's OpenAPI document; empty where the document is not there. */
    violations,
    asked: (kind: string) => requests.filter((request) => request.kind === kind),
    /** `kind`: me mentions own search messages dm tweet media token, or `any`. */
    fail(kind: string, fault: XFault, times = 1): void {
      faults.set(kind, [...(faults.get(kind) ?? []), ...Array.from({ length: times }, () => fault)])
    },
    /** This page token is refused the next time. */
    failToken: (token: string) => void staleTokens.add(token),
    heal: () => faults.clear(),
    async close(): Promise<void> {
      httpAgent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const ok = (body: unknown) => ({ status: 200, body })

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function write(
  response: ServerResponse,
  answer: { status: number; body: unknown; headers?: Record<string, string> },
): void {
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
  response.end(JSON.stringify(answer.body))
}

function writeText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': type })
  response.end(text)
}

/** Says how long it will be and hangs up in the middle. */
function cutShort(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy())
}

type Listing = { data?: Record<string, unknown>[]; meta?: Record<string, unknown>; includes?: unknown }

function distorted(fault: string, body: unknown): unknown {
  const listing = body as Listing
  const data = listing.data ?? []
  if (fault === 'reordered') return { ...listing, data: data.toReversed() }
  if (fault === 'duplicated') return { ...listing, data: [...data, ...data] }
  if (fault === 'looping') return { ...listing, meta: { ...listing.meta, next_token: 'page-token-000000' } }
  if (fault === 'extra')
    return { ...listing, data: data.map((one) => ({ ...one, of_tomorrow: [null, 1] })), of_tomorrow: { a: 1 } }
  // Odd and missing things of every kind, around one good item.
  const odd = [null, 7, {}, { id: 12 }, { id: 'abc' }, { id: '1', entities: 5, attachments: [], referenced_posts: {} }]
  return { data: [...odd, ...data], includes: { users: [null, { id: 1 }], media: 'none' }, meta: null, errors: [null] }
}
