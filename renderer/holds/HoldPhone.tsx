import { useState } from 'react'
import { useActions, useApp, useText } from '../store/context.ts'
import type { OpenDialog } from '../store/dialogs.ts'
import { DueFields } from './DueFields.tsx'

const DAY = 86_400_000

type Props = { dialog: Extract<OpenDialog, { type: 'hold-phone' }>; onClose: () => void }

/** What was said by phone or in the shop: the date the customer was told, and a note that stays in the conversation. */
export function HoldPhone({ dialog: { ticketId, step, phone }, onClose }: Props) {
  const { holds, common } = useText()
  const plan = useApp((state) => state.drafts.get(ticketId)?.draft.plan.hold ?? null)
  const hold = useApp(({ detail }) => (detail?.ticket.id === ticketId ? detail.hold : null))
  const { startHoldByPhone, remindByPhone, dropPlan } = useActions()
  const request = plan?.step === 'request' ? plan : null
  const [dueAt, setDueAt] = useState(() => request?.dueAt ?? hold?.nextDueAt ?? Date.now() + 3 * DAY)
  const [note, setNote] = useState(phone === undefined ? '' : `${phone} `)
  async function keep() {
    if (step === 'reminder' && hold !== null) {
      if (await remindByPhone({ id: hold.id, dueAt, note })) onClose()
      return
    }
    if (request === null) return
    if (!(await startHoldByPhone({ ticketId, plan: { ...request, dueAt }, note }))) return
    dropPlan(ticketId)
    onClose()
  }
  return (
    <form
      className="hold-form hold-form--dialog"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <p className="hold-plan__hint">{holds.phoneIntro}</p>
      <div className="hold-plan__due">
        <span>{holds.dueAt}</span>
        <DueFields
          ticketId={ticketId}
          dueAt={dueAt}
          proposal={hold?.nextDueAt == null ? null : { at: hold.nextDueAt, words: holds.proposeNext }}
          onChange={setDueAt}
        />
      </div>
      <label>
        <span>{holds.phoneNote}</span>
        <textarea
          rows={4}
          maxLength={10_000}
          placeholder={holds.phoneNotePlaceholder}
          // The one thing to write here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="submit" className="button button--primary">
          {holds.phoneSave}
        </button>
      </div>
    </form>
  )
}
