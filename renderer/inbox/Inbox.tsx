import { useEffect } from 'react'
import { NARROW } from '../store/app.ts'
import { CustomerPanel } from '../ticket/CustomerPanel.tsx'
import { TicketPane } from '../ticket/TicketPane.tsx'
import { useApp, useAppStore } from '../store/context.ts'
import { ListPane } from './ListPane.tsx'

export function Inbox() {
  useRoomForPanel()
  const hasPanel = useApp((state) => state.isCustomerPanelOpen && state.openId !== null)
  return (
    <main className="inbox" data-panel={hasPanel || undefined}>
      <ListPane />
      <TicketPane />
      {hasPanel && <CustomerPanel />}
    </main>
  )
}

/** A window that gets narrow puts the customer away, and one that gets wide brings them back. */
function useRoomForPanel() {
  const store = useAppStore()
  useEffect(() => {
    if (typeof matchMedia !== 'function') return undefined
    const narrow = matchMedia(NARROW)
    const follow = () => {
      const { isCustomerPanelOpen, toggleCustomerPanel } = store.getState()
      if (isCustomerPanelOpen === narrow.matches) toggleCustomerPanel()
    }
    narrow.addEventListener('change', follow)
    return () => narrow.removeEventListener('change', follow)
  }, [store])
}
