import { Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Output } from '../../preload/contract.ts'
import type { CustomerCard } from '../../preload/domain.ts'
import { useActions, useApp, useAppStore, useI18n } from '../store/context.ts'

type Alike = Output<'customers.alike'>[number]

/** On a customer's card: records of other networks that may be the same person, and why. Nothing is merged by itself. */
export function SamePerson({ customer }: { customer: CustomerCard }) {
  const { ticket } = useI18n().text
  const found = useAlike(customer)
  if (found.length === 0) return null
  return (
    <section className="same-person" aria-label={ticket.maybeOne}>
      <h3>
        <Users size={14} aria-hidden /> {ticket.maybeOne}
      </h3>
      <ul>
        {found.map((other) => (
          <Other key={other.id} customer={customer} other={other} />
        ))}
      </ul>
    </section>
  )
}

function Other({ customer, other }: { customer: CustomerCard; other: Alike }) {
  const i18n = useI18n()
  const { ticket, common, channel } = i18n.text
  const { mergeCustomers, tellCustomersApart } = useActions()
  const name = other.name || common.noName
  /** Mail has people's names; on networks many go by another. */
  const [from, into] = isByMail(other) && !isByMail(customer) ? [customer, other] : [other, customer]
  return (
    <li>
      <strong>{name}</strong>
      <ul className="same-person__ways">
        {other.identities.map(({ channel: way, value }) => (
          <li key={`${way} ${value}`}>
            {channel[way]} {value}
          </li>
        ))}
      </ul>
      <ul className="same-person__signs">
        {other.signs.map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>{ticket.shares[kind](value)}</li>
        ))}
      </ul>
      <small>{ticket.ticketCount(other.ticketCount)}</small>
      <div className="same-person__ways-on">
        <button
          type="button"
          className="button button--small"
          aria-label={ticket.mergeWith(name)}
          onClick={() => void mergeCustomers(from.id, into.id, into.name || common.noName)}
        >
          {ticket.merge}
        </button>
        <button
          type="button"
          className="button button--small"
          aria-label={ticket.notSameAs(name)}
          onClick={() => void tellCustomersApart(customer.id, other.id, name)}
        >
          {ticket.otherPerson}
        </button>
      </div>
    </li>
  )
}

const isByMail = ({ identities }: Pick<Alike, 'identities'>) => identities.some(({ channel }) => channel === 'mail')

function useAlike({ id, identities }: CustomerCard): readonly Alike[] {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const round = useApp((state) => state.alikeRound)
  const newest = useApp((state) => state.detail?.ticket.lastMessageAt)
  const [found, setFound] = useState<readonly Alike[]>([])
  const ways = identities.length
  useEffect(() => {
    let isGone = false
    api
      .call('customers.alike', { id })
      .then((alike) => !isGone && setFound(alike))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
    // `ways`, `newest` and `round`: records were merged, somebody wrote, or somebody said that it is another person.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, id, ways, newest, round, showError])
  return found
}
