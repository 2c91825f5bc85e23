import type { SendCheck } from '../../domain.ts'
import { textOf, type JournalSentence, type SendingJournalType } from '../words.ts'
import { sama } from './sama.ts'

const checks: Record<SendCheck, string> = {
  'personal-in-public': '公開の返信の個人情報',
  attachment: '添付の付け忘れ',
  'other-name': 'ほかのお客さまの名前',
  'other-order': 'ほかの注文番号',
  'warn-words': '送りたくない言い回し',
  'vague-date': 'あいまいな日にち',
  'only-greeting': '用件のない本文',
  'new-address': '初めての宛先',
  'many-domains': '複数の会社の宛先',
}
const listed = (words: readonly string[]) => words.map((word) => `「${word}」`).join('')

/** What the window says before an answer leaves. */
export const sending = {
  sender: '差出人',
  chooseSender: '差出人を選んでください',
  changeTitle: '差出人を変えますか',
  sendOtherTitle: '差出人が、お客さまの連絡先と違います',
  wroteTo: 'お客さまが連絡した先',
  sendsFrom: 'この返信の差出人',
  changeBody: (shop: string) => `このまま送ると、お客さまには【${shop}】からの返信として届きます。署名も変わります。`,
  keep: (shop: string) => `【${shop}】のままにする`,
  changeTo: (shop: string) => `【${shop}】に変える`,
  backTo: (shop: string) => `【${shop}】に戻す`,
  accountNote: (shop: string) => `お客さまが連絡したのは【${shop}】です`,

  askWhom: 'どのお客さまに送りますか',
  askWhomHint: 'この問い合わせには、複数のお客さまのメールがあります。',

  title: '送信前の確認',
  intro: (count: number) => `気になるところが${count}つあります。`,
  findings: {
    'personal-in-public': (words: readonly string[]) =>
      `だれでも読める返信に、電話番号・住所・メールアドレスと思われる${listed(words)}が入っています。`,
    attachment: (words: readonly string[]) => `${listed(words)}と書いてありますが、ファイルが添付されていません。`,
    'other-name': (words: readonly string[], customer: string) =>
      `${listed(words.map((name) => `${name}様`))}は、このお客さま（${sama(customer)}）の名前ではないようです。`,
    'other-order': (words: readonly string[]) => `${listed(words)}は、この問い合わせの注文番号ではありません。`,
    'warn-words': (words: readonly string[]) => `注意する言い回し${listed(words)}が入っています。`,
    'vague-date': (words: readonly string[], _: string, example = '') =>
      `${listed(words)}だけでは、いつなのかが伝わりません。${example === '' ? '' : `「${example}」のように`}日付で書くか、次にご連絡する日を添えてください。`,
    'only-greeting': (_: readonly string[]) => 'あいさつだけで、用件が書かれていません。',
    'new-address': (words: readonly string[]) =>
      `${words.join('、')} とは、まだメールのやり取りがありません。打ち間違いがないかご確認ください。`,
    'many-domains': (words: readonly string[]) =>
      `宛先が${words.length}つの会社やサービスに分かれています：${words.join('、')}`,
  } satisfies Record<SendCheck, (words: readonly string[], customer: string, example?: string) => string>,
  fix: '直す',
  sendAnyway: 'このまま送る',

  settingsTitle: '送信前の確認',
  settingsHint: '気になるところがあるときだけ、送信の前にお知らせします。',
  checks,
  checkHints: {
    'personal-in-public': 'だれでも読める返信に、電話番号・住所・メールアドレスがあるとき',
    attachment: '「添付」「別紙」などと書いてあるのに、ファイルがないとき',
    'other-name': '「佐藤様」のように、お客さまのものでない名前があるとき',
    'other-order': 'この問い合わせのものでない注文番号があるとき',
    'warn-words': '下の言い回しが本文にあるとき',
    'vague-date': '「下旬」「近日中」「しばらく」のように、いつなのかが伝わらない言葉があるとき',
    'only-greeting': '本文があいさつだけのとき',
    'new-address': 'やり取りのないアドレスに送るとき',
    'many-domains': '宛先が2つ以上の会社やサービスに分かれるとき',
  } satisfies Record<SendCheck, string>,
  warnWords: '注意する言い回し',
  warnWordsHint: '「先に…返送」のように書くと、間に別の言葉があっても見つけます。',
  addWarnWords: '追加',
  newWarnWords: '言い回し',
  newWarnCategory: 'どの問い合わせで',
  everyCategory: 'すべての問い合わせ',
  removeWarnWords: (words: string) => `「${words}」を外す`,
  noWarnWords: '言い回しは登録されていません。',

  nothingNext: '要対応の問い合わせは、ほかにありません。',
}

export const sendingJournal: Record<SendingJournalType, JournalSentence> = {
  'reply.other-account': ({ from, addressed }) =>
    `お客さまの連絡先（${textOf(addressed)}）と違う ${textOf(from)} からの送信を確かめました`,
  'outbox.approval-asked': () => '返信を承認待ちにしました',
  'outbox.approved': () => '返信を承認しました',
  'outbox.given-back': () => '返信を差し戻しました',
  'reply.despite-checks': (data) => {
    const found = Array.isArray(data['checks']) ? data['checks'].map((check) => checks[check as SendCheck] ?? '') : []
    return `送信前の確認（${found.filter(Boolean).join('、')}）を見たうえで送信しました`
  },
}
