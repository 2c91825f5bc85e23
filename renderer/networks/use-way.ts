import { countText, limitOf, withAddressee, type ReplyWay, type TicketId } from '../../preload/domain.ts'
import { linksIn } from '../../preload/domain/text-length.ts'
import { useApp } from '../store/context.ts'

/** How an answer to this ticket goes on its network; null for mail, and while the ticket is not shown. */
export const useWay = (id: TicketId): ReplyWay | null =>
  useApp(({ detail }) => (detail?.ticket.id === id ? detail.replyWay : null))

export type Measure = {
  count: number
  max: number
  over: number
  unit: 'weighted' | 'characters' | 'graphemes' | 'bytes'
}

/** The text as it would leave, measured as the network does. */
export function measure(way: ReplyWay, isPrivate: boolean, body: string): Measure | null {
  const visibility = isPrivate ? 'private' : way.visibility
  const limit = limitOf(way.channel, visibility, way.ownLimit)
  if (!limit) return null
  const count = countText(way.channel, visibility, withAddressee(way.channel, way.handle, body))
  return { count, max: limit.max, over: Math.max(0, count - limit.max), unit: limit.unit }
}

export const hasLink = (body: string): boolean => linksIn(body).length > 0
