import type { CustomerId, MessageId, NewMail, OutboxId, TicketId } from '../../preload/domain.ts'
import type { PeopleDialog } from './people.ts'
import type { Tools } from './app-store.ts'

/** What is put off: tickets, an answer that is being written, an answer that waits. */
export type LaterTarget =
  | { purpose: 'snooze'; ids: TicketId[] }
  | { purpose: 'send'; ticketId: TicketId }
  /** The text to many that is being written; its times are those of this ticket's shop. */
  | { purpose: 'many'; ticketId: TicketId }
  | { purpose: 'reschedule'; ticketId: TicketId; outboxId: OutboxId }

/** A question or a list over the window. One at a time. */
export type OpenDialog =
  | PeopleDialog
  | { type: 'merge-into'; from: TicketId[] }
  | { type: 'move-into'; messageIds: MessageId[]; from: TicketId }
  | { type: 'merge-customer'; id: CustomerId; name: string }
  | { type: 'erase-customer'; id: CustomerId; name: string }
  | { type: 'customer-tickets'; id: CustomerId; name: string }
  | ({ type: 'later' } & LaterTarget)
  | { type: 'draft-history'; ticketId: TicketId }
  | { type: 'give-back'; outboxId: OutboxId }
  | { type: 'group'; ids: TicketId[] }
  | { type: 'rules' }
  | { type: 'hold-phone'; step: 'request' | 'reminder'; ticketId: TicketId; phone?: string | undefined }
  | { type: 'handling' }
  | { type: 'feedback' }
  | { type: 'new-mail'; mail: NewMail }
  | { type: 'handled-mails'; rule: string }

export type DialogsSlice = {
  dialog: OpenDialog | null
  openDialog: (dialog: OpenDialog) => void
  closeDialog: () => void
}

export function createDialogsSlice({ set }: Tools): DialogsSlice {
  return {
    dialog: null,
    openDialog: (dialog) => set({ dialog }),
    closeDialog: () => set({ dialog: null }),
  }
}
