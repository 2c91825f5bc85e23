import type { Input, Output } from '../../preload/contract.ts'
import type { ShopId, TicketDetail, TicketId, TicketSummary } from '../../preload/domain.ts'
import { laterTimes } from '../../main/core/later-times.ts'
import type { FakeShop } from './fake-shop.ts'
import { plainHours } from './hours.ts'

type Answers<M extends FakeLater> = { [K in M]: (input: Input<K>) => Output<K> }
type FakeLater = 'later.times' | 'tickets.snooze' | 'tickets.unsnooze' | 'outbox.reschedule'
type Tools = {
  shop: FakeShop
  now: number
  detailOf: (id: TicketId) => TicketDetail
  changeTicket: (id: TicketId, change: Partial<TicketSummary>) => void
  emit: () => void
}

/** Main's side of snoozes and answers with a time of their own. */
export function createFakeLater({ shop, now, detailOf, changeTicket, emit }: Tools) {
  return {
    'later.times': ({ shopId: _ }: { shopId: ShopId | null | number }) => laterTimes(plainHours, now),
    'tickets.snooze': ({ ids, until }) =>
      ids.map((id) => {
        const { isSnoozed, snoozedUntil } = detailOf(id as TicketId).ticket
        changeTicket(id as TicketId, { isSnoozed: true, isReturned: false, snoozedUntil: until })
        return { id: id as TicketId, before: isSnoozed ? { until: snoozedUntil } : null }
      }),
    'tickets.unsnooze': ({ ids }) => {
      for (const id of ids) changeTicket(id as TicketId, { isSnoozed: false, isReturned: false, snoozedUntil: null })
      return null
    },
    'outbox.reschedule': ({ id, sendAfter }) => {
      shop.outbox = shop.outbox.map((item) =>
        item.id === id ? { ...item, sendAfter, scheduledAt: sendAfter, asks: null } : item,
      )
      emit()
      return null
    },
  } satisfies Answers<FakeLater>
}
