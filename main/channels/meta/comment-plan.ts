import type { OutboundMessage, OutboundPost } from '../adapter.ts'
import type { Graph } from './graph.ts'
import { Created, InstagramComment, instantOf, listOf, PageComment } from './schemas.ts'
import { idIn, isSameText, type Plan, toSecond } from './send.ts'
import type { MetaChannel } from './settings.ts'

type Known = { id: string; text: string; at: number; isOwn: boolean }

/**
 * An answer to a comment stands under the first comment of its thread: replies to a reply are put there anyway (IG Comment
 * Replies, read 2026-11-22). `isOwn` tells the account's own words.
 */
export function commentPlan(
  channel: MetaChannel,
  graph: Graph,
  isOwn: (person: { id: string; username: string } | null, username: string) => boolean,
): (message: OutboundMessage, post: OutboundPost) => ReturnType<Plan> {
  const edge = channel === 'instagram' ? 'replies' : 'comments'

  async function under(thread: string, signal: AbortSignal): Promise<Known[]> {
    if (channel === 'instagram') {
      const params = { fields: 'id,text,timestamp,username,from', limit: 50 }
      return listOf(await graph.get(`${thread}/replies`, params, signal), InstagramComment).items.map((one) => ({
        id: one.id,
        text: one.text,
        at: instantOf(one.timestamp, 0),
        isOwn: isOwn(one.from, one.username),
      }))
    }
    const params = {
      fields: 'id,message,created_time,from',
      filter: 'stream',
      order: 'reverse_chronological',
      limit: 50,
    }
    return listOf(await graph.get(`${thread}/comments`, params, signal), PageComment).items.map((one) => ({
      id: one.id,
      text: one.message,
      at: instantOf(one.created_time, 0),
      isOwn: isOwn(one.from, ''),
    }))
  }

  return ({ textBody, date }, { conversation }) => {
    const thread = idIn(conversation)
    return {
      path: `${thread}/${edge}`,
      mayGo: () => Promise.resolve({ message: textBody }),
      postedOf(answer) {
        const created = Created.safeParse(answer)
        return Promise.resolve(created.success ? { externalId: created.data.id, url: null } : null)
      },
      async sameWords(signal) {
        const known = await under(thread, signal)
        return known
          .filter((one) => one.isOwn && isSameText(one.text, textBody) && one.at >= toSecond(date))
          .map(({ id }) => ({ externalId: id, url: null }))
      },
    }
  }
}
