import { sama } from './sama.ts'

export const common = {
  appName: '窓口',
  close: '閉じる',
  cancel: 'やめる',
  undo: '元に戻す',
  retry: 'もう一度試す',
  more: 'その他の操作',
  show: '表示する',
  loading: '読み込んでいます',
  unknown: '不明',
  copyText: '文章をコピー',
  count: (n: number) => `${n.toLocaleString('ja-JP')}件`,
  ticketNumber: (id: number) => `#${id}`,
  honorific: sama,
  /** Where no name is known, in a letter. */
  dearCustomer: 'お客さま',
  noName: '（名前なし）',
  noSubject: '（件名なし）',
}

/** Times as people say them. Minutes are whole and rounded down. */
export const time = {
  weekdays: ['日', '月', '火', '水', '木', '金', '土'],
  day: (month: number, day: number, weekday: string) => `${month}/${day}(${weekday})`,
  dayWithYear: (year: number, month: number, day: number, weekday: string) => `${year}/${month}/${day}(${weekday})`,
  /** In a letter. `weekday` counts from Sunday, 0. */
  writtenDay: (month: number, day: number, weekday: number) =>
    `${month}月${day}日(${['日', '月', '火', '水', '木', '金', '土'][weekday] ?? ''})`,
  written: (day: string, clock: string) => `${day}${clock}`,
  dayAndTime: (day: string, clock: string) => `${day} ${clock}`,
  today: '今日',
  tomorrow: '明日',
  yesterday: '昨日',
  minutes: (n: number) => `${n}分`,
  hours: (n: number) => `${n}時間`,
  days: (n: number) => `${n}日`,
  left: (span: string) => `あと${span}`,
  late: (span: string) => `${span}超過`,
  soon: 'まもなく期限',
  justPassed: '期限切れ',
  waitingUntil: (day: string) => `返事待ち ${day}まで`,
  range: (from: string, to: string) => `${from}〜${to}`,
  ago: (span: string) => `${span}前`,
}

export const status = { new: '新規', open: 'オープン', waiting: '返事待ち', resolved: '完了' }

export const channel = {
  mail: 'メール',
  x: 'X',
  instagram: 'Instagram',
  facebook: 'Facebook',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  misskey: 'Misskey',
  phone: '電話',
  rmesse: 'R-Messe',
}
