import { Megaphone } from 'lucide-react'
import { useEffect } from 'react'
import { useActions, useApp, useText } from '../store/context.ts'

/** Above what is to do: groups that are to hear of the progress now. */
export function GroupTasks() {
  const { groups: words } = useText()
  const isTodo = useApp(({ list }) => list.view === 'todo' && list.query === '')
  const groups = useApp((state) => state.ticketGroups)
  const { loadTicketGroups, tellGroup, remindOfGroupLater } = useActions()
  useEffect(() => void loadTicketGroups(), [loadTicketGroups])
  const due = groups.filter(({ isDue, members }) => isDue && members.length > 0)
  if (!isTodo || due.length === 0) return null
  return (
    <ul className="group-tasks">
      {due.map((group) => (
        <li key={group.id}>
          <Megaphone size={14} aria-hidden />
          <span>{words.due(group.name, group.members.length)}</span>
          <button
            type="button"
            className="button button--small button--primary"
            onClick={() => void tellGroup(group, 'progress-report')}
          >
            {words.tell}
          </button>
          <button type="button" className="button button--small" onClick={() => void remindOfGroupLater(group)}>
            {words.later}
          </button>
        </li>
      ))}
    </ul>
  )
}
