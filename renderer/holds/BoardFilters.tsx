import { Search } from 'lucide-react'
import type { ShopId } from '../../preload/domain.ts'
import { HoldKind } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { useTypedQuery } from '../ui/use-typed-query.ts'
import { productsOf, stageCounts, type BoardFilter, type BoardRow } from './board.ts'

const SORTS = ['near', 'far', 'customer'] as const satisfies readonly BoardFilter['sort'][]

/** Which of them, and in which order. The counts by stage are buttons as well. */
export function BoardFilters({ rows }: { rows: readonly BoardRow[] }) {
  const { holds, common } = useText()
  const { board: words } = holds
  const filter = useApp((state) => state.boardFilter)
  const shops = useApp((state) => state.shops)
  const set = useApp((state) => state.setBoardFilter)
  const { inputProps } = useTypedQuery(filter.text, (text) => set({ text }))
  return (
    <search className="hold-filters" aria-label={words.filters}>
      <div className="hold-filters__stages">
        {stageCounts(rows, filter).map(({ stage, count }) => (
          <button
            key={stage}
            type="button"
            className="hold-filters__stage"
            data-stage={stage}
            aria-pressed={filter.stage === stage}
            disabled={count === 0 && filter.stage !== stage}
            onClick={() => set({ stage: filter.stage === stage ? null : stage })}
          >
            {words.groups[stage]} <strong>{common.count(count)}</strong>
          </button>
        ))}
      </div>
      <div className="hold-filters__fields">
        <div className="search">
          <Search size={15} aria-hidden />
          <input type="text" aria-label={words.text} placeholder={words.text} {...inputProps} />
        </div>
        <select
          aria-label={words.product}
          value={filter.product === null ? 'all' : `=${filter.product}`}
          onChange={({ target }) => set({ product: target.value === 'all' ? null : target.value.slice(1) })}
        >
          <option value="all">{words.allProducts}</option>
          {productsOf(rows).map(({ product, count }) => (
            <option key={product} value={`=${product}`}>
              {product || words.noProduct} ({count})
            </option>
          ))}
        </select>
        <select
          aria-label={words.kind}
          value={filter.kind ?? ''}
          onChange={({ target }) => set({ kind: HoldKind.options.find((kind) => kind === target.value) ?? null })}
        >
          <option value="">{words.allKinds}</option>
          {HoldKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {holds.kinds[kind]}
            </option>
          ))}
        </select>
        {shops.size > 1 && (
          <select
            aria-label={words.shop}
            value={filter.shopId ?? ''}
            onChange={({ target }) => set({ shopId: target.value === '' ? null : (Number(target.value) as ShopId) })}
          >
            <option value="">{words.allShops}</option>
            {[...shops.values()].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        <select
          aria-label={words.sort}
          value={filter.sort}
          onChange={({ target }) => set({ sort: SORTS.find((sort) => sort === target.value) ?? 'near' })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {words.sorts[sort]}
            </option>
          ))}
        </select>
      </div>
    </search>
  )
}
