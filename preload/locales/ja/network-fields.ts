import type { NetworkId } from '../../domain/networks.ts'
import type { FieldWords } from '../network-words.ts'
import { xFields } from './x-account.ts'

/** What the owner is asked to connect an account, by network and field. */
export const networkFields: Record<NetworkId, Record<string, FieldWords>> = {
  x: xFields,
  instagram: {},
  facebook: {},
  bluesky: {},
  mastodon: {
    server: {
      label: 'サーバー',
      help: 'アカウントのあるサーバーのアドレスです（例：https://mastodon.example.jp）。',
    },
    token: {
      label: 'アクセストークン',
      help: 'サーバーの「ユーザー設定」→「開発」→「新規アプリ」で、read と write を選んで作り、「アクセストークン」を貼り付けてください。',
    },
  },
  rmesse: {},
}
