import { useApp, useText } from '../store/context.ts'
import { useHasColleagues } from './StaffMark.tsx'

/** Only what the person at the counter has to do. Where several people work, and something is to do. */
export function MineFilter() {
  const { work } = useText()
  const hasColleagues = useHasColleagues()
  const { view, isMine } = useApp((state) => state.list)
  const setMine = useApp((state) => state.setMine)
  if (!hasColleagues || (view !== 'todo' && view !== 'overdue')) return null
  return (
    <div className="view-switch">
      <button type="button" aria-pressed={isMine} onClick={() => setMine(!isMine)}>
        {work.mine}
      </button>
    </div>
  )
}
