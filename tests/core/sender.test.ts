import { describe, expect, it } from 'vitest'
import { isMachineAddress, participantsOf, senderOfRecord } from '../../main/core/sender.ts'
import { mail, ownAddresses } from './classify/made-up-mail.ts'

const facts = { ownAddresses }

function formFrom(person: string) {
  return mail({
    from: 'お店 <shop@example.jp>',
    to: 'shop@example.jp',
    subject: 'お問い合わせフォーム',
    text: `お名前：客${person}\nフリガナ：キャク${person}\nメールアドレス：${person}@example.com\n電話番号：03-1234-5678\nお問い合わせ内容：在庫はありますか`,
  })
}

describe('the sender of record', () => {
  it('of ordinary mail is From, in lower case', () => {
    expect(senderOfRecord(mail({ from: '山田 <Hanako@Example.com>' }), facts)).toMatchObject({
      name: '山田',
      address: 'hanako@example.com',
      via: 'from',
    })
  })

  it('of ten forms from one From are ten people', () => {
    const senders = [...'abcdefghij'].map((person) => senderOfRecord(formFrom(person), facts))
    expect(new Set(senders.map(({ address }) => address)).size).toBe(10)
    expect(senders[0]).toEqual({
      name: '客a',
      address: 'a@example.com',
      via: 'body-field',
      kana: 'キャクa',
      phone: '03-1234-5678',
      isOwn: false,
    })
  })

  it('of a form with Reply-To is its visitor', () => {
    const form = mail({ from: 'shop@example.jp', replyTo: '客 <guest@example.com>', text: 'こんにちは' })
    expect(senderOfRecord(form, facts)).toMatchObject({ name: '客', address: 'guest@example.com', via: 'reply-to' })
  })

  it('of a form service takes the name from the body where Reply-To has none', () => {
    const form = mail({
      from: 'フォーム <no-reply@form.example>',
      replyTo: 'guest@example.com',
      text: '【お名前】 佐藤 様\n【メールアドレス】guest@example.com',
    })
    expect(senderOfRecord(form, facts)).toMatchObject({ name: '佐藤', address: 'guest@example.com' })
  })

  it.each([
    ['label on its own line', 'お名前\n佐藤\nE-mail\nguest@example.com\n内容\n質問です'],
    ['full width', '■お名前　：　佐藤\n■メールアドレス（必須）　：　ｇｕｅｓｔ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
    ['equals signs', 'お名前 = 佐藤\nmail = guest@example.com'],
    ['contact label', 'お名前: 佐藤\nご連絡先: guest@example.com'],
    ['English', 'Name: 佐藤\nEmail: guest@example.com\nMessage: hello'],
  ])('is read from a form with %s', (_, text) => {
    expect(senderOfRecord(mail({ from: 'shop@example.jp', text }), facts)).toMatchObject({
      name: '佐藤',
      address: 'guest@example.com',
      via: 'body-field',
    })
  })

  it('is never read from the signature of a person', () => {
    const signed = mail({
      text: 'よろしくお願いします。\n---\n山田商店\nE-mail: info@yamada.example\nTEL: 03-1234-5678',
    })
    expect(senderOfRecord(signed, facts)).toMatchObject({ address: 'hanako@example.com', via: 'from' })
  })

  it.each([
    ['leads to us', 'shop@example.jp'],
    ['leads to nobody', 'no-reply@example.com'],
    ['repeats From', 'hanako@example.com'],
  ])('stays From where Reply-To %s', (_, replyTo) => {
    expect(senderOfRecord(mail({ replyTo }), facts)).toMatchObject({ address: 'hanako@example.com', via: 'from' })
  })

  it('stays From where Reply-To is the list', () => {
    const listed = mail({ replyTo: 'ml@example.org', to: 'ml@example.org', headers: { 'list-id': '<ml.example.org>' } })
    expect(senderOfRecord(listed, facts).address).toBe('hanako@example.com')
  })

  it('is another mailbox of a person who asks for the answer there', () => {
    expect(senderOfRecord(mail({ replyTo: 'hanako@home.example' }), facts)).toMatchObject({
      name: '山田花子',
      address: 'hanako@home.example',
      via: 'reply-to',
    })
  })

  it('is ours only when nobody else is named', () => {
    expect(
      senderOfRecord(mail({ from: 'shop@example.jp', to: 'other@example.com', text: 'お送りします' }), facts).isOwn,
    ).toBe(true)
  })

  it('is found without knowing our addresses when a mail goes from an address to itself', () => {
    expect(senderOfRecord(formFrom('a'), { ownAddresses: [] }).address).toBe('a@example.com')
  })
})

describe('who takes part', () => {
  it('are sender and recipients without us', () => {
    const message = mail({ to: 'shop@example.jp, friend@example.com', cc: 'boss@example.com' })
    expect(participantsOf(message, senderOfRecord(message, facts), ownAddresses)).toEqual([
      'hanako@example.com',
      'friend@example.com',
      'boss@example.com',
    ])
  })

  it('is not the service that every form comes from', () => {
    const form = mail({ from: 'desk@form.example', replyTo: 'guest@example.com' })
    expect(participantsOf(form, senderOfRecord(form, facts), ownAddresses)).toEqual(['guest@example.com'])
  })

  it('is both mailboxes of one person', () => {
    const message = mail({ from: 'hanako@work.example', replyTo: 'hanako@home.example' })
    expect(participantsOf(message, senderOfRecord(message, facts), ownAddresses)).toEqual([
      'hanako@home.example',
      'hanako@work.example',
    ])
  })
})

it.each([
  'noreply@x.jp',
  'no-reply@x.jp',
  'do_not_reply@x.jp',
  'order-noreply@x.jp',
  'mailer-daemon@x.jp',
  'wordpress@x.jp',
])('%s is a machine', (address) => {
  expect(isMachineAddress(address)).toBe(true)
})
it.each(['reply@x.jp', 'norman@x.jp', 'info@x.jp', 'forman@x.jp', 'boss@x.jp'])('%s may be a person', (address) => {
  expect(isMachineAddress(address)).toBe(false)
})
