import type { StaffId, TicketId } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { presentStaff } from '../store/people.ts'
import { ChoiceList } from './ChoiceList.tsx'

const NOBODY = '0'

/** Who has one or several tickets: oneself first, then the others, then nobody. */
export function AssignDialog({ ids, onClose }: { ids: TicketId[]; onClose: () => void }) {
  const { work, common } = useText()
  const staff = useApp((state) => state.staff)
  const currentId = useApp((state) => state.currentStaffId)
  const assigneeId = useApp((state) => state.rows.get(ids[0]!)?.assigneeId ?? null)
  const assign = useApp((state) => state.assign)
  const people = presentStaff(staff).toSorted((a, b) => Number(b.id === currentId) - Number(a.id === currentId))
  const options = [
    ...people.map(({ id, name }, index) => ({
      key: String(id),
      label: name,
      group: null,
      isCurrent: id === assigneeId,
      ...(index < 9 && { digit: String(index + 1) }),
    })),
    { key: NOBODY, label: work.nobody, group: null, digit: NOBODY, isCurrent: assigneeId === null },
  ]
  function choose(key: string) {
    onClose()
    void assign(ids, key === NOBODY ? null : (Number(key) as StaffId))
  }
  return (
    <>
      <ChoiceList label={work.assignee} options={options} none={work.nobody} onChoose={choose} />
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </>
  )
}
