import type { FieldWords } from '../network-words.ts'
import type { ErrorWords, MetaReasonKey } from '../words.ts'

/** A step a line. What is asked to connect Instagram, where each thing stands in Meta's app dashboard (developers.facebook.com/apps). */
export const instagramFields: Record<string, FieldWords> = {
  token: {
    label: 'アクセストークン',
    help:
      '①Instagramをプロアカウント（ビジネスかクリエイター）にし、設定の「メッセージとストーリーズへの返信」→「つながっているツール」でメッセージへのアクセスを許可します。\n' +
      '②developers.facebook.com の「マイアプリ」で、お店専用のアプリ（種類は「ビジネス」）を作ります。審査は要りません。\n' +
      '③アプリの「Instagram」→「Instagramログインによる API設定」を開き、権限 instagram_business_basic、instagram_business_manage_messages、instagram_business_manage_comments を足します。\n' +
      '④「アカウントを追加」でお店のInstagramを選び、「トークンを生成」を押して、表示された文字を貼り付けます。\n' +
      '60日で切れますが、窓口が自動で延長します。',
  },
  dm: {
    label: 'ダイレクトメッセージを受信する',
    help: '返信できるのは、お客様の最後のメッセージから24時間以内です（Metaの決まり）。',
  },
  comments: { label: 'コメントを受信する', help: 'お店の投稿へのコメントと、その返信です。' },
  humanAgent: {
    label: '7日以内の返信が認められています',
    help: 'Metaの審査で「Human Agent」の許可を受けたアプリだけが、24時間を過ぎても7日まで返信できます。許可がなければ切ったままにしてください。',
  },
}

/** What is asked to connect a page of Facebook. */
export const facebookFields: Record<string, FieldWords> = {
  token: {
    label: 'ページアクセストークン',
    help:
      '①Facebookページの管理者の方が、developers.facebook.com の「マイアプリ」で、お店専用のアプリ（種類は「ビジネス」）を作ります。コメントだけなら、審査は要りません。\n' +
      '②「ツール」→「グラフAPIエクスプローラ」でそのアプリを選び、権限 pages_show_list、pages_read_engagement、pages_read_user_content、pages_manage_engagement を足して、「Generate Access Token」を押します。\n' +
      '③「ツール」→「アクセストークンデバッガー」に貼り付け、下の「アクセストークンを延長」を押します。\n' +
      '④延長したトークンをエクスプローラに戻し、me/accounts と入れて送信します。お店のページの access_token の文字が、ここに貼り付けるものです。',
  },
  messenger: {
    label: 'Messengerのメッセージも受け取る',
    help:
      'Metaの決まりにより、トークンに権限 pages_messaging と pages_manage_metadata が要ります。審査を受けていないアプリ（標準アクセス）では、アプリに役割のある方（お店の方）とのやり取りしか届きません。' +
      'お客様のメッセージを受け取るには「アドバンスアクセス」、つまりMetaのアプリ審査とビジネス認証が要ります。返信できるのは、お客様の最後のメッセージから24時間以内です（別の審査で「Human Agent」の許可を受けると7日以内）。',
  },
  humanAgent: {
    label: '7日以内の返信が認められています',
    help: 'Metaの審査で「Human Agent」の許可を受けたアプリだけが、24時間を過ぎても7日まで返信できます。アドバンスアクセスとは別の許可です。なければ切ったままにしてください。',
  },
}

export const metaReasons: Record<MetaReasonKey, ErrorWords> = {
  'meta-token-ended': {
    what: 'アクセストークンの期限が切れたか、無効になりました。',
    means: 'このアカウントの受信と送信を止めています。送信待ちの返信は残っています。',
    next: 'パスワードを変えたときにも無効になります。Metaの開発者向けサイトで新しいトークンを作り、設定に入れてください。',
  },
  'meta-no-permission': {
    what: 'このトークンには、必要な権限がありません。',
    means: '受信または送信の一部ができていません。書いた文章はそのままです。',
    next: 'Metaの開発者向けサイトで権限を足し、トークンを作り直してください。Instagramは instagram_business_basic・instagram_business_manage_messages・instagram_business_manage_comments、Facebookは pages_read_engagement・pages_read_user_content・pages_manage_engagement（Messengerは pages_messaging・pages_manage_metadata も）です。',
  },
  'meta-no-messenger': {
    what: 'このトークンでは、Messengerを使えません。',
    means: 'まだ保存していません。ページのコメントは、このスイッチに関係なく受信できます。',
    next: '権限 pages_messaging と pages_manage_metadata を足してトークンを作り直し、アプリの審査が済んでいるかをお確かめください。コメントだけを受信するなら、このスイッチを切ってください。',
  },
  'meta-not-page': {
    what: 'Facebookページのトークンではありません。',
    means: 'まだ保存していません。個人のトークンでは、ページのコメントを読めません。',
    next: 'グラフAPIエクスプローラで me/accounts を送信し、お店のページの access_token を貼り付けてください。',
  },
  'meta-short-token': {
    what: 'このトークンは、1日以内に切れます。',
    means: 'まだ保存していません。',
    next: '「アクセストークンデバッガー」の「アクセストークンを延長」を押してから、me/accounts でページのトークンを取り直してください。',
  },
}
