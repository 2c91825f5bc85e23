import { describe, expect, it } from 'vitest'
import type { SendCheck } from '../../preload/domain.ts'
import { checkAnswer, type About, type Answer } from '../../main/core/send-checks.ts'

const WARN = [{ words: '先に…送り返し', category: 'defect' }]
const about: About = {
  names: ['山田 愛子', 'ヤマダ アイコ', 'Aiko Yamada'],
  heard: '',
  orderNumbers: [],
  othersNumbers: [],
  category: 'defect',
  newAddresses: [],
  ownDomains: ['aoba.example.jp'],
  exampleDate: '11月26日(木)',
  isPublic: false,
}
const answer: Answer = { to: ['aiko@example.com'], cc: [], subject: 'Re: 返品', body: '承りました。', hasFiles: false }

const look = (
  change: Partial<Answer> | string,
  known: Partial<About> = {},
  checksOff: SendCheck[] = [],
): [string, string[]][] =>
  checkAnswer(
    { ...answer, ...(typeof change === 'string' ? { body: change } : change) },
    { ...about, ...known },
    { checksOff, warnWords: WARN },
  ).map(({ check, words }) => [check, words])

describe('an attachment that is spoken of', () => {
  it.each([
    'カタログを添付しました。',
    '添付ファイルをご確認ください。',
    '資料を添付いたします。',
    '詳しくは別紙をご覧ください。',
    '詳細は添附の通りです。',
    'See the attached file.',
  ])('and missing is found: %s', (body) => {
    expect(look(body).map(([check]) => check)).toEqual(['attachment'])
    expect(look({ body, hasFiles: true })).toEqual([])
  })

  it.each([
    '破損箇所の写真を添付してください。',
    '写真を添付のうえご返信ください。',
    '写真を添付していただけますか。',
    '写真の添付をお願いします。',
    'お写真をご添付ください。',
    '添付いただいた写真を拝見しました。',
    '添付の写真を確認しました。',
    '添付されていたお写真を見ました。',
  ])('by the customer promises nothing: %s', (body) => {
    expect(look(body)).toEqual([])
  })

  it('in the quoted mail of the customer is not ours', () => {
    expect(look('承りました。\n\n2026年11月24日 9:00、山田のメール:\n> 写真を添付しました。')).toEqual([])
  })
})

describe('a name with 様', () => {
  it.each([
    ['佐藤様\n明日お届けします。', '佐藤'],
    ['佐藤 花子 様\n明日お届けします。', '佐藤 花子'],
    ['本日田中さまの分を発送しました。', '田中'],
    ['スズキ様のご注文は発送済みです。', 'スズキ'],
    ['Smith様のご注文は発送済みです。', 'Smith'],
  ])('that is another customer’s is found: %s', (body, name) => {
    expect(look(body)).toEqual([['other-name', [name]]])
  })

  it.each([
    '山田様\n明日お届けします。',
    '山田愛子様\n明日お届けします。',
    '山田 愛子 さま\n明日お届けします。',
    'ヤマダ様のご注文は発送済みです。',
    'お客様の商品は、仕様のとおり同様にお送りします。様々な色があります。',
    '皆様、お子様、奥様、担当者様、配送業者様にお伝えしました。さまざまです。',
  ])('that is the customer’s own, or nobody’s, is not: %s', (body) => {
    expect(look(body)).toEqual([])
  })

  it('that the customer mentioned is no slip', () => {
    expect(look('佐藤様のご住所に送ります。', { heard: '友人の佐藤に送ってください' })).toEqual([])
  })

  it('is the same in old and new characters', () => {
    expect(look('髙橋様\n明日お届けします。', { names: ['高橋一郎'] })).toEqual([])
  })
})

