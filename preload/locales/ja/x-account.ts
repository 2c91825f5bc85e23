import type { FieldWords } from '../network-words.ts'
import type { ErrorWords, XReasonKey } from '../words.ts'

/** What is asked to connect X, where each thing stands in X's developer console (console.x.com). */
export const xFields: Record<string, FieldWords> = {
  login: {
    label: 'つなぎ方',
    help: 'Xの開発者向けサイト（console.x.com）で、お店のアカウントから自分用のアプリを作ってお使いください。料金はXへの前払いです。',
    options: { browser: 'ブラウザでログイン（おすすめ）', keys: '4つのキーを貼り付ける' },
  },
  clientId: {
    label: 'クライアントID',
    help: 'アプリの「User authentication settings」で種類を「Native App」、Callback URIを「http://127.0.0.1:47391/callback」にすると表示されます。',
  },
  clientSecret: {
    label: 'クライアントシークレット',
    help: 'アプリの種類が「Web App」のときだけ必要です。「Native App」では空欄のままにしてください。',
  },
  appKey: { label: 'APIキー', help: 'アプリの「Keys and tokens」にあります（API Key）。' },
  appSecret: { label: 'APIキーシークレット', help: 'APIキーと一緒に表示されます（API Key Secret）。' },
  accessToken: {
    label: 'アクセストークン',
    help: '権限を「Read and write and Direct message」にしてから作ったものを貼り付けてください（Access Token）。',
  },
  accessSecret: {
    label: 'アクセストークンシークレット',
    help: 'アクセストークンと一緒に表示されます（Access Token Secret）。',
  },
  watch: {
    label: '見守る言葉',
    help: '1行に1つ。お店あてでなくても、この言葉を含む投稿を探します。見つかった投稿1件ごとに約0.8円かかり、ここからは返信できません（ブラウザで返信し、記録します）。',
  },
  messages: {
    label: 'ダイレクトメッセージを受信する',
    help: '1件ごとに約1.6円かかります。暗号化されたチャット（XChat）は、Xの決まりで受信できません。',
  },
  ownsApp: {
    label: 'アプリは、このアカウントで作りました',
    help: 'お店あての投稿の料金が約5分の1になります。別のアカウントで作ったアプリのときは、切ってください。',
  },
  yenPerDollar: { label: '1ドルの円換算', help: 'Xの料金はドル建てです。利用料の目安を、この金額で計算します。' },
}

const notSent = '返信はまだ送っていません。書いた文章はそのままです。'
const notConnected = 'まだつながっていません。'

export const xReasons: Record<XReasonKey, ErrorWords> = {
  'x-no-credits': {
    what: 'Xに前払いした料金がなくなりました。',
    means: 'Xの受信と送信が止まっています。書いた文章はそのままです。',
    next: 'console.x.com でクレジットを追加してから、もう一度お試しください。',
  },
  'x-no-permission': {
    what: 'Xのアプリに、この操作の権限がありません。',
    means: 'ダイレクトメッセージか返信の一部が止まっています。送信待ちの返信は残っています。',
    next: 'console.x.com でアプリの権限を「Read and write and Direct message」にしてから、設定でログインし直すか、キーを入れ直してください。',
  },
  'x-not-allowed': {
    what: 'Xが、この操作を許可しませんでした。',
    means: '受信または送信の一部ができていません。書いた文章はそのままです。',
    next: 'console.x.com で、アプリの権限が「Read and write and Direct message」か、アカウントが制限されていないかご確認ください。',
  },
  'x-duplicate': {
    what: '同じ文章を、すでに投稿しています。',
    means: 'Xは同じ文章を続けて受け付けません。返信は送っていません。',
    next: '言い回しを少し変えて、もう一度送信してください。',
  },
  'x-no-messages': {
    what: '相手が、ダイレクトメッセージを受け付けていません。',
    means: notSent,
    next: '公開の返信で、メッセージを受け取れる設定にしていただくようお願いしてください。',
  },
  'x-watch-too-long': {
    what: '見守る言葉が多すぎます。',
    means: 'まだ保存していません。',
    next: '言葉を減らすか、短くしてください（全部で450文字ほどまで）。',
  },
  'x-client-id-missing': {
    what: 'クライアントIDが入力されていません。',
    means: notConnected,
    next: 'クライアントIDを貼り付けるか、「4つのキーを貼り付ける」を選んでください。',
  },
  'login-denied': {
    what: 'ブラウザで、接続が許可されませんでした。',
    means: notConnected,
    next: 'もう一度ログインし、許可のボタンを押してください。',
  },
  'login-timeout': {
    what: 'ブラウザでのログインが、時間内に終わりませんでした。',
    means: notConnected,
    next: 'もう一度「ブラウザでログイン」を押してください。',
  },
  'no-browser': {
    what: 'ブラウザを開けませんでした。',
    means: '何も変わっていません。',
    next: 'パソコンの設定で、いつも使うブラウザを選んでから、もう一度お試しください。',
  },
  'port-taken': {
    what: 'ログインの受け取りに使う番号（ポート）が、ほかのソフトに使われています。',
    means: notConnected,
    next: 'ほかに開いている窓口やソフトを閉じてから、もう一度お試しください。',
  },
  'unknown-app': {
    what: '入力されたアプリが見つかりません。',
    means: notConnected,
    next: 'クライアントIDとシークレットを、コピーし直してご確認ください。',
  },
}
