import type { XFault } from '../../support/networks/x.ts'
import { describeNetwork, type NetworkFault } from '../network-conformance.ts'
import { answerTo, openWorld } from './world.ts'

describeNetwork('X', async () => {
  const { x, clock, adapter, close } = await openWorld({ pages: 20, pageSize: 20 })
  const customer = x.user('hanako_tea', '花子')
  /** As often as any look asks. */
  const always = (fault: XFault) => x.fail('mentions', fault, 30)
  return {
    clock,
    adapter,
    secrets: Object.values(x.keys),
    // X shows a post late at times.
    missing: null,
    ask(text) {
      clock.suspend(1_000)
      return x.post({ by: customer, text: `@aobaya_shop ${text}`, at: clock.now() }).id
    },
    answerTo: (id, text, key) => {
      const message = answerTo(x.find(id)!, text)
      return { ...message, date: clock.now(), post: { ...message.post!, key } }
    },
    failNextRead: (fault) => x.fail('mentions', faultOf(fault)),
    failNextWrite: (fault) => x.fail('tweet', faultOf(fault)),
    behave({ isReordered, isLooping, isDuplicating }) {
      x.heal()
      if (isDuplicating) always('duplicated')
      else if (isReordered) always('reordered')
      else if (isLooping) always('looping')
    },
    revoke: () => x.fail('any', { answer: 401 }, 20),
    tooMany: {
      headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String((clock.now() + 120_000) / 1000) },
      retryAt: clock.now() + 120_000,
    },
    standing: () => x.posts.filter(({ by }) => by.id === x.me.id).map(({ text }) => text),
    close,
  }
})

function faultOf(fault: NetworkFault): XFault {
  if (fault.what === 'status') return { answer: fault.status, ...(fault.headers && { headers: fault.headers }) }
  const kinds = {
    lost: 'lost',
    closed: 'cut',
    cut: 'truncated',
    html: 'html',
    extra: 'extra',
    holes: 'strange',
    numbers: 'numbers',
  } as const
  return kinds[fault.what]
}
