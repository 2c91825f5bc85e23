/** Native popups. `late` and `left` are spans in words (`2時間`). */
export const popups = {
  newOne: '新しい問い合わせ',
  newSeveral: (n: number) => `新しい問い合わせ ${n}件`,
  replyOne: 'お客さまから返信がありました',
  warning: (left: string) => `期限まであと${left}です`,
  warningSeveral: (n: number) => `期限が近い問い合わせが${n}件あります`,
  missed: (late: string) => `⚠ 期限を${late}過ぎています`,
  missedNow: '⚠ 期限を過ぎました',
  missedSeveral: (n: number) => `⚠ 期限を過ぎた問い合わせが${n}件あります`,
  sendFailed: '返信を送信できませんでした',
  sendUnclear: '返信が届いたか確認が必要です',
  account: (name: string) => `${name} が受信できていません`,
  accountBody: '開いて設定をご確認ください。',
  digest: '閉じている間に届いたもの',
  digestBody: (fresh: number, missed: number) =>
    [fresh > 0 ? `新しい問い合わせ ${fresh}件` : '', missed > 0 ? `期限切れ ${missed}件` : '']
      .filter(Boolean)
      .join('、'),
  body: (customer: string, subject: string, id: number) => `${customer}さま ${subject} #${id}`,
  names: (names: string[], others: number) =>
    `${names.map((name) => `${name}さま`).join('、')}${others > 0 ? ` ほか${others}件` : ''}`,
  hiddenBody: 'クリックすると開きます。',
  later: '15分後',
  open: '開く',
  testTitle: 'お知らせの確認',
  testBody: 'このように表示されます。クリックすると窓口が開きます。',
}

export const tray = {
  tooltip: (todo: number) => (todo > 0 ? `窓口 要対応 ${todo}件` : '窓口'),
  open: '窓口を開く',
  todo: (n: number) => `要対応 ${n}件`,
  overdue: (n: number) => `期限切れ ${n}件`,
  sync: '今すぐ受信',
  settings: '設定',
  quit: '窓口を終了する',
}

/** Questions and menus that main shows by itself. */
export const system = {
  linkTitle: 'リンクを開きますか',
  linkBody: (host: string) => `行き先は ${host} です。`,
  linkOpen: 'ブラウザーで開く',
  cancel: 'やめる',
  edit: {
    undo: '元に戻す',
    redo: 'やり直す',
    cut: '切り取り',
    copy: 'コピー',
    paste: '貼り付け',
    selectAll: 'すべて選択',
  },
  menu: {
    file: 'ファイル',
    edit: '編集',
    view: '表示',
    window: 'ウインドウ',
    help: 'ヘルプ',
    quit: '終了',
    close: '閉じる',
  },
}
