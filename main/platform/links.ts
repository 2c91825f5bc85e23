import { looksLikeAnother, unicodeHost } from '../core/mail-html/hosts.ts'

export type LinkTarget = {
  kind: 'web' | 'mail'
  /** Where it really goes: a host, or the address of a mail. Look-alike letters are told by the `xn--` form beside. */
  place: string
  /** For the system, parsed and written anew. */
  url: string
}

const WEB = new Set(['http:', 'https:'])

/** What may leave the program through a link; null for every other scheme and for what is no address. */
export function linkTarget(link: string): LinkTarget | null {
  if (!URL.canParse(link)) return null
  const url = new URL(link)
  if (WEB.has(url.protocol) && url.hostname) return { kind: 'web', place: placeOf(url), url: url.href }
  if (url.protocol !== 'mailto:') return null
  const address = decodeSafely(url.pathname)
  return address.includes('@') ? { kind: 'mail', place: address, url: `mailto:${url.pathname}` } : null
}

function placeOf({ hostname, host }: URL): string {
  const readable = unicodeHost(hostname)
  if (readable === hostname) return host
  return looksLikeAnother(readable) ? `${host} (${readable})` : `${readable} (${host})`
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
