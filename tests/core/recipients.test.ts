import { describe, expect, it } from 'vitest'
import type { Address } from '../../main/core/message.ts'
import { recipientsOf, severalAskers, type Answered } from '../../main/core/recipients.ts'

const OWN = ['shop@aoba.example.jp', 'info@aoba.example.jp', 'kodama@example.jp']
const at = (address: string, name = ''): Address => ({ name, address })
const hanako = at('hanako@example.com', '山田花子')
const taro = at('taro@example.com', '山田太郎')
const shop = at('shop@aoba.example.jp', '青葉屋')

type Case = Partial<Answered>
const inbound = (message: Case): Answered => ({
  direction: 'inbound',
  from: hanako,
  to: [shop],
  replyTo: [],
  sender: 'hanako@example.com',
  ...message,
})
const outbound = (message: Case): Answered => ({
  direction: 'outbound',
  from: shop,
  to: [hanako],
  replyTo: [],
  sender: 'shop@aoba.example.jp',
  ...message,
})

const cases: [string, Answered, string[]][] = [
  ['a plain mail goes back to its writer', inbound({}), ['hanako@example.com']],
  ['Reply-To of the same person', inbound({ replyTo: [hanako] }), ['hanako@example.com']],
  [
    'Reply-To of another address of theirs',
    inbound({ replyTo: [at('hanako@example.net')], sender: 'hanako@example.net' }),
    ['hanako@example.net'],
  ],
  [
    'two in Reply-To, the writer among them',
    inbound({ replyTo: [hanako, taro] }),
    ['hanako@example.com', 'taro@example.com'],
  ],
  ['the same in Reply-To twice', inbound({ replyTo: [hanako, at('HANAKO@example.com')] }), ['hanako@example.com']],
  ['our own address in Reply-To', inbound({ replyTo: [shop] }), ['hanako@example.com']],
  ['ours and theirs in Reply-To', inbound({ replyTo: [shop, hanako] }), ['hanako@example.com']],
  ['a no-reply in Reply-To', inbound({ replyTo: [at('noreply@example.com')] }), ['hanako@example.com']],
  [
    'a list in Reply-To that intake did not believe',
    inbound({ replyTo: [at('members@lists.example.com')] }),
    ['hanako@example.com'],
  ],
  ['an empty Reply-To', inbound({ replyTo: [at('')] }), ['hanako@example.com']],
  ['others in To are not answered', inbound({ to: [shop, taro] }), ['hanako@example.com']],
  ['our second address in To', inbound({ to: [shop, at('info@aoba.example.jp')] }), ['hanako@example.com']],
  ['several From: the sender of record', inbound({ from: taro, sender: 'taro@example.com' }), ['taro@example.com']],
  [
    'From in capitals',
    inbound({ from: at('Hanako@Example.com', '山田花子'), sender: 'hanako@example.com' }),
    ['Hanako@Example.com'],
  ],
  [
    'a form in our own name, the person in its body',
    inbound({ from: shop, sender: 'hanako@example.com' }),
    ['hanako@example.com'],
  ],
  [
    'a form in the name of its server',
    inbound({ from: at('wordpress@forms.example.net', 'WordPress'), sender: 'hanako@example.com' }),
    ['hanako@example.com'],
  ],
  [
    'a form with the person in Reply-To',
    inbound({ from: at('wordpress@forms.example.net'), replyTo: [hanako] }),
    ['hanako@example.com'],
  ],
  [
    'a form whose Reply-To is the server again',
    inbound({
      from: at('form@forms.example.net'),
      replyTo: [at('form@forms.example.net')],
      sender: 'hanako@example.com',
    }),
    ['hanako@example.com'],
  ],
  [
    'a mall that relays for the customer',
    inbound({ from: at('a1b2c3@relay.example.net', '山田花子'), sender: 'a1b2c3@relay.example.net' }),
    ['a1b2c3@relay.example.net'],
  ],
  [
    'a mall that relays by Reply-To',
    inbound({
      from: at('noreply@mall.example.net'),
      replyTo: [at('order-55@relay.example.net')],
      sender: 'order-55@relay.example.net',
    }),
    ['order-55@relay.example.net'],
  ],
  [
    'only a no-reply is known',
    inbound({ from: at('noreply@example.net'), sender: 'noreply@example.net' }),
    ['noreply@example.net'],
  ],
  ['nobody is known', inbound({ from: null, sender: null }), []],
  ['a nameless From', inbound({ from: at(''), sender: '' }), []],
  ['no sender of record, a From', inbound({ sender: null }), ['hanako@example.com']],
  ['no sender of record, a Reply-To', inbound({ sender: null, replyTo: [taro] }), ['taro@example.com']],
  ['from ourselves to ourselves', inbound({ from: shop, sender: 'shop@aoba.example.jp' }), []],
  [
    'a colleague at another of our shops writes for a customer',
    inbound({ from: at('kodama@example.jp'), replyTo: [hanako] }),
    ['hanako@example.com'],
  ],
  [
    'brackets and mailto around the address',
    inbound({ replyTo: [at('<mailto:hanako@example.com>')] }),
    ['hanako@example.com'],
  ],
  ['full-width letters', inbound({ replyTo: [at('ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ')] }), ['hanako@example.com']],
  ['after our own answer, whoever got it', outbound({}), ['hanako@example.com']],
  ['our own answer to two', outbound({ to: [hanako, taro] }), ['hanako@example.com', 'taro@example.com']],
  ['our own mail with ourselves in To', outbound({ to: [shop, hanako] }), ['hanako@example.com']],
  ['our own mail to ourselves only', outbound({ to: [shop] }), []],
]

describe('who gets the answer', () => {
  it.each(cases)('%s', (_, message, expected) => {
    expect(recipientsOf(message, OWN).map(({ address }) => address)).toEqual(expected)
  })

  it('carries the name the message gives, else that of the customer', () => {
    expect(recipientsOf(inbound({}), OWN, '花子')).toEqual([hanako])
    expect(recipientsOf(inbound({ from: shop }), OWN, '山田花子')).toEqual([hanako])
  })
})

describe('a ticket with several customers', () => {
  it('offers each once, newest first, by the address they wrote from last', () => {
    const other = at('hanako@example.net', '花子')
    expect(
      severalAskers([
        { customer: '1', address: hanako },
        { customer: '2', address: taro },
        { customer: '1', address: other },
      ]),
    ).toEqual([other, taro])
  })

  it('asks nothing while only one wrote, from whatever addresses', () => {
    expect(
      severalAskers([
        { customer: '1', address: hanako },
        { customer: '1', address: taro },
      ]),
    ).toEqual([])
  })
})
