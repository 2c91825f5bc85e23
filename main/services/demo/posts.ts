import type { Inbound } from '../../channels/adapter.ts'
import { inboundOf, type Post } from '../../channels/registry.ts'
import type { PostMedia } from '../../core/message.ts'
import type { AccountRow } from '../../store/accounts.ts'
import { pdf, photo } from './files.ts'
import type { DemoFile, DemoPost, Person } from './stories.ts'

type Written = {
  who: Person
  to: AccountRow
  text: string
  at: number
  id: string
  /** Names the thread or the conversation of direct messages. */
  conversation: string
  inReplyTo: string | null
  about: DemoPost
}

/** A post or direct message as the adapter of its network would hand it over. */
export function writePost({ who, to, text, at, id, conversation, inReplyTo, about }: Written): Inbound {
  const post: Post = {
    id,
    inReplyTo,
    isOwn: false,
    text,
    at,
    conversation,
    visibility: about.visibility ?? 'public',
    found: about.found ?? 'addressed',
    author: { id: who.address, handle: who.address, name: who.name },
    // R-Messe has no page that an address leads to.
    url: to.channel === 'rmesse' ? null : `https://example.com/${to.channel}/${id}`,
    answerUntil: about.answerHours === undefined ? null : at + about.answerHours * 3_600_000,
    refuses: about.refuses ?? null,
    media: [
      ...(about.pictures ?? []).map((shown) => media('image', photo(shown))),
      ...(about.files ?? []).map((name) => media('file', pdf(name, name))),
    ],
    quoted: about.quoted ?? null,
    subject: about.subject ?? '',
    orderNumber: about.orderNumber ?? null,
  }
  return inboundOf(to.channel, post, { id, author: who.address, text, at })
}

/** Its bytes stand in its address, because the demo shop reaches nobody. */
const media = (kind: 'image' | 'file', { name, type, content }: DemoFile): PostMedia => ({
  kind,
  url: `data:${type};base64,${Buffer.from(content).toString('base64')}`,
  previewUrl: null,
  description: name,
})
