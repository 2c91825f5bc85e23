import {
  AlarmClock,
  Archive,
  CircleCheck,
  Hourglass,
  Inbox,
  Layers,
  PackageOpen,
  Send,
  Settings,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { View } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { PhoneMemoItem, StaffSwitch } from '../people/StaffSwitch.tsx'
import { AlertsButton } from './Alerts.tsx'
import { LineState } from './LineState.tsx'
import { RailAccounts } from './RailAccounts.tsx'
import { RailCount } from './RailCount.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'

const VIEWS: [View, LucideIcon][] = [
  ['todo', Inbox],
  ['overdue', TriangleAlert],
  ['waiting', Hourglass],
  ['holds', PackageOpen],
  ['snoozed', AlarmClock],
  ['resolved', CircleCheck],
  ['all', Layers],
  ['notices', Archive],
]
/** Views where a number tells what is left to do. The size of an archive helps nobody. */
const COUNTED = new Set<View>(['todo', 'overdue', 'waiting', 'holds', 'snoozed'])

export function Rail() {
  const text = useText()
  return (
    <nav className="rail" aria-label={text.rail.label}>
      <div className="rail__head">
        <span className="rail__name">{text.common.appName}</span>
        <AlertsButton />
      </div>
      <div className="rail__body">
        <ul className="rail__list">
          {VIEWS.map(([view, Icon]) => (
            <ViewItem key={view} view={view} Icon={Icon} />
          ))}
          <OutboxItem />
          <li>
            <PhoneMemoItem />
          </li>
        </ul>
        <RailAccounts />
      </div>
      <div className="rail__foot">
        <StaffSwitch />
        <LineState />
        <UpdateNotice />
        <SettingsItem />
      </div>
    </nav>
  )
}

function ViewItem({ view, Icon }: { view: View; Icon: LucideIcon }) {
  const text = useText()
  const isCurrent = useApp(({ screen, list }) =>
    view === 'holds'
      ? screen === 'holds'
      : screen === 'inbox' && list.view === view && list.accountId === null && list.query === '',
  )
  const count = useApp((state) => state.counts?.views[view] ?? 0)
  const { showView, showScreen } = useActions()
  return (
    <li>
      <button
        type="button"
        className="rail__item"
        data-tone={view === 'overdue' && count > 0 ? 'late' : undefined}
        aria-current={isCurrent ? 'page' : undefined}
        title={text.views[view]}
        onClick={() => (view === 'holds' ? showScreen('holds') : showView(view))}
      >
        <Icon size={16} aria-hidden />
        <span className="rail__label">{text.views[view]}</span>
        {COUNTED.has(view) && count > 0 && <RailCount count={count} />}
      </button>
    </li>
  )
}

function OutboxItem() {
  const text = useText()
  const isCurrent = useApp((state) => state.screen === 'outbox')
  const count = useApp((state) => state.counts?.outbox ?? 0)
  const trouble = useApp((state) => state.counts?.outboxTrouble ?? 0)
  const showScreen = useApp((state) => state.showScreen)
  return (
    <li>
      <button
        type="button"
        className="rail__item"
        data-tone={trouble > 0 ? 'late' : undefined}
        aria-current={isCurrent ? 'page' : undefined}
        title={trouble > 0 ? text.rail.outboxTrouble(trouble) : text.views.outbox}
        onClick={() => showScreen('outbox')}
      >
        <Send size={16} aria-hidden />
        <span className="rail__label">{text.views.outbox}</span>
        {trouble > 0 && <TriangleAlert size={14} aria-label={text.rail.outboxTrouble(trouble)} />}
        {count > 0 && <RailCount count={count} />}
      </button>
    </li>
  )
}

function SettingsItem() {
  const text = useText()
  const isCurrent = useApp((state) => state.screen === 'settings')
  const showScreen = useApp((state) => state.showScreen)
  return (
    <button
      type="button"
      className="rail__item"
      aria-current={isCurrent ? 'page' : undefined}
      title={text.rail.settings}
      onClick={() => showScreen('settings')}
    >
      <Settings size={16} aria-hidden />
      <span className="rail__label">{text.rail.settings}</span>
    </button>
  )
}
