import type { PostFacts } from '../../core/message.ts'
import { instantOf } from '../fediverse.ts'
import type { Post } from '../post.ts'
import { filesOf, type Note, type User } from './schemas.ts'

/** Who we are there. `server` is its origin, as https://misskey.example.jp. */
export type Me = { id: string; handle: string; name: string; server: string }

/** `specified` is for those it names, `followers` for followers: an answer to one of these goes to its writer alone. */
export const isPrivate = ({ visibility }: Pick<Note, 'visibility'>): boolean =>
  visibility === 'specified' || visibility === 'followers'

/** `@aiko@friends.example.com`, also for people of our own server, because a name alone says little. */
export const handleOf = ({ username, host }: Pick<User, 'username' | 'host'>, server: string): string =>
  `@${username}@${host || new URL(server).host}`

export const personOf = (user: User, server: string): PostFacts['author'] => ({
  id: user.id,
  handle: handleOf(user, server),
  name: user.name || user.username,
})

/** On our own server, where the shop is signed in and can answer, also for notes that came from another. */
export const urlOf = (id: string, server: string): string => `${server}/notes/${encodeURIComponent(id)}`

/** `root` is the id of the note the thread begins with, as far as it is known. */
export function postOf(note: Note, root: string, me: Me, now: number): Post {
  const isOwn = note.user.id === me.id
  const partner = isOwn ? readerOf(note, me) : note.user.id
  const answered = note.reply && note.reply.user.id === partner ? note.reply.user : null
  return {
    id: note.id,
    inReplyTo: note.replyId ?? null,
    isOwn,
    recipient: isOwn && answered ? personOf(answered, me.server) : null,
    text: textOf(note),
    at: instantOf(note.createdAt, now),
    conversation: isPrivate(note) ? `dm:${partner}` : root,
    visibility: isPrivate(note) ? 'private' : 'public',
    found: 'addressed',
    author: personOf(note.user, me.server),
    url: urlOf(note.id, me.server),
    answerUntil: null,
    refuses: note.isHidden ? 'protected' : null,
    media: filesOf(note).flatMap(({ url, thumbnailUrl, type, name, comment }) =>
      url ? [{ kind: kindOf(type), url, previewUrl: thumbnailUrl ?? null, description: comment || name }] : [],
    ),
    quoted: quotedIn(note, me),
  }
}

/** Of whom our own note is for: direct messages are one conversation a person. */
const readerOf = ({ reply, visibleUserIds }: Note, me: Me): string =>
  visibleUserIds.find((id) => id !== me.id) ?? (reply && reply.user.id !== me.id ? reply.user.id : me.id)

const kindOf = (type: string) =>
  type.startsWith('image/') ? ('image' as const) : type.startsWith('video/') ? ('video' as const) : ('file' as const)

/** What a note hides behind a warning comes after it: the warning often is the half of what is said. */
const textOf = ({ cw, text }: Pick<Note, 'cw' | 'text'>): string =>
  [(cw ?? '').trim(), (text ?? '').trim()].filter(Boolean).join('\n\n')

function quotedIn({ renote }: Note, { server }: Me): PostFacts['quoted'] {
  if (!renote) return null
  return { url: urlOf(renote.id, server), author: handleOf(renote.user, server), text: textOf(renote) }
}
