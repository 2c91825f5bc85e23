/** How social networks count a text. Pure; the same in main and in the window. */

/** Every link counts so much, whatever its length: X's t.co (twitter-text config v3) and Mastodon's StatusLengthValidator. */
const LINK_LENGTH = 23

/**
 * A link as twitter-text makes one: with its scheme, and then its host may be Japanese, or a bare name with an ending people
 * use. twitter-text knows every ending there is; a rare bare one is counted as it is written.
 */
const LABEL = '[a-z0-9_-]{1,63}\\.'
const ENDING = 'com|net|org|info|biz|shop|store|site|online|app|dev|io|me|tv|co|jp|us|uk|cn|kr|tw|de|fr|eu|ly|gl|be'
const JAPANESE_ENDING = 'みんな|コム|ストア|セール|クラウド|ファッション|ポイント'
const LINK = new RegExp(
  '(?<![a-z0-9@＠$#＃_./-])' +
    `(?:https?://(?:[\\p{L}\\p{N}\\p{So}_-]{1,63}\\.)+(?:[a-z]{2,}|${JAPANESE_ENDING})|(?:${LABEL})+(?:${ENDING}))` +
    "(?![a-z0-9@+-])(?::\\d+)?(?:[/?#](?:[a-z0-9\\-._~:/?#[\\]@!$&'()*+,;=%]*[a-z0-9\\-_~/=&#+])?)?",
  'giu',
)
/** A label of a name has no more in the form that goes over the wire (RFC 1035, RFC 3490). */
const LONGEST_LABEL = 63

const LINK_WITH_SCHEME = /https?:\/\/[^\s<>"「」、。　]+/giu

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const EMOJI =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u

export const byteLength = (text: string): number => new TextEncoder().encode(text).byteLength

export function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

/** The links in a text, as X would make them. */
export const linksIn = (text: string): string[] => [...text.matchAll(LINK)].map(([link]) => link).filter(hasRealHost)

function hasRealHost(link: string): boolean {
  const address = /^https?:/i.test(link) ? link : `https://${link}`
  if (!URL.canParse(address)) return false
  return new URL(address).hostname.split('.').every(({ length }) => length <= LONGEST_LABEL)
}

/** Mastodon counts a link as 23 and of `@name@server` only the name (docs.joinmastodon.org/user/posting, read 2026-11-22). */
export function withShortLinks(text: string): string {
  return text
    .replaceAll(LINK_WITH_SCHEME, 'x'.repeat(LINK_LENGTH))
    .replaceAll(/(@[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu, '$1')
}

/**
 * X's weighted length: Latin and its neighbours 1, everything else (Japanese, full-width) 2, an emoji 2 whatever it is made of,
 * a link 23. Counted after NFC. Source: twitter-text config v3 (github.com/twitter/twitter-text).
 */
export function xWeight(text: string): number {
  const normal = text.normalize('NFC')
  const links = linksIn(normal)
  let weight = links.length * LINK_LENGTH
  const words = normal.replaceAll(LINK, (link) => (hasRealHost(link) ? '' : link))
  for (const { segment } of segmenter.segment(words)) weight += EMOJI.test(segment) ? 2 : weightOf(segment)
  return weight
}

function weightOf(segment: string): number {
  let weight = 0
  for (const character of segment) weight += isLight(character.codePointAt(0)!) ? 1 : 2
  return weight
}

/** The ranges of weight 100 in config v3. */
const isLight = (point: number): boolean =>
  point <= 4351 ||
  (point >= 8192 && point <= 8205) ||
  (point >= 8208 && point <= 8223) ||
  (point >= 8242 && point <= 8247)
