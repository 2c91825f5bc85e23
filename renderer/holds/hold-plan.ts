import type { Draft, HoldPlan } from '../../preload/domain.ts'
import type { I18n } from '../i18n.ts'
import { splitQuote } from '../composer/signature.ts'
import { countDates, moveDates } from './date-in-text.ts'

export type RequestPlan = Extract<HoldPlan, { step: 'request' }>
export type ReminderPlan = Extract<HoldPlan, { step: 'reminder' }>
type Text = Pick<Draft, 'subject' | 'body'>
type Dates = Pick<I18n, 'wall' | 'written' | 'text'>

/** The date that the plan gives the customer; null where it gives none. */
export const plannedDue = (plan: HoldPlan | null) => (plan === null || plan.step === 'end' ? null : plan.dueAt)

/** The text with the new date wherever the old one stood. */
export function movedText({ subject, body }: Text, from: number, to: number, i18n: Dates): Text {
  const move = (text: string) => moveDates(text, i18n.wall(from), i18n.wall(to))
  return { subject: move(subject), body: move(body) }
}

export const countInText = ({ subject, body }: Text, at: number, i18n: Dates) =>
  countDates(subject, i18n.wall(at)) + countDates(body, i18n.wall(at))

/** What keeps an answer with this plan from being sent: its date has to stand in the text, and to lie ahead. */
export function planProblem(draft: Pick<Draft, 'body' | 'plan'>, now: number, i18n: Dates) {
  const dueAt = plannedDue(draft.plan.hold)
  if (dueAt === null) return null
  if (dueAt <= now) return 'due-past'
  return countDates(draft.body, i18n.wall(dueAt)) === 0 ? 'not-in-text' : null
}

/** The text with a sentence that names the date, above whatever is quoted. */
export function withDate(body: string, dueAt: number, i18n: Dates) {
  return joined(
    splitQuote(body).own,
    i18n.text.holdMails.sentence({ due: i18n.written(dueAt) }),
    splitQuote(body).quoted,
  )
}

/** A letter above whatever the body quotes. */
export const withLetter = (body: string, letter: string) => joined(letter, splitQuote(body).quoted)

export const hasOwnWords = (body: string) => splitQuote(body).own.trim() !== ''

const joined = (...parts: string[]) => parts.filter((part) => part.trim() !== '').join('\n\n')
