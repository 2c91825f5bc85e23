import { describe, expect, it } from 'vitest'
import { classify } from '../../../main/core/classify/classify.ts'
import { bounces } from './bounce-samples.ts'
import { factsOf } from './made-up-mail.ts'
import { ordinary } from './ordinary-samples.ts'

describe('a failure or delay notice', () => {
  it.each(Object.entries(bounces))('of %s is recognised with the address that failed', (_, { failed, ...made }) => {
    expect(classify(factsOf(made))).toMatchObject({
      kind: 'bounce',
      isBounce: true,
      bounceFor: failed,
      suppressAutoReply: true,
      isAutoReply: false,
    })
  })

  it('is not a report of success', () => {
    const success = classify(
      factsOf({
        from: 'mailer-daemon@mx.example.net',
        subject: 'Successful Mail Delivery Report',
        report: { action: 'delivered', recipient: 'a@example.com' },
      }),
    )
    expect(success.isBounce).toBe(false)
  })
})

it.each(Object.entries(ordinary))('a mail that %s is no failure notice', (_, made) => {
  expect(classify(factsOf(made))).toMatchObject({ isBounce: false, bounceFor: null })
})
