import { useState } from 'react'
import { ORDER_FIELDS, type OrderField, type OrderFile, type ShopId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'

/** Names stand in two columns in most files, a date and its time in some. */
const IN_TWO: readonly OrderField[] = ['name', 'orderedAt']

/** What the columns of a file mean, as far as it was found out, over its first rows. */
export function ImportPanel({ file }: { file: OrderFile }) {
  const { orders: words, common } = useText()
  const shops = useApp((state) => state.shops)
  const percent = useApp((state) => state.orderPercent)
  const { importOrders, closeOrderFile } = useActions()
  const [shopId, setShopId] = useState<ShopId | undefined>(file.shopId ?? [...shops.keys()][0])
  const isBusy = percent !== null
  const hasNumber = (file.mapping.number?.length ?? 0) > 0
  return (
    <section className="order-import" aria-label={words.import}>
      <h2>{words.fileIs(file.name, words.sources[file.source], words.encodings[file.encoding])}</h2>
      <p className="order-import__hint">{file.isRemembered ? words.remembered : words.guessed}</p>
      <div className="order-import__fields">
        <label>
          <span>{words.shop}</span>
          <select
            className="select"
            value={shopId}
            disabled={isBusy}
            onChange={(event) => setShopId(Number(event.target.value) as ShopId)}
          >
            {[...shops.values()].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {ORDER_FIELDS.map((field) => (
          <FieldChoice key={field} file={file} field={field} isBusy={isBusy} />
        ))}
      </div>
      <FirstRows file={file} />
      <div className="order-import__foot">
        {isBusy && (
          <>
            <progress max={100} value={percent} aria-label={words.importing(percent)} />
            <output>{words.importing(percent)}</output>
          </>
        )}
        <button type="button" className="button" disabled={isBusy} onClick={closeOrderFile}>
          {common.cancel}
        </button>
        <button
          type="button"
          className="button button--primary"
          disabled={isBusy || !hasNumber || shopId === undefined}
          onClick={() => shopId !== undefined && void importOrders(shopId)}
        >
          {words.import}
        </button>
      </div>
    </section>
  )
}

function FieldChoice({ file, field, isBusy }: { file: OrderFile; field: OrderField; isBusy: boolean }) {
  const { orders: words } = useText()
  const mapOrders = useApp((state) => state.mapOrders)
  const chosen = file.mapping[field] ?? []
  const isMissing = field === 'number' && chosen.length === 0
  function choose(place: number, column: string) {
    const next = [...chosen]
    next[place] = column
    mapOrders({ ...file.mapping, [field]: next.filter(Boolean) })
  }
  const places = IN_TWO.includes(field) && chosen.length > 0 ? [0, 1] : [0]
  return (
    <label data-missing={isMissing || undefined}>
      <span>
        {words.fields[field]}
        {isMissing && <strong> {words.needed}</strong>}
      </span>
      {places.map((place) => (
        <select
          key={place}
          className="select"
          aria-label={place === 0 ? words.fields[field] : words.second(words.fields[field])}
          value={chosen[place] ?? ''}
          disabled={isBusy}
          onChange={(event) => choose(place, event.target.value)}
        >
          <option value="">{words.noColumn}</option>
          {[...new Set(file.columns)].filter(Boolean).map((column) => (
            <option key={column} value={column}>
              {column}
            </option>
          ))}
        </select>
      ))}
    </label>
  )
}

/** Only the columns that are taken, in the order of the fields: is it what one thinks it is? */
function FirstRows({ file }: { file: OrderFile }) {
  const { orders: words } = useText()
  const fields = ORDER_FIELDS.filter((field) => (file.mapping[field]?.length ?? 0) > 0)
  const cell = (row: readonly string[], field: OrderField) =>
    (file.mapping[field] ?? []).map((column) => row[file.columns.indexOf(column)] ?? '').join(' ')
  return (
    // Wider than the page where many columns are taken; scrolled with the arrows.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="order-import__rows" aria-label={words.rows} tabIndex={0}>
      <table className="orders-table">
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field} scope="col">
                {words.fields[field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.rows.map((row, index) => (
            // Rows of a file have no names of their own and do not move.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              {fields.map((field) => (
                <td key={field}>{cell(row, field)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
