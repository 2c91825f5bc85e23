import type { MadeUp } from './made-up-mail.ts'

/** Mail of people that comes near to a failure notice or an automatic answer. None may be taken for one. */
export const ordinary: Record<string, MadeUp> = {
  'asks about our automatic answer': {
    subject: '自動返信メールが届きません',
    text: '先ほど注文しましたが、自動返信メールが届きません。確認お願いします。',
  },
  'asks about our automatic answer by name': {
    subject: '自動返信メールについて',
    text: '自動返信で届いた内容が違うようです。',
  },
  'asks whether it was automatic': {
    subject: 'Re: ご注文',
    text: 'このメールは自動返信でしょうか？人の返事がほしいです。',
  },
  'answers our automatic answer': {
    subject: 'Re: 【自動返信】お問い合わせを受け付けました',
    inReplyTo: 'a@example.jp',
    text: '追記です。色は赤でお願いします。\n\n2026/11/20 10:00、お店のメール:\n> このメールは自動返信です。',
  },
  'found a slip of the parcel service': {
    subject: '不在通知が入っていました',
    text: '不在通知が入っていました。再配達をお願いできますか。',
  },
  'asks about the slip': { subject: '不在通知について', text: 'ご不在連絡票が入っていました。' },
  'will be away': {
    subject: '配達日について',
    text: '来週は出張で不在にしておりますので、12月3日以降の配達に変更してください。',
  },
  'names our automatic answer as the matter': {
    subject: '【自動返信】お問い合わせを受け付けました の件',
    text: '先日の件、まだ返事がありません。',
  },
  'asks for something for a holiday home': {
    subject: 'Vacation rental lamps',
    text: 'Do you have lamps for a vacation rental? I am on vacation now but will read mail.',
  },
  'is on holiday and says so in English': {
    subject: 'Delivery date',
    text: "Hello, I'm on vacation until Friday, so please ship my order next week. Thanks!",
  },
  'asks about our holidays': {
    subject: '年末年始の営業について',
    text: '年末年始の休業期間を教えてください。返信は急ぎません。',
  },
  'forwards a failure notice': {
    subject: 'Fw: Undelivered Mail Returned to Sender',
    text: 'お世話になっております。このようなメールが返ってきました。\n\nThis is the mail system at host mx.example.net.\nyour message could not be delivered to one or more recipients.\n<x@example.com>: host said: 550 5.1.1 User unknown',
  },
  'passes a failure notice on with its parts': {
    subject: 'Fwd: Undelivered Mail Returned to Sender',
    text: '届かないようです。ご確認ください。',
    headers: { 'content-type': 'multipart/mixed; boundary="m"' },
    report: { action: 'failed', recipient: 'shop@example.jp' },
  },
  'is a report on encryption': {
    from: 'noreply@provider.example',
    subject: 'Report Domain: example.jp',
    text: 'This is an aggregate TLS report. 3 sessions failed.',
    headers: { 'content-type': 'multipart/report; report-type="tlsrpt"; boundary="m"' },
  },
  'asks about a failure notice': {
    subject: 'エラーメールになります',
    text: '店長様\nそちらに送ったメールが「User unknown」で送信できません。届いていますか？',
  },
  'says that a mail did not reach her': {
    subject: 'メールが届きません',
    text: '注文確認のメールが配信されませんでした。宛先が間違っていたかもしれません。',
  },
  'asks about delivery': {
    subject: 'Delivery status of my order',
    text: 'Could you tell me the delivery status of my order #1001?',
  },
  'has a broken parcel': {
    subject: 'Delivery failed yesterday',
    text: 'The courier said delivery failed. Please send it again.',
  },
  'returns goods': { subject: '返送について', text: '返送先を教えてください。' },
  'says that a parcel came back': {
    subject: '荷物が返送されました',
    text: '宛先不明で荷物が返送されてしまいました。住所は合っています。',
  },
  'got the mailbox wrong': {
    subject: 'Re: ご注文',
    text: '前のアドレスはメールボックスがいっぱいで受信できません。こちらに返信してください。',
  },
  'thanks in English': {
    subject: 'Re: your order',
    text: 'Thanks, I will reply when I return home. Your mail was very helpful.',
  },
  'writes with Outlook': {
    subject: '見積りの件',
    headers: { 'x-auto-response-suppress': 'DR, RN, NRN, OOF, AutoReply' },
    text: 'お見積りをお願いします。',
  },
  'writes to a list': {
    subject: 'Re: 会合',
    headers: { 'list-id': '<ml.example.jp>', precedence: 'list' },
    text: '出席します。',
  },
  'quotes the notice of the carrier': { subject: '不着の件', text: '商品がまだ届かないのですが、不着でしょうか。' },
  'is called System': {
    from: 'システム商事 <system@example.com>',
    subject: 'お見積り',
    text: 'お見積りをお願いいたします。',
  },
  'is an administrator': {
    from: 'administrator@example.com',
    subject: '在庫の件',
    text: '在庫が見つかりません。教えてください。',
  },
  'says Auto': { subject: 'Autobahn sticker', text: 'Do you have it?' },
  'is an order confirmation': {
    from: 'order@rakuten.co.jp',
    subject: '【楽天市場】注文内容ご確認（自動配信メール）',
    text: '[受注番号] 123456-20261120-0123456789\n※本メールは自動配信メールです。',
  },
  'is a newsletter': {
    from: 'news@vendor.example',
    subject: '今週のお知らせ',
    headers: { 'list-unsubscribe': '<https://vendor.example/u>' },
    text: '新商品です。',
  },
  'is a shipping notice': {
    from: 'no-reply@parcel.example',
    subject: '配達完了のお知らせ',
    text: 'お荷物の配達が完了しました。',
  },
  'tells of an absence': {
    from: 'mail@parcel.example',
    subject: 'ご不在連絡eメール',
    text: 'お届けに伺いましたがご不在でした。',
  },
  'holds nothing': { subject: '', text: '' },
  'answers Out of Office': { subject: 'Re: Out of Office: order', text: 'Thank you, I will wait until you are back.' },
  'tells of a full mailbox': {
    from: 'no-reply@provider.example',
    subject: '容量のお知らせ',
    text: 'お客様のメールボックスの容量が90%を超えました。',
  },
  'is a payment that failed': {
    from: 'no-reply@pay.example',
    subject: 'Payment failed',
    text: 'Your payment could not be processed. Your account is suspended.',
  },
  'is a tracker': {
    from: 'no-reply@tracker.example',
    subject: 'Re: [issue] error 550',
    inReplyTo: 'x@tracker.example',
    headers: { 'auto-submitted': 'auto-generated', 'list-id': '<tracker>' },
    text: 'User unknown when mailing.',
  },
  'sends again because the first try may have failed': {
    subject: '送信失敗？',
    text: '先程メール送信に失敗したかもしれないので再度お送りします。注文番号1234の色を変えてください。',
  },
  'tells that a mail of ours bounced, without a word of a server': {
    subject: '配信エラー',
    text: 'そちらのメールが配信できませんと出ました。宛先が見つかりませんだそうです。私の登録を直してください。',
  },
  'holds a slip in brackets': { subject: '【不在通知】が入っていました', text: '再配達は明日の午前で。' },
  'cannot send from her phone': {
    subject: 'メールが送れません',
    text: 'ショップのアドレスに送信できませんでした。550 5.1.1 User unknown と出ます。shop@example.jp は間違いですか？',
  },
  'writes about an absent neighbour': {
    subject: '配達について',
    text: 'ただいま外出しております。本日は不在のため、お急ぎの場合は隣に預けてください。よろしいでしょうか？',
  },
  'asks for a quick answer': {
    subject: 'Urgent',
    text: 'I need this urgently. Please reply as soon as possible. I am travelling next week.',
  },
  'announces closing days': {
    from: '問屋 <sales@vendor.example>',
    subject: '夏季休業のお知らせ',
    text: '誠に勝手ながら下記の期間を夏季休業とさせていただきます。休業期間中のお問い合わせは、休業明けに順次対応いたします。お急ぎの場合は営業担当へご連絡ください。',
  },
  'has nothing but the slip to tell': { subject: '不在通知', text: '入っていたのですが、再配達は明日でお願いします。' },
  'is a courier that could not deliver': {
    from: 'no-reply@parcel.example',
    subject: 'Delivery failed',
    text: 'Your package could not be delivered.\nThe recipient address was not found.\ninfo@parcel.example',
  },
  'is a Japanese courier that could not deliver': {
    from: 'no-reply@parcel.example',
    subject: '配送できませんでした',
    text: 'お荷物は宛先が不明のため配送できませんでした。\n<info@parcel.example>',
  },
  'was written by a person in a help desk': {
    from: '佐藤 <support@vendor.example>',
    subject: 'Re: お見積り',
    inReplyTo: 'a@example.jp',
    headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
    text: '佐藤です。お見積りは 12,000円です。いかがでしょうか。',
  },
  'asks whether an answer was a machine': {
    subject: 'Re: お見積り',
    inReplyTo: 'a@example.jp',
    text: 'このメールは自動で返信されているのでしょうか。担当の方からのお返事をお待ちしています。',
  },
  'answers our automatic mail and holds its text without marks': {
    subject: 'Re: 商品発送のご連絡',
    inReplyTo: 'a@example.jp',
    text: 'ありがとうございます。受け取り日を25日に変えられますか。よろしくお願いいたします。山田花子\n\n青葉屋 様からのメール\n※これは自動返信メールです\nこの度は商品を発送いたしました。',
  },
  'is closed for the holidays and asks for another day': {
    subject: 'Re: 発送のお知らせ',
    inReplyTo: 'a@example.jp',
    text: '年末年始は休業させていただきますので、お届けは1/5以降順次お願いできますか。受け取りの連絡は店長までお願いします。',
  },
}
