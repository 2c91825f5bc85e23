import { Bell, Check, Clock, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { AlertInfo, LaterTimes, TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** The most of what is done with that the list still shows. */
const HANDLED_SHOWN = 20

/** The bell. It opens the list of everything a popup said. */
export function AlertsButton() {
  const text = useText()
  const count = useApp((state) => state.alerts.filter((alert) => !alert.isHandled).length)
  return (
    <DialogTrigger>
      <Button className="icon-button alerts-button" aria-label={`${text.alerts.title} ${text.common.count(count)}`}>
        <Bell size={16} aria-hidden />
        {count > 0 && <span className="alerts-button__count">{count > 99 ? '99+' : count}</span>}
      </Button>
      <Popover className="popover" placement="right top">
        <Dialog className="alerts" aria-label={text.alerts.title}>
          {({ close }) => <AlertList close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function AlertList({ close }: { close: () => void }) {
  const text = useText()
  const alerts = useApp((state) => state.alerts)
  const dismiss = useApp((state) => state.dismissAlerts)
  const open = alerts.filter((alert) => !alert.isHandled)
  const handled = alerts.filter((alert) => alert.isHandled).slice(0, HANDLED_SHOWN)
  return (
    <>
      <div className="alerts__head">
        <h2>{text.alerts.title}</h2>
        {open.length > 0 && (
          <button type="button" className="button button--quiet" onClick={() => void dismiss(open.map(({ id }) => id))}>
            {text.alertsList.confirmAll}
          </button>
        )}
      </div>
      {open.length === 0 && <p className="alerts__empty">{text.alerts.empty}</p>}
      <AlertGroup title={text.alertsList.away} alerts={open.filter(({ isAway }) => isAway)} close={close} hasCounts />
      <AlertGroup title={text.alertsList.fresh} alerts={open.filter(({ isAway }) => !isAway)} close={close} />
      {handled.length > 0 && (
        <details className="alerts__handled">
          <summary>{text.alertsList.handled}</summary>
          <AlertGroup title={null} alerts={handled} close={close} />
        </details>
      )}
    </>
  )
}

type GroupProps = { title: string | null; alerts: AlertInfo[]; close: () => void; hasCounts?: boolean }

function AlertGroup({ title, alerts, close, hasCounts = false }: GroupProps) {
  if (alerts.length === 0) return null
  return (
    <section aria-label={title ?? undefined}>
      {title !== null && <h3 className="alerts__group">{title}</h3>}
      {hasCounts && <AwayCounts alerts={alerts} close={close} />}
      <ul className="alerts__list">
        {alerts.map((alert) => (
          <AlertItem key={alert.id} alert={alert} close={close} />
        ))}
      </ul>
    </section>
  )
}

const COUNTED = ['missed', 'warning', 'new-message'] as const

/** What happened while nobody was there, by number; each number leads to the list of these. */
function AwayCounts({ alerts, close }: { alerts: AlertInfo[]; close: () => void }) {
  const { alertsList, common } = useText()
  const showView = useApp((state) => state.showView)
  return (
    <p className="alerts__counts">
      {COUNTED.map((kind) => {
        const count = new Set(alerts.filter((alert) => alert.kind === kind).map(({ ticketId }) => ticketId)).size
        if (count === 0) return null
        return (
          <button
            key={kind}
            type="button"
            className="link-button"
            onClick={() => {
              close()
              showView(kind === 'missed' ? 'overdue' : 'todo')
            }}
          >
            {alertsList.counts[kind]} {common.count(count)}
          </button>
        )
      })}
    </p>
  )
}

/** What is put right in the settings. */
const IN_SETTINGS: readonly AlertInfo['kind'][] = [
  'account-trouble',
  'auto-stopped',
  'notice-undelivered',
  'backup-failed',
]

function AlertItem({ alert, close }: { alert: AlertInfo; close: () => void }) {
  const i18n = useI18n()
  const now = useMinute()
  const { common, alerts, alertsList } = i18n.text
  const account = useApp((state) => (alert.accountId === null ? undefined : state.accounts.get(alert.accountId)))
  const { showScreen, openTicket, dismissAlerts } = useActions()
  const called = alert.kind === 'mention' || alert.kind === 'approval' ? (alert.staffName ?? '') : ''
  const who = alert.customerName ? common.honorific(alert.customerName) : (account?.address ?? '')
  const isLate = alert.kind === 'missed' || alert.kind === 'hold'

  function open() {
    close()
    if (alert.kind === 'send-late' || alert.kind === 'approval') return showScreen('outbox')
    if (alert.kind === 'group-due') return showScreen('groups')
    if (alert.ticketId === null) return showScreen(IN_SETTINGS.includes(alert.kind) ? 'settings' : 'inbox')
    showScreen('inbox')
    void openTicket(alert.ticketId)
  }
  return (
    <li className="alerts__item" data-kind={alert.kind}>
      <button type="button" className="alerts__open" title={alertsList.open} onClick={open}>
        <span className="alerts__kind">
          {isLate && <TriangleAlert size={13} aria-hidden />} {alerts[alert.kind]}
        </span>
        <time className="alerts__time" title={i18n.moment(alert.at, now)}>
          {i18n.shortMoment(alert.at, now)}
        </time>
        <span className="alerts__body">
          {called !== '' && (alert.kind === 'mention' ? alertsList.to(called) : alertsList.by(called))} {who}{' '}
          {alert.subject}
        </span>
      </button>
      {!alert.isHandled && alert.ticketId !== null && CAN_WAIT.has(alert.kind) && (
        <LaterMenu id={alert.ticketId} label={`${alertsList.laterMenu}: ${alerts[alert.kind]} ${who}`} />
      )}
      {!alert.isHandled && (
        <button
          type="button"
          className="icon-button"
          title={alertsList.confirm}
          aria-label={`${alertsList.confirm}: ${alerts[alert.kind]} ${who}`}
          onClick={() => void dismissAlerts([alert.id])}
        >
          <Check size={14} aria-hidden />
        </button>
      )}
    </li>
  )
}

const CAN_WAIT = new Set<AlertInfo['kind']>(['new-message', 'warning', 'missed', 'hold', 'snooze'])

/** Puts the ticket off: its row leaves the list until then, and comes back on top. */
function LaterMenu({ id, label }: { id: TicketId; label: string }) {
  const i18n = useI18n()
  const { later } = i18n.text
  const now = useMinute()
  const { laterTimes, snoozeTickets, showError } = useActions()
  const shopId = useApp((state) => state.rows.get(id)?.shopId ?? null)
  const [times, setTimes] = useState<LaterTimes | null>(null)
  const choices: [string, number][] = times
    ? [
        [later.inMinutes15, times.inMinutes15],
        [later.inHour, times.inHour],
        [later.tomorrow, times.tomorrow],
      ]
    : []
  return (
    <MenuTrigger onOpenChange={(isOpen) => isOpen && void laterTimes(shopId).then(setTimes, showError)}>
      <Button className="icon-button" aria-label={label}>
        <Clock size={14} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu">
          {choices.map(([words, at]) => (
            <MenuItem key={words} onAction={() => void snoozeTickets([id], at)}>
              {words} <small>{i18n.laterMoment(at, now)}</small>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
