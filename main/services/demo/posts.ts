import type { Inbound } from '../../channels/adapter.ts'
import { inboundOf, type Post } from '../../channels/registry.ts'
import type { AccountRow } from '../../store/accounts.ts'
import type { DemoPost, Person } from './stories.ts'

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
    url: `https://example.com/${to.channel}/${id}`,
    answerUntil: about.answerHours === undefined ? null : at + about.answerHours * 3_600_000,
    refuses: about.refuses ?? null,
    media: (about.pictures ?? []).map((description) => ({
      kind: 'image',
      url: 'https://example.com/picture.png',
      previewUrl: null,
      description,
    })),
    quoted: about.quoted ?? null,
  }
  return inboundOf(to.channel, post, { id, author: who.address, text, at })
}
