import { AIKO, TOKEN } from '../../support/networks/misskey.ts'
import { describeConformance } from '../conformance.ts'
import { describeNetwork } from '../network-conformance.ts'
import { answer } from '../post-tools.ts'
import { MINUTE, openMisskey, START } from './world.ts'

describeConformance('misskey', async () => {
  const { adapter, clock, network } = await openMisskey()
  let count = 0
  return {
    adapter,
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        network.mention(AIKO, `@aobaya mail ${++count}`)
      }
    },
    textOf: ({ message }) => message.textBody,
    close: network.close,
  }
})

describeNetwork('misskey', async () => {
  const { adapter, clock, network } = await openMisskey()
  return {
    clock,
    adapter,
    secrets: [TOKEN],
    missing: null,
    ask(text) {
      clock.suspend(1_000)
      return network.mention(AIKO, text).id
    },
    answerTo: (id, text, key) => answer({ text, key, inReplyTo: id, recipientId: AIKO.id, date: clock.now() }),
    failNextRead: (fault) => network.fail({ at: '/api/notes/mentions', ...fault }),
    failNextWrite: (fault) => network.fail({ at: '/api/notes/create', ...fault }),
    behave: network.behave,
    revoke: network.revoke,
    tooMany: { headers: { 'retry-after': '300' }, retryAt: START + 1_000 + 5 * MINUTE },
    standing: () => network.own().map(({ text }) => text),
    close: network.close,
  }
})
