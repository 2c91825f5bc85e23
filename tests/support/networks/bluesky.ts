import { startLoopback, type WebAnswer, type WebRequest } from './loopback.ts'

/**
 * A Bluesky of our own, for what the real servers do not do on request: direct messages, faults, long and odd lists. Forms and
 * failures as the lexicons of @atproto/api 0.21.0 and the real PDS give them (docs/channels/bluesky.md).
 */
const SHOP = { did: 'did:plc:aobaya', handle: 'aobaya.test', displayName: '青葉屋' }
const CUSTOMER = { did: 'did:plc:hanako', handle: 'hanako.test', displayName: '花子' }
export const APP_PASSWORD = 'abcd-efgh-2345-wxyz'
const POSTS = 'app.bsky.feed.post'

type Json = Record<string, unknown>
export type FakePost = {
  uri: string
  cid: string
  author: typeof SHOP
  record: Json
  indexedAt: string
  reason: string
}
type Message = { id: string; rev: string; text: string; sentAt: string; sender: { did: string } }
type Convo = { id: string; status: string; messages: Message[] }

export type FakeBluesky = Awaited<ReturnType<typeof startBluesky>>

export async function startBluesky(now: () => number) {
  const posts: FakePost[] = []
  const records = new Map<string, { uri: string; cid: string; value: Json }>()
  const convos = new Map<string, Convo>()
  const log: Json[] = []
  let sessions = 0
  let password = APP_PASSWORD
  let counter = 0
  let access = ''
  let refresh = ''
  let pageSize = 15
  let isLooping = false
  let isReordered = false
  let isDuplicating = false
  let isChatOpen = true
  let views = true

  const next = (kind: string) => `${kind}${String(++counter).padStart(6, '0')}`
  const failure = (status: number, error: string, message = error): WebAnswer => ({ status, json: { error, message } })

  function answer(request: WebRequest): WebAnswer {
    const method = request.path.replace('/xrpc/', '')
    if (method === 'com.atproto.server.createSession') return login(request)
    if (method === 'com.atproto.server.refreshSession') {
      if (request.headers.authorization !== `Bearer ${refresh}`) return failure(400, 'ExpiredToken')
      return session()
    }
    if (request.headers.authorization !== `Bearer ${access}`) return failure(400, 'ExpiredToken', 'Token has expired')
    if (method.startsWith('chat.') && request.headers['atproto-proxy'] !== 'did:web:api.bsky.chat#bsky_chat')
      return failure(501, 'MethodNotImplemented')
    if (method.startsWith('chat.') && !isChatOpen) return failure(400, 'InvalidToken', 'Bad token method')
    return METHODS[method]?.(request) ?? failure(501, 'MethodNotImplemented')
  }

  function login({ json }: WebRequest): WebAnswer {
    const { identifier, password: typed } = json as { identifier: string; password: string }
    if (typed === 'main-password-2fa') return failure(401, 'AuthFactorTokenRequired')
    const isShop = identifier === SHOP.handle || identifier === SHOP.did
    if (!isShop || typed !== password) return failure(401, 'AuthenticationRequired', 'Invalid identifier or password')
    return session()
  }

  function session(): WebAnswer {
    sessions += 1
    access = `header.access-${sessions}.signature`
    refresh = `header.refresh-${sessions}.signature`
    return { json: { accessJwt: access, refreshJwt: refresh, did: SHOP.did, handle: SHOP.handle, active: true } }
  }

  /** One page: `cursor` names the last entry of the page before, so that what is added on top moves nothing. */
  function page(
    items: readonly ({ uri: string } | { id: string })[],
    name: string,
    query: URLSearchParams,
    size = pageSize,
  ): WebAnswer {
    const nameOf = (item: (typeof items)[number]) => ('uri' in item ? item.uri : item.id)
    const from = items.findIndex((item) => nameOf(item) === query.get('cursor')) + 1
    const end = from + Math.min(size, Number(query.get('limit') ?? 50))
    const more = end < items.length ? nameOf(items[end - 1]!) : undefined
    const found = items.slice(from, end)
    const listed = isDuplicating ? found.flatMap((item) => [item, item]) : found
    const shown = isReordered ? listed.toReversed() : listed
    return { json: { [name]: shown, cursor: isLooping ? 'the first page' : more } }
  }

  const convoView = ({ id, status, messages }: Convo) => ({
    id,
    status,
    rev: messages.at(-1)?.rev ?? '',
    members: [SHOP, CUSTOMER],
    muted: false,
    unreadCount: 0,
    lastMessage: messages.at(-1),
  })

  const METHODS: Record<string, (request: WebRequest) => WebAnswer> = {
    'app.bsky.actor.getProfile': () => ({ json: SHOP }),
    'app.bsky.notification.listNotifications': ({ query }) => {
      const found = posts
        .filter(({ reason }) => reason !== '')
        .toSorted((a, b) => b.indexedAt.localeCompare(a.indexedAt) || b.uri.localeCompare(a.uri))
      return page(found, 'notifications', query)
    },
    'app.bsky.feed.getPosts': ({ query }) => {
      const wanted = query.getAll('uris')
      if (wanted.length > 25) return failure(400, 'InvalidRequest')
      const found = views ? posts.filter(({ uri }) => wanted.includes(uri)) : []
      return { json: { posts: found.map((post) => ({ viewer: {}, ...post })) } }
    },
    'com.atproto.identity.resolveHandle': ({ query }) =>
      query.get('handle') === CUSTOMER.handle
        ? { json: { did: CUSTOMER.did } }
        : failure(400, 'InvalidRequest', 'Unable to resolve handle'),
    'com.atproto.repo.listRecords': ({ query }) =>
      page(
        [...records.values()].toSorted((a, b) => b.uri.localeCompare(a.uri)),
        'records',
        query,
        50,
      ),
    'com.atproto.repo.getRecord': ({ query }) => {
      const uri = `at://${query.get('repo')}/${query.get('collection')}/${query.get('rkey')}`
      const post = posts.find((one) => one.uri === uri)
      const found = records.get(uri) ?? (post && { uri, cid: post.cid, value: post.record })
      return found ? { json: found } : failure(400, 'RecordNotFound')
    },
    'com.atproto.repo.createRecord': ({ json }) => {
      const { repo, rkey, record } = json as { repo: string; rkey: string; record: Json }
      const uri = `at://${repo}/${POSTS}/${rkey}`
      // As the real PDS does with a key that is taken.
      if (records.has(uri)) return failure(500, 'InternalServerError')
      records.set(uri, { uri, cid: next('cid'), value: record })
      return { json: { uri, cid: records.get(uri)!.cid } }
    },
    'com.atproto.repo.uploadBlob': ({ headers, body }) => ({
      json: {
        blob: { $type: 'blob', ref: { $link: next('blob') }, mimeType: headers['content-type'], size: body.length },
      },
    }),
    'chat.bsky.convo.getLog': ({ query }) => {
      const rev = query.get('cursor')
      const last = log.at(-1)?.['rev']
      if (rev === null) return { json: { logs: [], cursor: last } }
      const logs = log.filter((entry) => String(entry['rev']) > rev).slice(0, 50)
      return { json: { logs, cursor: logs.at(-1)?.['rev'] ?? rev } }
    },
    'chat.bsky.convo.listConvos': ({ query }) => page([...convos.values()].map(convoView), 'convos', query),
    'chat.bsky.convo.getConvo': ({ query }) => {
      const known = convos.get(query.get('convoId') ?? '')
      return known ? { json: { convo: convoView(known) } } : failure(400, 'InvalidConvo')
    },
    'chat.bsky.convo.getConvoForMembers': ({ query }) =>
      query.get('members') === CUSTOMER.did
        ? { json: { convo: convoView(convo('convo-hanako')) } }
        : failure(400, 'RecipientNotFound'),
    'chat.bsky.convo.getMessages': ({ query }) =>
      page(convo(query.get('convoId')!).messages.toReversed(), 'messages', query),
    'chat.bsky.convo.acceptConvo': ({ json }) => {
      convo((json as { convoId: string }).convoId).status = 'accepted'
      return { json: {} }
    },
    'chat.bsky.convo.sendMessage': ({ json }) => {
      const { convoId, message } = json as { convoId: string; message: { text: string } }
      return { json: write(convoId, SHOP.did, message.text) }
    },
  }

  function convo(id: string): Convo {
    const known = convos.get(id)
    if (known) return known
    const made: Convo = { id, status: 'accepted', messages: [] }
    convos.set(id, made)
    return made
  }

  function write(convoId: string, did: string, text: string): Message {
    const rev = next('rev')
    const message = { id: next('message'), rev, text, sentAt: new Date(now()).toISOString(), sender: { did } }
    convo(convoId).messages.push(message)
    log.push({ $type: 'chat.bsky.convo.defs#logCreateMessage', rev, convoId, message })
    return message
  }

  const web = await startLoopback(answer)
  return {
    ...web,
    shop: SHOP,
    customer: CUSTOMER,
    records,
    convo,
    /** Ends the token in use, as two hours do. */
    endToken: () => void (access = 'ended'),
    /** The owner has deleted the app password. */
    revoke: () => void ((password = 'another'), (access = 'ended'), (refresh = 'ended')),
    endSession: () => void ((access = 'ended'), (refresh = 'ended')),
    sessions: () => sessions,
    pagesOf: (size: number) => void (pageSize = size),
    loop: (isOn: boolean) => void (isLooping = isOn),
    behave(change: { isReordered?: boolean; isLooping?: boolean; isDuplicating?: boolean }): void {
      isReordered = change.isReordered ?? isReordered
      isDuplicating = change.isDuplicating ?? isDuplicating
      isLooping = change.isLooping ?? isLooping
    },
    closeChat: () => void (isChatOpen = false),
    hideViews: (isHidden: boolean) => void (views = !isHidden),
    /** A post of the customer that the shop is told of. */
    post(
      text: string,
      change: { reason?: string; at?: number; record?: Json; author?: Partial<typeof SHOP> & Json } = {},
    ) {
      const indexedAt = new Date(change.at ?? now()).toISOString()
      const author = { ...CUSTOMER, ...change.author }
      const post: FakePost = {
        uri: `at://${author.did}/${POSTS}/${next('3l')}`,
        cid: next('cid'),
        author,
        record: { $type: POSTS, text, createdAt: indexedAt, ...change.record },
        indexedAt,
        reason: change.reason ?? 'mention',
      }
      posts.push(post)
      return post
    },
    remove: (uri: string) =>
      void posts.splice(
        posts.findIndex((post) => post.uri === uri),
        1,
      ),
    /** A direct message of the customer. */
    tell: (text: string, convoId = 'convo-hanako') => write(convoId, CUSTOMER.did, text),
    retract(message: Message, convoId = 'convo-hanako') {
      const { text: _, ...rest } = message
      log.push({ $type: 'chat.bsky.convo.defs#logDeleteMessage', rev: next('rev'), convoId, message: rest })
    },
    /** Something in the log that we do not know. */
    note: (entry: Json) => void log.push({ rev: next('rev'), ...entry }),
  }
}
