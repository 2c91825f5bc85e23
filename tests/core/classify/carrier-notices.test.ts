import { expect, it } from 'vitest'
import { classify } from '../../../main/core/classify/classify.ts'
import { factsOf } from './made-up-mail.ts'

const failed = 'hana.k@example.net'

/** Made-up notices as a subject and a text, each of another carrier, provider or gateway; all name the same address. */
it.each([
  [
    '送信エラー通知',
    `あなたの送信したメールは、以下の宛先に配信できませんでした。\n\n宛先:${failed}\n\n原因:受信拒否設定がされています。`,
  ],
  [
    'User unknown',
    `次のあて先へのメッセージはエラーのため送信できませんでした。\n\n   ${failed}\n\n送信先メールアドレスが見つかりません。`,
  ],
  [
    'Undelivered Mail Returned to Sender',
    `ドメイン指定受信の設定によりメールを受信できませんでした。\n\n<${failed}>: 受信拒否`,
  ],
  ['メール配信遅延のお知らせ', `下記宛先へのメールの配信が遅延しています。引き続き配信を試みます。\n\n${failed}`],
  ['Undelivered Mail', `メッセージサイズが大きすぎるため、配信できませんでした。\n<${failed}>`],
  [
    'Delivery Status Notification (Failure)',
    `** メールをブロックしました **\n\n${failed} へのメールはブロックされました。\n\n550 5.7.26`,
  ],
  ['配信ステータス通知（エラー）', `** 受信トレイがいっぱいです **\n\n${failed} にメールが配信されませんでした。`],
  ['配信ステータス通知（遅延）', `** メール未配信 **\n\n${failed} へのメールの配信時に一時的な問題が発生しました。`],
  [
    '配信不能: ご注文の件',
    `次の受信者またはグループへの配信に失敗しました:\n\n${failed}\n指定した電子メール アドレスは見つかりませんでした。`,
  ],
  [
    'DELIVERY FAILURE: User hana not listed',
    `あなたの文書:\n\n    ご注文の件\n\nは次の宛先に配信できませんでした:\n\n    ${failed}`,
  ],
  [
    '[Postmaster] Email Delivery Failure',
    `Your email has not been delivered to one or more recipients.\n\n${failed}: 550 Invalid Recipient`,
  ],
  [
    'Mailer-Daemon: Mail System Problem',
    `The message that you sent was undeliverable to the following:\n\t${failed} (user not found)`,
  ],
  ['Niet-bezorgd bericht', `Uw bericht kon niet worden bezorgd bij <${failed}>`],
  ['Non remis : Votre commande', `Votre message n'a pas pu être remis à ${failed}`],
  ['메일 배달 실패', `다음 수신자에게 배달되지 못했습니다: ${failed}`],
])('%s is a notice of failure or delay for the address it names', (subject, text) => {
  const facts = factsOf({ from: 'postmaster@mx.example.net', headers: { 'return-path': '<>' }, subject, text })
  expect(classify(facts)).toMatchObject({
    kind: 'bounce',
    bounceFor: failed,
    suppressAutoReply: true,
    isAutoReply: false,
  })
})
