import { CustomerPanel } from '../ticket/CustomerPanel.tsx'
import { TicketPane } from '../ticket/TicketPane.tsx'
import { useApp } from '../store/context.ts'
import { ListPane } from './ListPane.tsx'

export function Inbox() {
  const hasPanel = useApp((state) => state.isCustomerPanelOpen && state.openId !== null)
  return (
    <main className="inbox" data-panel={hasPanel || undefined}>
      <ListPane />
      <TicketPane />
      {hasPanel && <CustomerPanel />}
    </main>
  )
}
