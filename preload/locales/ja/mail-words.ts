import { marketplaces } from './marketplaces.ts'

/** The ends of the ids in the rule pack; the beginnings are places. */
const notices: Record<string, string> = {
  order: '注文のお知らせ',
  'order-confirm': '注文の確認',
  'store-order': '注文のお知らせ',
  shipped: '発送のお知らせ',
  'ship-now': '出荷のお願い',
  editor: 'ストア編集のお知らせ',
  'morning-report': '朝のレポート',
  'seller-notification': '出品者へのお知らせ',
  sold: '売れたことのお知らせ',
  notice: '取引のお知らせ',
  inquiry: 'お問い合わせ',
  message: 'メッセージ',
  buyer: '購入者からのメッセージ',
  rmesse: 'R-Messeのお問い合わせ',
  'masked-customer': 'お客さまからのメール',
  'contact-form': 'お問い合わせフォーム',
}

const others: Record<string, string> = {
  'x-addressed': 'Xからの通知',
  own: '当店から送ったメール',
  reply: 'こちらのメールへの返信',
  ticket: 'お客さまからのメール',
  'protect-words': '返品・キャンセルなど、見落とせない言葉があるメール',
  'bounce-report': '送信したメールが届かなかった知らせ',
  'bounce-failed-recipients': '送信したメールが届かなかった知らせ',
  'bounce-daemon': 'メールサーバーからの不達の知らせ',
  'bounce-machine': 'メールサーバーからの不達の知らせ',
  'bulk-unsubscribe': '配信停止の案内がある一斉メール',
  'bulk-list': 'メーリングリストのメール',
  'bulk-precedence': '一斉メールのしるしがあるメール',
  'bulk-mailer': '一斉配信の仕組みから届いたメール',
  'auto-subject': '件名に自動応答とあるメール',
  'auto-answer': '機械からの自動応答',
  'auto-sentence': '本文に自動応答とあるメール',
  'auto-away': '不在・休業を知らせる自動応答',
  'auto-receipt': '受け付けたことを知らせる自動応答',
  'auto-submitted': '自動応答のしるしがあるメール',
  'auto-responder-header': '自動応答のしるしがあるメール',
  'auto-precedence': '自動応答のしるしがあるメール',
  'auto-exchange': '不在通知などの自動応答',
  'auto-receipt-report': '開封を知らせる自動応答',
}

/** Why a mail was filed or taken in, in words: the id of a rule is nothing a person can read. */
export function ruleWords(rule: string): string {
  if (rule.startsWith('learned:')) return '覚えた振り分け（今後も…）'
  const place = Object.keys(marketplaces)
    .filter((name) => rule.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length)[0]
  const kind = place === undefined ? undefined : notices[rule.slice(place.length + 1)]
  if (place !== undefined && kind !== undefined) return `${marketplaces[place]}の${kind}`
  return others[rule] ?? 'そのほかの振り分け'
}

const defects: Record<string, string> = {
  'a header field was too long and was cut': 'ヘッダーが長すぎたため、途中までを読みました',
  'a line among the headers was no header': 'ヘッダーの中に、ヘッダーではない行があります',
  'a multipart was transfer-encoded as a whole': '全体が二重に符号化されています',
  'a multipart without any boundary was read as text': '区切りがないため、全体を文章として読みました',
  'a part did not say that it was base64': '符号化の指定（base64）が抜けています',
  'a part did not say that it was quoted-printable': '符号化の指定（quoted-printable）が抜けています',
  'a part said base64 and was none': '符号化の指定（base64）が内容と合っていません',
  'empty lines stood before the headers': 'はじめに空の行があります',
  'lines were ended by CR alone': '改行のしかたが古い形式です',
  'plain text stood behind base64': '符号化された部分のうしろに文章が続いています',
  'the boundary named was not the one used': '区切りの指定が実際と違います',
  'the boundary was not named': '区切りの指定がありません',
  'the date could not be read': '日付を読み取れないため、届いた時刻で並べています',
  'the empty line between headers and body was missing': 'ヘッダーと本文のあいだの空行がありません',
  'the field from was missing': '差出人がありません',
  'the headers were too long; the rest was taken for the body': 'ヘッダーが長すぎたため、残りを本文として読みました',
  'the last boundary was missing': '最後の区切りがありません（途中で切れているかもしれません）',
  'the subject was too long and was cut': '件名が長すぎたため、途中までを表示しています',
  'the text of winmail.dat was too long and was cut': 'winmail.dat の文章が長すぎたため、途中までを表示しています',
  'the text was too long and was cut': '本文が長すぎたため、途中までを表示しています',
  'the whole source was UTF-16': 'メール全体が UTF-16 で書かれています',
  'too many header fields; the rest was not read': 'ヘッダーの数が多すぎたため、途中までを読みました',
  'winmail.dat could not be read': 'winmail.dat を読み取れませんでした',
  'winmail.dat named too many things; the rest was not read': 'winmail.dat の項目が多すぎたため、途中までを読みました',
  'winmail.dat was cut off': 'winmail.dat が途中で切れています',
  'size-differs': 'サーバーの伝えた大きさと、届いた大きさが違います',
}

/** What was wrong with the form of a mail; the reader's own words where no others are known. */
export function defectWords(defect: string): string {
  const known = defects[defect]
  if (known !== undefined) return known
  const raw = /^raw (.+) in a header$/.exec(defect)
  if (raw) return `ヘッダーに ${raw[1]} の文字がそのまま入っています`
  const repeated = /^the field (.+) stood there more than once$/.exec(defect)
  if (repeated) return `「${repeated[1]}」が2つ以上あります`
  const many = /^more than (\d+) (addresses|attachments|parts|references)/.exec(defect)
  if (many) return `${counted[many[2] ?? '']}が${many[1]}を超えるため、残りは読んでいません`
  return defect
}

const counted: Record<string, string> = {
  addresses: 'アドレス',
  attachments: '添付ファイル',
  parts: '部分',
  references: '返信元の番号',
}
