import { describe, expect, it } from 'vitest'
import { teachFrom } from '../../../main/core/classify/teach.ts'

const own = ['shop@example.jp']
const teach = (from: string, subject: string, writer = from) => teachFrom(from, writer, subject, own)

describe('what a person teaches about a sender', () => {
  it('holds for everything of a sender that writes for itself', () => {
    expect(teach('Report@Tools.example.com', '日次レポート 11/24')).toEqual({
      from: 'report@tools.example.com',
      subjectIncludes: '',
    })
  })

  it('holds for an address nobody reads as well: it writes for one service', () => {
    expect(teach('no-reply@tools.example.com', '日次レポート')).toMatchObject({ subjectIncludes: '' })
  })

  it.each([
    [
      'a marketplace',
      'order@rakuten.co.jp',
      '【楽天市場】ポイント付与のお知らせ(11/24)',
      '【楽天市場】ポイント付与のお知らせ',
    ],
    ['a form in our own name', 'shop@example.jp', 'Re: カタログ請求フォーム #120', 'カタログ請求フォーム'],
  ])('is narrowed to the lasting words of the subject for %s', (_, from, subject, words) => {
    expect(teach(from, subject)).toEqual({ from, subjectIncludes: words })
  })

  it('is narrowed for a relay that writes for somebody else', () => {
    expect(teach('form@relay.example.net', 'お問い合わせフォームより 20261124-001', 'aiko@example.com')).toEqual({
      from: 'form@relay.example.net',
      subjectIncludes: 'お問い合わせフォームより',
    })
  })

  it('is not narrowed for a newsletter that takes answers elsewhere in its house', () => {
    expect(teach('news@mail.brand.example', '11月号', 'support@brand.example')).toEqual({
      from: 'news@mail.brand.example',
      subjectIncludes: '',
    })
  })

  it('is nothing where a shared sender says nothing that comes again', () => {
    expect(teach('order@rakuten.co.jp', '2026/11/24 12345')).toBeNull()
  })
})
