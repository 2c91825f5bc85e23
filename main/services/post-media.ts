import type { MessageId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Store } from '../store/index.ts'
import type { Served } from './content.ts'

const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/
/** Larger ones are looked at in the browser. */
const MOST_BYTES = 20 * 1024 * 1024
const PATIENCE_MS = 30_000
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * A picture of a post, fetched because a person asked for it: until then nobody at the network learns that it was read. Of a
 * film its still. Without cookies or a token, so only what everybody may see. Throws AppError `not-found`, `offline`.
 */
export async function fetchPostPicture(store: Store, id: MessageId, index: number): Promise<Served> {
  const media = store.posts.get(id)?.media[index]
  const address = media && (media.kind === 'image' ? media.url : media.previewUrl)
  if (!address || !isAllowed(address)) throw new AppError('not-found', 'No such picture')
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch((cause: unknown) => {
    throw new AppError('offline', 'The picture cannot be reached.', { cause })
  })
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()
  const length = Number(response.headers.get('content-length') ?? 0)
  if (!response.ok || !PICTURES.test(type) || length > MOST_BYTES) {
    await response.body?.cancel()
    throw new AppError('not-found', 'No picture is there')
  }
  const body = new Uint8Array(await response.arrayBuffer())
  return { body, type, headers: { 'Content-Security-Policy': `default-src 'none'; sandbox` } }
}

function isAllowed(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
}
