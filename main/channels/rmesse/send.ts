import { AppError } from '../../../preload/errors.ts'
import type { OutboundMessage, Posted, SendResult } from '../adapter.ts'
import { LostAnswer } from '../http.ts'
import { accepted, sourceBytes } from '../post.ts'
import { type Line, orLost } from './line.ts'
import { idOfReply } from './read-inquiry.ts'
import { Detail, type Inquiry, type Reply, Uploaded } from './schemas.ts'
import { fromJst } from './times.ts'

/** attachment.post (2026-11-22): one file, 5 MB, and these kinds. */
export const FILES = {
  max: 1,
  types: ['image/png', 'image/jpeg', 'image/gif', 'application/pdf'],
  maxBytes: 5_000_000,
}
const FILE_NAME = /\.(png|jpe?g|gif|pdf)$/i
const LONGEST_NAME = 100
/** reply.post (2026-11-22). */
const LONGEST_TEXT = 2000
const LONGEST_LINE = 300
const LINKED = [
  'rakuten.co.jp',
  'rakuten.ne.jp',
  'rakuten.com',
  'rakuten-bank.co.jp',
  'trafficgate.net',
  'rakuten-card.co.jp',
  'payment.sej.co.jp',
  'faq.rakuten.net',
  'support.rakuten-card.jp',
]
const LINK = /https?:\/\/[^\s「」『』（）、。　]+/giu

/** Sends replies and finds them again. RMS takes no key of ours and names a new reply only when the inquiry is asked for. */
export function createSender(line: Line) {
  /** The last reply there was before the first try of ours, by the key of ours: tells it from what said the same before. */
  const before = new Map<string, number>()
  const claimed = new Set<string>()

  async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const inquiryNumber = inquiryOf(message)
    mustFit(message)
    const inquiry = await inquiryAt(inquiryNumber, signal)
    if (!inquiry) throw new AppError('rejected', 'RMS does not know this inquiry.')
    const earlier = before.has(keyOf(message)) ? foundIn(inquiry, message) : null
    if (earlier) return accepted(earlier, { found: earlier })
    if (!before.has(keyOf(message))) before.set(keyOf(message), Math.max(-1, ...inquiry.replies.map(({ id }) => id)))
    const attachments = await uploaded(message, signal)
    const shopId = inquiry.shopId || inquiryNumber.split('-')[0]!
    const body = { inquiryNumber, shopId, message: message.textBody, ...(attachments ? { attachments } : {}) }
    const answer = await orLost(line.write('POST', '/inquiry/reply', body, signal))
    if (answer?.status === 200 || answer?.status === 201) {
      const posted = await find(message, inquiryNumber, signal).catch(() => null)
      await markRead(inquiryNumber, signal)
      return accepted(posted ?? { externalId: null, url: null }, answer.json)
    }
    // 409: "could not be stored because it is there already".
    if (answer?.status === 409) {
      const posted = await find(message, inquiryNumber, signal).catch(() => null)
      if (posted) return accepted(posted, answer.json)
    }
    if (answer && answer.status < 500) throw line.errorOf(answer)
    return { outcome: 'unclear', explanation: 'RMS took the reply and said nothing.', source: sourceBytes(body) }
  }

  async function uploaded({ attachments }: OutboundMessage, signal: AbortSignal) {
    const [file] = attachments
    if (!file) return null
    const form = new FormData()
    // Square brackets make a file that RMS cannot give out again.
    const name = file.name.replaceAll(/[[\]]/g, '_')
    form.append('file', new Blob([new Uint8Array(file.content)], { type: file.type }), name)
    const answer = await line.write('POST', '/attachment', form, signal).catch((error: unknown) => {
      // The customer has seen nothing yet: it can be done again.
      if (error instanceof LostAnswer) throw new AppError('offline', 'The file did not reach RMS.', { cause: error })
      throw error
    })
    if (answer.status === 413)
      throw new AppError('rejected', 'RMS finds the file too big.', { reason: 'files-refused' })
    if (answer.status >= 300) throw line.errorOf(answer)
    const stored = Uploaded.safeParse(answer.json)
    if (!stored.success) throw new AppError('offline', 'RMS answered a file in an unknown form.')
    return [{ label: stored.data.result.label || name, path: stored.data.result.path }]
  }

  async function inquiryAt(inquiryNumber: string, signal: AbortSignal): Promise<Inquiry | null> {
    const detail = Detail.safeParse(await line.read(`/inquiry/${encodeURIComponent(inquiryNumber)}`, {}, signal))
    return detail.success ? detail.data.result : null
  }

  async function find(message: OutboundMessage, inquiryNumber: string, signal: AbortSignal): Promise<Posted | null> {
    const inquiry = await inquiryAt(inquiryNumber, signal)
    return inquiry && foundIn(inquiry, message)
  }

  function foundIn({ inquiryNumber, replies }: Inquiry, message: OutboundMessage): Posted | null {
    const ours = replies.filter((reply) => isOurs(reply, message, inquiryNumber))
    if (ours.length !== 1) return null
    const externalId = idOfReply(inquiryNumber, ours[0]!.id)
    claimed.add(externalId)
    return { externalId, url: null }
  }

  function isOurs(reply: Reply, message: OutboundMessage, inquiryNumber: string): boolean {
    if (reply.replyFrom !== 'merchant' || claimed.has(idOfReply(inquiryNumber, reply.id))) return false
    const last = before.get(keyOf(message))
    const isLater = last === undefined ? fromJst(reply.regDate, 0) >= toSecond(message.date) : reply.id > last
    return isLater && plain(reply.message) === plain(message.textBody)
  }

  /** An answered inquiry has been read. That it is marked so matters to nobody enough to trouble anybody. */
  async function markRead(inquiryNumber: string, signal: AbortSignal): Promise<void> {
    await line.write('PATCH', '/inquiries/read', { inquiryNumbers: [inquiryNumber] }, signal).catch(() => null)
  }

  /** Null unless exactly one reply fits: then a person decides. Nothing is ever sent again by itself. */
  const findSent = (message: OutboundMessage, signal: AbortSignal) => find(message, inquiryOf(message), signal)

  return { send, findSent }
}

