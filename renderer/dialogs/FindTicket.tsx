import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import type { Api } from '../api.ts'
import { useActions, useApp, useAppStore, useI18n, useMinute, useText } from '../store/context.ts'
import type { OpenDialog } from '../store/dialogs.ts'
import { useTypedQuery } from '../ui/use-typed-query.ts'

const MOST = 30

type Props = {
  target: Extract<OpenDialog, { type: 'merge-into' | 'move-into' }>
  /** Tickets that cannot be the answer. */
  without: readonly TicketId[]
  onClose: () => void
}

/** Asks for one ticket: by number, by words, or one of the same customer before anything is typed. */
export function FindTicket({ target, without, onClose }: Props) {
  const { dialogs, common } = useText()
  const [query, setQuery] = useState('')
  const { inputProps } = useTypedQuery('', setQuery)
  const found = useFound(query.trim(), without)
  const { mergeTickets, moveMessages } = useActions()

  function choose(id: TicketId) {
    onClose()
    void (target.type === 'merge-into' ? mergeTickets(target.from, id) : moveMessages(target.messageIds, id))
  }
  return (
    <>
      <div className="search list-dialog__search">
        <Search size={16} aria-hidden />
        <input
          type="text"
          aria-label={dialogs.findTicket}
          placeholder={dialogs.findTicket}
          // The one thing to do here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          {...inputProps}
        />
      </div>
      {query.trim() === '' && found !== null && found.length > 0 && <h3>{dialogs.sameCustomer}</h3>}
      {found?.length === 0 && query.trim() !== '' && <p className="list-dialog__none">{dialogs.noTicket}</p>}
      <ul className="list-dialog__rows">
        {found?.map((ticket) => (
          <li key={ticket.id}>
            <TicketChoice ticket={ticket} onChoose={() => choose(ticket.id)} />
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

/** A ticket as a line that can be pressed. */
export function TicketChoice({ ticket, onChoose }: { ticket: TicketSummary; onChoose: () => void }) {
  const i18n = useI18n()
  const now = useMinute()
  const { common, status, views } = i18n.text
  return (
    <button type="button" className="list-dialog__row" onClick={onChoose}>
      <span className="list-dialog__main">
        {common.ticketNumber(ticket.id)} {ticket.subject || common.noSubject}
      </span>
      <small>
        {ticket.customerName || common.noName} · {ticket.kind === 'notice' ? views.notices : status[ticket.status]} ·{' '}
        {i18n.day(ticket.lastMessageAt, now)}
      </small>
    </button>
  )
}

function useFound(query: string, without: readonly TicketId[]) {
  const { api } = useAppStore()
  const customerId = useApp((state) => state.detail?.customer?.id ?? null)
  const showError = useApp((state) => state.showError)
  const [found, setFound] = useState<TicketSummary[] | null>(null)
  const excluded = without.join(' ')
  useEffect(() => {
    let isGone = false
    const isIn = new Set(excluded.split(' ').map(Number))
    const ask =
      query !== '' ? findTickets(api, query) : customerId ? api.call('customers.tickets', { id: customerId }) : []
    Promise.resolve(ask)
      .then((tickets) => !isGone && setFound(tickets.filter(({ id }) => !isIn.has(id)).slice(0, MOST)))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
  }, [api, query, customerId, excluded, showError])
  return found
}

/** A number, with or without #, names a ticket; it may stand in a text as well. */
async function findTickets(api: Api, query: string) {
  const number = Number(/^[#＃]?(\d{1,9})$/u.exec(query.normalize('NFKC'))?.[1] ?? 0)
  const [named, found] = await Promise.all([
    number > 0 ? api.call('tickets.rows', { ids: [number as TicketId] }) : [],
    api.call('tickets.search', { query, limit: MOST }),
  ])
  const hits = found.hits.map(({ ticket }) => ticket)
  return [...named, ...hits.filter(({ id }) => id !== number)]
}
