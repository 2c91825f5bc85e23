import type { AccountId, MessageId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Adapter } from '../channels/adapter.ts'
import { readAtMost, safeNameOf } from '../channels/registry.ts'
import type { PostMedia } from '../core/message.ts'
import type { Store } from '../store/index.ts'
import type { Served } from './ports.ts'

const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/
/** Larger ones are looked at in the browser. */
const MOST_BYTES = 20 * 1024 * 1024
const PATIENCE_MS = 30_000
/** Networks send a picture on to where it lies; nobody sends it further. */
const MOST_HOPS = 5
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

type Bytes = { type: string; bytes: Uint8Array }
type Find = (media: PostMedia) => string | null

export type PostMediaService = ReturnType<typeof createPostMedia>

/**
 * Pictures and files of posts, fetched because a person asked for them: until then nobody at the network learns that they were
 * read. From the web without cookies or a token, so only what everybody may see; what the network gives out to the account alone
 * is asked for by its adapter. Both throw AppError `not-found`, `offline`.
 */
export function createPostMedia(store: Store, open: (id: AccountId) => Promise<Adapter | null>) {
  async function bytesOf(id: MessageId, index: number, addressIn: Find): Promise<Bytes> {
    const post = store.posts.get(id)
    const media = post?.media[index]
    const address = media && addressIn(media)
    if (!post || !address) throw new AppError('not-found', 'No such picture')
    const signal = AbortSignal.timeout(PATIENCE_MS)
    if (/^https?:/i.test(address)) return fromWeb(address, signal)
    const adapter = await open(post.accountId)
    if (!adapter) throw new AppError('offline', 'The account is not connected.')
    if (!adapter.openMedia) throw new AppError('not-found', 'The network gives out no files.')
    const { type, bytes } = await adapter.openMedia(address, signal)
    return { type: mediaType(type), bytes }
  }

  return {
    /** Of a film its still. */
    async picture(id: MessageId, index: number): Promise<Served> {
      const { type, bytes } = await bytesOf(id, index, ({ kind, url, previewUrl }) =>
        kind === 'image' ? url : previewUrl,
      )
      if (!PICTURES.test(type) || bytes.byteLength > MOST_BYTES) throw new AppError('not-found', 'No picture is there')
      return { body: bytes, type, headers: { 'Content-Security-Policy': `default-src 'none'; sandbox` } }
    },
    /** The whole file under the name that the network shows. */
    async file(id: MessageId, index: number): Promise<{ safeName: string; bytes: Uint8Array }> {
      const { type, bytes } = await bytesOf(id, index, ({ url }) => url)
      return { safeName: safeNameOf(store.posts.get(id)!.media[index]!.description, type, index), bytes }
    },
  }
}

async function fromWeb(address: string, signal: AbortSignal): Promise<Bytes> {
  try {
    const response = await follow(address, signal)
    const bytes = response.ok ? await readAtMost(response, MOST_BYTES) : null
    if (bytes === null) throw new AppError('not-found', 'Nothing is there that can be shown')
    return { type: mediaType(response.headers.get('content-type') ?? ''), bytes }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('offline', 'The picture cannot be reached.', { cause })
  }
}

/** Step by step, because each address it is sent on to may be one that must not be asked. */
async function follow(address: string, signal: AbortSignal): Promise<Response> {
  let at = address
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    if (!isAllowed(at)) break
    const response = await fetch(at, { signal, redirect: 'manual' })
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (next === null) return response
    await response.body?.cancel()
    at = new URL(next, at).href
  }
  throw new AppError('not-found', 'No address that may be asked')
}

/** Without its parameters. */
const mediaType = (header: string): string => header.split(';', 1)[0]!.trim().toLowerCase()

function isAllowed(address: string): boolean {
  const url = new URL(address)
  return url.protocol === 'https:' || LOOPBACK.test(url.hostname)
}
