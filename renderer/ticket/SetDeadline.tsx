import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import {
  Button,
  Dialog,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from 'react-aria-components'
import type { Output } from '../../preload/contract.ts'
import type { TicketSummary } from '../../preload/domain.ts'
import { useApp, useAppStore, useMinute, useShopI18n, useText } from '../store/context.ts'

type Offers = Output<'deadlines.offers'>

/** 期限を決める: a date that takes the place of what runs, in two presses. */
export function SetDeadline({ ticket }: { ticket: TicketSummary }) {
  const { hours: words } = useText()
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [offers, setOffers] = useState<Offers | null>(null)
  const [isPicking, setPicking] = useState(false)
  if (ticket.kind === 'notice' || ticket.status === 'resolved') return null
  function load(isOpen: boolean) {
    if (isOpen) void api.call('deadlines.offers', { ticketId: ticket.id }).then(setOffers, showError)
  }
  return (
    <>
      <MenuTrigger onOpenChange={load}>
        <Button className="icon-button set-deadline" aria-label={words.setDate}>
          <CalendarClock size={15} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom start">
          <OfferMenu ticket={ticket} offers={offers} onPick={() => setPicking(true)} />
        </Popover>
      </MenuTrigger>
      {isPicking && offers && <PickDate ticket={ticket} offers={offers} onClose={() => setPicking(false)} />}
    </>
  )
}

type MenuProps = { ticket: TicketSummary; offers: Offers | null; onPick: () => void }

function OfferMenu({ ticket, offers, onPick }: MenuProps) {
  const { hours: words } = useText()
  const i18n = useShopI18n(ticket.shopId)
  const now = useMinute()
  const setManual = useApp((state) => state.setManualDeadline)
  const isManual = useApp(({ detail }) => detail?.ticket.id === ticket.id && detail.deadline?.kind === 'manual')
  const offer = (label: string, at: number | null | undefined) =>
    at && (
      <MenuItem onAction={() => void setManual(ticket.id, at)} textValue={label}>
        <span className="menu__two">
          {label}
          <small>{i18n.moment(at, now)}</small>
        </span>
      </MenuItem>
    )
  return (
    <Menu className="menu" aria-label={words.setDate}>
      {offer(words.endOfToday, offers?.todayAt)}
      {offer(words.tomorrow, offers?.tomorrowAt)}
      {offers?.nextBusinessDayAt !== offers?.tomorrowAt && offer(words.nextOpening, offers?.nextBusinessDayAt)}
      <MenuItem onAction={onPick}>{words.pickDate}</MenuItem>
      {isManual && <MenuItem onAction={() => void setManual(ticket.id, null)}>{words.removeDate}</MenuItem>}
    </Menu>
  )
}

type PickProps = { ticket: TicketSummary; offers: Offers; onClose: () => void }

function PickDate({ ticket, offers, onClose }: PickProps) {
  const { hours: words, common } = useText()
  const i18n = useShopI18n(ticket.shopId)
  const now = useMinute()
  const zone = useApp((state) => state.zone)
  const setManualDeadline = useApp((state) => state.setManualDeadline)
  const [date, setDate] = useState(() => i18n.fieldsOf(offers.nextBusinessDayAt ?? offers.tomorrowAt).date)
  const [time, setTime] = useState('17:00')
  const [isPast, setPast] = useState(false)
  async function set() {
    const at = i18n.instantOfFields(date, time)
    if (at === null || at <= now) return setPast(true)
    await setManualDeadline(ticket.id, at)
    onClose()
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog>
          <Heading slot="title">{words.pickTitle}</Heading>
          <form
            className="pick-date"
            onSubmit={(event) => {
              event.preventDefault()
              void set()
            }}
          >
            <label>
              {words.pickDay}
              <input
                type="date"
                className="text-input"
                required
                value={date}
                onChange={({ target }) => setDate(target.value)}
              />
            </label>
            <label>
              {words.pickTime}
              <input
                type="time"
                className="text-input"
                required
                value={time}
                onChange={({ target }) => setTime(target.value)}
              />
            </label>
            {offers.timeZone !== zone && (
              <p className="field__hint">{words.otherZone(words.zones[offers.timeZone] ?? offers.timeZone)}</p>
            )}
            {isPast && (
              <p className="field__fault" role="alert">
                {words.pickPast}
              </p>
            )}
            <div className="modal__buttons">
              <button type="button" className="button" onClick={onClose}>
                {common.cancel}
              </button>
              <button type="submit" className="button button--primary">
                {words.pickSet}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
