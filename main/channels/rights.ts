import type { AppError } from '../../preload/errors.ts'
import { type Adapter, isLostRight } from './adapter.ts'

export type Rights = ReturnType<typeof createRights>

/** Which parts of an account its network has closed, and how it said so. Known until the account is connected anew. */
export function createRights(now: () => number) {
  const lost = new Map<string, { error: AppError | null; until: number }>()
  const isClosed = (part: string): boolean => now() < (lost.get(part)?.until ?? 0)
  return {
    /** For `forMs`; then it may be tried again. `error` null: why is not known well enough to be said. */
    lose: (part: string, error: AppError | null, forMs = Infinity): void =>
      void lost.set(part, { error, until: now() + forMs }),
    regain: (part: string): void => void lost.delete(part),
    /** Also after the time is over, until it is regained. */
    wasLost: (part: string): boolean => lost.has(part),
    isClosed,
    lostRight(): AppError | null {
      const closed = [...lost].find(([part, { error }]) => error !== null && isClosed(part))
      return closed?.[1].error ?? null
    },
  }
}

/** Sends, and remembers that answers of this kind are not allowed any more. A person may try again at any time. */
export function mindingRights(rights: Rights, send: Adapter['send']): Adapter['send'] {
  return async (message, signal) => {
    const part = `send ${message.post?.visibility ?? ''}`
    try {
      const result = await send(message, signal)
      if (result.outcome === 'accepted') rights.regain(part)
      return result
    } catch (error) {
      if (isLostRight(error)) rights.lose(part, error)
      throw error
    }
  }
}
