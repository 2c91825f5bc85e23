/** Where a picture of a mail may come from, and what stands in its place when it may not be loaded. */

export type ImageOptions = {
  allowRemote: boolean
  /** An address of our own protocol (or data:) for a part of the same mail; null when there is no such part. */
  cid: (contentId: string) => string | null
}

export type ImageSource = { kind: 'shown'; url: string } | { kind: 'remote' } | { kind: 'none' }

const RASTER = /^data:image\/(?:png|gif|jpe?g|webp|bmp|avif|x-icon|vnd\.microsoft\.icon)(?:;[\w=.-]+)*,/i
/** What `cid` may answer with: never http(s), so a wrong callback cannot open the network. */
const OWN = /^(?:madoguchi-mail:\/\/[\w./%~-]+|data:image\/(?:png|gif|jpe?g|webp|bmp|avif);base64,[\w+/=]+)$/i

/** Removes what the URL standard ignores (WHATWG URL, section 4.4): C0 and space at the ends, tab and newline inside. */
export function cleanUrl(value: string): string {
  // Counted by hand: a pattern for the end is tried anew at each blank of a megabyte in the middle.
  let [start, end] = [0, value.length]
  while (start < end && value[start]! <= ' ') start++
  while (end > start && value[end - 1]! <= ' ') end--
  return value.slice(start, end).replace(/[\t\n\r]/g, '')
}

export function resolveImage(value: string, options: ImageOptions): ImageSource {
  const url = cleanUrl(value)
  if (RASTER.test(url)) return { kind: 'shown', url }
  const contentId = /^cid:(.*)$/is.exec(url)?.[1]
  if (contentId !== undefined) return resolveContentId(contentId, options)
  // A backslash is a slash to a browser: \\host\share and /\host are remote too.
  const remote = /^(?:https?:[\\/]*|[\\/]{2})(.+)$/is.exec(url)
  if (!remote) return { kind: 'none' }
  if (!options.allowRemote) return { kind: 'remote' }
  const parsed = parseUrl(url)
  if (!parsed || parsed.hostname === 'mail.invalid') return { kind: 'none' }
  return { kind: 'shown', url: parsed.href }
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url, 'https://mail.invalid/')
  } catch {
    return null
  }
}

function resolveContentId(contentId: string, options: ImageOptions): ImageSource {
  const own = options.cid(decode(contentId).replace(/^<|>$/g, ''))
  if (own === null || !OWN.test(own)) return { kind: 'none' }
  return { kind: 'shown', url: own }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * An empty picture of a given size: a transparent GIF of 43 bytes whose header claims the size. Because it has the
 * proportions of the missing one, `height:auto` and `max-width:100%` lay the mail out as they would with it.
 */
export function emptyImage(width: number, height: number): string {
  const [w, h] = [bound(width), bound(height)]
  const bytes = [
    ...[0x47, 0x49, 0x46, 0x38, 0x39, 0x61, w & 255, w >> 8, h & 255, h >> 8, 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ...[0x21, 0xf9, 4, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b],
  ]
  return `data:image/gif;base64,${btoa(String.fromCharCode(...bytes))}`
}

function bound(size: number): number {
  return Math.min(4000, Math.max(1, Math.round(size)))
}
