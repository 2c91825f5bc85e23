import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useApp, useText } from '../store/context.ts'
import type { OpenDialog } from '../store/dialogs.ts'
import { CustomerTickets } from './CustomerTickets.tsx'
import { FindCustomer } from './FindCustomer.tsx'
import { FindTicket } from './FindTicket.tsx'
import { Handling } from './Handling.tsx'
import { Rules } from './Rules.tsx'

/** Whatever question or list stands over the window just now. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog)
  const close = useApp((state) => state.closeDialog)
  const { dialogs } = useText()
  if (dialog === null) return null
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={close}>
      <Modal className="modal">
        <Dialog className="list-dialog">
          <Heading slot="title">{titleOf(dialog, dialogs)}</Heading>
          {contentOf(dialog, close)}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function titleOf(dialog: OpenDialog, words: ReturnType<typeof useText>['dialogs']) {
  switch (dialog.type) {
    case 'merge-into':
      return words.mergeTitle(dialog.from.length)
    case 'move-into':
      return words.moveTitle(dialog.messageIds.length)
    case 'merge-customer':
      return words.customerTitle(dialog.name)
    case 'customer-tickets':
      return words.allTitle(dialog.name)
    case 'rules':
      return words.rulesTitle
    case 'handling':
      return words.handlingTitle
  }
}

function contentOf(dialog: OpenDialog, close: () => void): ReactNode {
  switch (dialog.type) {
    case 'merge-into':
      return <FindTicket without={dialog.from} target={dialog} onClose={close} />
    case 'move-into':
      return <FindTicket without={[dialog.from]} target={dialog} onClose={close} />
    case 'merge-customer':
      return <FindCustomer id={dialog.id} name={dialog.name} onClose={close} />
    case 'customer-tickets':
      return <CustomerTickets id={dialog.id} onClose={close} />
    case 'rules':
      return <Rules onClose={close} />
    case 'handling':
      return <Handling onClose={close} />
  }
}
