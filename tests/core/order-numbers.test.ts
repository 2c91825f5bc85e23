import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findOrderNumbers } from '../../main/core/order-numbers.ts'
import { quickest } from './quickest.ts'

it.each([
  ['楽天の 123456-20261120-0123456789 です', '123456-20261120-0123456789', 'rakuten'],
  ['ご注文 mystore-10001234 について', 'mystore-10001234', 'yahoo'],
  ['注文 250-1234567-1234567', '250-1234567-1234567', 'amazon'],
  ['P03-1234567-1234567', 'P03-1234567-1234567', 'amazon-pay'],
  ['ご注文ID 154D88A39E454289', '154D88A39E454289', 'base'],
  ['#1001の件', '#1001', 'shopify'],
  ['[青葉屋] 注文 #1042 が入りました', '#1042', 'shopify'],
  ['Order #1042 confirmed', '#1042', 'shopify'],
  ['注文＃105', '105', null],
  ['PB12345678901234567', 'PB12345678901234567', 'makeshop'],
  ['P171323551145213731', 'P171323551145213731', 'makeshop'],
  ['ヤフオクの a123456789 です', 'a123456789', 'yahoo-auction'],
  ['注文番号：１２３－４５６', '123-456', null],
  ['【ご注文番号】 A-1001', 'A-1001', null],
  ['受注番号:20341', '20341', null],
  ['オーダー番号 K99', 'K99', null],
  ['注文番号は 55021 です', '55021', null],
  ['ご注文No.55021', '55021', null],
  ['Order number: ZX-55', 'ZX-55', null],
  ['注文番号\n55021', '55021', null],
  ['お届け先の変更（注文K-220054）', 'K-220054', null],
  ['注文A-246163の納期', 'A-246163', null],
  ['ご注文の番号は55123です', '55123', null],
  ['ご購入番号：55123', '55123', null],
  ['発注番号：PO-5512', 'PO-5512', null],
  ['注文書番号 PO-5512', 'PO-5512', null],
  ['注文管理番号：55123', '55123', null],
  ['注文番号｜55123', '55123', null],
  ['注文番号→55123', '55123', null],
  ['注文番号 …… 55123', '55123', null],
  ['注文番号・・・・55123', '55123', null],
])('%j names an order', (text, number, place) => {
  expect(findOrderNumbers(text)).toEqual([{ number, place }])
})

it.each([
  ['a card', 'カード番号 4111-1111-1111-1111、4111111111111111'],
  ['a card behind a label', '注文番号 4111111111111111'],
  ['a phone', '電話 03-1234-5678 携帯 090-1234-5678'],
  ['a phone behind a label', 'お取引番号：090-1234-5678'],
  ['a parcel', 'お問い合わせ番号：1234-5678-9012'],
  ['a parcel abroad', '追跡番号 EB123456789JP'],
  ['a date', '2026-11-20 と 20261120 と sale-20261120'],
  ['a date behind a label', '注文番号：2026年11月20日'],
  ['a file', 'photo-12345678.jpg と https://example.jp/item-12345678'],
  ['a hashtag', '#2026福袋'],
  ['a character reference', '&#12345;'],
  ['a ticket of ours', '[#K-1234] ご注文'],
  ['a label without a number', '注文番号：不明'],
  ['a customer number', '会員番号：12345678'],
  ['a count', '注文3点、注文 12345円分'],
  ['a model', '注文したWH1000の色、注文X-100'],
])('%s is no order', (_, text) => {
  expect(findOrderNumbers(text)).toEqual([])
})

it('lists each once, in order of appearance', () => {
  const text = '250-1234567-1234567 と 注文番号：A-1、A-22、B-333\n注文番号: 250-1234567-1234567'
  expect(findOrderNumbers(text).map(({ number }) => number)).toEqual(
    ['250-1234567-1234567', 'A-22', 'B-333'].toSpliced(1, 0, 'A-1'),
  )
})

it('reads a hostile text in linear time', () => {
  for (const unit of [
    '1-',
    'a',
    '注文番号',
    '注文番号 ',
    '注文番号:  :',
    '0',
    'A0',
    '123456-20261120-',
    'a1-',
    '、1234',
  ]) {
    const text = unit.repeat(100_000 / unit.length)
    expect(quickest(() => findOrderNumbers(text))).toBeLessThan(100)
  }
})

it('never invents a number', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'注文番号:# -0123456789aAP\n'), maxLength: 80 }), (text) => {
      const folded = text.normalize('NFKC')
      for (const { number } of findOrderNumbers(text)) expect(folded).toContain(number)
    }),
  )
})
