import type { LearnedRuleInfo } from '../../domain.ts'
import type { AccountStateWords } from '../words.ts'

export const views = {
  todo: '要対応',
  overdue: '期限切れ',
  waiting: '返事待ち',
  holds: '保留（注文）',
  snoozed: 'スヌーズ',
  resolved: '完了',
  all: 'すべて',
  notices: '通知メール',
  outbox: '送信待ち',
}

export const rail = {
  label: '表示の切り替え',
  views: '受信箱',
  accounts: '受信アカウント',
  settings: '設定',
  sync: '今すぐ受信',
  syncing: '受信しています',
  lastSuccess: (when: string) => `最終受信 ${when}`,
  neverSynced: 'まだ受信していません',
  offline: 'オフライン',
  trouble: (n: number) => (n === 1 ? '受信できないアカウントがあります' : `${n}件のアカウントが受信できません`),
  progress: (done: number, total: number) =>
    `過去のメールを読んでいます ${done.toLocaleString('ja-JP')}/${total.toLocaleString('ja-JP')}`,
  missing: (n: number) => `サーバーと${n.toLocaleString('ja-JP')}件ちがいます。読み込み直しています`,
  outboxTrouble: (n: number) => `判断が必要な送信が${n}件あります`,
}

export const accountState: AccountStateWords = {
  idle: '受信できています',
  connecting: '接続しています',
  reading: '読み込んでいます',
  offline: 'つながっていません',
  'needs-login': 'パスワードの確認が必要です',
  error: '受信できていません',
  paused: '止めています',
}

export const alerts = {
  title: 'お知らせ',
  empty: '新しいお知らせはありません。',
  'new-message': '新しい問い合わせ',
  warning: '期限が近づいています',
  missed: '期限を過ぎています',
  'send-failed': '送信できなかったか、確認が必要です',
  hold: '保留の期限が来ました',
  snooze: 'スヌーズの時間になりました',
  'send-late': '予約した返信の時刻を過ぎています',
  rule: '自動処理のお知らせです',
  'held-back': '予約した返信を下書きに戻しました',
  'account-trouble': 'アカウントの確認が必要です',
  'auto-stopped': '自動のメールを止めました',
  'notice-undelivered': 'スタッフへの通知メールが届きませんでした',
  'backup-failed': 'バックアップができていません',
  mention: '社内メモで呼ばれています',
  approval: '承認を待つ返信があります',
  'group-due': '進捗の案内の時期です',
}

export const toasts = {
  label: '操作の結果',
  resolved: (n: number, subject: string) => (n === 1 ? `「${subject}」を完了にしました` : `${n}件を完了にしました`),
  closed: (n: number, subject: string) =>
    n === 1 ? `「${subject}」を返信不要で完了にしました` : `${n}件を返信不要で完了にしました`,
  reopened: (n: number, subject: string) => (n === 1 ? `「${subject}」を再開しました` : `${n}件を再開しました`),
  madeTicket: (n: number, subject: string) => `${n === 1 ? `「${subject}」` : `${n}件`}を問い合わせに移しました`,
  madeNotice: (n: number, subject: string) => `${n === 1 ? `「${subject}」` : `${n}件`}を通知メールに移しました`,
  queued: (name: string) => `${name}への返信を送信待ちに入れました`,
  saved: (path: string) => `保存しました: ${path}`,
  draftBack: '下書きに戻しました',
  markedSent: '送信済みにしました',
  openIt: '開く',
  merged: (n: number, into: number) => `${n === 1 ? '' : `${n}件を `}#${into} にまとめました`,
  split: (n: number, id: number) => `${n}通を #${id} に分けました`,
  moved: (n: number, into: number) => `${n}通を #${into} に移しました`,
  declined: (other: number) => `#${other} とは別の件にしました`,
  forgotten: (from: string) => `${from} の振り分けを消しました`,
  undone: '元に戻しました',
  reread: (charset: string | null) => (charset === null ? '自動で読み直しました' : `${charset} で読み直しました`),
  customerSaved: (name: string) => `${name}さまの情報を変えました`,
  customersMerged: (name: string) => `${name}さまの記録にまとめました`,
  toldApart: (name: string) => `${name}さまとは別の人にしました`,
  learned: ({ from, subjectIncludes, as }: LearnedRuleInfo) =>
    `今後、${from} からの${subjectIncludes === '' ? '' : `「${subjectIncludes}」の`}メールを${as === 'ticket' ? '問い合わせ' : '通知'}にします`,
}

export const shortcuts = {
  title: 'キーボードの操作',
  hint: '文字を入力している間と、変換している間は、1文字のキーは働きません。',
  groups: { list: '一覧', ticket: '問い合わせ', go: '移動', other: 'そのほか' },
}
