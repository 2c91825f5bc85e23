import { startLoopback, type WebAnswer, type WebRequest } from './loopback.ts'

export const TOKEN = 'token-of-aobaya-on-misskey-0123'
export type FakeMisskey = Awaited<ReturnType<typeof startMisskey>>

type Person = { id: string; username: string; host: string | null; name: string | null }
type Stored = {
  id: string
  by: Person
  text: string
  cw: string | null
  at: number
  visibility: string
  replyId: string | null
  /** Whom it names, the person it answers among them. */
  mentions: string[]
  visibleUserIds: string[]
  updatedAt: number | null
  files: string[]
  renote: Stored | null
}
export const AOBAYA: Person = { id: '9aobaya0001', username: 'aobaya', host: null, name: '青葉屋' }
export const AIKO: Person = { id: '9aiko000002', username: 'aiko', host: 'friends.example.com', name: '愛子' }
export const KEN: Person = { id: '9ken0000003', username: 'ken', host: null, name: null }

type Failure = { status: number; code: string }
const REFUSALS = {
  authentication: { status: 401, code: 'AUTHENTICATION_FAILED' },
  permission: { status: 403, code: 'PERMISSION_DENIED' },
  note: { status: 400, code: 'NO_SUCH_NOTE' },
  reply: { status: 400, code: 'NO_SUCH_REPLY_TARGET' },
  blocked: { status: 400, code: 'YOU_HAVE_BEEN_BLOCKED' },
  wider: { status: 400, code: 'CANNOT_REPLY_TO_SPECIFIED_VISIBILITY_NOTE_WITH_EXTENDED_VISIBILITY' },
  parameter: { status: 400, code: 'INVALID_PARAM' },
  endpoint: { status: 404, code: 'UNKNOWN_API_ENDPOINT' },
} satisfies Record<string, Failure>

/** aidx, the ids of a new server: milliseconds since 2000 in base 36, a node and a count (misskey-dev/misskey, misc/id/aidx.ts). */
const idAt = (at: number, count: number): string =>
  `${(at - 946_684_800_000).toString(36).padStart(8, '0')}abcd${count.toString(36).padStart(4, '0')}`

