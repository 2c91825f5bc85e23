import { useEffect, useState } from 'react'
import type { CustomerId } from '../../preload/domain.ts'
import type { ErasePreview } from '../../preload/domain/erasing.ts'
import type { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import { toAppError } from '../api.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useActions, useAppStore, useText } from '../store/context.ts'

type Props = { id: CustomerId; name: string; onClose: () => void }

/** What goes and what stays, before it goes for good. */
export function EraseCustomer({ id, name, onClose }: Props) {
  const { erasing: words, common } = useText()
  const { api } = useAppStore()
  const { showToast, refreshTicket } = useActions()
  const [found, setFound] = useState<ErasePreview | null>(null)
  const [state, setState] = useState<'asking' | 'working' | AppError>('asking')
  useEffect(() => {
    api.call('erasing.preview', { customerId: id }).then(setFound, (error: unknown) => setState(toAppError(error)))
  }, [api, id])

  async function erase() {
    setState('working')
    try {
      await api.call('erasing.customer', { customerId: id })
      onClose()
      showToast({ text: words.done(name) })
      await refreshTicket()
    } catch (error) {
      setState(toAppError(error))
    }
  }
  return (
    <div className="erase">
      {found && (
        <>
          <p>{words.gone(found.tickets, found.messages)}</p>
          {found.addresses.length > 0 && <p>{words.addresses(found.addresses)}</p>}
          <ul className="restore__means">
            {linesOf(words, found).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {typeof state === 'object' && <ProblemLines error={state} />}
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button
          type="button"
          className="button button--danger"
          disabled={!found || state === 'working'}
          onClick={() => void erase()}
        >
          {words.confirm}
        </button>
      </div>
    </div>
  )
}

const linesOf = (words: Catalog['erasing'], { backupDays, setAside }: ErasePreview) => [
  ...words.stays,
  words.backups(backupDays),
  ...(setAside.length > 0 ? [words.setAside(setAside)] : []),
  words.law,
]
