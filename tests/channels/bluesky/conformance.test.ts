import { blueskyChannel } from '../../../main/channels/bluesky/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { APP_PASSWORD, startBluesky } from '../../support/networks/bluesky.ts'
import { describeNetwork } from '../network-conformance.ts'
import { answer, toolsFor } from '../post-tools.ts'

const START = '2026-11-20T03:00:00Z'

describeNetwork('Bluesky', async () => {
  const clock = createFakeClock(START)
  const network = await startBluesky(clock.now)
  const settings = { handle: 'aobaya.test', server: network.url }
  return {
    clock,
    adapter: blueskyChannel.connect(settings, { appPassword: APP_PASSWORD }, toolsFor(clock).tools),
    secrets: [APP_PASSWORD, 'header.access', 'header.refresh'],
    missing: false,
    ask(text) {
      clock.suspend(1_000)
      return network.post(text).uri
    },
    answerTo: (id, text, key) => answer({ text, key, inReplyTo: id, conversation: id, date: clock.now() }),
    failNextRead: (fault) => network.fail({ at: 'listNotifications', ...fault }),
    failNextWrite: (fault) => network.fail({ at: 'createRecord', ...fault }),
    behave: network.behave,
    revoke: network.revoke,
    tooMany: {
      headers: { 'ratelimit-reset': String(Date.parse(START) / 1000 + 120) },
      retryAt: Date.parse(START) + 120_000,
    },
    standing: () => [...network.records.values()].map(({ value }) => String(value['text'])),
    close: network.close,
  }
})
