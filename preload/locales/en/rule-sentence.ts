import type { RuleAction, RuleCondition, RulePlace, RuleWhen } from '../../domain.ts'
import type { ruleSentence as shape } from '../ja/rule-sentence.ts'
import type { Clause, RuleNames } from '../rule-names.ts'
import { status, time } from './common.ts'
import { ticket } from './ticket.ts'

type Kind<T extends { type: string }> = T['type']
type Words<T extends { type: string }> = { [K in Kind<T>]: (one: Extract<T, { type: K }>, names: RuleNames) => Clause }

const places: Record<RulePlace, string> = { subject: 'the subject', body: 'the text', both: 'the subject or text' }
const quoted = (words: readonly string[]) =>
  words.length === 0 ? '“…”' : words.map((word) => `“${word || '…'}”`).join(' or ')
const named = (words: readonly string[]) => (words.length === 0 ? '…' : words.join(' or '))
const say = (words: string): Clause => ({ end: words, and: words })
const is = (isNot: boolean) => (isNot ? 'is not' : 'is')

const condition: Words<RuleCondition> = {
  account: ({ accountIds, isNot }, names) =>
    say(`it ${isNot ? 'does not come' : 'comes'} to ${named(accountIds.map(names.account))}`),
  shop: ({ shopIds, isNot }, names) => say(`it ${isNot ? 'is not' : 'is'} for ${named(shopIds.map(names.shop))}`),
  channel: ({ channels, isNot }, names) =>
    say(`it ${isNot ? 'does not come' : 'comes'} by ${named(channels.map(names.channel))}`),
  sender: ({ by, values, isNot }) => {
    if (by === 'name') return say(`the sender’s name ${isNot ? 'does not contain' : 'contains'} ${quoted(values)}`)
    return say(`the sender’s ${by} ${is(isNot)} ${quoted(values)}`)
  },
  words: ({ words, place, isNot }) =>
    say(`${places[place]} ${isNot ? 'does not contain' : 'contains'} ${quoted(words)}`),
  pattern: ({ pattern, place, isNot }) =>
    say(`${places[place]} ${isNot ? 'does not match' : 'matches'} the pattern “${pattern || '…'}”`),
  'order-number': ({ isNot }) => say(`there is ${isNot ? 'no' : 'an'} order number`),
  attachment: ({ isNot }) => say(`there is ${isNot ? 'no' : 'an'} attachment`),
  'customer-mark': ({ marks, isNot }) =>
    say(
      `the customer’s mark ${is(isNot)} ${quoted(marks.map((mark) => (mark === null ? 'none' : ticket.mark[mark])))}`,
    ),
  'first-contact': ({ isNot }) => say(`the customer ${is(isNot)} new`),
  category: ({ categories, isNot }, names) =>
    say(`the category ${is(isNot)} ${quoted(categories.map(names.category))}`),
  'open-hours': ({ isNot }) => say(`the shop is ${isNot ? 'closed' : 'open'}`),
  status: ({ statuses, isNot }) => say(`the status ${is(isNot)} ${quoted(statuses.map((one) => status[one]))}`),
  assigned: ({ staffIds, isNot }, names) => {
    if (staffIds.length === 0) return say(isNot ? 'nobody is assigned' : 'somebody is assigned')
    return say(`${named(staffIds.map(names.staff))} ${is(isNot)} assigned`)
  },
}

const action: Words<RuleAction> = {
  category: ({ category }, names) => say(`set the category to “${category === '' ? '…' : names.category(category)}”`),
  'customer-mark': ({ mark }) => say(`mark the customer “${ticket.mark[mark]}”`),
  assign: ({ staffId }, names) => say(`assign it to ${staffId > 0 ? names.staff(staffId) : '…'}`),
  urgent: ({ isUrgent }) => say(isUrgent ? 'make it urgent' : 'make it not urgent'),
  policy: ({ policyId }, names) => say(`use the deadline policy “${policyId === '' ? '…' : names.policy(policyId)}”`),
  kind: ({ kind }) => say(kind === 'notice' ? 'file it as a notice' : 'make it a ticket'),
  checklist: ({ checklistId }, names) =>
    say(`start the checklist “${checklistId > 0 ? names.checklist(checklistId) : '…'}”`),
  snooze: ({ until }) =>
    say(until.type === 'opening' ? 'snooze it until the shop opens' : `snooze it for ${spanWords(until.minutes)}`),
  'auto-answer': ({ templateId }, names) =>
    say(`answer by itself with the template “${templateId > 0 ? names.template(templateId) : '…'}”`),
  'mail-notice': ({ recipients }, names) => {
    const who = { all: 'everybody', managers: 'the managers' }
    return say(
      `tell ${recipients.to === 'chosen' ? named(recipients.staffIds.map(names.staff)) : who[recipients.to]} by mail`,
    )
  },
  popup: () => say('show a popup'),
  resolve: () => say('close it'),
}

function spanWords(minutes: number) {
  if (!(minutes >= 0)) return '…'
  if (minutes > 0 && minutes % 1440 === 0) return time.days(minutes / 1440)
  return minutes > 0 && minutes % 60 === 0 ? time.hours(minutes / 60) : time.minutes(minutes)
}

function when(one: RuleWhen): Clause | null {
  if (one.type === 'arrival') return null
  const span = spanWords(one.minutes)
  if (one.since === 'unanswered') return say(`a customer has waited ${span} for our reply`)
  if (one.since === 'waiting') return say(`the customer has not replied for ${span}`)
  return say(one.minutes === 0 ? 'the deadline has passed' : `the deadline passed ${span} ago`)
}

const list = (clauses: readonly Clause[], word: string) => {
  const words = clauses.map(({ end }) => end)
  return words.length < 3 ? words.join(` ${word} `) : `${words.slice(0, -1).join(', ')} ${word} ${words.at(-1)}`
}

function whenWords(began: Clause | null, conditions: readonly Clause[], match: 'all' | 'any') {
  if (conditions.length === 0) return began === null ? 'Whenever a message arrives' : `When ${began.end}`
  const either = list(conditions, match === 'all' ? 'and' : 'or')
  return `When ${began === null ? '' : `${began.end} and `}${either}`
}

export const ruleSentence: typeof shape = {
  when,
  condition,
  action,
  of: (began, conditions, { match, stopHere, deeds }) =>
    `${whenWords(began, conditions, match)}, ${deeds.length === 0 ? '…' : list(deeds, 'and')}.${stopHere ? ' Stop here: no rule below is asked.' : ''}`,
}
