import type { CustomerId, MessageId, TicketId } from '../../preload/domain.ts'
import type { PeopleDialog } from './people.ts'
import type { Tools } from './app-store.ts'

/** A question or a list over the window. One at a time. */
export type OpenDialog =
  | PeopleDialog
  | { type: 'merge-into'; from: TicketId[] }
  | { type: 'move-into'; messageIds: MessageId[]; from: TicketId }
  | { type: 'merge-customer'; id: CustomerId; name: string }
  | { type: 'customer-tickets'; id: CustomerId; name: string }
  | { type: 'rules' }
  | { type: 'hold-phone'; step: 'request' | 'reminder'; ticketId: TicketId; phone?: string | undefined }
  | { type: 'handling' }
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
