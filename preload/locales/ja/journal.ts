import { textOf, type JournalCatalog } from '../words.ts'

export const journal: JournalCatalog = {
  'message.received': () => 'メッセージが届きました',
  'message.sent': () => '返信を送りました',
  'message.filed': () => '「送信済み」フォルダーに控えを入れました',
  'ticket.created': () => '問い合わせになりました',
  'ticket.resolved': (data) => (data['reason'] === 'no-reply-needed' ? '返信不要で完了にしました' : '完了にしました'),
  'ticket.reopened': () => '再開しました',
  'ticket.kind-changed': (data) => (data['kind'] === 'notice' ? '通知メールに移しました' : '問い合わせに移しました'),
  'ticket.merged': (data) =>
    textOf(data['from']) ? `#${textOf(data['from'])} をまとめました` : 'ほかの問い合わせとまとめました',
  'ticket.split': (data) =>
    textOf(data['into']) ? `一部を #${textOf(data['into'])} に分けました` : '別の問い合わせに分けました',
  'ticket.offer-declined': (data) =>
    textOf(data['other']) ? `#${textOf(data['other'])} とは別の件にしました` : '別の件にしました',
  'message.moved': (data) =>
    textOf(data['into']) ? `メッセージを #${textOf(data['into'])} に移しました` : 'メッセージを移しました',
  'move.undone': () => 'まとめたもの・分けたものを元に戻しました',
  'message.reread': (data) =>
    textOf(data['charset'])
      ? `文字コード ${textOf(data['charset'])} で読み直しました`
      : '文字コードを自動にして読み直しました',
  'rule.learned': (data) =>
    data['as'] === 'ticket' ? '今後も問い合わせにすると覚えました' : '今後も通知にすると覚えました',
  'rule.forgotten': () => '覚えた振り分けを消しました',
  'customer.updated': () => 'お客さまの情報を変えました',
  'customer.merged': () => 'お客さまの記録をまとめました',
  'deadline.set': (data, say) => `期限を ${say.moment(data['dueAt'])} にしました`,
  'deadline.met': () => '期限までに返信しました',
  'deadline.warned': () => '期限が近いことをお知らせしました',
  'deadline.missed': () => '期限を過ぎました',
  'deadline.cancelled': () => '期限を外しました',
  'outbox.queued': () => '返信を送信待ちに入れました',
  'outbox.sending': () => '返信を送り始めました',
  'outbox.accepted': () => '相手のサーバーが返信を受け取りました',
  'outbox.unclear': () => '返信が届いたか分からなくなりました',
  'outbox.failed': () => '返信を送れませんでした',
  'outbox.held': () => '返信の送信を止めました',
  'outbox.cancelled': () => '送信をやめて下書きに戻しました',
  'outbox.decided': (data) =>
    data['verdict'] === 'sent' ? '届いていたと確かめました' : '届いていないと確かめ、下書きに戻しました',
  'draft.discarded': () => '下書きを捨てました',
  'bounce.received': () => '返信が届かなかったという知らせが来ました',
  'account.added': () => 'アカウントを追加しました',
  'account.updated': () => 'アカウントの設定を変えました',
  'account.paused': (data) => (data['isPaused'] === false ? '受信を再開しました' : '受信を止めました'),
  'account.removed': () => 'アカウントを外しました',
  'account.failed': () => 'アカウントが受信できなくなりました',
  'account.recovered': () => 'アカウントが受信できるようになりました',
  'settings.changed': () => '設定を変えました',
  'shop.updated': () => 'お店の情報を変えました',
  unknown: () => '記録が追加されました',
}
