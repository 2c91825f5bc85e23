import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../store/context.ts'

type Props = {
  isOpen: boolean
  title: string
  intro: string
  findings: readonly { key: string; words: ReactNode }[]
  /** Also what Esc does. */
  onFix: () => void
  onSendAnyway: () => void
  /** What stands above the findings. */
  children?: ReactNode
  /** A button between the two. */
  otherWay?: ReactNode
}

/** What the checks found before anything leaves; to go on all the same is a choice, to correct it is what Enter does. */
export function FindingsDialog(props: Props) {
  const { isOpen, title, intro, findings, onFix, onSendAnyway, children, otherWay } = props
  const { sending } = useText()
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && onFix()}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="question send-question">
          <Heading slot="title">{title}</Heading>
          <p>{intro}</p>
          {children}
          <ul className="send-findings">
            {findings.map(({ key, words }) => (
              <li key={key}>
                <CircleAlert size={15} aria-hidden />
                <span>{words}</span>
              </li>
            ))}
          </ul>
          <div className="modal__buttons">
            <button type="button" className="button" onClick={onSendAnyway}>
              {sending.sendAnyway}
            </button>
            {otherWay}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <button type="button" className="button button--primary" autoFocus onClick={onFix}>
              {sending.fix}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
