import { CornerUpLeft, EllipsisVertical, Lock, Phone } from 'lucide-react'
import { memo, useState } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { Address, MessageView } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { Attachments } from './Attachments.tsx'
import { Fold } from './Fold.tsx'
import { HtmlFrame } from './HtmlFrame.tsx'
import { JoinInfo } from './JoinInfo.tsx'
import { MessageText } from './MessageText.tsx'
import { OutboxNotice } from './OutboxNotice.tsx'
import { SourceDialog } from './SourceDialog.tsx'
import { copyText } from '../ui/copy-text.ts'

export const Message = memo(function Message({ message }: { message: MessageView }) {
  const { ticket } = useText()
  const [isHtml, setHtml] = useState(message.hasHtml && message.text.trim() === '')
  return (
    <article
      className="message"
      data-direction={message.direction}
      data-html={isHtml || undefined}
      id={`message-${message.id}`}
    >
      <MessageHead message={message} />
      {message.unreadable !== null && (
        <p className="message__warning" role="note">
          <strong>{ticket.unreadable}</strong> {ticket.unreadableNext}
        </p>
      )}
      {message.hasHtml && <ViewSwitch isHtml={isHtml} onChange={setHtml} />}
      {isHtml ? <HtmlFrame id={message.id} /> : <Words message={message} />}
      <Attachments message={message} />
      {message.outbox && <OutboxNotice outbox={message.outbox} />}
    </article>
  )
})

function MessageHead({ message }: { message: MessageView }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket, common } = i18n.text
  const { direction, from } = message
  return (
    <header className="message__head">
      {direction === 'note' && <Lock size={14} aria-hidden />}
      {direction === 'call' && <Phone size={14} aria-hidden />}
      <span className="message__from" title={from?.address}>
        {direction === 'note' && ticket.note}
        {direction === 'call' && ticket.call}
        {(direction === 'inbound' || direction === 'outbound') && (from?.name || from?.address || common.noName)}
      </span>
      {direction === 'inbound' && from?.name && <span className="message__address">{from.address}</span>}
      <time className="message__time" title={i18n.moment(message.at, now)}>
        {i18n.shortMoment(message.at, now)}
      </time>
      <JoinInfo message={message} />
      <MessageMenu message={message} />
      {direction === 'outbound' && message.to.length > 0 && (
        <p className="message__to">
          {ticket.to}: {addressWords(message.to)}
          {message.cc.length > 0 && ` ${ticket.cc}: ${addressWords(message.cc)}`}
        </p>
      )}
      {direction === 'inbound' && message.deliveredTo.length > 1 && (
        <p className="message__to">{ticket.deliveredTo(message.deliveredTo.join(', '))}</p>
      )}
    </header>
  )
}

const addressWords = (list: readonly Address[]) => list.map(({ name, address }) => name || address).join(', ')

function MessageMenu({ message }: { message: MessageView }) {
  const { common, ticket, composer } = useText()
  const ticketId = useApp((state) => state.openId)
  const quote = useApp((state) => state.quoteMessage)
  const [hasSource, setSource] = useState(false)
  return (
    <>
      <MenuTrigger>
        <Button className="icon-button" aria-label={common.more}>
          <EllipsisVertical size={15} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu">
            {ticketId !== null && (
              <MenuItem onAction={() => void quote(ticketId, message.id)}>
                <CornerUpLeft size={14} aria-hidden /> {composer.quote}
              </MenuItem>
            )}
            <MenuItem onAction={() => copyText(message.text)}>{common.copyText}</MenuItem>
            <MenuItem onAction={() => setSource(true)}>{ticket.source}</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {hasSource && <SourceDialog id={message.id} onClose={() => setSource(false)} />}
    </>
  )
}

function ViewSwitch({ isHtml, onChange }: { isHtml: boolean; onChange: (isHtml: boolean) => void }) {
  const { ticket } = useText()
  return (
    <div className="view-switch">
      <button type="button" aria-pressed={!isHtml} onClick={() => onChange(false)}>
        {ticket.text}
      </button>
      <button type="button" aria-pressed={isHtml} onClick={() => onChange(true)}>
        {ticket.html}
      </button>
    </div>
  )
}

function Words({ message }: { message: MessageView }) {
  const { ticket } = useText()
  const { text, quoted, signature } = message
  const quotedLines = quoted.split('\n').length
  const isEmpty = text.trim() === ''
  return (
    <>
      {isEmpty ? <p className="message__empty">{ticket.emptyText}</p> : <MessageText text={text} />}
      {signature.trim() !== '' && <Fold label={ticket.signature} text={signature} />}
      {quoted.trim() !== '' && <Fold label={ticket.quoted(quotedLines)} text={quoted} />}
    </>
  )
}
