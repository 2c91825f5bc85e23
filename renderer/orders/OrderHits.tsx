import { useEffect, useState } from 'react'
import type { OrderInfo } from '../../preload/domain.ts'
import { useApp, useAppStore, useI18n, useMinute } from '../store/context.ts'
import { amountOf } from './order-words.ts'

/** Above the hits of a search that reads like an order number: the order, and whose it is. */
export function OrderHits() {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.orders
  const query = useApp(({ list }) => list.query)
  const openDialog = useApp((state) => state.openDialog)
  const orders = useHits(query)
  if (orders.length === 0) return null
  return (
    <section className="order-hits" aria-label={words.found(orders.length)}>
      <ul>
        {orders.map((order) => {
          const { id, customerId, orderedAt } = order
          const name = order.name || order.email
          const facts = [orderedAt === null ? '' : i18n.day(orderedAt, now), amountOf(order, words), order.state]
          return (
            <li key={id}>
              <strong>{order.number}</strong> {name}
              <small>{facts.filter(Boolean).join(' · ')}</small>
              {customerId !== null && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => openDialog({ type: 'customer-tickets', id: customerId, name })}
                >
                  {words.openTickets}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const MOST_HITS = 3
/** Words with a digit in them, long enough to mean one order. */
const wanted = (query: string) => /[^\s:：]*\d[^\s]*$/u.exec(query.trim())?.[0] ?? ''

function useHits(query: string): readonly OrderInfo[] {
  const { api } = useAppStore()
  const [found, setFound] = useState<{ part: string; orders: readonly OrderInfo[] } | null>(null)
  const part = wanted(query)
  useEffect(() => {
    if (part.length < 4) return undefined
    let isGone = false
    api
      .call('orders.find', { query: part })
      .then(({ orders }) => !isGone && setFound({ part, orders: orders.filter(({ number }) => number.includes(part)) }))
      // The search beside it says what is wrong.
      .catch(() => {})
    return () => {
      isGone = true
    }
  }, [api, part])
  return part.length >= 4 && found?.part === part ? found.orders.slice(0, MOST_HITS) : []
}
