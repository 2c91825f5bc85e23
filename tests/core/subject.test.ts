import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTicketTokens, normaliseSubject, subjectPrefix, ticketToken } from '../../main/core/subject.ts'
import { quickest } from './quickest.ts'

describe('a subject', () => {
  it.each([
    'Re: 商品について',
    'RE: RE: 商品について',
    'Re2: 商品について',
    'Re[2]: 商品について',
    'Re^3: 商品について',
    'Re:Re: 商品について',
    'RE：商品について',
    'Ｒｅ：商品について',
    '返信: 商品について',
    '返信：商品について',
    'Fw: 商品について',
    'FW: Re: 商品について',
    'Fwd: 商品について',
    '転送: 商品について',
    'AW: 商品について',
    'SV: 商品について',
    'Antw: 商品について',
    '自動応答: 商品について',
    'Re: [#K-1234] 商品について',
    '商品について [#K-1234]',
    '[shop-ml 123] Re: 商品について',
    'Re: [EXTERNAL] 商品について',
    '  商品について  ',
  ])('%j is about 商品について', (subject) => {
    expect(normaliseSubject(subject)).toBe('商品について')
  })

  it.each([
    ['[重要] お知らせ', '[重要] お知らせ'],
    ['Reservation: 12月', 'reservation: 12月'],
    ['再送: 12月', '再送: 12月'],
    ['Re:', ''],
    ['ITEM  A', 'item a'],
  ])('%j keeps what is said: %j', (subject, expected) => {
    expect(normaliseSubject(subject)).toBe(expected)
  })

  it('says whether it is an answer or passed on', () => {
    expect(subjectPrefix('Re: 件名')).toBe('reply')
    expect(subjectPrefix('[ml 12] 返信：件名')).toBe('reply')
    expect(subjectPrefix('転送: 件名')).toBe('forward')
    expect(subjectPrefix('Request: 件名')).toBeNull()
  })

  it('is normal after being normalised once', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('Re', ':', ' ', '[2]', 'Fw', '件', '[#K-1]', '返信', '：'), maxLength: 20 }),
        (subject) => {
          const once = normaliseSubject(subject)
          expect(normaliseSubject(once)).toBe(once)
        },
      ),
    )
  })

  it('of megabytes takes no time', () => {
    for (const unit of ['Re: ', '[a 1] ', 'Re[', '[', ' ', '#K-1'])
      expect(quickest(() => normaliseSubject(unit.repeat(100_000)))).toBeLessThan(100)
  })
})

describe('a ticket token', () => {
  it('is found where we wrote it', () => {
    expect(findTicketTokens(`Re: ご注文 ${ticketToken(1234, 'K')}`, 'K')).toEqual([1234])
  })

  it('is found in full width and without its brackets', () => {
    expect(findTicketTokens('Re: ［＃Ｋ－１２３４］')).toEqual([1234])
    expect(findTicketTokens('Re: #k-1234 ご注文', 'K')).toEqual([1234])
  })

  it('of another shop or an order number is not ours', () => {
    expect(findTicketTokens('[#Z-1234]', 'K')).toEqual([])
    expect(findTicketTokens('#1234 K-1234', 'K')).toEqual([])
  })
})
