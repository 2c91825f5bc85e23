import { AppError } from '../../../preload/errors.ts'
import { isLostRight } from '../adapter.ts'
import { createReach } from '../catch-up.ts'
import { SELDOM_MS } from '../posting.ts'
import { createRights } from '../rights.ts'

/** How often what was handed out is read through again, in ms. */
const PASS_MS = 6 * 3_600_000

/**
 * Remembers what no page carries: how far a look came that found nothing to hand out, when it is time to read everything
 * through, and which parts are closed to the token.
 */
export function createLooks(now: () => number) {
  let passedAt = now()
  const rights = createRights(now)

  return {
    ...createReach(),
    isPass(): boolean {
      if (now() - passedAt < PASS_MS) return false
      passedAt = now()
      return true
    },
    rights,
    isOpen: (part: string): boolean => !rights.isClosed(part),
    opened: rights.regain,
    /** An unknown fault may pass by itself; one that is there again half an hour later is a missing right. */
    close(part: string, error: unknown): void {
      const isSure = isLostRight(error) || rights.wasLost(part)
      rights.lose(part, isSure ? noPermission(error) : null, SELDOM_MS)
    },
  }
}

function noPermission(error: unknown): AppError {
  if (isLostRight(error)) return error
  return new AppError('rejected', 'Meta keeps a part of the account closed.', {
    reason: 'meta-no-permission',
    cause: error,
  })
}
