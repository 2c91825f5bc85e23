import { CircleAlert } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useActions, useApp, useText } from '../store/context.ts'
import type { ManyState } from '../store/many.ts'
import { findingsOf, type ShownMail } from './many-mails.ts'

type Props = { many: ManyState; mails: readonly ShownMail[] }

/** What the checks found in all the mails, before any of them leaves. */
export function ManyQuestion({ many, mails }: Props) {
  const { many: words, sending, common } = useText()
  const { sendMany, keepWritingMany } = useActions()
  const look = useApp((state) => state.lookAtMany)
  const found = findingsOf(mails)
  const count = mails.filter(({ findings }) => findings.length > 0).length
  const nameOf = (mail: ShownMail) => common.honorific(mail.customerName || common.noName)

  function whose(some: readonly ShownMail[]) {
    if (some.length === mails.length) return words.ofAll(mails.length)
    return some.length === 1 ? words.ofOne(nameOf(some[0]!)) : words.ofMany(nameOf(some[0]!), some.length - 1)
  }
  function fix() {
    keepWritingMany()
    const first = mails.findIndex(({ findings }) => findings.length > 0)
    if (first >= 0) look(first)
  }
  return (
    <ModalOverlay className="overlay" isOpen={many.isAsking} onOpenChange={(isOpen) => !isOpen && fix()}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="question send-question">
          <Heading slot="title">{sending.title}</Heading>
          <p>{words.askIntro(count, mails.length)}</p>
          <ul className="send-findings">
            {found.map(({ finding: { check, words: pieces }, mails: some }) => (
              <li key={`${check} ${pieces.join(' ')} ${some[0]!.ticketId}`}>
                <CircleAlert size={15} aria-hidden />
                <span>
                  <strong>{whose(some)}</strong>
                  <br />
                  {sending.findings[check](pieces, some[0]!.customerName || common.noName)}
                </span>
              </li>
            ))}
          </ul>
          <div className="modal__buttons">
            <button type="button" className="button" onClick={() => void sendMany(true)}>
              {sending.sendAnyway}
            </button>
            {/* The safe answer is the one Enter gives. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <button type="button" className="button button--primary" autoFocus onClick={fix}>
              {sending.fix}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
