import { GroupTasks } from '../groups/GroupTasks.tsx'
import { ManyDraftBar } from '../many/ManyDraftBar.tsx'
import { OrderHits } from '../orders/OrderHits.tsx'
import { useApp, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { ListHead } from './ListHead.tsx'
import { freeWords } from './search-fields.ts'
import { SearchBox } from './SearchBox.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { TicketList } from './TicketList.tsx'

export function ListPane() {
  const text = useText()
  return (
    <section className="list-pane" aria-label={text.list.label}>
      <SearchBox />
      <ListHead />
      <SelectionBar />
      <OrderHits />
      <ManyDraftBar />
      <GroupTasks />
      <ListBody />
    </section>
  )
}

function ListBody() {
  const text = useText()
  const state = useApp(({ list }) => list.state)
  const error = useApp(({ list }) => list.error)
  const isEmpty = useApp(({ list }) => list.ids.length === 0)
  const view = useApp(({ list }) => list.view)
  const query = useApp(({ list }) => list.query)
  const reload = useApp((app) => app.reloadList)
  if (state === 'failed' && error) return <ProblemNote error={error} onRetry={() => void reload()} />
  if (!isEmpty) return <TicketList />
  if (state === 'loading') return <ListSkeleton label={text.common.loading} />
  return query === '' ? <EmptyNote {...text.list.empty[view]} /> : <NothingFound query={query} />
}

function NothingFound({ query }: { query: string }) {
  const { list } = useText()
  const search = useApp((app) => app.search)
  const words = freeWords(query)
  return (
    <EmptyNote title={list.nothingFound(query)} next={list.empty.search.next}>
      {words !== null && (
        <button type="button" className="button" onClick={() => search(words)}>
          {list.searchWithout(words)}
        </button>
      )}
      <button type="button" className="button" onClick={() => search('')}>
        {list.clearSearch}
      </button>
    </EmptyNote>
  )
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <div className="list-skeleton" aria-busy="true" aria-label={label}>
      {[72, 54, 63, 48, 70, 58].map((width) => (
        <div key={width} className="list-skeleton__row">
          <span style={{ width: `${width / 2}%` }} />
          <span style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  )
}
