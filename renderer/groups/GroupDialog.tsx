import { useEffect, useState, type SyntheticEvent } from 'react'
import type { TicketGroupId, TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { GroupFields, isGroupReady } from './GroupFields.tsx'

const INTERVAL_DAYS = 15

/** Which group the selected tickets go into; a new one is made in the same step. */
export function GroupDialog({ ids, onClose }: { ids: TicketId[]; onClose: () => void }) {
  const { groups: words, common } = useText()
  const groups = useApp((state) => state.ticketGroups).filter(({ isClosed }) => !isClosed)
  const { loadTicketGroups, putIntoGroup } = useActions()
  const [chosen, setChosen] = useState<TicketGroupId | null>(null)
  const [fresh, setFresh] = useState({ name: '', product: '', intervalDays: INTERVAL_DAYS })
  useEffect(() => void loadTicketGroups(), [loadTicketGroups])
  const isReady = chosen !== null || isGroupReady(fresh)
  function put(event: SyntheticEvent) {
    event.preventDefault()
    if (!isReady) return
    onClose()
    void putIntoGroup(ids, chosen ?? fresh)
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
      {chosen === null && <GroupFields group={fresh} onChange={setFresh} />}
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
