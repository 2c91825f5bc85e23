import { useEffect, useState, type SyntheticEvent } from 'react'
import type { TicketGroupId, TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'

const INTERVAL_DAYS = 15

/** Which group the selected tickets go into; a new one is made in the same step. */
export function GroupDialog({ ids, onClose }: { ids: TicketId[]; onClose: () => void }) {
  const { groups: words, common } = useText()
  const groups = useApp((state) => state.ticketGroups).filter(({ isClosed }) => !isClosed)
  const { loadTicketGroups, putIntoGroup } = useActions()
  const [chosen, setChosen] = useState<TicketGroupId | null>(null)
  const [name, setName] = useState('')
  const [product, setProduct] = useState('')
  const [days, setDays] = useState(INTERVAL_DAYS)
  useEffect(() => void loadTicketGroups(), [loadTicketGroups])
  const isReady = chosen !== null || (name.trim() !== '' && days >= 1 && days <= 180)
  function put(event: SyntheticEvent) {
    event.preventDefault()
    if (!isReady) return
    onClose()
    void putIntoGroup(ids, chosen ?? { name: name.trim(), product: product.trim(), intervalDays: days })
  }
  return (
    <form className="group-dialog" onSubmit={put}>
      {groups.length > 0 && (
        <label>
          <span>{words.choose}</span>
          <select
            className="select"
            value={chosen ?? ''}
            onChange={(event) =>
              setChosen(event.target.value === '' ? null : (Number(event.target.value) as TicketGroupId))
            }
          >
            <option value="">{words.newOne}</option>
            {groups.map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen === null && (
        <>
          <label>
            <span>{words.name}</span>
            <input
              type="text"
              className="text-input"
              maxLength={120}
              placeholder={words.nameExample}
              // The one thing to say here.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <label>
            <span>{words.product}</span>
            <input
              type="text"
              className="text-input"
              maxLength={300}
              value={product}
              onChange={(event) => setProduct(event.target.value)}
            />
          </label>
          <label>
            <span>{words.interval}</span>
            <input
              type="number"
              className="text-input"
              min={1}
              max={180}
              value={days}
              onChange={(event) => setDays(event.target.valueAsNumber)}
            />
          </label>
        </>
      )}
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="submit" className="button button--primary" disabled={!isReady}>
          {words.put}
        </button>
      </div>
    </form>
  )
}
