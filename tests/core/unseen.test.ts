import { describe, expect, it } from 'vitest'
import { hasUnseen } from '../../main/core/unseen.ts'
import type { MessageId } from '../../preload/domain.ts'

type Message = Parameters<typeof hasUnseen>[0][number]
const message = (id: number, change: Partial<Message> = {}): Message => ({
  id: id as MessageId,
  direction: 'inbound',
  kind: 'inquiry',
  at: 1000 + id,
  ...change,
})
const question = message(1)

describe('what the writer of an answer has not seen', () => {
  it.each<[string, Message, boolean]>([
    ['a word of the customer', message(2), true],
    ['an answer of a colleague', message(2, { direction: 'outbound', kind: 'own' }), true],
    ['a receipt of the machine', message(2, { direction: 'outbound', kind: 'auto' }), false],
    ['a notice to our own people', message(2, { direction: 'outbound', kind: 'staff-notice' }), false],
    ['an internal note', message(2, { direction: 'note', kind: 'note' }), false],
    ['an answer of years ago, fetched only now', message(2, { direction: 'outbound', kind: 'own', at: 5 }), false],
  ])('%s', (_, newer, isNews) => {
    expect(hasUnseen([question, newer], { seen: 1, since: 1000 })).toBe(isNews)
  })

  it('is nothing once it was shown', () => {
    expect(hasUnseen([question, message(2)], { seen: 2, since: 1000 })).toBe(false)
  })

  it('is the last word of the customer also where it is older than the account', () => {
    expect(hasUnseen([message(2, { at: 5 })], { seen: 1, since: 1000 })).toBe(true)
  })
})
