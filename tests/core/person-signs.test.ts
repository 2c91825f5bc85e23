import { describe, expect, it } from 'vitest'
import { readFormFields } from '../../main/core/form-fields.ts'
import { personSignsIn } from '../../main/core/person-signs.ts'

const signsIn = (textBody: string, name = '') =>
  personSignsIn({ textBody, from: [{ name, address: 'aiko@example.com' }] }, readFormFields(textBody)).map(
    ({ kind, value }) => `${kind} ${value}`,
  )

describe('what somebody writes of themselves', () => {
  it('is a mail address and a telephone number, in whatever width and with whatever marks', () => {
    expect(signsIn('メールは Aiko.Yamada@Example.com、電話は０９０－１２３４－５６７８です')).toEqual([
      'mail aiko.yamada@example.com',
      'phone 09012345678',
    ])
    expect(signsIn('+81 90-1234-5678 までお願いします')).toEqual(['phone 09012345678'])
  })

  it('is a postcode together with a name: that of the writer, or the line beside it', () => {
    expect(signsIn('〒150-0001 東京都渋谷区神宮前1-2-3 に送ってください', '山田　愛子')).toEqual([
      'home 1500001 山田愛子',
    ])
    expect(signsIn('届け先を変えてください。\n山田 愛子\n150-0001 東京都渋谷区神宮前1-2-3', 'hana★')).toEqual([
      'home 1500001 hana★',
      'home 1500001 山田愛子',
    ])
    expect(signsIn('品番 150-0001 の在庫はありますか', '山田 愛子')).toEqual([])
  })

  it('is what a form laid out', () => {
    const form =
      'お名前: 髙橋 誠\nフリガナ: タカハシ マコト\n電話番号: 03-1234-5678\nご住所: 〒100-0001 東京都千代田区1-1\nお問い合わせ内容: 在庫'
    expect(signsIn(form)).toEqual(
      expect.arrayContaining([
        'phone 0312345678',
        'home 1000001 高橋誠',
        expect.stringMatching(/^home 1000001 .*マコト$/),
      ]),
    )
  })

  it('is nothing that is quoted: there stands what we wrote', () => {
    const text = 'ありがとうございます。\n\n> あおば屋 03-9876-5432\n> info@aobaya.example.jp'
    expect(signsIn(text)).toEqual([])
  })

  it('is nothing that every mail has', () => {
    expect(signsIn('2026-11-24 に注文した 250-1234567-1234567 はいつ届きますか。3,980円でした。')).toEqual([])
  })
})
