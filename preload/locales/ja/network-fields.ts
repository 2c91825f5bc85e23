import type { NetworkId } from '../../domain/networks.ts'
import type { FieldWords } from '../network-words.ts'
import { facebookFields, instagramFields } from './meta-account.ts'
import { xFields } from './x-account.ts'

/** What the owner is asked to connect an account, by network and field. */
export const networkFields: Record<NetworkId, Record<string, FieldWords>> = {
  x: xFields,
  instagram: instagramFields,
  facebook: facebookFields,
  bluesky: {
    handle: { label: 'ハンドル', help: '@ から始まる名前です（例：aobaya.bsky.social）。' },
    appPassword: {
      label: 'アプリパスワード',
      help: 'Blueskyの「設定」→「プライバシーとセキュリティ」→「アプリパスワード」で作ります。「ダイレクトメッセージへのアクセスを許可」も付けてください。ふだんのパスワードや2段階認証のコードは要りません。',
    },
    dm: { label: 'ダイレクトメッセージも受信する', help: 'アプリパスワードに、その許可が必要です。' },
    server: {
      label: 'サーバー',
      help: 'ふつうはこのままでかまいません。自分のサーバー（PDS）をお使いのときだけ変えてください。',
    },
  },
  mastodon: {
    server: {
      label: 'サーバー',
      help: 'アカウントのあるサーバーのアドレスです（例：https://mastodon.example.jp）。',
    },
    login: {
      label: 'つなぎ方',
      help: 'ブラウザでログインすると、サーバーの画面で「承認」を押すだけでつながります。',
      options: { browser: 'ブラウザでログイン（おすすめ）', token: 'アクセストークンを貼り付ける' },
    },
    token: {
      label: 'アクセストークン',
      help: 'サーバーの「ユーザー設定」→「開発」→「新規アプリ」で、read と write を選んで作り、「アクセストークン」を貼り付けてください。',
    },
  },
  misskey: {
    server: {
      label: 'サーバー',
      help: 'アカウントのあるサーバーのアドレスです（例：https://misskey.io）。',
    },
    login: {
      label: 'つなぎ方',
      help: 'ブラウザでログインすると、サーバーの画面で「アクセスを許可」を押すだけでつながります。',
      options: { browser: 'ブラウザでログイン（おすすめ）', token: 'アクセストークンを貼り付ける' },
    },
    token: {
      label: 'アクセストークン',
      help: '①「設定」→「サービス連携」（または「API」）→「アクセストークンの発行」を開きます。\n②「アカウントの情報を見る」「ノートを作成・削除する」「ドライブを操作する」の3つを許可します。\n③表示された文字を、下に貼り付けます。',
    },
  },
  rmesse: {
    shopUrl: { label: '店舗URL', help: 'www.rakuten.co.jp/ のあとの文字です（例：aobaya）。' },
    serviceSecret: {
      label: 'サービスシークレット',
      help: 'RMSの「店舗様向け情報・サービス」→「WEB APIサービス」→「利用設定」にあります（SPから始まります）。',
    },
    licenseKey: {
      label: 'ライセンスキー',
      help: '同じ画面にあります（SLから始まります）。90日で切れるので、14日前からお知らせします。問い合わせ管理API（InquiryManagementAPI）とライセンス管理APIの機能を「利用中」にしてください。',
    },
    settle: {
      label: '窓口で完了にしたら、R-Messeでも「完了」にする',
      help: '切のときは、R-Messeでは「既読」にするだけです。R-Messeで完了にした問い合わせは、どちらでも窓口で完了になります。',
    },
  },
}

/** What to know before anything is typed: what it costs, what it cannot do, and how to do without. */
export const networkAbout: Partial<Record<NetworkId, string>> = {
  x:
    'XのAPIは有料で、受信と返信のたびに、前払いした料金から引かれます。\n' +
    '料金をかけない方法もあります：Xの「設定とプライバシー」→「通知」→「設定」→「メール通知」を入れると、窓口につないだメールにXの通知が届き、お店あての投稿がここに並びます。返信はブラウザで送り、窓口に記録します。',
  facebook:
    'お店のページの投稿への、コメントを受信します。\n' +
    'Messengerは、下のスイッチを入れると受信します。お客様のメッセージには、Metaの審査が要ります。受けないお店は、Messengerには Meta Business Suite をお使いください。',
  misskey:
    'お店あての投稿（メンション・返信）と、宛先を指定した「ダイレクト」の投稿を受信します。\n' +
    '「チャット」のメッセージは受信しません。Misskeyの画面でご覧ください。',
  rmesse: '楽天市場に出店しているお店の、お客様からの問い合わせ（R-Messe）を受信します。',
}
