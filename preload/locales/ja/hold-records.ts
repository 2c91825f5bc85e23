import type { HoldOutcome } from '../../domain.ts'
import type { ErrorWords, HoldReasonKey, HoldJournalType, JournalSentence } from '../words.ts'
import { textOf } from '../words.ts'

const outcomes: Record<HoldOutcome, string> = {
  'order-confirmed': '注文確定',
  'cancelled-by-customer': 'お客さまのご希望でキャンセル',
  'cancelled-reorder': 'キャンセルし、再注文をお願い',
  'cancelled-no-answer': 'お返事がないためキャンセル',
  'goods-arrived': '返送品が到着',
  'return-not-needed': '返送不要',
  'goods-never-came': '返送品が届かないため終了',
  reached: '電話がつながった',
  'no-longer-needed': '折り返し不要',
  'never-reached': '電話がつながらないため終了',
  withdrawn: '取り消し',
}
const outcomeOf = (data: Record<string, unknown>) => outcomes[textOf(data['outcome']) as HoldOutcome] ?? ''

export const holdJournal: Record<HoldJournalType, JournalSentence> = {
  'hold.started': (data, say) => `保留を始めました（回答期限 ${say.moment(data['dueAt'])}）`,
  'hold.requested-again': (data, say) => `もう一度お願いし、回答期限を ${say.moment(data['dueAt'])} にしました`,
  'hold.reminded': (data, say) =>
    `${data['isAutomatic'] === true ? '自動で再連絡しました' : '再連絡しました'}（再回答期限 ${say.moment(data['dueAt'])}）`,
  'hold.answered': () => 'お客さまからご連絡があり、保留の期限と再連絡を止めました',
  'hold.wrote-elsewhere': ({ otherTicketId }) =>
    `同じお客さまから別の問い合わせ（#${textOf(otherTicketId)}）が届いたため、自動の再連絡を止めました`,
  'hold.undelivered': ({ address }) => `保留の連絡が届きませんでした${textOf(address) ? `（${textOf(address)}）` : ''}`,
  'hold.crossed': () => '送信中にお客さまからご連絡がありました。保留は判断待ちです',
  'hold.not-applied': () => '送った返信を保留に反映できませんでした。保留の状態をご確認ください',
  'hold.date-changed': (data, say) => `回答期限を ${say.moment(data['dueAt'])} に延ばしました`,
  'hold.updated': () => '保留の内容を変えました',
  'hold.moved': () => '保留が、まとめ・分割に合わせて移りました',
  'hold.ended': (data) => `保留を終えました（${outcomeOf(data)}）`,
  'hold.end-undone': () => '保留の終了を取り消しました',
}

const unchanged = '保留は変わっていません。'
export const holdReasons: Record<HoldReasonKey, ErrorWords> = {
  ended: {
    what: 'この保留は、すでに終わっています。',
    means: '返信は送っていません。書いた文章はそのままです。',
    next: '必要なら、新しく保留を始めてください。',
  },
  'customer-wrote': {
    what: 'お客さまからご連絡が届いています。',
    means: '再連絡やキャンセルは送っていません。書いた文章はそのままです。',
    next: '届いた内容を読んでから、対応を決めてください。',
  },
  undelivered: {
    what: '前の連絡が、お客さまに届いていません。',
    means: `同じ宛先へは送っていません。${unchanged}`,
    next: '別のメールアドレスか電話でご連絡ください。',
  },
  'date-not-passed': {
    what: 'まだ期限が来ていません。',
    means: unchanged,
    next: '期限を過ぎてから、もう一度お試しください。',
  },
  'not-reminded': {
    what: '再連絡をまだ送っていません。',
    means: 'お返事がないままのキャンセルは、再連絡とその期限の後にできます。',
    next: '先に再連絡を送ってください。',
  },
  'already-reminded': {
    what: '再連絡は、すでに送ったか送信待ちです。',
    means: unchanged,
    next: '再回答期限までお待ちください。',
  },
  'date-in-past': {
    what: '回答期限が過ぎた日時になっています。',
    means: '返信は送っていません。書いた文章はそのままです。',
    next: 'これからの日時を選んでください。',
  },
  'before-announced': {
    what: 'お客さまにお伝えした期限より前にはできません。',
    means: unchanged,
    next: 'お伝えした日時か、それより後を選んでください。',
  },
  'other-outcome': {
    what: 'この保留では選べない終わり方です。',
    means: unchanged,
    next: '保留の種類に合うものを選んでください。',
  },
  'hold-running': {
    what: 'この問い合わせには保留があります。',
    means: 'まだ完了にしていません。',
    next: '保留がどう終わったかを選ぶと、完了になります。',
  },
  'two-holds': {
    what: 'どちらの問い合わせにも、進行中の保留があります。',
    means: '1つの問い合わせに置ける保留は1つです。何も変わっていません。',
    next: 'どちらかの保留を終えてから、もう一度お試しください。',
  },
}
