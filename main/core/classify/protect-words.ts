/**
 * Words by which a customer may be asking for something: a mail with one is never filed unseen. Written after NFKC in lower
 * case. Version of the list: see the rule pack.
 */
export const protectWords: readonly string[] = [
  'キャンセル',
  '取消',
  '取り消し',
  '返品',
  '返金',
  '返送',
  '交換',
  '破損',
  '壊れ',
  '割れ',
  '不良',
  '不具合',
  '欠品',
  '誤送',
  '間違',
  '届かない',
  '届いていない',
  '届いていません',
  '届きません',
  '未着',
  '問い合わせ',
  '問合せ',
  '問合わせ',
  '質問',
  '相談',
  '教えて',
  'クレーム',
  '苦情',
  '至急',
  '緊急',
  '督促',
  'チャージバック',
  '請求異議',
  '不正利用',
  'マーケットプレイス保証',
  'a-to-z',
  'chargeback',
  'dispute',
  'refund',
  'cancel',
  'complaint',
]

/**
 * Lines that shops and marketplaces put under every mail. They name the words without anybody asking for anything; read
 * strictly, they would keep every order notice in the list.
 */
const boilerplate =
  /https?:\/\/|(?:問い?合わ?せ|連絡)(?:先|窓口|番号|フォーム|ページ|は(?:こちら|下記|以下)|の際|にお答え)|問い?合わ?せ(?:ください|下さい|くださいませ|いただき|頂)|(?:キャンセル|返品|交換|返金|取り?消し?|変更|不良品?|破損)[^\n]{0,40}(?:については|に関して|につきまして|ポリシー|規約|特約|は(?:できません|出来ません|こちら|お受け|承)|される場合|の場合|ご希望の(?:場合|方|際)|をご希望|(?:に|が)ついては|期限|料|可否)|(?:場合|際)(?:は|に|には)|よくある(?:ご)?質問|心当たり|ご不明な点|ご質問(?:等|など|が|は|・)|配信停止|メール(?:マガジン)?の(?:配信|受信)|unsubscribe|contact us|faq|help|policy|if you (?:have|did|want|need)/

const maxText = 60_000
const maxLine = 500

/** The protect words that stand in the subject or in lines of the text that are not stock phrases, each once, as listed. */
export function findProtectWords(subject: string, text: string): string[] {
  const folded = fold(text.slice(0, maxText))
  const head = fold(subject.slice(0, maxLine))
  const words = protectWords.filter((word) => head.includes(word) || folded.includes(word))
  if (words.length === 0) return []
  const said = folded.split('\n').map((line) => line.slice(0, maxLine))
  const lines = said.filter((line) => words.some((word) => line.includes(word)) && !boilerplate.test(line))
  return words.filter((word) => head.includes(word) || lines.some((line) => line.includes(word)))
}

function fold(text: string) {
  return text.normalize('NFKC').toLowerCase()
}
