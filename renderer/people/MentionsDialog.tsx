import type { StaffMention } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute } from '../store/context.ts'
import { useStaff } from './StaffMark.tsx'

/** Notes that call the person at the counter by name. Looking at the ticket takes them off. */
export function MentionsDialog({ onClose }: { onClose: () => void }) {
  const { common } = useI18n().text
  const mentions = useApp((state) => state.mentions)
  return (
    <>
      <ul className="list-dialog__rows">
        {mentions.map((mention) => (
          <li key={mention.messageId}>
            <Mention mention={mention} onClose={onClose} />
          </li>
        ))}
      </ul>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  )
}

function Mention({
  mention: { ticketId, subject, text, byId, at },
  onClose,
}: {
  mention: StaffMention
  onClose: () => void
}) {
  const i18n = useI18n()
  const now = useMinute()
  const by = useStaff(byId)
  const { openTicket, showScreen } = useActions()
  function open() {
    onClose()
    showScreen('inbox')
    void openTicket(ticketId)
  }
  return (
    <button type="button" className="list-dialog__row" onClick={open}>
      <span className="list-dialog__main">{text}</span>
      <small>
        {by?.name} · {i18n.shortMoment(at, now)} · {i18n.text.common.ticketNumber(ticketId)} {subject}
      </small>
    </button>
  )
}
