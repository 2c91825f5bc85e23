import { describe, expect, it } from 'vitest'
import { classify } from '../../../main/core/classify/classify.ts'
import { readBounce } from '../../../main/core/classify/bounce.ts'
import { type PackRule, rulePack } from '../../../main/core/classify/rule-pack.ts'
import { quickest } from '../quickest.ts'
import { type MadeUp, factsOf, mail } from './made-up-mail.ts'

/** One made-up mail for each rule of the pack. A rule without one fails below. */
const samples: Record<string, MadeUp> = {
  'rakuten-masked-customer': { from: 'abc123@pc.fw.rakuten.ne.jp', subject: '商品について' },
  'rakuten-rmesse': { from: 'rmesse@rakuten.co.jp', subject: '【R-Messe】お問い合わせがあります' },
  'rakuten-order': {
    from: 'order@rakuten.co.jp',
    subject: '【楽天市場】注文内容ご確認（自動配信メール）',
    text: 'ご注文ありがとうございます。',
  },
  'rakuten-order-confirm': {
    from: 'order-confirm@mail.rms.rakuten.co.jp',
    subject: '注文確認',
    text: '[受注番号] 123456-20261120-0123456789',
  },
  'rakuten-shipped': { from: 'info@rakuten.co.jp', subject: '発送完了報告' },
  'yahoo-inquiry': { from: 'store-info@mail.yahoo.co.jp', subject: 'お客様からお問い合わせがありました' },
  'yahoo-store-order': { from: 'store-shopping-order-master@mail.yahoo.co.jp', subject: '注文確認 mystore-10001234' },
  'yahoo-editor': { from: 'shopping-editor-master@mail.yahoo.co.jp', subject: 'エディター反映' },
  'yahoo-morning-report': { from: 'report@mail.yahoo.co.jp', subject: '朝レポ 11月20日' },
  'amazon-buyer': { from: 'buyer1@marketplace.amazon.co.jp', subject: '商品の詳細' },
  'amazon-pay-buyer': { from: 'auto-communicator@amazonpay.amazon.co.jp', subject: '商品が届きません' },
  'amazon-ship-now': { from: 'do-not-reply@amazon.co.jp', subject: '商品を出荷してください' },
  'amazon-seller-notification': { from: 'seller-notification@amazon.co.jp', subject: '入金のお知らせ' },
  'base-inquiry': { from: 'noreply@thebase.in', subject: 'お問い合わせが届きました' },
  'base-order': { from: 'noreply@thebase.in', subject: '商品が購入されました' },
  'stores-inquiry': { from: 'hello@stores.jp', subject: 'お問い合わせがありました' },
  'stores-order': { from: 'hello@stores.jp', subject: '注文確認' },
  'shopify-contact-form': {
    from: 'mailer@shopify.com',
    replyTo: 'guest@example.com',
    subject: 'New customer message on November 20',
  },
  'shopify-order': { from: 'store@shopify.com', subject: '[お店] Order #1001 placed' },
  'mercari-message': { from: 'no-reply@mercari-shops.com', subject: '取引メッセージが届きました' },
  'mercari-sold': {
    from: 'no-reply@mercari-shops.com',
    subject: '【メルカリShops】「靴」が購入されました。商品の発送をお願いします。',
  },
  'colorme-order': { from: 'shop@example.net', subject: '注文確認(自動送信)メール' },
  'makeshop-order': { from: 'shop@example.net', subject: 'ご注文【注文番号:PB12345678901234567】' },
  'yahoo-auction-message': { from: 'auction-master@mail.yahoo.co.jp', subject: '取引メッセージが届きました' },
  'x-addressed': {
    from: 'notify@x.com',
    subject: '花子さん（@hanako_tea）があなたをメンションしました',
    headers: { 'list-unsubscribe': '<https://x.com/i/u>' },
  },
  'yahoo-auction-notice': { from: 'auction-master@mail.yahoo.co.jp', subject: 'オークション終了' },
}

/** High and medium do as they say; low only suggests. */
function expected({ id, kind, confidence, place }: PackRule) {
  if (confidence === 'low' && kind === 'notice')
    return { kind: 'ticket', place, suggestion: { kind: 'notice', rule: id } }
  return { kind, rule: id, place, suggestion: null }
}

describe('the rule pack', () => {
  it.each(rulePack.rules.map((rule) => [rule.id, rule] as const))('%s decides its sample', (id, rule) => {
    expect(samples[id], 'every rule has a made-up sample').toBeDefined()
    expect(classify(factsOf(samples[id]!))).toMatchObject(expected(rule))
  })

  it('names each rule once', () => {
    expect(new Set(rulePack.rules.map(({ id }) => id)).size).toBe(rulePack.rules.length)
  })

  it('believes no sender whose domain merely ends alike', () => {
    expect(classify(factsOf({ from: 'x@evilmarketplace.amazon.co.jp.example' })).kind).toBe('ticket')
    expect(classify(factsOf({ from: 'order@rakuten.co.jp.example', subject: '注文内容ご確認' })).kind).toBe('ticket')
  })
})

