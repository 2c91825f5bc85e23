import { decideDeadline } from '../../core/deadlines.ts'
import { instantOf, localDateOf } from '../../core/calendar.ts'
import type { DeadlineRules } from '../deadline-rules.ts'
import type { Story, Turn, When } from './stories.ts'

export type Happening = { story: Story; turn: Turn; at: number }

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Between two turns where a story does not say. */
const USUAL_GAP_MINUTES = 24 * 60
const STEP_MS = 5 * MINUTE_MS
/** A long holiday may lie between a letter and its deadline. */
const SEARCHED_DAYS = 16

/** Everything that happens in the stories, in order. The last turn of each stands where `last` says, the others before it. */
export function timeline(stories: readonly Story[], now: number, rules: DeadlineRules): Happening[] {
  const all = stories.flatMap((story) => {
    let at = lastAt(story.last, now, rules)
    const turns = story.turns.toReversed().map((turn): Happening => {
      const happening = { story, turn, at }
      const gap = 'after' in turn && turn.after !== undefined ? turn.after : USUAL_GAP_MINUTES
      at -= (turn.by === 'draft' ? 1 : gap) * MINUTE_MS
      return happening
    })
    return turns.reverse()
  })
  return all.sort((a, b) => a.at - b.at)
}

function lastAt(last: When, now: number, rules: DeadlineRules): number {
  if ('minutesAgo' in last) return now - last.minutesAgo * MINUTE_MS
  if ('daysAgo' in last) {
    const { timeZone } = rules.hours
    return instantOf(timeZone, localDateOf(timeZone, now - last.daysAgo * DAY_MS), last.at)
  }
  return writtenFor(now + last.dueIn * MINUTE_MS, now, rules)
}

/** When a letter must have come for its answer to be due then, or, for what has passed, at the latest before then. */
function writtenFor(dueAt: number, now: number, rules: DeadlineRules): number {
  for (let at = Math.min(now, dueAt) - 3 * STEP_MS; at > now - SEARCHED_DAYS * DAY_MS; at -= STEP_MS) {
    const due = dueOf(at, rules)
    if (due > dueAt) continue
    const fits = dueAt < now || due > dueAt - 3 * STEP_MS
    return fits ? at : now - 50 * MINUTE_MS
  }
  return now - 50 * MINUTE_MS
}

function dueOf(from: number, { policies, hours }: DeadlineRules): number {
  const facts = {
    kind: 'first-response' as const,
    from,
    shopId: 0,
    channel: 'mail',
    marketplace: null,
    category: null,
    phrases: [],
    customerMarks: [],
    policyId: null,
    shippingCutoff: null,
  }
  return decideDeadline(facts, policies, hours)?.dueAt ?? Infinity
}
