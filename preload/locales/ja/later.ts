import { sama } from './sama.ts'

/** Snoozes, answers with a time of their own, taking back what was sent. */
export const later = {
  snooze: 'スヌーズ',
  snoozeHint: '決めた時刻まで一覧から外します（s）',
  title: 'いつまで外しますか',
  sendTitle: 'いつ送りますか',
  inMinutes15: '15分後',
  inHour: '1時間後',
  tomorrow: '明日の朝',
  opening: '次の営業開始',
  monday: '月曜の朝',
  untilAnswer: 'お客さまから連絡があるまで',
  pick: '日時を指定…',
  pickTitle: '日時を指定',
  date: '日付',
  clock: '時刻',
  set: 'この日時にする',
  past: 'これより後の日時を入れてください。',
  end: 'スヌーズをやめる',
  putBack: '元の場所に戻す',
  deadlineFirst: (when: string) => `期限（${when}）が先に来るため、そのときに戻ります。`,
  untilAnswerShort: '連絡待ち',
  returnedChip: 'スヌーズから戻りました',
  snoozedOne: (subject: string, when: string) => `「${subject}」を ${when} までスヌーズしました`,
  snoozedMany: (n: number, when: string) => `${n}件を ${when} までスヌーズしました`,
  snoozedOneAnswer: (subject: string) => `「${subject}」を連絡があるまでスヌーズしました`,
  snoozedManyAnswer: (n: number) => `${n}件を連絡があるまでスヌーズしました`,
  nothingToSnooze: '完了したものと通知メールは、スヌーズできません。',
  ended: 'スヌーズをやめました',

  sendLater: '日時を指定して送信',
  sendLaterHint: 'お客さまから先に連絡があったときは、送らずに下書きへ戻します。',
  scheduledToast: (name: string, when: string) => `${sama(name)}への返信を ${when} に送ります`,
  scheduledAt: (when: string) => `予約 ${when}`,
  sentToast: (name: string) => `${sama(name)}への返信を送ります`,
  secondsLeft: (n: number) => `あと${n}秒`,
  takenBack: '送信を取り消し、下書きに戻しました',
  tooLate: '送信を取り消せませんでした。もう送られています。',
  heldBack:
    'お客さまから先に連絡があったため、予約した返信を送らずに下書きへ戻しました。内容を確かめてから送信してください。',
  heldBackTitle: '予約した返信を下書きに戻しました',

  scheduledGroup: {
    title: '送信を予約したもの',
    next: '時刻になると自動で送ります。お客さまから先に連絡があったときは、送らずに下書きへ戻します。',
  },
  lateGroup: {
    title: '時刻を過ぎた予約',
    next: 'パソコンが切れていたなどで、予約の時刻に送れませんでした。今から送るか、日時を変えるかを選んでください。',
  },
  lateQuestion: (when: string) => `${when} に送る予定でした。今から送りますか`,
  changeTime: '日時を変える',
  sendNow: '今すぐ送信',
  edit: '編集する',
  cancelSchedule: '予約をやめる（下書きに戻す）',
}

export const alertsList = {
  away: '留守中に期限を迎えたもの・届いたもの',
  fresh: '新しいお知らせ',
  handled: '確認済み',
  confirm: '確認済みにする',
  confirmAll: 'すべて確認済みにする',
  laterMenu: '後で',
  open: '開く',
  to: (name: string) => `${name}さんへ：`,
  by: (name: string) => `${name}さんから：`,
  counts: { missed: '期限切れ', warning: '期限が近い', 'new-message': '新しい問い合わせ' },
}

export const noticeSettings = {
  quiet: '通知を出す時間',
  quietHint: 'この時間の外に起きたことは、始まりの時刻にまとめてお知らせします。',
  always: 'いつでも出す',
  from: '開始',
  to: '終了',
  repeat: '対応していないものを、もう一度知らせる',
  repeatOptions: { off: 'しない', '5': '5分ごと', '15': '15分ごと', '60': '1時間ごと' },
  sending: '送信',
  undo: '送信を取り消せる時間',
  undoHint: '送信を押したあと、この秒数だけ待ってから送ります。',
  undoSeconds: (n: number) => (n === 0 ? '取り消さない' : `${n}秒`),
  late: '予約の時刻を2時間より過ぎたとき',
  lateHint: 'パソコンが切れていると、予約の時刻に送れません。',
  lateOptions: { ask: '確認してから送る', send: 'すぐ送る', 'open-hours': '営業時間内に送る' },
}

/** What main asks when the program is to end. */
export const quitting = {
  title: '送信の予約があります',
  message: (n: number) => `このあと12時間以内に送る予約が${n}件あります`,
  detail: '終了すると、次に開くまで送られません。画面を閉じるだけなら、予約の時刻に送ります。',
  quit: '終了する',
  stay: '終了しない',
}
