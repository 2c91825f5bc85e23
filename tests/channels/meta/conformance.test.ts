import { facebookChannel } from '../../../main/channels/meta/facebook.ts'
import { instagramChannel } from '../../../main/channels/meta/instagram.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { PAGE, TARO } from '../../support/networks/meta-facebook.ts'
import { HANAKO } from '../../support/networks/meta-instagram.ts'
import { startMeta, TOKEN } from '../../support/networks/meta.ts'
import { describeNetwork, type NetworkWorld } from '../network-conformance.ts'
import { answer, toolsFor } from '../post-tools.ts'

const START = '2026-11-20T03:00:00Z'

async function openMeta() {
  const clock = createFakeClock(START)
  const network = await startMeta(clock.now)
  network.pagesOf(20)
  const shared = {
    clock,
    secrets: [TOKEN],
    missing: null,
    behave: network.behave,
    revoke: network.endToken,
    tooMany: {
      headers: { 'retry-after': new Date(Date.parse(START) + 120_000).toUTCString() },
      retryAt: Date.parse(START) + 120_000,
    },
    close: network.close,
  } satisfies Partial<NetworkWorld>
  const answerTo = (recipientId: string) => (id: string, text: string, key: string) =>
    answer({ text, key, inReplyTo: id, conversation: id, recipientId, date: clock.now() })
  return { clock, network, shared, answerTo }
}

describeNetwork('Instagram', async () => {
  const { clock, network, shared, answerTo } = await openMeta()
  const media = network.instagram.publish()
  return {
    ...shared,
    adapter: instagramChannel.connect({ host: network.url }, { token: TOKEN }, toolsFor(clock).tools),
    ask(text) {
      clock.suspend(1_000)
      return network.instagram.comment(media, text).id
    },
    answerTo: answerTo(HANAKO.id),
    failNextRead: (fault) => network.fail({ at: '/comments', method: 'GET', ...fault }),
    failNextWrite: (fault) => network.failNextPost({ at: '/replies', ...fault }),
    standing: () => media.comments.flatMap(({ replies }) => replies.map(({ text }) => text)),
  }
})

describeNetwork('Messenger of a page', async () => {
  const { clock, network, shared } = await openMeta()
  const { messenger } = network.facebook
  let count = 0
  return {
    ...shared,
    adapter: facebookChannel.connect({ host: network.url, messenger: 'yes' }, { token: TOKEN }, toolsFor(clock).tools),
    ask(text) {
      clock.suspend(1_000)
      return messenger.tell(text, { id: String(5600 + ++count), name: `客${count}` }).id
    },
    answerTo(id, text, key) {
      const { id: conversation, person } = messenger.conversations.find(({ messages }) =>
        messages.some((message) => message.id === id),
      )!
      return answer({
        text,
        key,
        inReplyTo: id,
        conversation,
        visibility: 'private',
        recipientId: person.id,
        date: clock.now(),
      })
    },
    failNextRead: (fault) => network.fail({ at: '/conversations', method: 'GET', ...fault }),
    failNextWrite: (fault) => network.failNextPost({ at: '/messages', ...fault }),
    standing: () =>
      messenger.conversations.flatMap(({ messages }) =>
        messages.filter(({ from }) => from.id === PAGE.id).map(({ message }) => message),
      ),
  }
})

describeNetwork('Facebook', async () => {
  const { clock, network, shared, answerTo } = await openMeta()
  const post = network.facebook.publish('新茶が入りました')
  return {
    ...shared,
    adapter: facebookChannel.connect({ host: network.url }, { token: TOKEN }, toolsFor(clock).tools),
    ask(text) {
      clock.suspend(1_000)
      return network.facebook.comment(post, text).id
    },
    answerTo: answerTo(TARO.id),
    failNextRead: (fault) => network.fail({ at: '/comments', method: 'GET', ...fault }),
    failNextWrite: (fault) => network.failNextPost({ at: '/comments', ...fault }),
    standing: () => post.comments.filter(({ parent }) => parent !== null).map(({ message }) => message),
  }
})
