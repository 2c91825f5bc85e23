import { Check } from 'lucide-react'
import type { Address, TicketId } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { addAddresses } from './addresses.ts'

/** Several customers wrote in this ticket: a person says who gets the answer. */
export function AskWhom({ id }: { id: TicketId }) {
  const { sending } = useText()
  const askers = useApp(({ detail }) => (detail?.ticket.id === id ? detail.askers : null))
  const to = useApp((state) => state.drafts.get(id)?.draft.to)
  const editDraft = useApp((state) => state.editDraft)
  if (!askers || askers.length === 0 || !to) return null
  const has = ({ address }: Address) => to.some((one) => one.address.toLowerCase() === address.toLowerCase())
  const toggle = (one: Address) =>
    editDraft(id, {
      to: has(one)
        ? to.filter(({ address }) => address.toLowerCase() !== one.address.toLowerCase())
        : addAddresses(to, [one]),
    })
  return (
    <fieldset className="composer-note ask-whom" aria-label={sending.askWhom}>
      <div>
        <strong>{sending.askWhom}</strong>
        <p>{sending.askWhomHint}</p>
        <div className="composer-note__buttons">
          {askers.map((one) => (
            <button
              key={one.address}
              type="button"
              className="button button--small"
              aria-pressed={has(one)}
              title={one.address}
              onClick={() => toggle(one)}
            >
              {has(one) && <Check size={13} aria-hidden />}
              {one.name || one.address}
            </button>
          ))}
        </div>
      </div>
    </fieldset>
  )
}
