import { CircleAlert, MessageSquareWarning } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { useApp, useI18n } from '../store/context.ts'

type Props = { id: TicketId; onSendAnyway: () => void }

/** What stands between the person and sending: a newer message, or an error in plain words. */
export function ComposerNotes({ id, onSendAnyway }: Props) {
  const i18n = useI18n()
  const { composer } = i18n.text
  const hasConflict = useApp((state) => state.drafts.get(id)?.hasConflict ?? false)
  const error = useApp((state) => state.drafts.get(id)?.error ?? null)
  const problem = error && i18n.problem(error)
  return (
    <>
      {hasConflict && (
        <div className="composer-note" role="alert">
          <MessageSquareWarning size={16} aria-hidden />
          <div>
            <strong>{composer.conflictTitle}</strong>
            <p>{composer.conflictBody}</p>
            <div className="composer-note__buttons">
              <button type="button" className="button button--small" onClick={showNewest}>
                {composer.seeNewer}
              </button>
              <button type="button" className="button button--small" onClick={onSendAnyway}>
                {composer.sendAnyway}
              </button>
            </div>
          </div>
        </div>
      )}
      {problem && (
        <div className="composer-note composer-note--danger" role="alert">
          <CircleAlert size={16} aria-hidden />
          <div>
            <strong>{problem.what}</strong>
            <p>
              {problem.means} {problem.next}
            </p>
          </div>
        </div>
      )}
    </>
  )
}

function showNewest() {
  const messages = document.querySelectorAll('.message')
  messages[messages.length - 1]?.scrollIntoView({ block: 'start' })
}
