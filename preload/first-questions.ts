import type { Input, MethodName } from './contract.ts'

/**
 * What the window asks before it has its first rows, word for word. Main answers these, and these only, before it has read
 * the rest of itself: what is asked otherwise waits for that.
 */
export const firstQuestions = {
  'app.info': {},
  'settings.get': {},
  'tickets.list': { view: 'todo', accountId: null, limit: 100, after: null },
} as const satisfies { [M in MethodName]?: Input<M> }
export type FirstQuestion = keyof typeof firstQuestions
