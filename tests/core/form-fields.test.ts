import { describe, expect, it } from 'vitest'
import { readFormFields } from '../../main/core/form-fields.ts'

/** How contact forms and carts lay out a label and what the visitor wrote. */
const layouts: Record<string, (label: string, value: string) => string> = {
  '【】, value below': (label, value) => `【${label}】\n${value}\n`,
  '【】 beside': (label, value) => `【 ${label} 】 ${value}`,
  '■, value below': (label, value) => `■${label}\n${value}\n`,
  '■ with a colon': (label, value) => `■${label}：${value}`,
  '◆ on both sides': (label, value) => `◆${label}◆\n${value}\n`,
  '＊ on both sides': (label, value) => `＊${label}＊ ${value}`,
  '・, value below': (label, value) => `・${label}\n　${value}`,
  '・ with a colon': (label, value) => `・${label}：${value}`,
  'full-width colon with blanks': (label, value) => `${label}　：　${value}`,
  'value two lines below': (label, value) => `${label}：\n\n${value}\n`,
  'a rule between': (label, value) => `${label}\n----------\n${value}\n`,
  'a line drawn between': (label, value) => `${label}\n━━━━━━━━\n${value}\n`,
  'a rule behind': (label, value) => `${label}\n${value}\n------------------`,
  numbers: (label, value) => `1. ${label}：${value}`,
  'numbers in circles': (label, value) => `②${label}：${value}`,
  'numbers in parentheses': (label, value) => `(3) ${label}：${value}`,
  '＜＞': (label, value) => `＜${label}＞\n${value}\n`,
  '［］': (label, value) => `［${label}］${value}`,
  'dots between': (label, value) => `${label} ……… ${value}`,
  'middle dots between': (label, value) => `${label}・・・・${value}`,
  'an arrow': (label, value) => `${label} ⇒ ${value}`,
  'an equals sign': (label, value) => `${label} = ${value}`,
  columns: (label, value) => `${label}　　　　　${value}`,
  'cells of a table': (label, value) => `| ${label} | ${value} |`,
}

describe('a form', () => {
  it.each(Object.entries(layouts))('with %s tells who wrote it', (_, lay) => {
    const text = [
      'ホームページからお問い合わせがありました。\n',
      lay('お名前', '佐藤　花子 様'),
      lay('フリガナ', 'サトウ　ハナコ'),
      lay('メールアドレス', 'hanako@example.com'),
      lay('電話番号', '03-1234-5678'),
      lay('お問い合わせ内容', '再入荷の予定はありますか。'),
    ].join('\n')
    expect(readFormFields(text)).toEqual({
      email: 'hanako@example.com',
      name: '佐藤 花子',
      kana: 'サトウ ハナコ',
      phone: '03-1234-5678',
      isForm: true,
    })
  })

  it.each([
    'E-mail',
    'Ｅメール',
    'メールアドレス（半角）',
    'メールアドレス（半角英数）',
    'メールアドレス（※必須）',
    'メールアドレス［必須］',
    'メールアドレス（確認用）',
    '返信用メールアドレス',
    'ご返信先メールアドレス',
    'PCメールアドレス',
    '携帯メールアドレス',
    'あなたのメールアドレス',
    'ご登録メールアドレス',
    'ご担当者メールアドレス',
    'ご注文者様メールアドレス',
    'E-mail（半角）',
    'Your E-mail',
  ])('names the address under %s', (label) => {
    expect(readFormFields(`お名前：佐藤\n${label}：hanako@example.com\n内容：質問`)).toMatchObject({
      email: 'hanako@example.com',
      name: '佐藤',
      isForm: true,
    })
  })

  it.each([
    'お名前（全角）',
    'お名前（漢字）',
    'ご氏名（必須）',
    '貴名',
    'お申込者名',
    'ご担当者様名',
    'ご担当者様のお名前',
    'お客様のお名前',
    'ご注文者様のお名前',
    '代表者名',
    'フルネーム',
    'ニックネーム',
    'お名前 *',
    '※お名前',
  ])('names the person under %s', (label) => {
    expect(readFormFields(`${label}：佐藤\nメールアドレス：hanako@example.com`).name).toBe('佐藤')
  })

  it.each(['お名前（全角カナ）', 'お名前カナ', 'ふりがな（必須）', 'フリガナ(全角)', 'お名前（ふりがな）', 'ヨミガナ'])(
    'names the reading under %s',
    (label) => {
      const text = `お名前：佐藤\n${label}：サトウ\nメールアドレス：hanako@example.com`
      expect(readFormFields(text)).toMatchObject({ name: '佐藤', kana: 'サトウ' })
    },
  )

  it('that asks for family and given name apart names both', () => {
    const text = '姓：佐藤\n名：花子\nセイ：サトウ\nメイ：ハナコ\nメールアドレス：hanako@example.com'
    expect(readFormFields(text)).toMatchObject({ name: '佐藤 花子', kana: 'サトウ ハナコ' })
    expect(readFormFields('お名前（姓）：佐藤\nお名前（名）：花子\nE-mail：hanako@example.com').name).toBe('佐藤 花子')
  })

  it('with a field left empty does not take the next one for it', () => {
    const text = 'お名前：\n電話番号：03-1234-5678\nメールアドレス：hanako@example.com'
    expect(readFormFields(text)).toMatchObject({ name: null, phone: '03-1234-5678', email: 'hanako@example.com' })
  })

  it('of WordPress names its visitor as the writer', () => {
    const text =
      '差出人: 佐藤 花子 <hanako@example.com>\n題名: 在庫\n\nメッセージ本文:\nありますか\n\n-- \nこのメールは 青葉屋 のお問い合わせフォームから送信されました'
    expect(readFormFields(text)).toMatchObject({ name: '佐藤 花子', email: 'hanako@example.com' })
  })

  it.each([
    'お電話番号（半角）',
    'ご連絡先電話番号',
    'ご連絡先（電話番号）',
    '日中連絡のつく電話番号',
    '日中のご連絡先',
    '携帯番号',
    'Phone',
  ])('names the phone under %s', (label) => {
    expect(readFormFields(`お名前：佐藤\nE-mail：hanako@example.com\n${label}：090-1234-5678`).phone).toBe(
      '090-1234-5678',
    )
  })
})

describe('no form', () => {
  it.each([
    ['a signature', 'よろしくお願いします。\n--\n山田商店\nE-mail: info@yamada.example\nTEL: 03-1234-5678'],
    [
      'a large signature',
      '注文の件です。\n━━━━\n会社名：青空\n担当：高橋\n電話番号：03-1234-5678\nメールアドレス：info@aozora.example\n住所：東京都',
    ],
    [
      'a person who tells us their new address',
      '変更をお願いします。\n氏名：山田太郎\nメールアドレス：new@example.com\n電話番号：03-1234-5678',
    ],
    ['a quoted form', '> お名前：佐藤\n> メールアドレス：hanako@example.com\n> 内容：質問\n返信です。'],
    [
      'a question about a field',
      'メールアドレスの変更はできますか。\n名前：の欄が空のまま送られました。\n電話番号も変わりました。',
    ],
    [
      'headers of a forwarded mail',
      '件名：納期\n差出人：佐藤 <hanako@example.com>\n宛先：shop@example.jp\nお世話になります。',
    ],
  ])('is %s', (_, text) => {
    expect(readFormFields(text).isForm).toBe(false)
  })
})
