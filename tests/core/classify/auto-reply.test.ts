import { expect, it } from 'vitest'
import { classify } from '../../../main/core/classify/classify.ts'
import { autoReplies } from './auto-reply-samples.ts'
import { factsOf } from './made-up-mail.ts'
import { ordinary } from './ordinary-samples.ts'

it.each(Object.entries(autoReplies))(
  'an automatic answer (%s) is recognised and never answered by a machine',
  (_, made) => {
    expect(classify(factsOf(made))).toMatchObject({
      kind: 'auto-reply',
      isAutoReply: true,
      isBounce: false,
      suppressAutoReply: true,
    })
  },
)

it.each(Object.entries(ordinary))('a mail that %s is no automatic answer', (_, made) => {
  expect(classify(factsOf(made)).isAutoReply).toBe(false)
})
