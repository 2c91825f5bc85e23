import type { Hold } from './holds.ts'

// Apart from the rules of holds: the store needs it at every start, and those bring calendars along.

/** The date the hold waits for now, or null when nothing runs (answered, ended). It is the ticket's deadline. */
export function holdDueAt(hold: Hold): number | null {
  if (hold.stage === 'answered' || hold.stage === 'ended') return null
  return (hold.reminder ?? hold.request).dueAt
}
