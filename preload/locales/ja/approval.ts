import { sama } from './sama.ts'

/** 承認: a colleague's answer that somebody responsible looks at first. */
export const approval = {
  group: {
    title: '承認待ち',
    next: '責任者が内容を確かめて承認すると、送信します。お客さまから先に連絡があったときは、送らずに下書きへ戻します。',
  },
  writtenBy: (name: string) => `${name}が書きました`,
  waits: '責任者の承認を待っています',
  send: (shop: string) => `【${shop}】の返信を承認に回す`,
  sent: (name: string) => `${sama(name)}への返信を承認待ちにしました`,
  approve: '承認して送信',
  approved: '承認しました',
  giveBack: '差し戻す…',
  giveBackTitle: '返信を差し戻しますか',
  giveBackHint: '返信は書いた人の下書きに戻り、このメモが社内メモとして残ります。お客さまには送られません。',
  note: '差し戻す理由',
  notePlaceholder: '例：送料のご案内を足してください',
  giveBackNow: '差し戻す',
  givenBack: '返信を差し戻しました',
  shopSetting: '返信は、責任者の承認を受けてから送る',
  shopHint:
    '責任者でないスタッフの返信は承認待ちになり、責任者が承認すると送信します。責任者自身の返信はそのまま送ります。',
  noManager: '承認できる責任者がほかにいないため、今はそのまま送ります。「スタッフ」で責任者を決めてください。',
}
