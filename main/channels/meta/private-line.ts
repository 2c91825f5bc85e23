import type { Post } from '../post.ts'
import { personOf as pageFanOf } from './facebook-wall.ts'
import { personOf as instagramPersonOf } from './instagram-wall.ts'
import type { Person } from './schemas.ts'
import type { MetaChannel } from './settings.ts'

/** In what the private messages of Instagram and those of a page differ. */
export type PrivateLine = {
  channel: MetaChannel
  platform: 'instagram' | 'messenger'
  /** Whose conversations: in the path of every question. */
  owner: string
  /** What is asked of a message: one field that a platform does not have, and Meta answers nothing. */
  fields: string
  /** Opens the messages in the browser: the id of a conversation here is not the one in its address. */
  url: string
  /** What stands beside the words within the first day. */
  firstDay: Record<string, string>
  personOf(person: Person, otherwise: string): Post['author']
}

const FIELDS = 'id,created_time,from,to,message,attachments,shares'

export const instagramLine: PrivateLine = {
  channel: 'instagram',
  platform: 'instagram',
  owner: 'me',
  fields: `${FIELDS},story`,
  url: 'https://www.instagram.com/direct/inbox/',
  firstDay: {},
  personOf: instagramPersonOf,
}

/** Messenger of a page (Conversations API of 2026-02-11 and Send API of the Messenger Platform, read 2026-11-22). */
export const messengerLine = (pageId: string): PrivateLine => ({
  channel: 'facebook',
  platform: 'messenger',
  owner: pageId,
  fields: FIELDS,
  url: 'https://business.facebook.com/latest/inbox',
  firstDay: { messaging_type: 'RESPONSE' },
  personOf: pageFanOf,
})
