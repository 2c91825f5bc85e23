import { Mail, MailX, Phone } from 'lucide-react'
import type { HoldView } from '../../preload/domain.ts'
import { focusHoldDue } from '../frame/focus.ts'
import { useActions, useText } from '../store/context.ts'

type Props = { hold: HoldView; undelivered: 'request' | 'reminder' }

/** 不達: the customer has never seen the date. Before anything else, another way to reach them. */
export function HoldUndelivered({ hold, undelivered }: Props) {
  const { holds } = useText()
  const { planReminder, openDialog } = useActions()
  const { ticketId, otherWays } = hold
  const addresses = otherWays.filter(({ kind }) => kind === 'address')
  const phones = otherWays.filter(({ kind }) => kind === 'phone')
  const tell = (phone?: string) => openDialog({ type: 'hold-phone', step: 'reminder', ticketId, phone })
  function sendTo(address: string) {
    planReminder(ticketId, address)
    focusHoldDue()
  }
  return (
    <section className="hold-panel__note" data-tone="undelivered" aria-label={holds.undelivered}>
      <MailX size={15} aria-hidden />
      <div>
        <strong>{holds.undeliveredTitle[undelivered]}</strong> {holds.undeliveredNext}
        {otherWays.length === 0 && <p>{holds.undeliveredNone}</p>}
        {hold.mayRemindOtherWay.allowed && (
          <div className="hold-panel__actions">
            {addresses.map(({ value }) => (
              <button key={value} type="button" className="button button--small" onClick={() => sendTo(value)}>
                <Mail size={13} aria-hidden /> {holds.sendToAddress(value)}
              </button>
            ))}
            {phones.map(({ value }) => (
              <button key={value} type="button" className="button button--small" onClick={() => tell(value)}>
                <Phone size={13} aria-hidden /> {holds.callNumber(value)}
              </button>
            ))}
            {phones.length === 0 && (
              <button type="button" className="button button--small" onClick={() => tell()}>
                <Phone size={13} aria-hidden /> {holds.toldByPhone}
              </button>
            )}
          </div>
        )}
      </div>
    </section>
  )
}
