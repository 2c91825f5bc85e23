import type { PostFacts, ReadMessage } from './message.ts'
import { normaliseAddress } from './sender.ts'

/**
 * X without its API: X tells by mail that somebody mentioned us, answered or wrote a message, and that mail stands for the
 * post. It can be opened and its answer noted; to answer it from here there is no way. X publishes no description of these
 * mails, so nothing is expected of them but who sends them and a link to a post; the words were not seen in real mail.
 */
const SENDER = /@(?:[a-z0-9-]+\.)*(?:x|twitter)\.com$/
/** The link itself, or as X's mails wrap it: `x.com/i/redirect?url=https%3A%2F%2Fx.com%2F…`. */
const LINK = /https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/[^\s"'<>]+/gi
const STATUS = /^https:\/\/(?:x|twitter)\.com\/([A-Za-z0-9_]{1,15})\/status(?:es)?\/(\d{1,19})(?=[/?#]|$)/
const MESSAGES = /^https:\/\/(?:x|twitter)\.com\/messages(?:\/([\d-]{1,40}))?(?=[/?#]|$)/
const NAMED = /^(.*?)\s*(?:さん)?\s*[（(]@([A-Za-z0-9_]{1,15})[)）]/u
/** Both are looked through this far; X's mails are shorter. */
const LOOKED_THROUGH = 200_000
const MOST_LINKS = 200

/** The post that a notification mail of X stands for; null for every other mail, also of X. */
export function postOfXNotice(message: ReadMessage): PostFacts | null {
  const [from] = message.from
  if (!from || message.messageId === null || !SENDER.test(normaliseAddress(from.address))) return null
  const named = NAMED.exec(message.subject.normalize('NFKC'))
  const links = linksOf(message)
  return publicPost(named, links) ?? privateMessage(named, links)
}

function publicPost(named: RegExpExecArray | null, links: readonly string[]): PostFacts | null {
  const posts = links.flatMap((link) => {
    const found = STATUS.exec(link)
    return found ? [{ handle: found[1]!, id: found[2]! }] : []
  })
  // Our own post may stand above the answer to it.
  const isNamed = ({ handle }: { handle: string }) => handle.toLowerCase() === named?.[2]?.toLowerCase()
  const post = posts.find(isNamed) ?? posts.find(({ handle }) => handle !== 'i')
  if (!post) return null
  const name = isNamed(post) ? named![1]! : ''
  return {
    ...closed,
    conversation: post.id,
    visibility: 'public',
    author: authorOf(post.handle, name),
    url: `https://x.com/${post.handle}/status/${post.id}`,
  }
}

function privateMessage(named: RegExpExecArray | null, links: readonly string[]): PostFacts | null {
  const found = links.map((link) => MESSAGES.exec(link)).find((match) => match !== null)
  if (!found || !named) return null
  const conversation = found[1] ?? null
  return {
    ...closed,
    conversation: conversation ?? `@${named[2]!.toLowerCase()}`,
    visibility: 'private',
    author: authorOf(named[2]!, named[1]!),
    url: `https://x.com/messages${conversation === null ? '' : `/${conversation}`}`,
  }
}

const closed: Pick<PostFacts, 'found' | 'answerUntil' | 'refuses' | 'media' | 'quoted'> = {
  found: 'addressed',
  answerUntil: null,
  refuses: 'read-only',
  media: [],
  quoted: null,
}

/** The mail names no id. A handle may change hands, so it is kept apart from the ids of the API. */
const authorOf = (handle: string, name: string) => ({
  id: `@${handle.toLowerCase()}`,
  handle: `@${handle}`,
  name: name.trim(),
})

function linksOf({ textBody, htmlBody }: ReadMessage): string[] {
  const text = `${textBody.slice(0, LOOKED_THROUGH)}\n${(htmlBody ?? '').slice(0, LOOKED_THROUGH)}`
  return [...text.matchAll(LINK)].slice(0, MOST_LINKS).map(([link]) => unwrapped(link.replaceAll('&amp;', '&')))
}

function unwrapped(link: string): string {
  if (!URL.canParse(link)) return ''
  const url = new URL(link)
  url.protocol = 'https:'
  url.hostname = url.hostname.replace(/^(?:www|mobile)\./, '')
  const target = url.pathname === '/i/redirect' ? url.searchParams.get('url') : null
  return target === null ? url.href : target
}