/** A made-up Misskey on loopback that remembers what is said to it, written from misskey-dev/misskey (docs/channels/misskey.md). */
export async function startMisskey(now: () => number) {
  let notes: Stored[] = []
  const uploads: string[] = []
  const sessions = new Map<string, boolean>()
  const blocking = new Set<string>()
  let behaviour = { isReordered: false, isLooping: false, isDuplicating: false }
  let token = TOKEN
  let permissions = ['read:account', 'write:notes', 'write:drive']
  let doesAgree = true
  let count = 0

  const server = await startLoopback((request) => route(request))

  function route(request: WebRequest): WebAnswer {
    const { method, path } = request
    if (path.startsWith('/files/')) return { bytes: PIXEL, headers: { 'content-type': 'image/png' } }
    if (method === 'GET' && path.startsWith('/miauth/')) return consent(request)
    const session = /^\/api\/miauth\/([^/]+)\/check$/.exec(path)?.[1]
    if (session) return { json: fetchToken(session) }
    if (method !== 'POST' || !path.startsWith('/api/')) return refuse(REFUSALS.endpoint)
    if (path === '/api/meta') return { json: { version: '2026.11.0', maxNoteTextLength: 3000, uri: server.url } }
    if (path === '/api/drive/files/create') return upload(request.body.toString('latin1'))
    const { i, ...parameters } = (request.json ?? {}) as Record<string, unknown>
    if (i !== token) return refuse(REFUSALS.authentication)
    return answerTo(path.slice('/api/'.length), parameters)
  }

  type Parameters = {
    noteId?: string
    userId?: string
    limit?: number
    untilId?: string
    sinceId?: string
    withReplies?: boolean
    text?: string
    visibility?: string
    visibleUserIds?: string[]
    replyId?: string
    fileIds?: string[]
  }

  function answerTo(endpoint: string, parameters: Parameters): WebAnswer {
    const needed = endpoint === 'notes/create' ? 'write:notes' : 'read:account'
    const isOpen = ['notes/show', 'notes/conversation', 'users/notes'].includes(endpoint)
    if (!isOpen && !permissions.includes(needed)) return refuse(REFUSALS.permission)
    if (endpoint === 'i') return { json: { ...user(AOBAYA), description: '', isBot: false } }
    if (endpoint === 'notes/mentions')
      return {
        json: page(
          notes.filter(({ mentions }) => mentions.includes(AOBAYA.id)),
          parameters,
        ).map(view),
      }
    if (endpoint === 'users/notes') {
      const { userId, withReplies = false } = parameters
      const own = notes.filter(({ by, replyId }) => by.id === userId && (withReplies || replyId === null))
      return { json: page(own, parameters).map(view) }
    }
    if (endpoint === 'notes/create') return create(parameters)
    const note = find(parameters.noteId)
    if (!note) return refuse(endpoint.startsWith('notes/') ? REFUSALS.note : REFUSALS.endpoint)
    if (endpoint === 'notes/show') return { json: view(note) }
    if (endpoint === 'notes/conversation') return { json: above(note).map(view) }
    return refuse(REFUSALS.endpoint)
  }

  function create({ text, visibility = 'public', visibleUserIds = [], replyId, fileIds = [] }: Parameters): WebAnswer {
    if ((text === undefined || text.trim() === '') && fileIds.length === 0) return refuse(REFUSALS.parameter)
    if ([...(text ?? '')].length > 3000) return refuse(REFUSALS.parameter)
    const reply = replyId === undefined ? null : find(replyId)
    if (reply === undefined) return refuse(REFUSALS.reply)
    if (reply && blocking.has(reply.by.id)) return refuse(REFUSALS.blocked)
    if (reply?.visibility === 'specified' && visibility !== 'specified') return refuse(REFUSALS.wider)
    const mentions = [...visibleUserIds, ...(reply ? [reply.by.id] : [])]
    const note = say(AOBAYA, text ?? '', {
      visibility,
      visibleUserIds,
      mentions,
      replyId: reply?.id ?? null,
      files: fileIds,
    })
    return { json: { createdNote: view(note) } }
  }

  function say(by: Person, text: string, change: Partial<Stored> = {}): Stored {
    count += 1
    const at = change.at ?? now()
    const note: Stored = {
      id: idAt(at, count),
      by,
      text,
      cw: null,
      at,
      visibility: 'public',
      replyId: null,
      mentions: [],
      visibleUserIds: [],
      updatedAt: null,
      files: [],
      renote: null,
      ...change,
    }
    notes.push(note)
    return note
  }

  /** The latest first, or with `sinceId` alone the oldest, by id as Misskey orders (QueryService.makePaginationQuery). */
  function page(list: readonly Stored[], { limit = 10, untilId, sinceId }: Parameters): Stored[] {
    const isUpwards = sinceId !== undefined && untilId === undefined
    const order = (a: Stored, b: Stored) => (a.id < b.id ? -1 : 1) * (isUpwards ? 1 : -1)
    const below = behaviour.isLooping ? undefined : untilId
    const found = list
      .filter(({ id }) => (below === undefined || id < below) && (sinceId === undefined || id > sinceId))
      .toSorted(order)
      .slice(0, limit)
    const twice = behaviour.isDuplicating ? found.flatMap((one) => [one, one]) : found
    return behaviour.isReordered ? twice.toReversed() : twice
  }

  const find = (id: string | undefined) => notes.find((note) => note.id === id)
  /** Nearest first. */
  function above({ replyId }: Stored): Stored[] {
    const parent = find(replyId ?? undefined)
    return parent ? [parent, ...above(parent)] : []
  }

  function upload(body: string): WebAnswer {
    if (!body.includes(token)) return refuse(REFUSALS.authentication)
    if (!permissions.includes('write:drive')) return refuse(REFUSALS.permission)
    uploads.push(body)
    return { json: file(`file${uploads.length}`) }
  }

  /** The page of the server that asks whether the app may: who agrees is sent back, who does not stays there. */
  function consent({ path, query }: WebRequest): WebAnswer {
    if (!doesAgree) return { json: { page: 'denied' } }
    const session = path.slice('/miauth/'.length)
    permissions = (query.get('permission') ?? '').split(',')
    sessions.set(session, false)
    const callback = new URL(query.get('callback') ?? '')
    callback.searchParams.set('session', session)
    return { status: 302, headers: { location: callback.href } }
  }

  function fetchToken(session: string) {
    if (sessions.get(session) !== false) return { ok: false }
    sessions.set(session, true)
    return { ok: true, token, user: user(AOBAYA) }
  }

  const user = ({ id, username, host, name }: Person) => ({
    id,
    name,
    username,
    host,
    avatarUrl: `${server.url}/files/avatar.png`,
    avatarBlurhash: null,
    emojis: {},
    onlineStatus: 'unknown',
  })

  const file = (id: string) => ({
    id,
    createdAt: new Date(now()).toISOString(),
    name: `${id}.png`,
    type: 'image/png',
    md5: '0',
    size: 68,
    isSensitive: false,
    url: `${server.url}/files/${id}.png`,
    thumbnailUrl: `${server.url}/files/${id}-small.webp`,
    comment: '割れたお皿',
  })

  function view(note: Stored): Record<string, unknown> {
    const parent = find(note.replyId ?? undefined)
    return {
      id: note.id,
      createdAt: new Date(note.at).toISOString(),
      ...(note.updatedAt === null ? {} : { updatedAt: new Date(note.updatedAt).toISOString() }),
      text: note.text === '' ? null : note.text,
      cw: note.cw,
      userId: note.by.id,
      user: user(note.by),
      replyId: note.replyId,
      ...(parent ? { reply: shallow(parent) } : {}),
      renoteId: note.renote?.id ?? null,
      ...(note.renote ? { renote: shallow(note.renote) } : {}),
      visibility: note.visibility,
      mentions: note.mentions,
      visibleUserIds: note.visibility === 'specified' ? note.visibleUserIds : undefined,
      fileIds: note.files,
      files: note.files.map(file),
      localOnly: false,
      reactionAcceptance: null,
      reactions: {},
      reactionCount: 0,
      renoteCount: 0,
      repliesCount: 0,
    }
  }

  const shallow = ({ id, at, text, cw, by, replyId, visibility }: Stored) => ({
    id,
    createdAt: new Date(at).toISOString(),
    text,
    cw,
    userId: by.id,
    user: user(by),
    replyId,
    visibility,
    files: [],
  })

  return {
    url: server.url,
    asked: server.asked,
    fail: server.fail,
    close: server.close,
    uploads,
    notes: () => notes,
    own: () => notes.filter(({ by }) => by.id === AOBAYA.id),
    /** Somebody names the shop, answers it, or writes to it alone. */
    mention: (by: Person, text: string, change: Partial<Stored> = {}): Stored =>
      say(by, text, { mentions: [AOBAYA.id], ...change }),
    directly: (by: Person, text: string, change: Partial<Stored> = {}): Stored =>
      say(by, text, { mentions: [AOBAYA.id], visibility: 'specified', visibleUserIds: [AOBAYA.id], ...change }),
    /** The shop writes in another program. */
    sayOurselves: (text: string, change: Partial<Stored> = {}) => say(AOBAYA, text, change),
    edit: (note: Stored, text: string) => void Object.assign(note, { text, updatedAt: now() }),
    remove: (note: Stored) => void (notes = notes.filter((one) => one !== note)),
    block: (by: Person) => void blocking.add(by.id),
    revoke: () => void (token = 'revoked'),
    takeToken: (next: string) => void (token = next),
    allow: (next: string[]) => void (permissions = next),
    /** What the person does on the page that asks whether the app may. */
    agree: (does: boolean) => void (doesAgree = does),
    behave: (change: Partial<typeof behaviour>) => void (behaviour = { ...behaviour, ...change }),
  }
}

const refuse = ({ status, code }: Failure): WebAnswer => ({
  status,
  json: { error: { message: `No: ${code}`, code, id: '00000000-0000-0000-0000-000000000000', kind: 'client' } },
})

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
