import { Lock, MailX, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ShopId } from '../../preload/domain.ts'
import { useApp, useMinute, useShopI18n, useText } from '../store/context.ts'
import type { BoardRow } from './board.ts'
import { KIND_ICONS } from './HoldTag.tsx'
import { stepOf } from './steps.ts'

/** One hold: until when, who, which order and product, and how far it has come. */
export function BoardLine({ row: { hold, ticket } }: { row: BoardRow }) {
  const { holds, common } = useText()
  const isCurrent = useApp((state) => state.boardCursorId === ticket.id)
  const color = useApp((state) => state.shops.get(ticket.shopId)?.color)
  const openFromBoard = useApp((state) => state.openFromBoard)
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) line.current?.focus()
  }, [isCurrent])
  const Icon = KIND_ICONS[hold.kind]
  const words = holds.stages[hold.kind][hold.stage]
  const step = stepOf(hold.stage)
  const customer = ticket.customerName === '' ? common.noName : common.honorific(ticket.customerName)
  return (
    <tr className="hold-line" data-current={isCurrent || undefined} style={{ borderLeftColor: color }}>
      <td className="hold-line__due">
        <Due shopId={ticket.shopId} dueAt={hold.dueAt} />
      </td>
      <td className="hold-line__customer">
        <button
          ref={line}
          type="button"
          className="text-link"
          title={holds.board.open(customer)}
          onClick={() => openFromBoard(ticket.id)}
        >
          {customer}
        </button>
        <small>{common.ticketNumber(ticket.id)}</small>
      </td>
      <td className="hold-line__product" title={hold.product}>
        {hold.product || <span className="hold-panel__weak">{holds.board.noProduct}</span>}
      </td>
      <td className="hold-line__order">{hold.orderNumber}</td>
      <td className="hold-line__stage">
        <span className="tag hold-tag" data-stage={hold.stage} title={holds.kinds[hold.kind]}>
          <Icon size={12} aria-label={holds.kinds[hold.kind]} />
          {step === null ? words : holds.step(step, words)}
        </span>
        {hold.undelivered !== null && (
          <span className="tag tag--danger hold-tag">
            <MailX size={12} aria-hidden />
            {holds.undelivered}
          </span>
        )}
        {hold.isReserved && (
          <span className="tag hold-tag" title={hold.stockNote || holds.isReserved}>
            <Lock size={11} aria-hidden />
            {holds.reserved}
          </span>
        )}
      </td>
    </tr>
  )
}

function Due({ shopId, dueAt }: { shopId: ShopId; dueAt: number | null }) {
  const i18n = useShopI18n(shopId)
  const now = useMinute()
  const { holds, time } = i18n.text
  if (dueAt === null) return <span className="hold-panel__weak">{holds.board.stopped}</span>
  const isLate = dueAt <= now
  return (
    <>
      <span className="hold-line__date">{i18n.moment(dueAt, now)}</span>
      <span className="due-chip" data-tone={isLate ? 'late' : 'waiting'}>
        {isLate && <TriangleAlert size={13} aria-hidden />}
        {isLate ? time.late(i18n.span(now - dueAt)) : time.left(i18n.span(dueAt - now))}
      </span>
    </>
  )
}
