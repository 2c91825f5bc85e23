import { CircleAlert } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import type { SendOptions } from '../store/drafts.ts'
import { TwoSenders } from './TwoSenders.tsx'
import { useSenderName } from './use-sender-name.ts'

type Props = { id: TicketId; onSend: (options: SendOptions) => void }

/** Everything there is to look at before the answer leaves, at once. */
export function SendQuestion({ id, onSend }: Props) {
  const { sending, common } = useText()
  const question = useApp((state) => state.drafts.get(id)?.question ?? null)
  const accountId = useApp((state) => state.drafts.get(id)?.draft.accountId)
  const name = useApp((state) => state.rows.get(id)?.customerName ?? '')
  const { answerQuestion, setSender } = useActions()
  const nameOf = useSenderName()
  const addressed = question?.addressedAccountId ?? null
  const isOther = addressed !== null && accountId !== undefined
  const count = question ? question.findings.length + (isOther ? 1 : 0) : 0

  function fix() {
    answerQuestion(id, false)
    document.querySelector<HTMLElement>('.composer textarea')?.focus()
  }
  return (
    <ModalOverlay className="overlay" isOpen={question !== null} onOpenChange={(isOpen) => !isOpen && fix()}>
      <Modal className="modal">
        {question && (
          <Dialog role="alertdialog" className="question send-question">
            <Heading slot="title">{isOther && count === 1 ? sending.sendOtherTitle : sending.title}</Heading>
            <p>{sending.intro(count)}</p>
            {isOther && <TwoSenders addressed={addressed} chosen={accountId} />}
            <ul className="send-findings">
              {question.findings.map(({ check, words }) => (
                <li key={check}>
                  <CircleAlert size={15} aria-hidden />
                  {sending.findings[check](words, name || common.noName)}
                </li>
              ))}
            </ul>
            <div className="modal__buttons">
              <button
                type="button"
                className="button"
                onClick={() => {
                  answerQuestion(id, true)
                  onSend(question.options)
                }}
              >
                {sending.sendAnyway}
              </button>
              {isOther && (
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    answerQuestion(id, false)
                    setSender(id, addressed, false)
                  }}
                >
                  {sending.backTo(nameOf(addressed).shop)}
                </button>
              )}
              {/* The safe answer is the one Enter gives. */}
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
              <button type="button" className="button button--primary" autoFocus onClick={fix}>
                {sending.fix}
              </button>
            </div>
          </Dialog>
        )}
      </Modal>
    </ModalOverlay>
  )
}
