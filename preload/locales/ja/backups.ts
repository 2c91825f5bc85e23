import type { BackupReasonKey, ErrorWords } from '../words.ts'

export const backups = {
  title: 'バックアップ',
  intro: '1日に1回、問い合わせとメールをすべて写しておきます。パスワードは入りません。',
  daily: '毎日バックアップする',
  lastSuccess: (when: string) => `最後のバックアップ ${when}（読み出して確認済み）`,
  never: 'まだバックアップがありません',
  now: '今すぐバックアップ',
  running: 'バックアップしています',
  failed: '最後のバックアップができませんでした。',
  folder: '保存先',
  change: '変える',
  useUsual: '元の場所に戻す',
  besideData:
    '今は、データと同じディスクに保存しています。パソコンが壊れたときに備えて、USBメモリーやクラウドのフォルダーをおすすめします。',
  elsewhere: '前の保存先にあるバックアップは、そのまま残ります。',
  keepCount: '残す数',
  keepCounts: (n: number) => `新しいものから${n}個`,
  keepDays: '残す期間',
  keepDaysOf: (n: number) => `${n}日`,
  list: 'バックアップの一覧',
  empty: 'この保存先には、まだありません。',
  facts: (tickets: number, messages: number) =>
    `問い合わせ ${tickets.toLocaleString('ja-JP')}件・メッセージ ${messages.toLocaleString('ja-JP')}通`,
  newest: (when: string) => `いちばん新しいメッセージ ${when}`,
  noMessages: 'メッセージはありません',
  restore: '戻す',
  restoreOf: (when: string) => `${when} のバックアップに戻す`,
  newer: '新しい版の窓口で作られています。更新すると戻せます。',

  previewTitle: 'このバックアップに戻しますか',
  previewFileTitle: 'このファイルの内容にしますか',
  afterwards: '戻したあと',
  present: '今のデータ',
  taken: (when: string) => `${when} の時点`,
  previewMeans: [
    '今のデータは消さずに、データの場所の中の「replaced-」で始まるフォルダーに残します。',
    'サーバーに残っているメールは、戻したあとにもう一度受信します。',
    '送信待ちの返信は自動では送りません。送信済みかを確かめてから、送信待ちでご判断ください。',
    '自動のメールは止めておきます。設定の「自動のメール」から再開できます。',
  ],
  confirmRestore: '戻して、開き直す',
  restoring: '確認しながら準備しています。終わると、窓口が開き直します。',

  moving: 'パソコンの引っ越し',
  movingIntro:
    'すべてを1つのファイルにまとめて、新しいパソコンの窓口で開きます。前のパソコンの窓口は、引っ越しのあと使わないでください。',
  withSecrets: 'メールのパスワードも入れる（合言葉で守ります）',
  passphrase: '合言葉（8文字以上）',
  passphraseHint: '新しいパソコンで1回だけ使います。忘れると、パスワードは入れ直しになります。',
  withoutSecrets: 'パスワードは入れません。新しいパソコンで入れ直します。',
  askPassphrase:
    'パスワードを取り出すための合言葉です。空のままでも進めます。そのときは、あとでパスワードを入れ直します。',
  packUp: '引っ越しファイルを作る',
  packingUp: 'まとめています',
  packed: (path: string) => `引っ越しファイルを作りました: ${path}`,
  open: '引っ越しファイルを開く',
}

export const backupReasons: Record<BackupReasonKey, ErrorWords> = {
  'backup-no-room': {
    what: 'バックアップの保存先に、空き容量が足りません。',
    means: '今のデータと、前のバックアップはそのままです。',
    next: '空きを作るか、設定の「バックアップ」で別の保存先を選んでください。',
  },
  'backup-no-folder': {
    what: 'バックアップの保存先を使えません。',
    means: '今のデータはそのままです。',
    next: 'USBメモリーやネットワークの接続を確かめるか、設定の「バックアップ」で別の保存先を選んでください。',
  },
  'backup-damaged': {
    what: 'このバックアップは壊れています。',
    means: '今のデータは変わっていません。',
    next: '一覧から、別の日のバックアップを選んでください。',
  },
  'not-moving-file': {
    what: '引っ越しファイルではないか、途中で壊れています。',
    means: '今のデータは変わっていません。',
    next: '前のパソコンで作り直すか、ファイルをもう一度写してください。',
  },
  'wrong-passphrase': {
    what: '合言葉が違います。',
    means: '今のデータは変わっていません。',
    next: 'もう一度入力してください。空にすると、パスワードなしで進めます。',
  },
}
