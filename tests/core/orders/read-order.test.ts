import { describe, expect, it } from 'vitest'
import { guessMapping, sourceOf } from '../../../main/core/orders/columns.ts'
import { createOrderReader, orderKey, readAmount, readMoment } from '../../../main/core/orders/read-order.ts'

const jst = (text: string) => Date.parse(`${text}+09:00`)

describe('the columns of an order file', () => {
  it.each([
    ['rakuten', ['注文番号', 'ステータス', '注文日時', '請求金額', '注文者姓', '注文者名', '注文者メールアドレス']],
    ['base', ['注文ID', '注文日時', '氏(請求先)', '名(請求先)', 'メールアドレス(請求先)', '合計金額', '発送状況']],
    ['shopify', ['Name', 'Email', 'Financial Status', 'Total', 'Created at', 'Billing Name']],
    ['colorme', ['売上ID', '受注日', '購入者 名前', '購入者 メールアドレス']],
    ['yahoo', ['OrderId', 'OrderTime', 'BillName', 'BillMailAddress', 'TotalPrice']],
    ['other', ['受注番号', '日付', 'お名前']],
  ])('tell %s apart, and where the number and the person stand', (source, columns) => {
    expect(sourceOf(columns)).toBe(source)
    const mapping = guessMapping(columns)
    expect(mapping.number).toEqual([
      columns.find((name) => /^(注文番号|注文ID|Name|売上ID|OrderId|受注番号)$/.test(name)),
    ])
    expect(mapping.name).toBeDefined()
  })

  it('are found in whatever width their brackets are, and named as the file names them', () => {
    expect(guessMapping(['注文ID', '氏（請求先）', '名（請求先）']).name).toEqual(['氏（請求先）', '名（請求先）'])
  })
})

describe('a line of a file', () => {
  it('of RMS becomes an order, with its state in words and the phone number in one piece', () => {
    const columns = ['注文番号', 'ステータス', '注文日時', '注文者姓', '注文者名', '電話1', '電話2', '請求金額']
    const mapping = { ...guessMapping(columns), phone: ['電話1', '電話2'] }
    const read = createOrderReader(columns, mapping, { source: 'rakuten', timeZone: 'Asia/Tokyo' })
    const row = ['123456-20261120-0000000001', '300', '2026-11-20 09:30:15', '山田', '花子', '090', '12345678', '4980']
    expect(read(row)).toMatchObject({
      number: '123456-20261120-0000000001',
      state: '発送待ち',
      orderedAt: jst('2026-11-20T09:30:15'),
      name: '山田 花子',
      phone: '090-12345678',
      total: 4980,
    })
  })

  it('without a number is none', () => {
    const read = createOrderReader(['注文番号'], { number: ['注文番号'] }, { source: 'other', timeZone: 'Asia/Tokyo' })
    expect(read([' '])).toBeNull()
  })
})

describe('what stands in a cell', () => {
  it.each([
    ['4,980円', 4980],
    ['￥4,980', 4980],
    ['42.50', 42.5],
    ['-300', -300],
    ['なし', null],
    ['', null],
  ])('%s is the amount %s', (text, amount) => expect(readAmount(text)).toBe(amount))

  it.each([
    ['2026/11/20 12:34', jst('2026-11-20T12:34:00')],
    ['2026-11-20 12:34:56 +0900', jst('2026-11-20T12:34:56')],
    ['2026-11-20T03:34:56Z', jst('2026-11-20T12:34:56')],
    ['2026年11月2日', jst('2026-11-02T00:00:00')],
    ['20 Nov', null],
    ['2026/13/01', null],
  ])('%s is a moment of the shop', (text, at) => expect(readMoment(text, 'Asia/Tokyo')).toBe(at))

  it('is the same number in full width and with another dash', () => {
    expect(orderKey('Ａ－１００１')).toBe('A-1001')
    expect(orderKey('#1042 ')).toBe('#1042')
  })
})
