import type { TicketId } from '../../preload/domain.ts'
import { useApp } from '../store/context.ts'

/** A ticket with a hold, or an answer that begins one, is not settled by sending. */
export function useMayResolve(id: TicketId): boolean {
  return useApp(({ drafts, rows }) => drafts.get(id)?.draft.plan.hold == null && rows.get(id)?.hold == null)
}
