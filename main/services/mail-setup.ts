import type { FoundMail } from '../../preload/domain.ts'
import { findMail, type MailLookup } from '../channels/registry.ts'
import type { Clock } from '../jobs/clock.ts'

export type MailSetup = ReturnType<typeof createMailSetup>

/** Helps a person to connect a mailbox. Looks for one address at a time: who asks again has given the one before up. */
export function createMailSetup({ clock, lookup }: { clock: Clock; lookup: MailLookup }) {
  let finding: AbortController | null = null
  const stop = () => finding?.abort()
  return {
    async find(address: string): Promise<FoundMail> {
      stop()
      const abort = new AbortController()
      finding = abort
      return findMail(address, lookup, clock, abort.signal)
    },
    stop,
  }
}
