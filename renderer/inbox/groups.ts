import type { TicketId } from '../../preload/domain.ts'
import { dueGroup, type DueGroup, type I18n } from '../i18n.ts'

export type ListLine = { type: 'heading'; group: DueGroup; count: number | null } | { type: 'ticket'; id: TicketId }

type Input = {
  ids: readonly TicketId[]
  dues: readonly (number | null)[]
  /** Those that came back from a snooze: they stand first. */
  returned: ReadonlySet<TicketId>
  hasHeadings: boolean
  hasMore: boolean
  now: number
  i18n: Pick<I18n, 'daysAway'>
}

/**
 * The lines of the list with the headings of the to-do view between them. The order is main's. The count of the last
 * heading is null while more pages are to come.
 */
export function listLines({ ids, dues, returned, hasHeadings, hasMore, now, i18n }: Input): ListLine[] {
  if (!hasHeadings) return ids.map((id) => ({ type: 'ticket', id }))
  const lines: ListLine[] = []
  let heading: Extract<ListLine, { type: 'heading' }> | undefined
  for (const [index, id] of ids.entries()) {
    const group = returned.has(id) ? 'returned' : dueGroup(dues[index] ?? null, now, i18n)
    if (heading?.group !== group) {
      heading = { type: 'heading', group, count: 0 }
      lines.push(heading)
    }
    heading.count = (heading.count ?? 0) + 1
    lines.push({ type: 'ticket', id })
  }
  if (hasMore && heading) heading.count = null
  return lines
}
