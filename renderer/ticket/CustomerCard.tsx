import { Search } from 'lucide-react'
import type { CustomerCard as Card } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { CustomerMarkTag, MARK_ICONS } from '../ui/CustomerMarkTag.tsx'
import { EditableText } from '../ui/EditableText.tsx'
import { CustomerFields } from './CustomerFields.tsx'
import { SamePerson } from './SamePerson.tsx'

/** Who writes. Everything a person can know better than a mail can be changed in its place. */
export function CustomerCard({ customer }: { customer: Card }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket, common } = i18n.text
  const { updateCustomer, search, openDialog } = useActions()
  const { id, name, kana, notes } = customer
  return (
    <section className="customer-card">
      <div className="customer-card__name">
        <EditableText
          label={ticket.name}
          value={name}
          placeholder={common.noName}
          className="customer-panel__name"
          maxLength={200}
          onSave={(next) => next !== '' && void updateCustomer(id, { name: next })}
        />
        {name !== '' && (
          <button
            type="button"
            className="icon-button"
            aria-label={ticket.searchPerson(name)}
            title={ticket.searchPerson(name)}
            onClick={() => search(name)}
          >
            <Search size={14} aria-hidden />
          </button>
        )}
      </div>
      <EditableText
        label={ticket.kana}
        value={kana}
        placeholder={ticket.addKana}
        className="customer-card__kana"
        maxLength={200}
        onSave={(next) => void updateCustomer(id, { kana: next })}
      />
      <Marks customer={customer} />
      <ul className="customer-panel__identities">
        {customer.identities.map(({ channel, value }) => (
          <li key={`${channel} ${value}`}>{value}</li>
        ))}
      </ul>
      <SamePerson customer={customer} />
      <EditableText
        label={ticket.notes}
        value={notes}
        placeholder={ticket.addNotes}
        isMultiline
        className="customer-card__notes"
        maxLength={20_000}
        onSave={(next) => void updateCustomer(id, { notes: next })}
      />
      <CustomerFields key={id} customer={customer} />
      <p className="customer-panel__weak">
        {ticket.firstContact(i18n.day(customer.firstContactAt, now))}
        <br />
        {ticket.ticketCount(customer.ticketCount)}
      </p>
      <div className="customer-card__ways">
        <button
          type="button"
          className="link-button"
          onClick={() => openDialog({ type: 'customer-tickets', id, name: name || common.noName })}
        >
          {ticket.allOfCustomer}
        </button>
        <button
          type="button"
          className="link-button"
          onClick={() => openDialog({ type: 'merge-customer', id, name: name || common.noName })}
        >
          {ticket.mergeCustomer}
        </button>
        <button
          type="button"
          className="link-button"
          onClick={() => openDialog({ type: 'erase-customer', id, name: name || common.noName })}
        >
          {i18n.text.erasing.open}
        </button>
      </div>
    </section>
  )
}

const MARKS = ['regular', 'caution'] as const

/** はじめて is found out by the program; the others are for people to say. */
function Marks({ customer: { id, mark } }: { customer: Card }) {
  const { ticket } = useText()
  const isFirst = useApp(({ detail }) => detail?.ticket.customerMark === 'first')
  const update = useApp((state) => state.updateCustomer)
  return (
    <fieldset className="customer-card__marks" aria-label={ticket.marksOf}>
      {isFirst && <CustomerMarkTag mark="first" />}
      {MARKS.map((one) => {
        const Icon = MARK_ICONS[one]
        return (
          <button
            key={one}
            type="button"
            className="tag customer-mark"
            data-mark={mark === one ? one : undefined}
            aria-pressed={mark === one}
            onClick={() => void update(id, { mark: mark === one ? null : one })}
          >
            <Icon size={12} aria-hidden /> {ticket.mark[one]}
          </button>
        )
      })}
    </fieldset>
  )
}