describe('a protect word', () => {
  const notice = samples['rakuten-order']!

  it.each([
    'キャンセルをお願いします',
    '商品が破損していました',
    '返品したい',
    'まだ届かないのですが',
    '至急連絡をください',
  ])('keeps a notice in the list: %s', (words) => {
    expect(classify(factsOf({ ...notice, text: `ご注文ありがとうございます。\n備考：${words}` }))).toMatchObject({
      kind: 'ticket',
      rule: 'protect-words',
    })
  })

  it('in the stock phrases of every notice does not', () => {
    const text =
      'ご注文ありがとうございます。\nお問い合わせ先: 03-1234-5678\nキャンセルについてはこちら\n返品・交換は商品到着後8日以内の場合に承ります。\nご不明な点はお問い合わせください。'
    expect(classify(factsOf({ ...notice, text })).kind).toBe('notice')
  })

  it('in the subject keeps a newsletter in the list, in its text does not', () => {
    const newsletter = { from: 'news@vendor.example', headers: { 'list-unsubscribe': '<https://vendor.example/u>' } }
    expect(classify(factsOf({ ...newsletter, subject: 'セール', text: '返品無料' })).kind).toBe('bulk')
    expect(classify(factsOf({ ...newsletter, subject: '【至急】ご確認ください' })).kind).toBe('ticket')
  })

  it('is named, also on a ticket', () => {
    expect(classify(factsOf({ subject: '返品と交換', text: '' })).protectWords).toEqual(['返品', '交換'])
  })
})

describe('what a person taught', () => {
  const learned = [
    { id: 'taught-1', from: 'order@rakuten.co.jp', subjectIncludes: '', as: 'ticket' as const },
    { id: 'taught-2', from: '@parcel.example', subjectIncludes: '配達完了', as: 'notice' as const },
  ]

  it('beats the pack', () => {
    expect(classify(factsOf(samples['rakuten-order']!, { learned }))).toMatchObject({
      kind: 'ticket',
      rule: 'taught-1',
    })
  })

  it('files a notice unless it asks for something', () => {
    const parcel = { from: 'info@mail.parcel.example', subject: '配達完了のお知らせ' }
    expect(classify(factsOf(parcel, { learned }))).toMatchObject({ kind: 'notice', rule: 'taught-2' })
    expect(classify(factsOf({ ...parcel, text: '箱が破損していました' }, { learned })).kind).toBe('ticket')
    expect(classify(factsOf({ ...parcel, subject: '別の件' }, { learned })).kind).toBe('ticket')
  })
})

describe('our own mail', () => {
  it('is what we wrote to somebody, and all of the Sent folder', () => {
    expect(classify(factsOf({ from: 'shop@example.jp', to: 'x@example.com' })).kind).toBe('own')
    expect(classify(factsOf({ from: 'alias@example.jp', to: 'x@example.com' }, { place: 'sent' })).kind).toBe('own')
  })

  it('is not the form of a visitor in our name', () => {
    expect(
      classify(factsOf({ from: 'shop@example.jp', to: 'shop@example.jp', replyTo: 'guest@example.com' })).kind,
    ).toBe('ticket')
  })

  it('is not a stranger with a Message-ID of ours', () => {
    expect(classify(factsOf({ from: 'x@example.com' }, { isOwnMessageId: true })).kind).toBe('ticket')
  })
})

describe('an answer to us', () => {
  it('is one also through a list', () => {
    expect(classify(factsOf({ headers: { 'list-id': '<ml.example.org>' } }, { repliesToKnown: true })).kind).toBe(
      'reply',
    )
  })

  it('is a plain ticket when it answers nothing we know', () => {
    expect(classify(factsOf({ inReplyTo: 'x@y.example' }))).toMatchObject({ kind: 'ticket', rule: 'ticket' })
  })
})

describe('a machine must stay silent towards', () => {
  it.each<[string, MadeUp]>([
    ['what was submitted automatically', { headers: { 'auto-submitted': 'auto-generated' } }],
    ['bulk', { headers: { precedence: 'bulk' } }],
    ['a list', { headers: { 'list-id': '<x>' } }],
    ['what asks for silence', { headers: { 'x-auto-response-suppress': 'OOF' } }],
    ['an empty envelope', { headers: { 'return-path': '<>' } }],
    ['no-reply', { from: 'no-reply@example.com' }],
    ['a list owner', { from: 'owner-ml@example.com' }],
    ['us', { from: 'shop@example.jp', to: 'shop@example.jp' }],
    ['nobody', { from: '' }],
    ['a notice', samples['yahoo-editor']!],
  ])('%s', (_, made) => {
    expect(classify(factsOf(made)).suppressAutoReply).toBe(true)
  })

  it.each<[string, MadeUp]>([
    ['a customer', {}],
    [
      'a customer whose program says no',
      { headers: { 'auto-submitted': 'no', 'return-path': '<hanako@example.com>' } },
    ],
    ['the visitor of a form', { from: 'shop@example.jp', to: 'shop@example.jp', replyTo: 'guest@example.com' }],
    ['the visitor of a form service', { from: 'no-reply@form.example', replyTo: 'guest@example.com' }],
  ])('but not towards %s', (_, made) => {
    expect(classify(factsOf(made)).suppressAutoReply).toBe(false)
  })
})

it('judges a hostile mail in linear time', () => {
  const units = [
    'a',
    '@',
    'a@b.',
    ' ',
    '<',
    'to: ',
    '自動返信',
    '配信',
    'メール',
    'the following ',
    'I am out ',
    '[',
    '【',
    '5.1.1 ',
    '\n',
    'a@a\n',
    '"',
    'message ',
    'お問い合わせ',
    '- ',
    '.',
    '不在',
  ]
  for (const unit of units) {
    const text = unit.repeat(100_000 / unit.length)
    const made = {
      from: 'mailer-daemon@x.example',
      subject: text,
      text,
      headers: { 'return-path': '<>', precedence: text },
    }
    expect(quickest(() => classify(factsOf(made)))).toBeLessThan(100)
    expect(quickest(() => classify(factsOf({ subject: text, text, from: 'a@example.com' })))).toBeLessThan(100)
    expect(readBounce(mail({ ...made, text: `could not be delivered\n${text}` }))).toMatchObject({ isBounce: true })
  }
})
