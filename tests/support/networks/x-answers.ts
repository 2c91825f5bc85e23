import type { FakeMessage, FakePost, FakeUser, XState } from './x-state.ts'

/** Posts as X writes them: only what was asked for, in the vocabulary of its OpenAPI document. */

const wanted = (query: URLSearchParams, name: string) => new Set((query.get(name) ?? '').split(','))

export function postsAnswer(state: XState, found: readonly FakePost[], query: URLSearchParams, next: string | null) {
  const expansions = wanted(query, 'expansions')
  const quoted = expansions.has('referenced_posts')
    ? found.flatMap(({ quotes, answers, reposts }) => [quotes, answers, reposts]).filter((post) => post !== null)
    : []
  const people = [...found, ...quoted].flatMap((post) => [post.by, ...(post.answers ? [post.answers.by] : [])])
  const media = found.flatMap((post) => post.media)
  return {
    ...(found.length > 0 && { data: found.map((post) => postOf(state, post, query)) }),
    ...(found.length > 0 && {
      includes: {
        ...(expansions.has('author_id') && { users: usersOf(people, query) }),
        ...(quoted.length > 0 && { posts: unique(quoted).map((post) => postOf(state, post, query)) }),
        ...(media.length > 0 && expansions.has('attachments.media_keys') && { media }),
      },
    }),
    meta: {
      result_count: found.length,
      ...(found.length > 0 && { newest_id: found[0]!.id, oldest_id: found.at(-1)!.id }),
      ...(next !== null && { next_token: next }),
    },
  }
}

function postOf(state: XState, post: FakePost, query: URLSearchParams) {
  const fields = wanted(query, 'post.fields')
  const expansions = wanted(query, 'expansions')
  const references = [
    ...(post.answers ? [{ type: 'replied_to', id: post.answers.id }] : []),
    ...(post.quotes ? [{ type: 'quoted', id: post.quotes.id }] : []),
    ...(post.reposts ? [{ type: 'retweeted', id: post.reposts.id }] : []),
  ]
  const mentions = state.users
    .filter((user) => state.isMentioned(post, user))
    .map((user) => ({ start: 0, end: user.username.length + 1, username: user.username, id: user.id }))
  return {
    id: post.id,
    text: post.text,
    edit_history_post_ids: post.history,
    ...(expansions.has('author_id') && { author_id: post.by.id }),
    ...(expansions.has('in_reply_to_user_id') && post.answers && { in_reply_to_user_id: post.answers.by.id }),
    ...(expansions.has('referenced_posts') && references.length > 0 && { referenced_posts: references }),
    ...(fields.has('conversation_id') && { conversation_id: post.conversation }),
    ...(fields.has('created_at') && { created_at: new Date(post.at).toISOString() }),
    ...(fields.has('note_post') && post.note !== null && { note_post: { text: post.note } }),
    ...(fields.has('entities') && {
      entities: { mentions, urls: post.links.map((link) => ({ start: 0, end: link.url.length, ...link })) },
    }),
    ...(fields.has('attachments') &&
      post.media.length > 0 && { attachments: { media_keys: post.media.map((item) => item['media_key']) } }),
  }
}

export function usersOf(people: readonly FakeUser[], query: URLSearchParams) {
  const fields = wanted(query, 'user.fields')
  return unique(people).map((user) => ({
    id: user.id,
    name: user.name,
    username: user.username,
    ...(fields.has('protected') && { protected: user.protected ?? false }),
  }))
}

export function messagesAnswer(found: readonly FakeMessage[], query: URLSearchParams, next: string | null) {
  const fields = wanted(query, 'dm_event.fields')
  const expansions = wanted(query, 'expansions')
  return {
    ...(found.length > 0 && {
      data: found.map(({ id, from, conversation, text, at }) => ({
        id,
        text,
        event_type: 'MessageCreate',
        ...(expansions.has('sender_id') && { sender_id: from.id }),
        ...(fields.has('dm_conversation_id') && { dm_conversation_id: conversation }),
        ...(fields.has('created_at') && { created_at: new Date(at).toISOString() }),
      })),
      includes: {
        users: usersOf(
          found.map(({ from }) => from),
          query,
        ),
      },
    }),
    meta: { result_count: found.length, ...(next !== null && { next_token: next }) },
  }
}

export const problem = (status: number, title: string, detail: string) => ({
  status,
  body: { type: 'about:blank', title, detail, status },
})

function unique<T extends { id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}
