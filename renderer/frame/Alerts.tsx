import { Bell, X } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { AlertInfo } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** The bell. It opens the list of what a popup said and nobody has dealt with yet. */
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
  return (
    <>
      <div className="alerts__head">
        <h2>{text.alerts.title}</h2>
        {open.length > 0 && (
          <button type="button" className="button button--quiet" onClick={() => void dismiss(open.map(({ id }) => id))}>
            {text.alerts.dismissAll}
          </button>
        )}
      </div>
      {open.length === 0 && <p className="alerts__empty">{text.alerts.empty}</p>}
      <ul className="alerts__list">
        {open.map((alert) => (
          <AlertItem key={alert.id} alert={alert} close={close} />
        ))}
      </ul>
    </>
  )
}

function AlertItem({ alert, close }: { alert: AlertInfo; close: () => void }) {
  const i18n = useI18n()
  const now = useMinute()
  const { common, alerts } = i18n.text
  const account = useApp((state) => (alert.accountId === null ? undefined : state.accounts.get(alert.accountId)))
  const { showScreen, openTicket, dismissAlerts } = useApp((state) => state)
  const who = alert.customerName ? common.honorific(alert.customerName) : (account?.address ?? '')

  function open() {
    close()
    if (alert.ticketId === null) return showScreen(alert.kind === 'account-trouble' ? 'settings' : 'inbox')
    showScreen('inbox')
    void openTicket(alert.ticketId)
  }
  return (
    <li className="alerts__item" data-kind={alert.kind}>
      <button type="button" className="alerts__open" onClick={open}>
        <span className="alerts__kind">{alerts[alert.kind]}</span>
        <span className="alerts__time">{i18n.shortMoment(alert.at, now)}</span>
        <span className="alerts__body">
          {who} {alert.subject}
        </span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`${alerts.dismiss}: ${alerts[alert.kind]} ${who}`}
        onClick={() => void dismissAlerts([alert.id])}
      >
        <X size={14} aria-hidden />
      </button>
    </li>
  )
}
