import type { DigestCounts } from '../words.ts'
import { sama } from './sama.ts'

/** Native popups. `late` and `left` are spans in words (`2時間`). */
export const popups = {
  newOne: '新しい問い合わせ',
  newSeveral: (n: number) => `新しい問い合わせ ${n}件`,
  warning: (left: string) => `期限まであと${left}です`,
  warningSeveral: (n: number) => `期限が近い問い合わせが${n}件あります`,
  missed: (late: string) => `⚠ 期限を${late}過ぎています`,
  missedNow: '⚠ 期限を過ぎました',
  missedSeveral: (n: number) => `⚠ 期限を過ぎた問い合わせが${n}件あります`,
  sendFailed: '返信を送信できませんでした',
  sendPartly: '返信が一部の宛先に届きませんでした',
  sendLate: (n: number) => (n === 1 ? '予約した返信の時刻を過ぎています' : `予約した返信${n}件の時刻を過ぎています`),
  byRule: (n: number) => (n === 1 ? '自動処理のお知らせです' : `自動処理のお知らせ ${n}件`),
  heldBack: '予約した返信を下書きに戻しました',
  snoozed: (n: number) => (n === 1 ? 'スヌーズの時間になりました' : `スヌーズの時間になりました ${n}件`),
  sendUnclear: '返信が届いたか確認が必要です',
  noticeUndelivered: 'スタッフへの通知メールが届きませんでした',
  noticeUndeliveredBody: '設定で宛先をご確認ください。それまで、その宛先には送りません。',
  backupFailed: '⚠ バックアップができませんでした',
  backupFailedBody: '開いて、保存先をご確認ください。',
  mention: (names: string[], n: number) =>
    `${names.map((name) => `${name}さん`).join('、')}への社内メモ${n > 1 ? ` ${n}件` : ''}`,
  approval: (n: number) => (n === 1 ? '承認を待つ返信があります' : `承認を待つ返信が${n}件あります`),
  groupDue: 'ご予約の進捗をお知らせする時期です',
  groupDueBody: '開いて、お客さまへの案内をご確認ください。',
  autoStopped: '⚠ 自動のメールを止めました',
  autoStoppedBody: '10分間に20通を超えました。開いてご確認ください。',
  account: (name: string) => `${name} が受信できていません`,
  accountBody: '開いて設定をご確認ください。',
  keyEnds: (name: string, days: number) => `${name} のキーは、あと${days}日で切れます`,
  keyEndsBody: '開いて、新しいキーを入れてください。',
  digest: '留守中に期限を迎えたもの・届いたもの',
  digestBody: ({ fresh, missed, near, woken, ruled, asked, unsent }: DigestCounts) =>
    [
      missed > 0 ? `期限切れ ${missed}件` : '',
      near > 0 ? `期限が近いもの ${near}件` : '',
      fresh > 0 ? `新しい問い合わせ ${fresh}件` : '',
      woken > 0 ? `スヌーズの時間 ${woken}件` : '',
      ruled > 0 ? `自動処理のお知らせ ${ruled}件` : '',
      asked > 0 ? `呼び出し・承認 ${asked}件` : '',
      unsent > 0 ? `送信の確認 ${unsent}件` : '',
    ]
      .filter(Boolean)
      .join('、'),
  body: (customer: string, subject: string, id: number) => `${sama(customer)} ${subject} #${id}`,
  names: (names: string[], others: number) => `${names.map(sama).join('、')}${others > 0 ? ` ほか${others}件` : ''}`,
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
  scheduled: (n: number) => `送信の予約 ${n}件`,
  sync: '今すぐ受信',
  phoneMemo: '電話メモを書く',
  settings: '設定',
  quit: '窓口を終了する',
}

