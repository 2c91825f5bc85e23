import { Globe, Lock } from 'lucide-react'
import type { Visibility } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'

/** Whether everybody can read it: in words, by a sign and in colour. */
export function VisibilityTag({ visibility }: { visibility: Visibility }) {
  const { networks: words } = useText()
  const Icon = visibility === 'public' ? Globe : Lock
  return (
    <span className="visibility" data-visibility={visibility}>
      <Icon size={12} aria-hidden /> {words.visibility[visibility]}
    </span>
  )
}