function inquiryOf({ post }: OutboundMessage): string {
  if (!post || !/^[0-9a-z-]{1,40}$/i.test(post.conversation))
    throw new AppError('invalid-input', 'R-Messe takes answers to an inquiry only.')
  return post.conversation
}

const keyOf = ({ post, messageId }: OutboundMessage): string => post?.key ?? messageId
const toSecond = (at: number): number => Math.floor(at / 1000) * 1000
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
/** Before anything leaves: what RMS would refuse anyway. */
function mustFit({ textBody, attachments }: OutboundMessage): void {
  if ([...textBody].length > LONGEST_TEXT || textBody.trim() === '') throw refused('too-long')
  if (textBody.split(/\r?\n/).some((line) => [...line].length > LONGEST_LINE)) throw refused('rmesse-line-too-long')
  if ([...textBody.matchAll(LINK)].some(([link]) => !isTaken(link))) throw refused('rmesse-link')
  const fits = ({ name, type, content }: (typeof attachments)[number]) =>
    FILE_NAME.test(name) &&
    name.length <= LONGEST_NAME &&
    FILES.types.includes(type.toLowerCase()) &&
    content.byteLength <= FILES.maxBytes
  if (attachments.length > FILES.max || !attachments.every(fits)) throw refused('files-refused')
}

const refused = (reason: string): AppError => new AppError('rejected', 'RMS would not take this reply.', { reason })

function isTaken(link: string): boolean {
  if (!URL.canParse(link)) return false
  const { protocol, hostname } = new URL(link)
  return protocol === 'https:' && LINKED.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
}
