import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { DraftHistory } from '../composer/DraftHistory.tsx'
import { NewMail } from '../composer/NewMail.tsx'
import { GiveBack } from '../outbox/GiveBack.tsx'
import { GroupDialog } from '../groups/GroupDialog.tsx'
import { EraseCustomer } from '../data/EraseCustomer.tsx'
import { Feedback } from '../help/Feedback.tsx'
import { HoldPhone } from '../holds/HoldPhone.tsx'
import { LaterDialog } from '../later/LaterDialog.tsx'
import { useApp, useText } from '../store/context.ts'
import { isPeopleDialog, PeopleContent, PeopleTitle } from '../people/PeopleDialogs.tsx'
import type { OpenDialog } from '../store/dialogs.ts'
import { CustomerTickets } from './CustomerTickets.tsx'
import { FindCustomer } from './FindCustomer.tsx'
import { FindTicket } from './FindTicket.tsx'
import { HandledMails } from './HandledMails.tsx'
import { Handling } from './Handling.tsx'
import { Rules } from './Rules.tsx'

/** Whatever question or list stands over the window just now. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog)
  const close = useApp((state) => state.closeDialog)
  const text = useText()
  const name = useApp(({ dialog: open, rows }) =>
    open?.type === 'hold-phone' ? rows.get(open.ticketId)?.customerName : '',
  )
  if (dialog === null) return null
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={close}>
      <Modal className="modal">
        <Dialog className="list-dialog">
          <Heading slot="title">
            {isPeopleDialog(dialog) ? (
              <PeopleTitle dialog={dialog} />
            ) : (
              titleOf(dialog, text, name || text.common.noName)
            )}
          </Heading>
          <Content dialog={dialog} onClose={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function titleOf(
  dialog: OpenDialog,
  {
    approval,
    dialogs: words,
    draftHistory,
    feedback,
    groups,
    newMail,
    ruleWords,
    holds,
    later,
  }: ReturnType<typeof useText>,
  name: string,
) {
  if (dialog.type === 'hold-phone') return holds.phoneTitle(name)
  if (dialog.type === 'merge-into') return words.mergeTitle(dialog.from.length)
  if (dialog.type === 'move-into') return words.moveTitle(dialog.messageIds.length)
  if (dialog.type === 'merge-customer') return words.customerTitle(dialog.name)
  if (dialog.type === 'erase-customer') return words.eraseTitle(dialog.name)
  if (dialog.type === 'customer-tickets') return words.allTitle(dialog.name)
  if (dialog.type === 'group') return groups.addTitle(dialog.ids.length)
  if (dialog.type === 'handled-mails') return ruleWords(dialog.rule)
  if (dialog.type === 'draft-history') return draftHistory.title
  if (dialog.type === 'feedback') return feedback.title
  if (dialog.type === 'give-back') return approval.giveBackTitle
  if (dialog.type === 'new-mail') return newMail.title
  if (dialog.type === 'later') return dialog.purpose === 'snooze' ? later.title : later.sendTitle
  return dialog.type === 'rules' ? words.rulesTitle : words.handlingTitle
}

function Content({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  if (dialog.type === 'hold-phone') return <HoldPhone dialog={dialog} onClose={onClose} />
  if (dialog.type === 'merge-into') return <FindTicket without={dialog.from} target={dialog} onClose={onClose} />
  if (dialog.type === 'move-into') return <FindTicket without={[dialog.from]} target={dialog} onClose={onClose} />
  if (dialog.type === 'merge-customer') return <FindCustomer id={dialog.id} name={dialog.name} onClose={onClose} />
  if (dialog.type === 'erase-customer') return <EraseCustomer id={dialog.id} name={dialog.name} onClose={onClose} />
  if (dialog.type === 'customer-tickets') return <CustomerTickets id={dialog.id} onClose={onClose} />
  if (dialog.type === 'give-back') return <GiveBack id={dialog.outboxId} onClose={onClose} />
  if (dialog.type === 'draft-history') return <DraftHistory ticketId={dialog.ticketId} onClose={onClose} />
  if (dialog.type === 'new-mail') return <NewMail mail={dialog.mail} onClose={onClose} />
  if (dialog.type === 'feedback') return <Feedback onClose={onClose} />
  if (dialog.type === 'group') return <GroupDialog ids={dialog.ids} onClose={onClose} />
  if (dialog.type === 'later') return <LaterDialog target={dialog} onClose={onClose} />
  if (dialog.type === 'handled-mails') return <HandledMails rule={dialog.rule} onClose={onClose} />
  if (isPeopleDialog(dialog)) return <PeopleContent dialog={dialog} onClose={onClose} />
  return dialog.type === 'rules' ? <Rules onClose={onClose} /> : <Handling onClose={onClose} />
}
