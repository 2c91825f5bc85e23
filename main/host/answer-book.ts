import type { Envelope } from '../../preload/bridge.ts'
import type { Clock } from '../jobs/clock.ts'

/** Longer than any PC goes on asking for an answer that was lost. */
const KEPT_MS = 5 * 60_000

/** Answers that may have been lost on their way: what is asked again with the same key gets the same and is not done twice. */
export function createAnswerBook(clock: Clock) {
  const answers = new Map<string, { at: number; answer: Promise<Envelope> }>()

  function dropOld(): void {
    for (const [key, { at }] of answers) if (Math.abs(clock.now() - at) > KEPT_MS) answers.delete(key)
  }

  return {
    once(key: string, work: () => Promise<Envelope>): Promise<Envelope> {
      const known = answers.get(key)
      if (known) return known.answer
      dropOld()
      const answer = work()
      answers.set(key, { at: clock.now(), answer })
      return answer
    },
    forget: (key: string) => void answers.delete(key),
  }
}
