import { ArrowLeft, FileUp, Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { OrderInfo } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { amountOf, itemsOf } from './order-words.ts'

/** 注文データ: what was taken in, to look things up, and the way in for files. */
export function OrdersPage() {
  const { orders: words } = useText()
  const file = useApp((state) => state.orderFile)
  const { showScreen, findOrders } = useActions()
  useEffect(() => void findOrders(''), [findOrders])
  return (
    <main className="page orders-page">
      <header className="page__head">
        <h1>{words.title}</h1>
        <div className="orders-page__ways">
          <ChooseFile />
          <button type="button" className="button" onClick={() => showScreen('inbox')}>
            <ArrowLeft size={15} aria-hidden /> {words.back}
          </button>
        </div>
      </header>
      <p className="page__intro">{words.intro}</p>
      {file !== null && <ImportPanel key={file.name} file={file} />}
      {file === null && <LastImport />}
      <Found />
    </main>
  )
}

function ChooseFile() {
  const { orders: words } = useText()
  const open = useApp((state) => state.openOrderFile)
  const isBusy = useApp((state) => state.orderPercent !== null)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button button--primary" disabled={isBusy} onClick={() => input.current?.click()}>
        <FileUp size={15} aria-hidden /> {words.choose}
      </button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={words.choose}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void open(file)
          event.target.value = ''
        }}
      />
    </>
  )
}

/** The file that was taken in last, for whoever sees only later that it was the wrong one. */
function LastImport() {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.orders
  const last = useApp((state) => state.orders?.lastImport ?? null)
  const isBusy = useApp((state) => state.orderPercent !== null)
  const { undoImport } = useActions()
  if (last === null) return null
  return (
    <p className="orders-page__last">
      {words.lastImport(last.name, i18n.day(last.at, now), last.added, last.updated)}
      <button type="button" className="link-button" disabled={isBusy} onClick={() => void undoImport()}>
        {words.undo}
      </button>
    </p>
  )
}

function Found() {
  const { orders: words } = useText()
  const found = useApp((state) => state.orders)
  const query = useApp((state) => state.orderQuery)
  const find = useApp((state) => state.findOrders)
  if (found === null) return null
  if (found.total === 0) return <EmptyNote {...words.empty} />
  return (
    <>
      <div className="orders-page__find">
        <div className="search">
          <Search size={16} aria-hidden />
          <input
            type="text"
            aria-label={words.find}
            placeholder={words.find}
            value={query}
            onChange={(event) => void find(event.target.value)}
          />
        </div>
        <span>{words.count(found.total)}</span>
      </div>
      {found.orders.length === 0 ? <EmptyNote {...words.none} /> : <Table orders={found.orders} />}
    </>
  )
}

const COLUMNS = ['orderedAt', 'number', 'name', 'items', 'total', 'state'] as const

function Table({ orders }: { orders: readonly OrderInfo[] }) {
  const { orders: words } = useText()
  return (
    <table className="orders-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={column === 'total' ? 'orders-table__amount' : undefined}>
              {words.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Row key={order.id} order={order} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ order }: { order: OrderInfo }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.orders
  const { openDialog, search, showScreen } = useActions()
  const { customerId, number, orderedAt } = order
  const name = order.name || order.email
  function find() {
    showScreen('inbox')
    search(number)
  }
  return (
    <tr>
      <td>{orderedAt === null ? '' : i18n.day(orderedAt, now)}</td>
      <td>
        <button type="button" className="link-button" title={words.searchNumber} onClick={find}>
          {number}
        </button>
      </td>
      <td>
        {customerId === null ? (
          name
        ) : (
          <button
            type="button"
            className="link-button"
            title={words.openTickets}
            onClick={() => openDialog({ type: 'customer-tickets', id: customerId, name })}
          >
            {name}
          </button>
        )}
      </td>
      <td>{itemsOf(order, words)}</td>
      <td className="orders-table__amount">{amountOf(order, words)}</td>
      <td>{order.state}</td>
    </tr>
  )
}
