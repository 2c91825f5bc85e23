import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { AccountId, TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { TwoSenders } from './TwoSenders.tsx'
import { useSenderName } from './use-sender-name.ts'

type Asked = { addressed: AccountId; chosen: AccountId }

/** Who the answer is from. Another sender than the customer wrote to is asked about, with both names, before it holds. */
export function SenderChoice({ id }: { id: TicketId }) {
  const { sending, composer } = useText()
  const accountId = useApp((state) => state.drafts.get(id)?.draft.accountId)
  const accounts = useApp((state) => state.accounts)
  const { lookAtDraft, setSender } = useActions()
  const nameOf = useSenderName()
  const [asked, setAsked] = useState<Asked | null>(null)
  if (accountId === undefined) return null
  const own = nameOf(accountId)
  const isGone = accounts.size > 0 && !accounts.has(accountId)
  // A profile of a network sends no mail; an answer there has no choice and does not come here.
  const senders = [...accounts.values()].filter(({ id: one, channel }) => channel === 'mail' || one === accountId)

  async function choose(chosen: AccountId) {
    const found = await lookAtDraft(id, chosen)
    if (!found || found.addressedAccountId === null) return setSender(id, chosen, false)
    setAsked({ addressed: found.addressedAccountId, chosen })
  }
  if (senders.length < 2 && !isGone)
    return (
      <>
        <strong>{composer.from(own.shop)}</strong>
        <span className="composer__address">{own.address}</span>
      </>
    )
  return (
    <>
      <span className="sender-choice">
        <select
          aria-label={sending.sender}
          value={isGone ? '' : accountId}
          onChange={({ target }) => void choose(Number(target.value) as AccountId)}
        >
          {isGone && (
            <option value="" disabled>
              {sending.chooseSender}
            </option>
          )}
          {senders.map((account) => (
            <option key={account.id} value={account.id}>
              {composer.from(nameOf(account.id).shop)} {account.address}
            </option>
          ))}
        </select>
      </span>
      <ModalOverlay className="overlay" isOpen={asked !== null} onOpenChange={() => setAsked(null)}>
        <Modal className="modal">
          {asked && (
            <Dialog role="alertdialog" className="question">
              <Heading slot="title">{sending.changeTitle}</Heading>
              <TwoSenders addressed={asked.addressed} chosen={asked.chosen} />
              <p>{sending.changeBody(nameOf(asked.chosen).shop)}</p>
              <div className="modal__buttons">
                {/* The safe answer is the one Enter gives. */}
                {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
                <button type="button" className="button" autoFocus onClick={() => setAsked(null)}>
                  {sending.keep(nameOf(accountId).shop)}
                </button>
                <button
                  type="button"
                  className="button button--danger"
                  onClick={() => {
                    setAsked(null)
                    setSender(id, asked.chosen, true)
                  }}
                >
                  {sending.changeTo(nameOf(asked.chosen).shop)}
                </button>
              </div>
            </Dialog>
          )}
        </Modal>
      </ModalOverlay>
    </>
  )
}
