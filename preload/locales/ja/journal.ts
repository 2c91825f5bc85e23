import { networkJournal } from './networks.ts'
import { answersJournal } from './answers.ts'
import { manyJournal } from './many.ts'
import { peopleJournal, stepsLeft } from './people-journal.ts'
import { ruleDeeds, ruleName } from './rules.ts'
import { numbersOf, textOf, type JournalCatalog } from '../words.ts'
import { status } from './common.ts'
import { holdJournal } from './hold-records.ts'
import { sendingJournal } from './sending.ts'

const statusWord = (value: unknown) => (status as Partial<Record<string, string>>)[textOf(value)] ?? ''

export const journal: JournalCatalog = {
  ...peopleJournal,
  ...answersJournal,
  ...networkJournal,
  ...manyJournal,
  'message.received': () => 'メッセージが届きました',
  'message.sent': () => '返信を送りました',
  'message.filed': () => '「送信済み」フォルダーに控えを入れました',
  'ticket.created': () => '問い合わせになりました',
  'ticket.begun': () => 'お店からメールを書きはじめました',
  'ticket.resolved': ({ reason, openSteps }) =>
    reason === 'network'
      ? '相手のサービスで完了になったため、完了にしました'
      : `${reason === 'no-reply-needed' ? '返信不要で完了にしました' : '完了にしました'}${stepsLeft(openSteps)}`,
  'ticket.reopened': () => '再開しました',
  'ticket.status': ({ before, after }) => `状態が「${statusWord(before)}」から「${statusWord(after)}」になりました`,
  'ticket.kind-changed': (data) => (data['kind'] === 'notice' ? '通知メールに移しました' : '問い合わせに移しました'),
  'ticket.merged': ({ from, into }) => `${numbersOf(from)} を ${numbersOf(into)} にまとめました`,
  'ticket.split': ({ from, into }) => `${numbersOf(from)} の一部を ${numbersOf(into)} に分けました`,
  'messages.moved': ({ from, into, count }) =>
    `${textOf(count)}通を ${numbersOf(from)} から ${numbersOf(into)} に移しました`,
  'move.undone': ({ kind }) => {
    const done: Record<string, string> = {
      merge: 'まとめたの',
      split: '分けたの',
      move: '移したの',
      customers: 'お客さまの記録をまとめたの',
    }
    return `${done[textOf(kind)] ?? '移したの'}を元に戻しました`
  },
  'offer.declined': ({ other }) => `${numbersOf(other)} とは別の件にしました`,
  'offer.made-again': ({ other }) => `「${numbersOf(other)} とは別の件」を取り消しました`,
  'message.charset-changed': ({ charset }) =>
    textOf(charset) ? `文字コード ${textOf(charset)} で読み直しました` : '文字コードを自動にして読み直しました',
  'rule.learned': ({ as }) => (as === 'ticket' ? '今後も問い合わせにすると覚えました' : '今後も通知にすると覚えました'),
  'rule.applied': (data) => `${ruleName(data['name'])}が働きました：${ruleDeeds(data)}`,
  'rule.run': ({ name }) => `${ruleName(name)}を、すでにあるメールに実行しました`,
  'rule.undone': () => '自動処理の実行を元に戻しました',
  'rule.saved': ({ name }) => `${ruleName(name)}を保存しました`,
  'rule.removed': () => '自動処理を削除しました',
  'rule.restored': () => '自動処理の削除を取り消しました',
  'rule.reordered': () => '自動処理の順番を変えました',
  'rule.forgotten': () => '覚えた振り分けを消しました',
  'rule.remembered': () => '消した振り分けを元に戻しました',
  'customer.updated': () => 'お客さまの情報を変えました',
  'customer.merged': () => 'お客さまの記録をまとめました',
  'customers.told-apart': () => 'お客さまを別の人としました',
  'customers.maybe-one': () => 'お客さまを別の人としたのを元に戻しました',
  'deadline.set': (data, say) => `期限を ${say.moment(data['dueAt'])} にしました`,
  'deadline.recomputed': ({ before, after, cause }, say) => {
    const why: Record<string, string> = { hours: '営業時間の変更により、', policies: '期限のルールの変更により、' }
    const reason = why[textOf(cause)] ?? ''
    if (after === null) return `${reason}期限がなくなりました（前は ${say.moment(before)}）`
    return `${reason}期限が ${say.moment(before)} から ${say.moment(after)} に変わりました`
  },
  'deadline.met': ({ isLate }) => (isLate === true ? '期限を過ぎて返信しました' : '期限までに返信しました'),
  'deadline.warned': () => '期限が近いことをお知らせしました',
  'deadline.missed': () => '期限を過ぎました',
  'deadline.cancelled': () => '期限を外しました',
  ...sendingJournal,
  'outbox.queued': () => '返信を送信待ちに入れました',
  'outbox.sending': () => '返信を送り始めました',
  'outbox.accepted': () => '相手のサーバーが返信を受け取りました',
  'outbox.unclear': () => '返信が届いたか分からなくなりました',
  'outbox.failed': () => '返信を送れませんでした',
  'outbox.held': () => '返信の送信を止めました',
  'outbox.cancelled': () => '送信をやめて下書きに戻しました',
  'outbox.held-back': (data) =>
    data['reason'] === 'customer-wrote'
      ? 'お客さまから先にご連絡があったため、送信を取りやめました'
      : '状況が変わったため、送信を取りやめました',
  'outbox.decided': (data) =>
    data['verdict'] === 'sent' ? '届いていたと確かめました' : '届いていないと確かめ、下書きに戻しました',
  'outbox.rescheduled': (data, say) => `送信の予約を ${say.moment(data['sendAfter'])} に変えました`,
  'ticket.snoozed': (data, say) =>
    data['until'] === null
      ? 'お客さまから連絡があるまでスヌーズしました'
      : `${say.moment(data['until'])} までスヌーズしました`,
  'ticket.woken': ({ reason }) => {
    const why: Record<string, string> = {
      time: 'スヌーズの時間になりました',
      customer: 'お客さまから連絡があり、スヌーズを終えました',
      deadline: '期限を過ぎたため、スヌーズを終えました',
      settled: '完了にしたため、スヌーズを終えました',
      undo: 'スヌーズを元に戻しました',
    }
    return why[textOf(reason)] ?? 'スヌーズを終えました'
  },
  'draft.taken-over': () => '書きかけの返信を引き継ぎました',
  'draft.discarded': () => '下書きを捨てました',
  'bounce.received': () => '返信が届かなかったという知らせが来ました',
  'account.added': () => 'アカウントを追加しました',
  'account.updated': () => 'アカウントの設定を変えました',
  'account.paused': (data) => (data['isPaused'] === false ? '受信を再開しました' : '受信を止めました'),
  'account.removed': () => 'アカウントを外しました',
  'account.failed': () => 'アカウントが受信できなくなりました',
  'account.missing': () => 'サーバーにあって手元にないメールが見つかり、読み込み直しました',
  'account.recovered': () => 'アカウントが受信できるようになりました',
  'settings.changed': () => '設定を変えました',
  'hours.changed': () => '営業時間を変えました',
  'policies.changed': () => '期限のルールを変えました',
  'shop.updated': () => 'お店の情報を変えました',
  ...holdJournal,
  'customer.erased': () => 'お客さまのデータを消しました',
  'tickets.erased': () => '古い問い合わせの内容を消しました',
  'retention.changed': () => '古い問い合わせを消すきまりを変えました',
  'backup.restored': () => 'バックアップから戻しました',
  'templates.changed': () => '定型文を変えました',
  unknown: () => '記録が追加されました',
}
