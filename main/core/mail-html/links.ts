import { isIpHost, looksLikeAnother, registrableDomain, unicodeHost } from './hosts.ts'
import { cleanUrl } from './images.ts'

/**
 * Why a link needs a look: `other-host` says one host and goes to another, `look-alike` and `ip-host` hide who it
 * is, `user-info` puts a false host before an @, `hidden-characters` writes what is not seen, `unsafe-link` was
 * taken out (a scheme that runs or opens something), `cut` is no link: the mail was too large and ends early.
 */
export type WarningKind =
  'other-host' | 'other-address' | 'look-alike' | 'ip-host' | 'user-info' | 'hidden-characters' | 'unsafe-link' | 'cut'

/** `text` as the mail shows it, `href` where it goes, `host` of it in Unicode; '' where there is none. */
export type Warning = { kind: WarningKind; text: string; href: string; host: string }

export type SafeLink = { href: string; host: string }

const MAX_HREF_LENGTH = 8000

/** The address of a link a person may follow (http, https, mailto, tel), normalised, or null. */
export function safeLink(value: string): SafeLink | null {
  const cleaned = cleanUrl(value)
  const absolute = /^[\\/]{2}/.test(cleaned) ? `https:${cleaned}` : cleaned
  if (!/^(?:https?|mailto|tel):/i.test(absolute) || absolute.length > MAX_HREF_LENGTH) return null
  const url = parse(absolute)
  if (!url || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return null
  return { href: url.href, host: url.host === '' ? '' : unicodeHost(url.hostname) }
}

/** True for what is no link at all but harmless: nothing to warn about when it goes. */
export function isHarmlessNonLink(value: string): boolean {
  const cleaned = cleanUrl(value)
  return cleaned === '' || !/^[a-z][a-z0-9+.-]*:/i.test(cleaned) || /^(?:cid|mid|x-apple-[\w-]+|about):/i.test(cleaned)
}

// Zero-width, bidi controls and other characters that draw nothing (Unicode: Default_Ignorable, Bidi_Control).
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u
const EVERY_INVISIBLE = new RegExp(INVISIBLE, 'gu')

/** What is deceptive about a link with this visible text. */
export function inspectLink(text: string, value: string, link: SafeLink): Warning[] {
  const kinds = new Set<WarningKind>()
  const url = parse(link.href)
  const claim = claimOf(text.normalize('NFKC').replace(EVERY_INVISIBLE, ''))
  if (url && link.host !== '') inspectHost(url, link.host).forEach((kind) => kinds.add(kind))
  if (INVISIBLE.test(cleanUrl(value)) || (claim !== null && INVISIBLE.test(text.trim()))) kinds.add('hidden-characters')
  if (claim !== null && link.host !== '' && !isSameOwner(claim.host, link.host)) kinds.add('other-host')
  if (claim?.address && url?.protocol === 'mailto:' && !isSameAddress(claim.address, url)) kinds.add('other-address')
  const shown = text.replace(/\s+/g, ' ').trim().slice(0, 200)
  return [...kinds].map((kind) => ({ kind, text: shown, href: link.href, host: link.host }))
}

function inspectHost(url: URL, host: string): WarningKind[] {
  const kinds: WarningKind[] = []
  if (url.username !== '' || url.password !== '') kinds.push('user-info')
  if (isIpHost(url.hostname)) kinds.push('ip-host')
  if (looksLikeAnother(host)) kinds.push('look-alike')
  return kinds
}

/** Top-level domains by which bare text is taken for a host: `photo.jpg` and `No.1` are none. */
const TOP_LEVEL =
  'com|net|org|info|biz|jp|io|co|dev|app|shop|store|site|online|xyz|club|tokyo|me|tv|cc|us|uk|de|fr|eu|cn|kr|tw|asia|bank|gov|edu|int|example|test'
const HOST = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}`
const WITH_SCHEME = new RegExp(
  String.raw`(?:https?:\/\/|\bwww\.)(?:[^\s/@]{0,200}@)?((?:${HOST})?[\p{L}\p{N}-]{1,63})`,
  'iu',
)
const BARE_HOST = new RegExp(String.raw`^(${HOST}(?:${TOP_LEVEL}))(?::\d+)?(?:[/?#]\S*)?[。、.,)）>」]?$`, 'iu')
const BARE_ADDRESS = new RegExp(String.raw`^([\w.+-]{1,64}@(${HOST}[a-z]{2,24}))$`, 'iu')

function claimOf(text: string): { host: string; address: string | null } | null {
  const shown = text.slice(0, 500).trim()
  const withScheme = WITH_SCHEME.exec(shown)
  if (withScheme?.[1]?.includes('.') || withScheme?.[0].toLowerCase().startsWith('www.')) {
    return { host: withScheme[1]!.toLowerCase(), address: null }
  }
  const address = BARE_ADDRESS.exec(shown)
  if (address) return { host: address[2]!.toLowerCase(), address: address[1]!.toLowerCase() }
  const bare = BARE_HOST.exec(shown)
  return bare ? { host: bare[1]!.toLowerCase(), address: null } : null
}

function isSameOwner(claimed: string, real: string): boolean {
  return registrableDomain(toUnicode(claimed)) === registrableDomain(real)
}

function toUnicode(host: string): string {
  const url = parse(`https://${host}/`)
  return unicodeHost(url?.hostname ?? host)
}

function isSameAddress(claimed: string, url: URL): boolean {
  return decode(url.pathname)
    .toLowerCase()
    .split(',')
    .some((address) => address.trim() === claimed)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
