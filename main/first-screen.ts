import { isDeepStrictEqual } from 'node:util'
import type { Envelope } from '../preload/bridge.ts'
import type { Output } from '../preload/contract.ts'
import { firstQuestions, type FirstQuestion } from '../preload/first-questions.ts'
import type { Clock } from './jobs/clock.ts'
import { createAppInfo, type Origin } from './services/app-info.ts'
import { readSettings } from './services/read-settings.ts'
import { createTicketList } from './services/ticket-list.ts'
import { enveloped, type ReportBug } from './ipc/envelope.ts'

export type FirstScreen = ReturnType<typeof createFirstScreen>

/**
 * Answers what the window asks before its first rows, by the functions that answer it ever after, so that nobody waits for the
 * rest of main to be read. Imports little, and must not import the contract: an input is taken only where it is the known one.
 */
export function createFirstScreen(origin: Origin, clock: Clock, reportBug: ReportBug) {
  const { store } = origin
  const list = createTicketList(store, clock)
  const answers: { [Q in FirstQuestion]: () => Output<Q> } = {
    'app.info': createAppInfo(origin),
    'settings.get': () => readSettings(store),
    'tickets.list': () => list(firstQuestions['tickets.list']),
  }

  return {
    settings: answers['settings.get'],
    /** Null where it is no first question. */
    answer(method: unknown, input: unknown): Promise<Envelope> | null {
      if (typeof method !== 'string' || !Object.hasOwn(firstQuestions, method)) return null
      const question = method as FirstQuestion
      if (!isDeepStrictEqual(input, firstQuestions[question])) return null
      return enveloped(question, answers[question], reportBug)
    },
  }
}
