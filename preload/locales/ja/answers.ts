import type { NoticeEvent } from '../../domain.ts'
import { textOf, textsOf, type AnswersJournalCatalog } from '../words.ts'
import { sama } from './sama.ts'

const withheld: Record<string, string> = {
  machine: '機械が送ったメールか、自動返信を断っているメールのため',
  junk: '迷惑メールのフォルダーに届いたため',
  stale: '届いてから1日以上たっているため',
  recent: '同じ方に24時間以内に自動で返信しているため',
  often: '同じ方に7日間で3回、自動で返信しているため',
  stopped: '自動のメールをすべて止めているため',
  unfilled: '定型文に埋まらない項目があるため',
  gone: '定型文が見つからないため',
}
const events: Record<NoticeEvent, string> = {
  'new-message': '新しい問い合わせ',
  warning: '期限が近い問い合わせ',
  missed: '期限を過ぎた問い合わせ',
  'send-failed': '送信できなかった返信',
  'account-trouble': 'アカウントの確認',
}
const eventWord = (event: string) => events[event as NoticeEvent] ?? '自動処理からのお知らせ'

type Paragraph = {
  event: string
  ruleName: string | null
  customer: string
  subject: string
  number: number | null
  at: string
  due: string | null
  excerpt: string
  account: string | null
}

/** スタッフへの通知メール: what stands in the mails. */
export const staffNotices = {
  home: { from: '窓口', subject: 'スタッフへの通知メール' },
  mail: {
    subject: '【{{ショップ名}}】{{出来事}}',
    body: `{{ショップ名}}の窓口からお知らせします。

{{一覧}}

くわしくは、お店のパソコンの窓口で開いてください。
※ このメールは自動でお送りしています。ここに返信しても、お客さまには届きません。`,
    events: (event: string, n: number) => (n === 1 ? eventWord(event) : `${eventWord(event)} ${n}件`),
    mixed: (n: number) => `お知らせ ${n}件`,
    more: (n: number) => `ほか${n}件`,
    paragraph: ({ event, ruleName, customer, subject, number, at, due, excerpt, account }: Paragraph) =>
      [
        `■ ${eventWord(event)}（${at}）`,
        ruleName === null ? '' : `自動処理「${ruleName}」`,
        account === null ? '' : account,
        number === null ? '' : `${sama(customer)}「${subject}」#${number}`,
        due === null ? '' : `期限 ${due}`,
        excerpt,
      ]
        .filter(Boolean)
        .join('\n'),
  },
  sample: {
    customer: '佐藤 花子',
    subject: '返品について',
    excerpt: '昨日届いたエプロンのサイズが合いませんでした。返品できますか。',
  },
}

/** 自動返信と通知メール: the section of the settings. */
export const answers = {
  title: '自動返信と通知メール',
  night: {
    title: '営業時間外の自動返信',
    hint: '営業時間外と休業日に届いた問い合わせに、受け付けたことと次の営業日を自動で返信します。同じ方には1日1回までです。',
    /** The switch of one shop, where there are several. */
    ofShop: (shop: string) => `${shop}：営業時間外に自動で返信する`,
    template: '営業時間外の文面',
    closingTemplate: '休業期間の文面',
    usual: '用意された定型文',
    preview: '次に送られる文面を見る',
    previewAt: (at: string) => `${at} に届いた問い合わせへの返信`,
    neverCloses: '営業時間が24時間のため、自動返信は送られません。',
    unfilled: (names: readonly string[]) => ({
      what: `文面に埋まらない項目があります：${names.join('、')}`,
      means: 'このままでは自動返信は送られません。',
      next: '定型文の設定で、この項目を消すか書き換えてください。',
    }),
    subject: '件名',
  },
  brake: {
    title: '自動メールの安全装置',
    going: (n: number) => `動いています。この10分間に${n}通を自動で送りました。`,
    stopped: (at: string) => `${at} に、10分間で20通を超えたため、自動のメールをすべて止めました。`,
    means: '自動返信と自動の再連絡は送られません。お客さまからのメールは届いています。',
    next: '同じ相手と自動でやりとりしていないか、送信済みを確かめてから再開してください。',
    release: '自動のメールを再開する',
  },
  watches: {
    title: 'スタッフへの通知メール',
    hint: '出来事をメールで知らせます。宛先は「スタッフ」に登録したメールアドレスです。',
    empty: '通知メールはまだありません。',
    add: '通知を追加',
    edit: '変更',
    remove: '削除',
    removed: (name: string) => `通知「${name}」を削除しました`,
    save: '保存',
    cancel: 'やめる',
    isOn: '使う',
    name: '名前',
    newName: '新しい通知',
    when: '知らせる出来事',
    events,
    onlyLast: '期限が近いときは、最後の予告（標準では15分前）だけ知らせる',
    words: '言葉でしぼる',
    wordsHint: '入れた言葉がお客さまのメールにあるときだけ知らせます（例：返品、不良）。読点で区切ります。',
    shops: 'お店',
    allShops: 'すべてのお店',
    to: '宛先',
    recipients: { all: '全員', managers: '管理者', chosen: '選んだスタッフ' },
    noAddress: 'メールアドレスが登録されていません',
    nobody: '宛先のスタッフにメールアドレスがありません。「スタッフ」で登録してください。',
    text: '文面',
    subject: '件名',
    body: '本文',
    variables: '使える項目',
    reset: '最初の文面に戻す',
    preview: '見本',
    unknown: (names: readonly string[]) => `使えない項目があります：${names.join('、')}`,
    dead: (address: string) => `${address} に届きませんでした。送るのを止めています。`,
    revive: 'もう一度送る',
  },
}

const who = (cause: unknown, name: unknown) =>
  cause === 'rule' ? `自動処理「${textOf(name)}」の自動返信` : '営業時間外の自動返信'
export const answersJournal: AnswersJournalCatalog = {
  'auto-answer.sent': ({ cause, name }) => `${who(cause, name)}を送ります`,
  'auto-answer.withheld': ({ cause, name, reason }) =>
    `${who(cause, name)}を見送りました：${withheld[textOf(reason)] ?? '理由は記録されていません'}`,
  'auto-answer.set': ({ isOn }) =>
    isOn === true ? '営業時間外の自動返信を使うことにしました' : '営業時間外の自動返信の設定を変えました',
  'auto-mail.stopped': () => '自動のメールが多すぎるため、すべて止めました',
  'auto-mail.released': () => '自動のメールを再開しました',
  'staff-notice.sent': ({ event, to }) =>
    `${textsOf(to).join('、')}さんへ通知メールを送ります（${eventWord(textOf(event))}）`,
  'notice-watch.saved': ({ name }) => `通知「${textOf(name)}」を保存しました`,
  'notice-watch.removed': () => '通知を削除しました',
  'notice-watch.restored': () => '通知の削除を取り消しました',
  'notice-address.revived': ({ address }) => `${textOf(address)} への通知メールを再開しました`,
}
