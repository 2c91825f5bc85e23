import { describeConformance } from '../conformance.ts'
import { openWorld } from './world.ts'

describeConformance('X', async () => {
  const { x, clock, adapter, close } = await openWorld()
  const customer = x.user('hanako_tea', '花子')
  let said = 0
  return {
    adapter,
    put(count) {
      for (let i = 0; i < count; i++)
        x.post({ by: customer, text: `@aobaya_shop mail ${++said}`, at: clock.now() + said })
    },
    textOf: ({ message }) => message.textBody,
    close,
  }
})
