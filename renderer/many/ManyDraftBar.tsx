import { PenLine } from 'lucide-react'
import { useActions, useApp, useText } from '../store/context.ts'
import { hasWords } from '../store/many-draft.ts'

/** Above the list: a text to many that somebody began and has not sent, also before the window was last closed. */
export function ManyDraftBar() {
  const { many: words } = useText()
  const count = useApp(({ many }) => (many !== null && hasWords(many) ? many.ids.length : 0))
  const { continueMany, discardMany } = useActions()
  if (count === 0) return null
  return (
    <div className="group-tasks many-draft">
      <PenLine size={14} aria-hidden />
      <span>{words.waiting(count)}</span>
      <button type="button" className="button button--small button--primary" onClick={continueMany}>
        {words.goOn}
      </button>
      <button type="button" className="button button--small" onClick={discardMany}>
        {words.discard}
      </button>
    </div>
  )
}
