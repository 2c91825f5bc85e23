import type { OpenDialog } from '../store/dialogs.ts'
import type { PeopleDialog } from '../store/people.ts'
import { useApp, useText } from '../store/context.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { CategoryDialog } from './CategoryDialog.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { MentionsDialog } from './MentionsDialog.tsx'
import { MemoOfMail } from './MemoOfMail.tsx'
import { PhoneMemo } from './PhoneMemo.tsx'
import { SwitchDialog } from './SwitchDialog.tsx'

const TYPES = new Set<string>(['category', 'assign', 'close', 'phone-memo', 'switch-staff', 'mentions'])
export const isPeopleDialog = (dialog: OpenDialog): dialog is PeopleDialog => TYPES.has(dialog.type)

export function PeopleTitle({ dialog }: { dialog: PeopleDialog }) {
  const { work } = useText()
  const staff = useApp((state) => state.staff)
  if (dialog.type === 'category') return work.categoryTitle(dialog.ids.length)
  if (dialog.type === 'assign') return work.assignTitle(dialog.ids.length)
  if (dialog.type === 'close') return work.closeTitle(dialog.ids.length)
  if (dialog.type === 'switch-staff') return work.pinFor(staff.find(({ id }) => id === dialog.id)?.name ?? '')
  return dialog.type === 'mentions' ? work.mentionsTitle : work.memo
}

export function PeopleContent({ dialog, onClose }: { dialog: PeopleDialog; onClose: () => void }) {
  if (dialog.type === 'category') return <CategoryDialog ids={dialog.ids} onClose={onClose} />
  if (dialog.type === 'assign') return <AssignDialog ids={dialog.ids} onClose={onClose} />
  if (dialog.type === 'close') return <CloseDialog ids={dialog.ids} onClose={onClose} />
  if (dialog.type === 'switch-staff') return <SwitchDialog id={dialog.id} onClose={onClose} />
  if (dialog.type === 'mentions') return <MentionsDialog onClose={onClose} />
  if (dialog.fromMessageId === undefined) return <PhoneMemo ticketId={dialog.ticketId} onClose={onClose} />
  return <MemoOfMail ticketId={dialog.ticketId} messageId={dialog.fromMessageId} onClose={onClose} />
}
