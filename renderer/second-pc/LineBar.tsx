import { Unplug } from 'lucide-react'
import { useApp, useText } from '../store/context.ts'

/** At a second PC: why nothing new comes, and that nobody has to do anything about it. */
export function LineBar() {
  const { secondPc: words } = useText()
  const line = useApp((state) => state.line)
  if (line === 'up' || line === 'connecting') return null
  const [what, next] = {
    away: [words.away, words.awayNext],
    refused: [words.refused, words.refusedNext],
    'other-version': [words.otherVersion, words.otherVersionNext],
  }[line]
  return (
    <div className="line-bar" role="alert">
      <Unplug size={16} aria-hidden />
      <strong>{what}</strong>
      <span>{next}</span>
    </div>
  )
}