describe('a name in an English answer', () => {
  const liam = { names: ['Liam Carter'] }
  it.each([
    ['Dear Mr Smith,\n\nyour parcel left today.', 'Smith'],
    ['Hello Emma Stone,\nyour parcel left today.', 'Emma Stone'],
    ['Your order and that of Mrs. Brown left today.', 'Brown'],
    ['Hi Noah!', 'Noah'],
  ])('that is another customer’s is found: %s', (body, name) => {
    expect(look(body, liam).filter(([check]) => check === 'other-name')).toEqual([['other-name', [name]]])
  })

  it.each([
    'Dear Liam,\n\nyour parcel left today.',
    'Dear Mr Carter,\n\nyour parcel left today.',
    'Dear Mr Liam Carter,\n\nyour parcel left today.',
    'Dear Customer,\n\nyour parcel left today.',
    'Hello there,\nDear Sir or Madam,\nGood morning all,\nthe parcel left today.',
    'Hi, thanks for writing. Dear Emma is the title of the book.',
    'The boots of Dr Martens are in stock again.',
  ])('that is the customer’s own, or nobody’s, is not: %s', (body) => {
    expect(look(body, liam).filter(([check]) => check === 'other-name')).toEqual([])
  })

  it('that stands in a mail the customer wrote is no slip', () => {
    expect(look('Dear Emma,\n\nit left today.', { ...liam, heard: 'Yours, Emma (for Liam)' })).toEqual([])
  })
})

describe('an order number', () => {
  const body = '注文番号：250101-00001234-1234567890 は明日届きます。'
  it('that is not of this ticket is found', () => {
    expect(look(body, { orderNumbers: ['250101-00009999-1234567890'] })).toEqual([
      ['other-order', ['250101-00001234-1234567890']],
    ])
    expect(look(body, { orderNumbers: ['250101-00001234-1234567890'] })).toEqual([])
  })

  it('in a ticket without one is a slip only when another customer has it', () => {
    expect(look(body)).toEqual([])
    expect(look(body, { othersNumbers: ['250101-00001234-1234567890'] })).toHaveLength(1)
  })
})

describe('words the shop does not want', () => {
  it('are found within one sentence, in the tickets they are meant for', () => {
    const body = 'お手数ですが、先に商品を一式お送り返しください。'
    expect(look('お手数ですが、先に一式を送り返してください。')).toEqual([['warn-words', ['先に…送り返し']]])
    expect(look(body)).toEqual([['warn-words', ['先に…送り返し']]])
    expect(look(body, { category: 'tracking' })).toEqual([])
    expect(look('先にお詫びします。送り返していただく必要はありません。')).toEqual([])
  })
})

describe('a text without anything to say', () => {
  it.each([
    '山田様\n\nいつもお世話になっております。\n青葉屋の担当 田中でございます。\n\nよろしくお願いいたします。',
    'お問い合わせいただきありがとうございます。',
    'Dear Aiko,\n\nThank you for your message.\n\nBest regards',
    '  ',
  ])('is found: %s', (body) => {
    expect(look(body)).toEqual([['only-greeting', ['']]])
  })

  it.each(['承りました。', 'はい、明日届きます。', '赤のMサイズです。', 'いかがでしょうか？'])('is not: %s', (body) => {
    expect(look(body)).toEqual([])
  })
})

describe('recipients', () => {
  it('in more than one company are named, ours do not count', () => {
    expect(look({ cc: ['taro@other.example'] })).toEqual([['many-domains', ['example.com', 'other.example']]])
    expect(look({ cc: ['info@aoba.example.jp', 'hanako@example.com'] })).toEqual([])
  })

  it('nobody ever wrote to are named', () => {
    expect(look({}, { newAddresses: ['aiko@exmaple.com'] })).toEqual([['new-address', ['aiko@exmaple.com']]])
  })
})

it('words that leave open when are found, with a date as it could be written', () => {
  const said = { ...answer, body: '山田様\n\n12月下旬の発送です。\n\n> 近日中に届きますか。' }
  const [finding] = checkAnswer(said, about, { checksOff: [], warnWords: [] })
  expect(finding).toEqual({ check: 'vague-date', words: ['12月下旬'], example: '11月26日(木)' })
  expect(look(said, {}, ['vague-date'])).toEqual([])
})

it('each check can be turned off', () => {
  const body = '佐藤様\n資料を添付しました。先に送り返してください。'
  expect(look(body)).toHaveLength(3)
  expect(look(body, {}, ['attachment', 'other-name', 'warn-words'])).toEqual([])
})
