import { describe, expect, it } from 'vitest'
import { defaultTexts } from '../../main/core/templates/defaults/index.ts'
import { findVagueDates } from '../../preload/domain/vague-dates.ts'

describe('a word that leaves open when', () => {
  it.each([
    ['12月下旬の発送を予定しております。', ['12月下旬']],
    ['１２月上旬から中旬にかけて入荷します。', ['12月上旬', '中旬']],
    ['今月末に入荷いたします。', ['今月末']],
    ['来月の中旬に届きます。', ['来月の中旬']],
    ['月末までにお届けします。', ['月末']],
    ['12月頃に再入荷いたします。', ['12月頃']],
    ['近日中に発送いたします。', ['近日中']],
    ['来週のお届けです。', ['来週']],
    ['来週中にご連絡いたします。', ['来週中']],
    ['週明けに確認いたします。', ['週明け']],
    ['お届けまで数日いただきます。', ['数日']],
    ['数週間ほどお時間をください。', ['数週間ほど']],
    ['数ヶ月後に届きます。', ['数ヶ月後']],
    ['今しばらくお待ちください。', ['しばらく']],
    ['後日あらためてご連絡いたします。', ['後日']],
    ['追ってお知らせします。', ['追って']],
    ['年明けの発送です。', ['年明け']],
    ['十二月中旬のお届けです。', ['十二月中旬']],
    ['なるべく早く発送します。', ['なるべく早く']],
    ['It will leave in a few days.', ['a few days']],
    ['We expect it in late December.', ['late December']],
    ['It arrives mid-January.', ['mid-January']],
    ['It will be back by the end of the month.', ['end of the month']],
    ['We will write next week.', ['next week']],
    ['It will be here around March.', ['around March']],
    ['We will get back to you soon.', ['soon']],
    ['You will hear from us shortly.', ['shortly']],
    ['We will send it as soon as possible.', ['as soon as possible']],
  ])('is found: %s', (text, words) => {
    expect(findVagueDates(text)).toEqual(words)
  })

  it.each([
    '12月下旬、25日(金)に発送いたします。',
    '来週中、12月4日(金)までにご連絡いたします。',
    '近日中に、遅くとも12/4までに発送します。',
    '来週の月曜日に発送いたします。',
    '追って{{+3営業日}}までにご連絡いたします。',
    'お届けまで数日、3営業日ほどいただきます。',
    '反映まで数日かかる場合がございます。',
    '下旬のお届けをご希望でしょうか。',
    '月末のご到着でよろしいですか？',
    '数日前にご注文いただいた品です。',
    '年末年始も休まず営業いたします。',
    '月末締めでご請求いたします。',
    '来月分をお休みにいたしました。',
    '中身は来週号と同じです。',
    '週末は混み合います。',
    'We will write by Friday next week.',
    'It leaves in a few days, on 4 December.',
    'It may take a few days to show.',
    'We will write as soon as it has left.',
    'I look forward to hearing from you; I hope to hear from you soon.',
    'You ordered it a few days ago.',
    'Would next week suit you?',
  ])('is none, or stands beside a date: %s', (text) => {
    expect(findVagueDates(text)).toEqual([])
  })

  it.each(['ja', 'en'] as const)('stands in no text the program brings (%s)', (language) => {
    expect(defaultTexts(language).flatMap(({ body }) => findVagueDates(body))).toEqual([])
  })

  it('is named once, however often it stands there', () => {
    expect(findVagueDates('しばらくお待ちください。しばらくお時間をいただきます。')).toEqual(['しばらく'])
  })
})
