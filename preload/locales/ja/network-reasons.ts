import type { ErrorWords, NetworkReasonKey } from '../words.ts'
import { metaReasons } from './meta-account.ts'
import { xReasons } from './x-account.ts'

export const networkReasons: Record<NetworkReasonKey, ErrorWords> = {
  'not-app-password': {
    what: 'アプリパスワードではないようです。',
    means: 'ふだんのパスワードは、安全のためお預かりしません。どこにも送っていません。',
    next: 'Blueskyの「設定」→「プライバシーとセキュリティ」→「アプリパスワード」で作った、4文字ずつ4組のものを入れてください。',
  },
  'no-dm-access': {
    what: 'このアプリパスワードでは、ダイレクトメッセージを読めません。',
    means: '投稿の受信はできますが、ダイレクトメッセージは届きません。',
    next: '「ダイレクトメッセージへのアクセスを許可」を付けて作り直すか、ダイレクトメッセージの受信を切ってください。',
  },
  'post-gone': {
    what: '返信先の投稿がなくなっています。',
    means: '返信は送っていません。書いた文章はそのままです。',
    next: '「ブラウザで開く」で確かめてください。消されていれば、返信不要で完了にできます。',
  },
  'files-refused': {
    what: 'この添付ファイルは送れません。',
    means: '返信は送っていません。書いた文章はそのままです。',
    next: 'ファイルの種類・数・大きさをご確認ください。外すと送れます。',
  },
  'rmesse-line-too-long': {
    what: 'R-Messeでは、1行は300文字までです。',
    means: '返信は送っていません。書いた文章はそのままです。',
    next: '長い行に改行を入れてから、もう一度送信してください。',
  },
  'rmesse-link': {
    what: 'R-Messeでは送れないリンクが入っています。',
    means: '返信は送っていません。楽天のページ（https://で始まるもの）のほかは、楽天が受け付けません。',
    next: 'リンクを外してから、もう一度送信してください。',
  },
  'rmesse-not-allowed': {
    what: 'このライセンスキーでは、R-Messeを利用できません。',
    means: '問い合わせは届きません。',
    next: 'RMSの「WEB APIサービス」→「利用設定」で、問い合わせ管理API（InquiryManagementAPI）の機能を「利用中」にしてください。',
  },
  'rmesse-key-ended': {
    what: 'ライセンスキーの期限が切れたか、キーが違います。',
    means: 'R-Messeの問い合わせは届きません。送信待ちの返信は残っています。',
    next: 'RMSの「WEB APIサービス」でライセンスキーを更新し、ここに入れ直してください。止まっていた間の問い合わせは、さかのぼって届きます。',
  },
  ...xReasons,
  ...metaReasons,
}
