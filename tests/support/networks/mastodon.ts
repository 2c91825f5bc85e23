import { startLoopback, type WebAnswer, type WebRequest } from './loopback.ts'
import { createMastodonLogin } from './mastodon-login.ts'
import { checkAgainstDocument } from './mastodon-openapi.ts'

export const TOKEN = 'token-of-aobaya-0123456789'
export type FakeMastodon = Awaited<ReturnType<typeof startMastodon>>

type Person = { id: string; acct: string; name: string }
type Stored = {
  id: string
  by: Person
  text: string
  at: number
  visibility: string
  inReplyTo: string | null
  mentions: Person[]
  editedAt: number | null
  media: string[]
  quote: Stored | null
}
export const AOBAYA: Person = { id: '109000000000000001', acct: 'aobaya', name: '青葉屋' }
export const AIKO: Person = { id: '109000000000000002', acct: 'aiko@friends.example.com', name: '愛子' }
export const KEN: Person = { id: '109000000000000003', acct: 'ken', name: '健' }
const PEOPLE = [AOBAYA, AIKO, KEN]

/** A made-up Mastodon 4.7 on loopback that remembers what is said to it, and holds every exchange against the document. */
export async function startMastodon(now: () => number) {
  const statuses: Stored[] = []
  const notices: { id: string; status: Stored }[] = []
  const taken = new Map<string, Stored>()
  const uploads: string[] = []
  const violations: string[] = []
  let isReordered = false
  let isLooping = false
  let isDuplicating = false
  let token = TOKEN
  let count = 0

  const login = createMastodonLogin(() => ({ url: server.url, token }))
  const server = await startLoopback((request) => {
    const answer = login.route(request) ?? route(request)
    const { method, path, query, json } = request
    // Pictures are files of the server and no part of its API; the document is of today's version.
    if (!path.startsWith('/api/') || login.isOld()) return answer
    violations.push(
      ...checkAgainstDocument({ method, path, query, body: json, status: answer.status ?? 200, answer: answer.json }),
    )
    return answer
  })

  function route({ method, path, query, headers, json, body }: WebRequest): WebAnswer {
    if (path.startsWith('/media/')) return { bytes: PIXEL, headers: { 'content-type': 'image/png' } }
    if (path === '/api/v2/instance') return { json: instance(server.url) }
    if (headers.authorization !== `Bearer ${token}`)
      return { status: 401, json: { error: 'The access token is invalid' } }
    if (path === '/api/v1/accounts/verify_credentials')
      return { json: { ...account(AOBAYA), source: source(), role: ROLE } }
    if (path === '/api/v1/notifications') return { json: page(notices, query).map(notice) }
    if (path === `/api/v1/accounts/${AOBAYA.id}/statuses`) {
      const own = statuses.filter(({ by }) => by.id === AOBAYA.id).toReversed()
      return { json: page(own, query).map(view) }
    }
    if (path === '/api/v1/statuses' && method === 'POST')
      return create(json as Written, String(headers['idempotency-key'] ?? ''))
    if (path === '/api/v1/statuses')
      return { json: statuses.filter(({ id }) => query.getAll('id[]').includes(id)).map(view) }
    if (path === '/api/v2/media') {
      uploads.push(body.toString('latin1'))
      return { json: attachment(String(uploads.length)) }
    }
    const context = /^\/api\/v1\/statuses\/(\d+)\/context$/.exec(path)?.[1]
    if (context) return { json: { ancestors: ancestorsOf(find(context)).map(view), descendants: [] } }
    return { status: 404, json: { error: 'Record not found' } }
  }

  type Written = { status: string; visibility?: string; in_reply_to_id?: string; media_ids?: string[] }

  function create(
    { status, visibility = 'public', in_reply_to_id: inReplyTo, media_ids: media }: Written,
    key: string,
  ) {
    const before = taken.get(key)
    if (before) return { json: view(before) }
    if ([...status].length > 500)
      return { status: 422, json: { error: 'Validation failed: Text character limit of 500 exceeded' } }
    if (inReplyTo && !find(inReplyTo)) return { status: 404, json: { error: 'Record not found' } }
    const mentions = PEOPLE.filter((person) => status.includes(`@${person.acct}`))
    const stored = say(AOBAYA, status, { visibility, inReplyTo: inReplyTo ?? null, mentions, media: media ?? [] })
    if (key !== '') taken.set(key, stored)
    return { json: view(stored) }
  }

  function say(by: Person, text: string, change: Partial<Stored> = {}): Stored {
    count += 1
    const id = String(115_000_000_000_000_000n + BigInt(count))
    const plain = { inReplyTo: null, visibility: 'public', mentions: [], editedAt: null, media: [], quote: null }
    const stored: Stored = { id, by, text, at: now(), ...plain, ...change }
    statuses.push(stored)
    return stored
  }

  /** Newest first, as Mastodon pages: below `max_id`, above `since_id`. */
  function page<T extends { id: string }>(list: readonly T[], query: URLSearchParams): T[] {
    const below = isLooping ? null : query.get('max_id')
    const above = query.get('since_id')
    const limit = Number(query.get('limit') ?? 20)
    const found = list
      .filter(({ id }) => (below === null || order(id, below) < 0) && (above === null || order(id, above) > 0))
      .slice(0, limit)
    const twice = isDuplicating ? found.flatMap((one) => [one, one]) : found
    return isReordered ? twice.toReversed() : twice
  }

  const find = (id: string) => statuses.find((status) => status.id === id)
  function ancestorsOf(status: Stored | undefined): Stored[] {
    const parent = status?.inReplyTo ? find(status.inReplyTo) : undefined
    return parent ? [...ancestorsOf(parent), parent] : []
  }

  const account = ({ id, acct, name }: Person) => ({
    id,
    username: acct.split('@')[0]!,
    acct,
    display_name: name,
    url: `${server.url}/@${acct}`,
    uri: `${server.url}/users/${acct}`,
    locked: false,
    bot: false,
    group: false,
    discoverable: true,
    indexable: true,
    hide_collections: false,
    created_at: '2024-01-01T00:00:00.000Z',
    note: '',
    avatar: `${server.url}/avatar.png`,
    avatar_static: `${server.url}/avatar.png`,
    avatar_description: '',
    header: `${server.url}/header.png`,
    header_static: `${server.url}/header.png`,
    header_description: '',
    followers_count: 0,
    following_count: 0,
    statuses_count: 0,
    last_status_at: null,
    emojis: [],
    roles: [],
    fields: [],
    show_featured: true,
    show_media: true,
    show_media_replies: true,
    feature_approval: { automatic: [], manual: [], current_user: 'denied' },
  })

  function view(status: Stored): Record<string, unknown> {
    const { id, at, by, text, visibility, inReplyTo, mentions, editedAt, media, quote } = status
    return {
      id,
      created_at: new Date(at).toISOString(),
      edited_at: editedAt === null ? null : new Date(editedAt).toISOString(),
      in_reply_to_id: inReplyTo,
      in_reply_to_account_id: inReplyTo === null ? null : (find(inReplyTo)?.by.id ?? null),
      sensitive: false,
      spoiler_text: '',
      visibility,
      language: 'ja',
      uri: `${server.url}/users/${by.acct}/statuses/${id}`,
      url: `${server.url}/@${by.acct}/${id}`,
      replies_count: 0,
      reblogs_count: 0,
      favourites_count: 0,
      quotes_count: 0,
      favourited: false,
      reblogged: false,
      muted: false,
      bookmarked: false,
      content: `<p>${text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll(
          /https?:\/\/(\S+)/g,
          '<a href="$&" rel="nofollow"><span class="invisible">https://</span><span>$1</span></a>',
        )
        .replaceAll('\n', '<br>')}</p>`,
      filtered: [],
      reblog: null,
      application: null,
      account: account(by),
      media_attachments: media.map(attachment),
      mentions: mentions.map((one) => ({
        id: one.id,
        username: one.acct.split('@')[0],
        url: `${server.url}/@${one.acct}`,
        acct: one.acct,
      })),
      tags: [],
      emojis: [],
      card: null,
      poll: null,
      ...(quote ? { quote: { state: 'accepted', quoted_status: view(quote) } } : {}),
    }
  }

  const notice = ({ id, status }: { id: string; status: Stored }) => ({
    id,
    type: 'mention',
    created_at: new Date(status.at).toISOString(),
    group_key: `ungrouped-${id}`,
    account: account(status.by),
    status: view(status),
  })

  const attachment = (id: string) => ({
    id,
    type: 'image',
    url: `${server.url}/media/${id}.png`,
    preview_url: `${server.url}/media/${id}-small.png`,
    remote_url: null,
    description: '割れたお皿',
    blurhash: null,
    meta: {},
  })

  return {
    url: server.url,
    asked: server.asked,
    fail: server.fail,
    close: server.close,
    violations,
    login,
    uploads,
    statuses,
    /** Somebody names the shop; it is told of it. */
    mention(by: Person, text: string, change: Partial<Stored> = {}): Stored {
      const status = say(by, text, { mentions: [AOBAYA], ...change })
      notices.unshift({ id: String(34_000_000 + count), status })
      return status
    },
    /** The shop writes in another program. */
    sayOurselves: (text: string, change: Partial<Stored> = {}) => say(AOBAYA, text, change),
    edit(status: Stored, text: string): void {
      Object.assign(status, { text, editedAt: now() })
    },
    remove: (status: Stored) => void statuses.splice(statuses.indexOf(status), 1),
    revoke: () => void (token = 'another'),
    /** The owner has made a new token. */
    takeToken: (next: string) => void (token = next),
    behave(change: { isReordered?: boolean; isLooping?: boolean; isDuplicating?: boolean }): void {
      isReordered = change.isReordered ?? isReordered
      isLooping = change.isLooping ?? isLooping
      isDuplicating = change.isDuplicating ?? isDuplicating
    },
  }
}

const order = (a: string, b: string): number => {
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const ROLE = { id: '-99', name: '', color: '', permissions: '0', highlighted: false }
const source = () => ({
  note: '',
  fields: [],
  privacy: 'public',
  sensitive: false,
  language: 'ja',
  follow_requests_count: 0,
  attribution_domains: [],
  indexable: true,
  discoverable: true,
  hide_collections: false,
  quote_policy: 'public',
})

/** Only what is read; the document wants the rest of the page of a server too, which nobody here looks at. */
const instance = (url: string) => ({
  domain: new URL(url).host,
  title: 'Mastodon',
  version: '4.7.0',
  configuration: { statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 } },
})
