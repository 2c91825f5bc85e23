import type { PatternProblem, RuleRefusal } from '../../domain.ts'
import { changesOf, textOf, textsOf, type JournalData, type RuleChangeKey } from '../words.ts'

const changed: Record<RuleChangeKey, string> = {
  category: '分類',
  'customer-mark': 'お客さまの印',
  assignee: '担当',
  'urgent-on': '至急にする',
  'urgent-off': '至急を外す',
  policy: '期限の決まり',
  'to-notice': '通知へ移す',
  'to-ticket': '問い合わせにする',
  resolved: '完了にする',
}
const told: Record<string, string> = {
  popup: 'ポップアップ',
  snooze: 'スヌーズ',
  checklist: 'チェックリスト',
  'auto-answer': '自動返信',
  'mail-notice': '通知メール',
}
const refused: Record<RuleRefusal['reason'], string> = {
  person: '人が決めたことを優先しました',
  gone: '指定したものが今はありません',
  conversation: 'やりとりのある問い合わせは通知へ移しません',
  unreadable: '読めなかったメールは隠しません',
  held: '保留中の注文は、終わり方を人が決めます',
  old: '前からあるメールは知らせません',
}
const pattern: Record<PatternProblem['reason'], string> = {
  'too-long': '長すぎます。200文字までにしてください。',
  'too-big': '繰り返しが多すぎます。回数を減らしてください。',
  'not-closed': 'カッコが閉じていません。',
  'nothing-to-repeat': '「*」「+」「?」の前に、繰り返すものがありません。',
  'bad-range': '[ ] の中の範囲が逆か、正しくありません。',
  'bad-count': '{ } の回数は100まで、小さい順に書いてください。',
  unsupported: 'この書き方は使えません（先読み・後方参照など）。',
}

/** 自動処理: what rules do and why they do not. */
export const rules = { changed, told, refused, pattern }

/** 分類、担当 · where a rule found everything as it should be, that. */
export function ruleDeeds({ changes, tells }: JournalData): string {
  const deeds = [...changesOf(changes).map((key) => changed[key]), ...textsOf(tells).map((one) => told[one] ?? one)]
  return deeds.length === 0 ? '変更なし' : deeds.join('、')
}

export const ruleName = (name: unknown) => `自動処理「${textOf(name)}」`
