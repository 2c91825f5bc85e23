import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

export function networkHandlers({ content, networks, loggedAnswers }: Services) {
  return {
    'networks.list': networks.list,
    'networks.draft': ({ id }) => networks.draftOf(id),
    'networks.test': ({ draft, accountId }) => networks.test(draft, accountId),
    'networks.add': ({ shopName, draft }) => networks.add(shopName, draft),
    'networks.update': ({ id, draft, pollIntervalMs }) => networks.update(id, draft, pollIntervalMs),
    'networks.giveUp': () => {
      networks.giveUp()
      return null
    },
    'posts.saveFile': ({ messageId, index }) => content.savePostFile(messageId, index),
    'replies.log': ({ ticketId, text }) => ({ messageId: loggedAnswers.log(ticketId, text) }),
    'replies.unlog': ({ messageId }) => {
      loggedAnswers.unlog(messageId)
      return null
    },
  } satisfies Partial<Handlers>
}
