import type { PostMedia } from '../../core/message.ts'
import type { Inbound } from '../adapter.ts'
import { inboundOf, type Post } from '../post.ts'
import type { File, Inquiry, Reply } from './schemas.ts'
import { fromJst } from './times.ts'

/** Begun by the shop itself (inquiries.get, `type`). */
const BY_SHOP = '店舗からの問い合わせ'

/** The first message has no number of its own. */
export const idOfReply = (inquiryNumber: string, id: number): string => `${inquiryNumber}#${id}`

/** The messages of an inquiry behind reply `after` (null: all of them), oldest first. */
export function messagesOf(inquiry: Inquiry, after: number | null, now: number): Inbound[] {
  const replies = inquiry.replies.filter(({ id }) => id > (after ?? -1)).sort((a, b) => a.id - b.id)
  const posts = replies.map((reply) => ({ post: ofReply(inquiry, reply, now), source: reply as unknown }))
  const first = after === null ? [{ post: ofInquiry(inquiry, now), source: withoutReplies(inquiry) as unknown }] : []
  return [...first, ...posts].map(({ post, source }) => inboundOf('rmesse', post, source))
}

function ofInquiry(inquiry: Inquiry, now: number): Post {
  const isOwn = inquiry.type === BY_SHOP
  return {
    ...shared(inquiry),
    ...sideOf(inquiry, isOwn),
    id: inquiry.inquiryNumber,
    inReplyTo: null,
    text: inquiry.message,
    at: Math.min(fromJst(inquiry.regDate, now), now),
    media: inquiry.attachments.map(mediaOf),
  }
}

function ofReply(inquiry: Inquiry, reply: Reply, now: number): Post {
  return {
    ...shared(inquiry),
    ...sideOf(inquiry, reply.replyFrom === 'merchant'),
    id: idOfReply(inquiry.inquiryNumber, reply.id),
    inReplyTo: inquiry.inquiryNumber,
    text: reply.message,
    at: Math.min(fromJst(reply.regDate, now), now),
    media: reply.attachments.map(mediaOf),
  }
}

const shared = (inquiry: Inquiry) => ({
  conversation: inquiry.inquiryNumber,
  visibility: 'private' as const,
  found: 'addressed' as const,
  url: null,
  answerUntil: null,
  refuses: null,
  quoted: null,
  subject: subjectOf(inquiry),
  orderNumber: inquiry.orderNumber || null,
})

function sideOf(inquiry: Inquiry, isOwn: boolean): Pick<Post, 'isOwn' | 'author' | 'recipient'> {
  const customer = customerOf(inquiry)
  if (!isOwn) return { isOwn, author: customer, recipient: null }
  return { isOwn, author: { id: inquiry.shopId, handle: inquiry.shopId, name: '' }, recipient: customer }
}

/** By the masked address, which is also that of the customer's mails. Without one nobody knows whether two inquiries are of one person. */
function customerOf({ inquiryNumber, userMaskEmail, userName }: Inquiry): Post['author'] {
  const handle = userMaskEmail.trim().toLowerCase() || inquiryNumber
  return { id: handle, handle, name: userName.trim() }
}

/** `商品問い合わせ（配送） 桜の湯呑み`: R-Messe has no subject, but says what an inquiry is about. */
function subjectOf({ type, category, itemName, socialGiftUserType }: Inquiry): string {
  const kind = category === '' ? type : `${type}（${category}）`
  const gift = socialGiftUserType === '' ? '' : `ソーシャルギフトの${socialGiftUserType}`
  return [kind, gift, itemName.trim()].filter((part) => part !== '').join(' ')
}

const IMAGE = /\.(png|jpe?g|gif)$/i

/** A file is fetched with the shop's key (`openMedia`), so its address is only its name there. */
const mediaOf = ({ label, path }: File): PostMedia => ({
  kind: IMAGE.test(label) ? 'image' : 'file',
  url: `rmesse:attachment?${new URLSearchParams({ path, label }).toString()}`,
  previewUrl: null,
  description: label,
})

/** The path and name of a file; null where the address is no one of ours. */
export function fileAt(url: string): { path: string; label: string } | null {
  const query = /^rmesse:attachment\?(.*)$/.exec(url)?.[1]
  const params = new URLSearchParams(query ?? '')
  const path = params.get('path')
  return path ? { path, label: params.get('label') ?? '' } : null
}

const withoutReplies = (inquiry: Inquiry): Partial<Inquiry> => ({ ...inquiry, replies: [] })
