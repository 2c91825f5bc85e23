import { describe, expect, it } from 'vitest'
import { defaultTexts } from '../../../main/core/templates/defaults/index.ts'
import { TEMPLATE_PURPOSES } from '../../../preload/domain.ts'
import { findPlaceholders } from '../../../preload/domain/placeholders.ts'
import { findVagueDates } from '../../../preload/domain/vague-dates.ts'

const of = (language: 'ja' | 'en', purpose: string) =>
  defaultTexts(language).find((text) => text.purpose === purpose)!.body

describe.each(['ja', 'en'] as const)('the first set in %s', (language) => {
  const templates = defaultTexts(language).filter(({ kind }) => kind === 'template')
  const phrases = defaultTexts(language).filter(({ kind }) => kind === 'phrase')

  it('has twenty templates, twenty phrases and three for chats', () => {
    expect(templates).toHaveLength(20)
    expect(phrases).toHaveLength(23)
  })

  it('names each of its texts and each abbreviation once', () => {
    for (const group of [templates, phrases]) {
      const names = group.flatMap(({ abbreviation }) => abbreviation.split(' '))
      expect(new Set(names).size).toBe(names.length)
    }
    expect(new Set(templates.map(({ title }) => title)).size).toBe(20)
    expect(new Set(defaultTexts(language).map(({ key }) => key)).size).toBe(43)
  })

  it('has a template for everything the program sends by itself', () => {
    const purposes = templates.map(({ purpose }) => purpose)
    expect(new Set(purposes).size).toBe(20)
    for (const purpose of purposes) expect(TEMPLATE_PURPOSES).toContain(purpose)
  })

  it('leaves no circle and no vague date, and a place for a personal line in all a person sends', () => {
    for (const { subject, body, purpose } of templates) {
      const found = findPlaceholders(`${subject}\n${body}`)
      expect(found.filter(({ kind }) => kind === 'blank')).toEqual([])
      expect(findVagueDates(body)).toEqual([])
      const isAutomatic = purpose === 'auto-answer' || purpose === 'closing-days'
      expect(found.filter(({ kind }) => kind === 'slot')).toHaveLength(isAutomatic ? 0 : 1)
    }
  })
})

describe('a Japanese template says what it must', () => {
  it.each([
    ['hold-request', ['{{ご質問への回答}}', '保留', '{{回答期限|時刻}}', '「注文」', '「キャンセル」']],
    [
      'hold-reminder',
      ['{{経過日数}}日前', '{{初回送信日}}', '迷惑メール', '{{再回答期限|時刻}}', 'キャンセルとさせていただきます'],
    ],
    [
      'hold-end:cancelled-no-answer',
      ['{{再回答期限|時刻}}までに', 'キャンセル', '{{返金額|', '{{返金方法|', 'もう一度お手続き'],
    ],
    ['hold-end:order-confirmed', ['ご返答ありがとう', '{{発送予定日}}']],
    ['delay-notice', ['{{発送予定日}}', '{{遅れの理由}}', '待つ', '変更', 'キャンセル', '{{回答期限|時刻}}']],
    ['defect', ['申し訳', 'お写真だけで結構', '{{発送予定日}}に先に', 'お引き取り', 'ご負担は一切']],
    ['wrong-item', ['誤り(不足)', 'お写真だけで結構', '{{発送予定日}}に先に', 'お引き取り', 'ご負担は一切']],
    ['return-goods', ['{{返送先}}', '{{送料の負担', '到着しましたら', '3営業日以内']],
    ['out-of-stock', ['欠品', '代わりの商品', '待つ', 'キャンセル', 'お返し', '{{回答期限|時刻}}']],
    ['question', ['ありがとうございます', '{{ご質問への回答}}', '{{URL}}', '{{ひとこと}}']],
    ['shipping-status', ['{{配送会社}}', '{{追跡番号}}', '{{URL}}', '届かない場合']],
    ['auto-answer', ['受け付けました', '{{次営業日}}', '{{営業時間}}', 'ご返信は必要ございません']],
    ['closing-days', ['{{休業期間}}', '営業再開: {{次営業日}}', '発送もお休み']],
    ['progress-report', ['半月', '{{現在の状況}}', '{{変更の有無|変更はございません}}']],
    ['earlier-shipping', ['予定より早く', '{{発送予定日}}', 'ご都合が悪い場合']],
    ['payment-request', ['{{請求額}}', '{{回答期限|時刻}}', '{{振込先}}', '確認できない場合']],
    ['address-problem', ['{{不足している内容}}', '{{回答期限|時刻}}']],
    ['receipt', ['発行の方法', '{{宛名}}', '{{登録番号}}']],
    ['order-change', ['変更しました/変更できません', '次の方法']],
    ['call-back', ['{{お電話した時刻}}', 'お出になりません', '{{次営業日}}', 'お電話いただく']],
  ])('%s', (purpose, parts) => {
    for (const part of parts) expect(of('ja', purpose)).toContain(part)
  })
})

it('starts the waiting order with those that ask for a decision', () => {
  const starting = defaultTexts('ja').filter(({ startsHold }) => startsHold)
  expect(starting.map(({ purpose }) => purpose)).toEqual([
    'hold-request',
    'delay-notice',
    'out-of-stock',
    'payment-request',
    'address-problem',
  ])
})
