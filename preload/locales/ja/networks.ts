import type { RefusalReason } from '../../domain/networks.ts'
import type { ErrorWords, JournalSentence } from '../words.ts'
import { networkAbout, networkFields } from './network-fields.ts'
import type { NetworkJournalType, PostReasonKey, UnitWords, VisibilityWords } from '../network-words.ts'

const visibility: VisibilityWords = { public: '公開', private: '非公開' }
const units: UnitWords = { weighted: '（半角換算）', characters: '文字', graphemes: '文字', bytes: 'バイト' }
const refusals: Record<RefusalReason, string> = {
  'not-mentioned': 'お店あての投稿ではないため、Xはここからの返信を受け付けません。',
  'window-closed': '返信を受け付ける時間が過ぎたため、ここからは返信できません。',
  blocked: '相手とのあいだでブロックされているため、返信できません。',
  protected: '相手が非公開のアカウントのため、返信できません。',
  'read-only': 'この投稿には、ここからは返信できません。',
}

/** What the window says of social networks. */
export const networks = {
  /** The form that connects an account. */
  fields: networkFields,
  visibility,
  units,
  refusals,
  publicHint: 'だれでも読めます',
  privateHint: (handle: string) => `${handle} だけが読めます`,
  answerTo: (handle: string) => `${handle} への返信`,
  from: (account: string) => `${account} から`,
  publicAnswer: (shop: string) => `【${shop}】として公開で返信`,
  privateAnswer: (shop: string) => `【${shop}】としてDMで返信`,
  continuePrivately: 'DMで続ける',
  backToPublic: '公開の返信に戻す',
  length: (count: number, max: number, unit: string) => `${count} / ${max}${unit}`,
  lengthLabel: (count: number, max: number, unit: string) => `${max}${unit}のうち${count}${unit}`,
  tooLong: (over: number) => `${over}多く、送れません`,
  linkCosts: (yen: number) => `リンクがあると、Xの料金が1通あたり約${yen}円高くなります。`,
  until: (when: string) => `返信できるのは ${when} までです`,
  filesRule: (max: number, size: string) => `ファイルを添付（${max}つ、1つ${size}まで）`,
  openInBrowser: 'ブラウザで開く',
  logAnswer: '返信を記録する',
  logTitle: 'ブラウザで送った返信の記録',
  logHint: 'SNSの画面で送った返信を、ここに書き写してください。対応済みになります。',
  logText: '送った文章',
  logSave: '記録する',
  logged: '返信を記録しました',
  unlogged: '記録を取り消しました',

  openPost: '投稿を開く',
  deleted: '相手が削除した投稿です。届いたときの内容を残しています。',
  deletedOurs: '削除された投稿です。送ったときの内容を残しています。',
  edited: (when: string) => `${when} に編集されました`,
  earlier: '編集前の文章',
  quoted: (author: string) => `${author} の投稿を引用`,
  showMedia: (count: number) => `画像・動画 ${count}件を表示`,
  files: '添付ファイル',
  saveFile: '保存',
  mediaFailed: '表示できませんでした。投稿を開いてご覧ください。',
  media: { image: '画像', video: '動画', file: 'ファイル' },
  found: { addressed: 'お店あて', watched: '検索で見つかった投稿', ours: 'お店の投稿へのコメント' },

  /** Settings and the first window. */
  addTitle: 'SNSをつなぐ',
  addTitleOf: (network: string) => `${network}をつなぐ`,
  editTitle: (name: string) => `${name} の設定`,
  back: '戻る',
  added: (name: string) => `${name} をつなぎました。これまでの投稿を読み込んでいます。`,
  choose: 'どのサービスをつなぎますか',
  shopName: 'お店の名前',
  test: '確かめる',
  testing: '確かめています',
  works: (address: string, name: string) => `つながりました：${address}（${name}）`,
  login: 'ブラウザでログイン',
  needsLogin: 'ログインし直してください',
  loginAgain: 'ログインし直す',
  lockedTitle: (account: string) => `${account} に接続できなくなっています`,
  lockedBody: 'ログインし直すまで、ここからは送信できません。書いた文章と、送信待ちの返信は残っています。',
  lockedSend: 'ログインし直すと送信できます',
  loginWaiting: 'ブラウザでの操作を待っています',
  giveUp: 'やめる',
  save: '保存',
  add: 'つなぐ',
  cancel: 'キャンセル',
  /** What to know before anything is typed. */
  about: networkAbout,
  keepsSecret: '保存してあります。変えるときだけ入力してください。',
  unverified: '未検証',
  unverifiedHint: '実際のアカウントでは、まだ動作を確かめていません。一度受信できると、この表示は消えます。',
  expires: (when: string) => `キーの期限：${when}`,
  expiresSoon: (days: number) => `キーの期限まであと${days}日です。新しいキーを入れてください。`,
  expired: 'キーの期限が切れています。新しいキーを入れてください。',
  budget: '1か月の上限（円）',
  budgetHint: 'この金額に達すると、月が変わるまで受信を止めてお知らせします。空欄にすると止めません。',
  spent: (yen: number, budget: number | null) => {
    const words = `今月の利用料 約${yen.toLocaleString('ja')}円`
    return budget === null ? words : `${words}（上限${budget.toLocaleString('ja')}円）`
  },
}

