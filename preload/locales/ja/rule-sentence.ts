import type { RuleAction, RuleCondition, RulePlace, RuleWhen } from '../../domain.ts'
import type { Clause, RuleNames } from '../rule-names.ts'
import { status, time } from './common.ts'
import { ticket } from './ticket.ts'

type Kind<T extends { type: string }> = T['type']
type Clauses<T extends { type: string }> = {
  [K in Kind<T>]: (one: Extract<T, { type: K }>, names: RuleNames) => Clause
}

const places: Record<RulePlace, string> = { subject: '件名', body: '本文', both: '件名か本文' }
const quoted = (words: readonly string[]) =>
  words.length === 0 ? '「…」' : words.map((word) => `「${word || '…'}」`).join('か')
const named = (words: readonly string[]) => (words.length === 0 ? '…' : words.join('か'))
const is = (subject: string, isNot: boolean): Clause =>
  isNot ? { end: `${subject}でない`, and: `${subject}でなく` } : { end: `${subject}である`, and: `${subject}であり` }
const has = (subject: string, isNot: boolean): Clause =>
  isNot ? { end: `${subject}がない`, and: `${subject}がなく` } : { end: `${subject}がある`, and: `${subject}があり` }
const came = (names: string, isNot: boolean, particle: string): Clause => {
  const start = `${names}${isNot ? '以外' : ''}${particle}届いた`
  return { end: start, and: start.replace(/いた$/, 'き') }
}
const make = (start: string): Clause => ({ end: `${start}する`, and: `${start}して` })
const put = (start: string): Clause => ({ end: `${start}付ける`, and: `${start}付けて` })
const move = (start: string): Clause => ({ end: `${start}移す`, and: `${start}移して` })

const condition: Clauses<RuleCondition> = {
  account: ({ accountIds, isNot }, names) => came(named(accountIds.map(names.account)), isNot, 'に'),
  shop: ({ shopIds, isNot }, names) => came(named(shopIds.map(names.shop)), isNot, 'に'),
  channel: ({ channels, isNot }, names) => came(named(channels.map(names.channel)), isNot, 'で'),
  sender: ({ by, values, isNot }) => {
    if (by === 'name') return has(`差出人の名前に${quoted(values)}`, isNot)
    return is(`差出人の${by === 'domain' ? 'ドメイン' : 'アドレス'}が${quoted(values)}`, isNot)
  },
  words: ({ words, place, isNot }) => has(`${places[place]}に${quoted(words)}`, isNot),
  pattern: ({ pattern, place, isNot }) => {
    const start = `${places[place]}がパターン「${pattern || '…'}」に合`
    return isNot ? { end: `${start}わない`, and: `${start}わず` } : { end: `${start}う`, and: `${start}い` }
  },
  'order-number': ({ isNot }) => has('注文番号', isNot),
  attachment: ({ isNot }) => has('添付ファイル', isNot),
  'customer-mark': ({ marks, isNot }) =>
    is(`お客さまの印が${quoted(marks.map((mark) => (mark === null ? 'なし' : ticket.mark[mark])))}`, isNot),
  'first-contact': ({ isNot }) => is('初めてのお客さま', isNot),
  category: ({ categories, isNot }, names) => is(`分類が${quoted(categories.map(names.category))}`, isNot),
  'open-hours': ({ isNot }) => is(`営業時間${isNot ? '外' : '内'}`, false),
  status: ({ statuses, isNot }) => is(`状態が${quoted(statuses.map((one) => status[one]))}`, isNot),
  assigned: ({ staffIds, isNot }, names) => {
    if (staffIds.length > 0) return is(`担当が${named(staffIds.map((id) => `${names.staff(id)}さん`))}`, isNot)
    if (isNot) return { end: '担当が決まっていない', and: '担当が決まっておらず' }
    return { end: '担当が決まっている', and: '担当が決まっていて' }
  },
}

