import { useActions, useApp, useText } from '../store/context.ts'

/** While messages are chosen: where they are to go. */
export function PickBar() {
  const { ticket, common } = useText()
  const picked = useApp((state) => state.picked)
  const total = useApp((state) => state.detail?.messages.length ?? 0)
  const id = useApp((state) => state.openId)
  const { splitTicket, stopPicking, openDialog } = useActions()
  if (picked === null || id === null) return null
  const messageIds = [...picked]
  const isAll = messageIds.length === total
  return (
    <div className="selection-bar" role="toolbar" aria-label={ticket.picking(picked.size)}>
      <span aria-live="polite">{isAll ? ticket.splitAll : ticket.picking(picked.size)}</span>
      <button
        type="button"
        className="button button--small button--primary"
        disabled={messageIds.length === 0 || isAll}
        onClick={() => void splitTicket(id, messageIds)}
      >
        {ticket.splitPicked}
      </button>
      <button
        type="button"
        className="button button--small"
        disabled={messageIds.length === 0}
        onClick={() => openDialog({ type: 'move-into', messageIds, from: id })}
      >
        {ticket.movePicked}
      </button>
      <button type="button" className="button button--small" onClick={stopPicking}>
        {common.cancel}
      </button>
    </div>
  )
}
