import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Output } from '../../preload/contract.ts'
import type { CustomerId } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { useTypedQuery } from '../ui/use-typed-query.ts'

/** Asks which other record is the same person. */
export function FindCustomer({ id, name, onClose }: { id: CustomerId; name: string; onClose: () => void }) {
  const { dialogs, common, ticket } = useText()
  // The family name finds more than the whole, which the record at hand has for itself.
  const [first = name] = name.split(/[\s　]/)
  const [query, setQuery] = useState(first)
  const { inputProps } = useTypedQuery(first, setQuery)
  const found = useCustomers(query.trim())?.filter((one) => one.id !== id)
  const merge = useApp((state) => state.mergeCustomers)
  function choose(other: CustomerId) {
    onClose()
    void merge(other, id, name)
  }
  return (
    <>
      <p>{dialogs.customerIntro}</p>
      <div className="search list-dialog__search">
        <Search size={16} aria-hidden />
        <input
          type="text"
          aria-label={dialogs.findCustomer}
          placeholder={dialogs.findCustomer}
          // The one thing to do here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          {...inputProps}
        />
      </div>
      {found?.length === 0 && <p className="list-dialog__none">{dialogs.noTicket}</p>}
      <ul className="list-dialog__rows">
        {found?.map((one) => (
          <li key={one.id}>
            <button type="button" className="list-dialog__row" onClick={() => choose(one.id)}>
              <span className="list-dialog__main">{one.name || common.noName}</span>
              <small>
                {one.address} · {ticket.ticketCount(one.ticketCount)}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </>
  )
}

function useCustomers(query: string) {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [found, setFound] = useState<Output<'customers.find'> | null>(null)
  useEffect(() => {
    let isGone = false
    api
      .call('customers.find', { query })
      .then((customers) => !isGone && setFound(customers))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
  }, [api, query, showError])
  return found
}
