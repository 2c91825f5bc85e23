import { rmesseChannel } from '../../../main/channels/rmesse/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { LICENSE_KEY, SERVICE_SECRET, startRmesse } from '../../support/networks/rmesse.ts'
import { describeNetwork } from '../network-conformance.ts'
import { answer, toolsFor } from '../post-tools.ts'

const START = '2026-11-20T03:00:00Z'

describeNetwork('R-Messe', async () => {
  const clock = createFakeClock(START)
  const network = await startRmesse(clock.now)
  network.pagesOf(20)
  const secrets = { serviceSecret: SERVICE_SECRET, licenseKey: LICENSE_KEY }
  return {
    clock,
    adapter: rmesseChannel.connect({ shopUrl: 'aobaya', host: network.url }, secrets, toolsFor(clock).tools),
    secrets: [SERVICE_SECRET, LICENSE_KEY, Buffer.from(`${SERVICE_SECRET}:${LICENSE_KEY}`).toString('base64')],
    // R-Messe knows no key of ours, and shows replies late at times.
    missing: null,
    ask(text) {
      clock.suspend(1_000)
      return network.inquire(text).inquiryNumber
    },
    answerTo: (id, text, key) => answer({ text, key, conversation: id, visibility: 'private', date: clock.now() }),
    failNextRead: (fault) => network.fail({ at: '/inquiries', ...fault }),
    failNextWrite: (fault) => network.fail({ at: '/inquiry/reply', ...fault }),
    behave: network.behave,
    revoke: network.endKey,
    tooMany: {
      headers: { 'retry-after': new Date(Date.parse(START) + 120_000).toUTCString() },
      retryAt: Date.parse(START) + 120_000,
    },
    standing: () => [...network.inquiries.values()].flatMap(({ replies }) => replies.map(({ message }) => message)),
    close: network.close,
  }
})
