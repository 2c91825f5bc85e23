import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { TicketDetail, TicketGroup, TicketGroupId, TicketId } from '../../preload/domain.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Tools = { now: number; detailOf: (id: TicketId) => TicketDetail; told: () => void }

const DAY = 86_400_000

/** Main's side of groups that hear of the progress at intervals. */
export function createFakeGroups({ now, detailOf, told }: Tools) {
  const groups = new Map<number, TicketGroup>()
  function change(id: number, part: Partial<TicketGroup>) {
    groups.set(id, { ...groups.get(id)!, ...part })
    told()
    return null
  }
  return {
    'ticketGroups.list': () => [...groups.values()],
    'ticketGroups.save': ({ id: known, name, product, intervalDays }) => {
      if (known !== null) {
        change(known, { name, product, intervalDays, nextAt: now + intervalDays * DAY })
        return { id: known as TicketGroupId }
      }
      const id = (groups.size + 1) as TicketGroupId
      const state = { nextAt: now + intervalDays * DAY, isDue: false, lastSentAt: null, isClosed: false, members: [] }
      groups.set(id, { id, name, product, intervalDays, ...state })
      return { id }
    },
    'ticketGroups.add': ({ id, ticketIds }) => {
      const added = ticketIds.map((ticketId) => {
        const { ticket } = detailOf(ticketId as TicketId)
        return { ticketId: ticket.id, customerName: ticket.customerName, subject: ticket.subject }
      })
      return change(id, { members: [...groups.get(id)!.members, ...added] })
    },
    'ticketGroups.remove': ({ id, ticketIds }) =>
      change(id, { members: groups.get(id)!.members.filter(({ ticketId }) => !ticketIds.includes(ticketId)) }),
    'ticketGroups.setClosed': ({ id, isClosed }) => change(id, { isClosed, isDue: false }),
    'ticketGroups.postpone': ({ id, until }) => change(id, { nextAt: until, isDue: until <= now }),
  } satisfies Answers<Extract<MethodName, `ticketGroups.${string}`>>
}
