import { expect, it } from 'vitest'
import { productIn } from '../../main/core/contact-ways.ts'
import { quickest } from './quickest.ts'

it.each([
  ['ご注文の件\n商品名：はさみ 赤\n数量：1', 'はさみ 赤'],
  ['　■ ご注文商品: 花びん', '花びん'],
  ['・品名】 皿', '皿'],
  ['Hello\nProduct: Scissors  ', 'Scissors'],
  ['商品名が違います', ''],
])('%j is about %j', (text, product) => {
  expect(productIn(text)).toBe(product)
})

it('finds no product at once in a text of blanks', () => {
  for (const blank of [' ', '\n', '　\n', '-\n']) {
    expect(quickest(() => productIn(`${blank.repeat(20_000)}x`), 20)).toBeLessThan(20)
  }
})
