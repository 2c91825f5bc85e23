import { CornerUpLeft, EllipsisVertical, Mail, Phone } from 'lucide-react'
import { useState } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, SubmenuTrigger } from 'react-aria-components'
import type { JournalLine, MessageId, MessageView } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { focusFirst, LazyTrigger } from '../ui/LazyTrigger.tsx'
import { copyText } from '../ui/copy-text.ts'
import { SourceDialog } from './SourceDialog.tsx'

/** What Japanese shops meet, the likeliest first. */
const CHARSETS = ['UTF-8', 'ISO-2022-JP', 'Shift_JIS', 'EUC-JP', 'GB18030', 'Big5', 'EUC-KR', 'windows-1252']

/** A call that was written down from a mail, by the program or by hand. */
const wasMail = (history: readonly JournalLine[], id: MessageId) =>
  history.some(({ type, data }) => type === 'call.noted' && data['messageId'] === id && data['fromMessageId'] != null)

export function MessageMenu({ message }: { message: MessageView }) {
  const { common, ticket, composer, work } = useText()
  const ticketId = useApp((state) => state.openId)
  const isOnly = useApp((state) => (state.detail?.messages.length ?? 0) < 2)
  const isOfMail = useApp((state) => message.direction === 'call' && wasMail(state.detail?.history ?? [], message.id))
  const { quoteMessage, setCharset, startPicking, openDialog, undoMemo } = useActions()
  const [hasSource, setSource] = useState(false)
  if (ticketId === null) return null
  const { id } = message
  return (
    <>
      <LazyTrigger label={common.more} icon={<EllipsisVertical size={15} aria-hidden />} opens="menu">
        {(open) => (
          <MenuTrigger {...open}>
            <Button ref={focusFirst} className="icon-button" aria-label={common.more}>
              <EllipsisVertical size={15} aria-hidden />
            </Button>
            <Popover className="popover" placement="bottom end">
              <Menu className="menu">
                <MenuItem onAction={() => void quoteMessage(ticketId, id)}>
                  <CornerUpLeft size={14} aria-hidden /> {composer.quote}
                </MenuItem>
                <MenuItem onAction={() => copyText(message.text)}>{common.copyText}</MenuItem>
                {!isOnly && <MenuItem onAction={() => startPicking(id)}>{ticket.splitHere}</MenuItem>}
                <MenuItem onAction={() => openDialog({ type: 'move-into', messageIds: [id], from: ticketId })}>
                  {ticket.moveInto}
                </MenuItem>
                {message.direction === 'inbound' && (
                  <MenuItem onAction={() => openDialog({ type: 'phone-memo', ticketId, fromMessageId: id })}>
                    <Phone size={14} aria-hidden /> {ticket.makeMemo}
                  </MenuItem>
                )}
                {isOfMail && (
                  <MenuItem onAction={() => void undoMemo(id)}>
                    <Mail size={14} aria-hidden /> {work.undoMemo}
                  </MenuItem>
                )}
                {message.direction === 'inbound' && (
                  <SubmenuTrigger>
                    <MenuItem>{ticket.charset}</MenuItem>
                    <Popover className="popover">
                      <Menu className="menu" aria-label={ticket.charset}>
                        <MenuItem onAction={() => void setCharset(id, null)}>{ticket.charsetAuto}</MenuItem>
                        {CHARSETS.map((charset) => (
                          <MenuItem key={charset} onAction={() => void setCharset(id, charset)}>
                            {charset}
                          </MenuItem>
                        ))}
                      </Menu>
                    </Popover>
                  </SubmenuTrigger>
                )}
                <MenuItem onAction={() => setSource(true)}>{ticket.source}</MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
      </LazyTrigger>
      {hasSource && <SourceDialog id={id} onClose={() => setSource(false)} />}
    </>
  )
}
