import { useEffect, useState } from 'react'
import type { Output } from '../../preload/contract.ts'
import type { MessageId, TicketId } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { PhoneMemo } from './PhoneMemo.tsx'

type Props = { ticketId: TicketId | null; messageId: MessageId; onClose: () => void }

/** The memo of a call that a mail reports, with what could be read from it. */
export function MemoOfMail({ ticketId, messageId, onClose }: Props) {
  const { common } = useText()
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [call, setCall] = useState<Output<'phone.read'> | null>(null)
  useEffect(() => {
    let isGone = false
    api.call('phone.read', { messageId }).then(
      (read) => !isGone && setCall(read),
      (error: unknown) => !isGone && showError(error),
    )
    return () => {
      isGone = true
    }
  }, [api, messageId, showError])
  if (call === null) return <output>{common.loading}</output>
  return <PhoneMemo ticketId={ticketId} call={call} fromMessageId={messageId} onClose={onClose} />
}
