import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import type { AppState } from '../store/app-store.ts'

/** What a command is for: the selected rows, else the open ticket. Nothing outside the inbox. */
export function targets({ screen, selected, openId, rows }: AppState): TicketSummary[] {
  if (screen !== 'inbox') return []
  const ids = selected.size > 0 ? [...selected] : openId === null ? [] : [openId]
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** Notices are about nothing a person sorts. */
export const ticketTargets = (state: AppState) => targets(state).filter(({ kind }) => kind === 'ticket')
export const unresolvedTargets = (state: AppState) => ticketTargets(state).filter(({ status }) => status !== 'resolved')
export const sleepingTargets = (state: AppState) =>
  unresolvedTargets(state).filter(({ isSnoozed, isReturned }) => isSnoozed || isReturned)

export const idsOf = (tickets: readonly TicketSummary[]): TicketId[] => tickets.map(({ id }) => id)
