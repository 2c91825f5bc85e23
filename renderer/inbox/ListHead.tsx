import { useApp, useText } from '../store/context.ts'
import { MineFilter } from '../people/MineFilter.tsx'
import type { SearchOrder } from '../store/tickets.ts'
import { NoticesHead } from './NoticesHead.tsx'

const ORDERS: SearchOrder[] = ['relevance', 'newest']

export function ListHead() {
  const isSearch = useApp(({ list }) => list.query !== '')
  const isNotices = useApp(({ list }) => list.view === 'notices')
  if (isSearch) return <SearchHead />
  return (
    <>
      <ViewHead />
      {isNotices && <NoticesHead />}
    </>
  )
}

function ViewHead() {
  const text = useText()
  const { view, total, accountId, state } = useApp((app) => app.list)
  const account = useApp((app) => (accountId === null ? undefined : app.accounts.get(accountId)))
  const shopName = useApp((app) => (account ? app.shops.get(account.shopId)?.name : undefined))
  return (
    <header className="list-head">
      <h1>
        {shopName !== undefined && <span className="list-head__shop">{shopName}</span>}
        {text.views[view]}
      </h1>
      <MineFilter />
      {state === 'ready' && <span className="list-head__count">{text.common.count(total)}</span>}
    </header>
  )
}

/** How much was found, and in which order it stands. */
function SearchHead() {
  const { list: words } = useText()
  const { total, found, order } = useApp((app) => app.list)
  const setOrder = useApp((app) => app.setSearchOrder)
  return (
    <header className="list-head list-head--search">
      <h1 aria-live="polite" title={found ? words.searchMessages(found.messages, found.isExact) : undefined}>
        {found ? words.searchResult(total, found.isExact) : words.searchLabel}
      </h1>
      <fieldset className="view-switch" aria-label={words.order}>
        {ORDERS.map((one) => (
          <button key={one} type="button" aria-pressed={one === order} onClick={() => setOrder(one)}>
            {words.orders[one]}
          </button>
        ))}
      </fieldset>
    </header>
  )
}