/** Questions and menus that main shows by itself. */
export const system = {
  linkTitle: 'リンクを開きますか',
  linkBody: (host: string) => `行き先は ${host} です。`,
  linkOpen: 'ブラウザーで開く',
  mailBody: (address: string) => `${address} あてのメールを書きます。`,
  mailOpen: 'メールソフトで開く',
  cancel: 'やめる',
  edit: {
    undo: '元に戻す',
    redo: 'やり直す',
    cut: '切り取り',
    copy: 'コピー',
    paste: '貼り付け',
    pastePlain: '文字だけ貼り付け',
    selectAll: 'すべて選択',
    copyLink: 'リンクのアドレスをコピー',
  },
  menu: {
    appName: '窓口',
    file: 'ファイル',
    edit: '編集',
    ticket: '問い合わせ',
    go: '移動',
    view: '表示',
    window: 'ウインドウ',
    help: 'ヘルプ',
    quit: '終了',
    close: '閉じる',
    settings: '設定…',
    zoomIn: '文字を大きく',
    zoomOut: '文字を小さく',
    zoomReset: '文字を元の大きさに',
    fullScreen: '全画面',
  },
  inTray: {
    title: '窓口は動き続けています',
    body: '受信とお知らせを続けます。もう一度起動すると、この画面に戻ります。終了は、時計のそばのアイコンから。',
  },
  crash: {
    title: '画面を開き直しました',
    body: '画面に不具合がありました。届いたメールと下書きは保存されています。',
    again: '画面を開けませんでした。',
    againBody: '届いたメールと下書きは保存されています。続くときは、パソコンを再起動してください。',
    retry: 'もう一度開く',
  },
  /** The data lies where it may be damaged. */
  place: {
    title: 'データの場所をご確認ください',
    network: {
      what: 'データが、ネットワークの上（共有フォルダーなど）にあります。',
      means: '回線が切れたり、ほかのパソコンが同時に開いたりすると、問い合わせのデータが壊れることがあります。',
      next: '終了して、データをこのパソコンのディスクに移すことをおすすめします。',
    },
    cloud: {
      what: 'データが、クラウドと同期するフォルダーにあります。',
      means: '同期の途中で書き換わると、問い合わせのデータが壊れることがあります。',
      next: '終了して、同期しないフォルダーに移すことをおすすめします。クラウドには、設定の「バックアップ」で保存できます。',
    },
    openAnyway: 'このまま開く',
    dontAsk: '次から確認しない',
  },
  /** Why no window opens, in three parts. `folder` is a data folder that cannot be read or written. */
  start: {
    title: '窓口を開けませんでした',
    openFolder: 'データの場所を開く',
    quit: '終了',
    /** For damaged data. What is there is kept aside in each of them. */
    repair: {
      next: '下から選んでください。今のデータは消さずに、別の名前で残します。終了しても、何も変わりません。',
      restore: (when: string) => `${when} のバックアップに戻す`,
      rescue: '読めるところだけ取り出して開く',
      failed: '直せませんでした。',
      failedMeans: 'データは変わっていません。もう一度開いて、別の方法を選んでください。',
    },
    problems: {
      'store-newer': {
        what: 'データが、新しい版の窓口で作られています。',
        means: 'この版では開けません。データは変わっていません。',
        next: '窓口を新しい版に更新してから、もう一度開いてください。',
      },
      'store-corrupt': {
        what: '保存されているデータに壊れたところがあります。',
        means: 'これ以上壊さないよう、開くのをやめました。サーバーのメールは変わっていません。',
        next: 'データの場所を開き、バックアップのファイルに置き換えてください。元のファイルは消さずに残してください。',
      },
      'store-busy': {
        what: 'データを、ほかの窓口が使っています。',
        means: '同じデータを同時に開くと壊れるため、開くのをやめました。',
        next: '先に開いている窓口（別の利用者のものも含みます）を終了してから、もう一度開いてください。',
      },
      'store-full': {
        what: 'データを書き込めませんでした。',
        means: '空き容量が足りないか、書き込みが許されていません。データは変わっていません。',
        next: '空きを作るか、データの場所に書き込めるようにしてから、もう一度開いてください。',
      },
      folder: {
        what: 'データの場所を読み書きできませんでした。',
        means: 'メールを保存できないため、開くのをやめました。',
        next: '下の場所があるか、書き込めるかを確かめてください。',
      },
      bug: {
        what: '窓口の不具合で、開けませんでした。',
        means: '保存されているメールと下書きはそのままです。',
        next: 'もう一度開いてください。続くときは、パソコンを再起動してください。',
      },
    },
  },
}
