import { useEffect } from 'react'
import { percentOf } from '../inbox/share.ts'
import { useActions, useApp, useText } from '../store/context.ts'

/** Which rules handled how much without a person. */
export function Handling({ onClose }: { onClose: () => void }) {
  const { dialogs, common, ruleWords } = useText()
  const handling = useApp((state) => state.handling)
  const { loadHandling, showView, openDialog } = useActions()
  useEffect(() => void loadHandling(), [loadHandling])
  function showNotices() {
    onClose()
    showView('notices')
  }
  const isNone = handling !== null && handling.automatic === 0
  return (
    <>
      {handling && !isNone && (
        <p>
          {dialogs.handlingIntro(
            handling.total.toLocaleString(),
            handling.automatic.toLocaleString(),
            percentOf(handling),
          )}
        </p>
      )}
      {isNone && <p>{dialogs.handlingNone}</p>}
      <table className="share-table">
        <tbody>
          {handling?.byRule.map(({ rule, kind, count }) => (
            <tr key={`${rule} ${kind}`}>
              <th scope="row">
                <button
                  type="button"
                  className="link-button"
                  onClick={() => openDialog({ type: 'handled-mails', rule })}
                >
                  {ruleWords(rule)}
                </button>
              </th>
              <td>{dialogs.handlingKinds[kind] ?? ''}</td>
              <td>{common.count(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={showNotices}>
          {dialogs.showNotices}
        </button>
        <button type="button" className="button button--primary" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  )
}