const notSent = '返信はまだ送っていません。書いた文章はそのままです。'
const refused = (key: RefusalReason): ErrorWords => ({
  what: refusals[key],
  means: notSent,
  next: '「ブラウザで開く」で返信し、「返信を記録する」を押してください。',
})

export const postReasons: Record<PostReasonKey, ErrorWords> = {
  'not-mentioned': refused('not-mentioned'),
  'window-closed': refused('window-closed'),
  blocked: refused('blocked'),
  protected: refused('protected'),
  'read-only': refused('read-only'),
  budget: {
    what: '今月の利用料が上限に達しました。',
    means: '月が変わるまで受信を止めています。返信は送れます。',
    next: '続けて受信するときは、設定で上限を上げてください。',
  },
  'nothing-to-answer': {
    what: '返信する相手の投稿がありません。',
    means: notSent,
    next: 'ブラウザで開いて返信してください。',
  },
  'too-long': { what: '文章が長すぎます。', means: notSent, next: '短くするか、DMで続けてください。' },
  'field-missing': {
    what: '入力されていない項目があります。',
    means: 'まだ保存していません。',
    next: '空欄を埋めてください。',
  },
  'other-profile': {
    what: '別のアカウントのログイン情報です。',
    means: '設定は変えていません。',
    next: '同じアカウントのものを入れるか、新しいアカウントとしてつないでください。',
  },
  'token-refused': {
    what: 'ログインの有効期限が切れたか、取り消されました。',
    means: 'このアカウントの受信と送信を止めています。送信待ちの返信は残っています。',
    next: '設定でログインし直してください。',
  },
  'not-accepted': {
    what: 'SNSがログイン情報を受け付けませんでした。',
    means: 'まだつながっていません。',
    next: '文字に写し間違いがないか、期限が切れていないか、ご確認ください。',
  },
  'missing-permission': {
    what: 'アクセストークンに、必要な権限がありません。',
    means: 'このままでは、受信や送信ができません。書いた文章は残っています。',
    next: '設定で、権限をすべて入れて作り直したトークンを貼り付けるか、ブラウザでログインし直してください。',
  },
  'not-a-server': {
    what: 'このサービスのサーバーではないようです。',
    means: 'まだ保存していません。',
    next: 'サーバーの名前をご確認ください。',
  },
}

export const networkJoins = {
  'post-logged': 'ブラウザで送った返信の記録です',
  'post-thread': '同じ投稿のやり取りで、同じ人が書いたため',
  'post-conversation': '同じ相手とのDMのため',
  'post-answers': 'この投稿への、お店の返信のため',
  'post-own': '同じやり取りでの、お店の投稿のため',
  'post-long-settled': '同じ相手とのDMですが、完了から2週間たっていたため、新しい問い合わせにしました',
}

export const networkJournal: Record<NetworkJournalType, JournalSentence> = {
  'post.deleted': () => '投稿が削除されました',
  'post.edited': () => '投稿が編集されました',
  'answer.logged': () => 'ブラウザで送った返信を記録しました',
  'answer.unlogged': () => '返信の記録を取り消しました',
}
