import { describe, expect, it } from 'vitest'
import { guessCall, reportedCall } from '../../../main/core/phone-mail/read-call.ts'

const mail = (subject: string, textBody: string) => ({ subject, textBody })

describe('a mail of an answering service', () => {
  it('with its labels in brackets is a call: who, from which number, about what', () => {
    const body = [
      'お世話になっております。電話代行サービスです。',
      '下記の通り、お電話がございました。',
      '',
      '【受電日時】 11月24日 10:12',
      '【お名前】 高橋 健太 様',
      '【電話番号】 090-0000-1234',
      '【ご用件】 名入れの納期を知りたい。',
      '午後に折り返しがほしいとのことです。',
      '',
      '-----------------',
      '電話代行サービス 受付センター',
    ].join('\n')
    expect(reportedCall(mail('【受電報告】高橋様', body))).toEqual({
      name: '高橋 健太',
      number: '090-0000-1234',
      matter: '名入れの納期を知りたい。\n午後に折り返しがほしいとのことです。',
    })
  })

  it.each([
    [
      '入電のお知らせ',
      '■会社名：青葉商事\n■ご担当者名：森\n■折返し番号：０３－００００－１２３４\n■用件：見積りの件で折り返し希望',
      { name: '森', number: '03-0000-1234', matter: '見積りの件で折り返し希望' },
    ],
    [
      '電話メモ（青葉屋さま）',
      '先方様：鈴木さま\nご連絡先：06-0000-5678\n伝言：\nまた掛けます。',
      { name: '鈴木', number: '06-0000-5678', matter: 'また掛けます。' },
    ],
    [
      'Phone message for Aoba',
      'Caller: Megan Holt\nPhone: +44 7700 900123\nMessage: The spout is chipped. Please call before three.',
      { name: 'Megan Holt', number: '+44 7700 900123', matter: 'The spout is chipped. Please call before three.' },
    ],
  ])('is read in the form of %s', (subject, body, call) => {
    expect(reportedCall(mail(subject, body))).toEqual(call)
  })

  it.each([
    [
      'a customer who tells of a call',
      '納期について',
      '昨日お電話がありましたが、出られませんでした。\n\n山田花子\nTEL：090-0000-1111',
    ],
    ['a contact form', 'お問い合わせがありました', 'お名前：山田花子\n電話番号：090-0000-1111\nお問い合わせ内容：納期'],
    [
      'an advertisement of such a service',
      '電話代行のご案内',
      '電話代行をはじめませんか。\n電話番号：お問い合わせください',
    ],
    ['a report without a number', '受電報告', '【お名前】山田花子\n【ご用件】非通知でした'],
    [
      'an answer that quotes a report',
      'Re: ご質問',
      '承知しました。\n\n> 電話メモ\n> 電話番号：090-0000-1111\n> 用件：納期',
    ],
  ])('is not %s', (_, subject, body) => {
    expect(reportedCall(mail(subject, body))).toBeNull()
  })
})

describe('any other mail that a person makes a memo of', () => {
  it('brings its own words as the matter, and number and name where they have labels', () => {
    const body = '折り返しお電話をください。\n\nお名前：山田花子\n電話番号：090-0000-1111\n\n> 前のメール'
    expect(guessCall(mail('お電話ください', body))).toEqual({
      name: '山田花子',
      number: '090-0000-1111',
      matter: '折り返しお電話をください。\n\nお名前：山田花子\n電話番号：090-0000-1111',
    })
    expect(guessCall(mail('件名だけ', ''))).toEqual({ name: '', number: '', matter: '件名だけ' })
  })
})
