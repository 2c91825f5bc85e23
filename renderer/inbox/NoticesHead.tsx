import { useEffect } from 'react'
import { useActions, useApp, useText } from '../store/context.ts'
import { percentOf } from './share.ts'

/** How much of the mail needed nobody, and what was taught for it. */
export function NoticesHead() {
  const { list: words } = useText()
  const handling = useApp((state) => state.handling)
  const rules = useApp((state) => state.learnedRules.length)
  const noticeCount = useApp((state) => state.counts?.views.notices)
  const { loadHandling, loadRules, openDialog } = useActions()
  // Counted anew whenever a notice came or went.
  useEffect(() => {
    void loadHandling()
    void loadRules()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [loadHandling, loadRules, noticeCount])
  return (
    <div className="notices-head">
      {handling !== null && handling.total > 0 && (
        <p>
          {words.handling(handling.total.toLocaleString(), handling.automatic.toLocaleString(), percentOf(handling))}
        </p>
      )}
      <div>
        <button type="button" className="link-button" onClick={() => openDialog({ type: 'handling' })}>
          {words.handlingDetails}
        </button>
        <button type="button" className="link-button" onClick={() => openDialog({ type: 'rules' })}>
          {words.rules(rules)}
        </button>
      </div>
    </div>
  )
}