const action: Clauses<RuleAction> = {
  category: ({ category }, names) => make(`分類を「${category === '' ? '…' : names.category(category)}」に`),
  'customer-mark': ({ mark }) => put(`お客さまに「${ticket.mark[mark]}」の印を`),
  assign: ({ staffId }, names) => {
    const start = staffId > 0 ? `${names.staff(staffId)}さんに割り当て` : '…に割り当て'
    return { end: `${start}る`, and: `${start}て` }
  },
  urgent: ({ isUrgent }) => (isUrgent ? make('至急に') : { end: '至急を外す', and: '至急を外して' }),
  policy: ({ policyId }, names) => make(`期限の決まりを「${policyId === '' ? '…' : names.policy(policyId)}」に`),
  kind: ({ kind }) => (kind === 'notice' ? move('通知メールへ') : make('問い合わせに')),
  checklist: ({ checklistId }, names) => {
    const start = `チェックリスト「${checklistId > 0 ? names.checklist(checklistId) : '…'}」を始め`
    return { end: `${start}る`, and: `${start}て` }
  },
  snooze: ({ until }) =>
    make(until.type === 'opening' ? '次に店が開くまでスヌーズ' : `${spanWords(until.minutes)}スヌーズ`),
  'auto-answer': ({ templateId }, names) => {
    const start = `定型文「${templateId > 0 ? names.template(templateId) : '…'}」で自動で返信`
    return make(start)
  },
  'mail-notice': ({ recipients }, names) => {
    const who = { all: '全員', managers: '管理者' }
    const to =
      recipients.to === 'chosen' ? named(recipients.staffIds.map((id) => `${names.staff(id)}さん`)) : who[recipients.to]
    return { end: `${to}にメールで知らせる`, and: `${to}にメールで知らせて` }
  },
  popup: () => ({ end: 'ポップアップで知らせる', and: 'ポップアップで知らせて' }),
  resolve: () => make('完了に'),
}

function spanWords(minutes: number) {
  if (!(minutes >= 0)) return '…'
  if (minutes > 0 && minutes % 1440 === 0) return time.days(minutes / 1440)
  return minutes > 0 && minutes % 60 === 0 ? time.hours(minutes / 60) : time.minutes(minutes)
}

const passed = (start: string): Clause => ({ end: `${start}たった`, and: `${start}たち` })

/** Null: on arrival, where the conditions say the rest. */
function when(one: RuleWhen): Clause | null {
  if (one.type === 'arrival') return null
  const span = spanWords(one.minutes)
  if (one.since === 'unanswered') return passed(`お客さまへ返事をしないまま${span}`)
  if (one.since === 'waiting') return passed(`お客さまの返事がないまま${span}`)
  return one.minutes === 0
    ? { end: '期限を過ぎた', and: '期限を過ぎ' }
    : { end: `期限を${span}過ぎた`, and: `期限を${span}過ぎ` }
}

/** One clause after another; the last one ends. */
const chain = (clauses: readonly Clause[]) =>
  clauses.map((one, index) => (index === clauses.length - 1 ? one.end : one.and)).join('、')

function whenWords(began: Clause | null, conditions: readonly Clause[], match: 'all' | 'any') {
  if (conditions.length === 0) return began === null ? 'メッセージが届くたびに' : `${began.end}とき`
  if (match === 'all') return `${chain(began === null ? conditions : [began, ...conditions])}とき`
  const either = conditions.map(({ end }) => end).join('か、')
  return `${began === null ? '' : `${began.and}、`}${either}とき`
}

/** A rule as one says it. */
export const ruleSentence = {
  when,
  condition,
  action,
  of: (
    began: Clause | null,
    conditions: readonly Clause[],
    { match, stopHere, deeds }: { match: 'all' | 'any'; stopHere: boolean; deeds: readonly Clause[] },
  ) =>
    `${whenWords(began, conditions, match)}、${deeds.length === 0 ? '…' : chain(deeds)}。${stopHere ? 'ここで止めて、下の自動処理は行わない。' : ''}`,
}
