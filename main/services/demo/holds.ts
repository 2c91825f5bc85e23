import { NO_PLAN, type HoldPlan, type ReplyPlan } from '../../../preload/domain.ts'
import { proposeHoldDate } from '../../core/hold-dates.ts'
import type { HoursPolicy } from '../../core/hours-policy.ts'
import type { DemoHold } from './stories.ts'

/** What travels with an answer that asks for a decision, and its text with the date it gives. */
export function planOf(
  text: string,
  hold: DemoHold | undefined,
  { now, hours, language }: { now: number; hours: HoursPolicy; language: string },
): { text: string; plan: ReplyPlan } {
  const dueAt = hold && proposeHoldDate(hold.step === 'request' ? hold.kind : 'customer-decision', hours, now)
  if (!hold || dueAt == null) return { text, plan: NO_PLAN }
  const written = new Intl.DateTimeFormat(language, {
    timeZone: hours.timeZone,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(dueAt)
  return { text: text.replaceAll('{date}', written), plan: { ...NO_PLAN, hold: stepOf(hold, dueAt) } }
}

function stepOf(hold: DemoHold, dueAt: number): HoldPlan {
  if (hold.step === 'reminder') return { step: 'reminder', dueAt, way: 'same-address' }
  const { stockNote = '', ...asked } = hold
  return { ...asked, dueAt, stockNote, isReserved: stockNote !== '', isAutomatic: false }
}
