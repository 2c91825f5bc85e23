import { CircleArrowUp } from 'lucide-react'
import { useApp, useText } from '../store/context.ts'

/** Stands in the rail while there is a newer version to fetch or to start, and leads to where that is done. */
export function UpdateNotice() {
  const { updates: words } = useText()
  const status = useApp((state) => state.update?.status)
  const showScreen = useApp((state) => state.showScreen)
  if (status !== 'available' && status !== 'ready') return null
  return (
    <button type="button" className="rail__item" title={words.inRail[status]} onClick={() => showScreen('settings')}>
      <CircleArrowUp size={16} aria-hidden />
      <span className="rail__label">{words.inRail[status]}</span>
    </button>
  )
}
