import { Lock, Phone } from 'lucide-react'
import { memo, useState } from 'react'
import type { Address, MessageId, MessageView } from '../../preload/domain.ts'
import { PostLine, PostRest } from '../networks/PostFacts.tsx'
import { NoteMenu } from '../people/NoteMenu.tsx'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { Attachments } from './Attachments.tsx'
import { Fold } from './Fold.tsx'
import { HtmlFrame } from './HtmlFrame.tsx'
import { JoinInfo } from './JoinInfo.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import { MessageText } from './MessageText.tsx'
import { OutboxNotice } from './OutboxNotice.tsx'

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
      {message.post && <PostLine message={message} post={message.post} />}
      {message.hasHtml && <ViewSwitch isHtml={isHtml} onChange={setHtml} />}
      {isHtml ? <HtmlFrame id={message.id} /> : <Words message={message} />}
      {message.post && <PostRest message={message} post={message.post} />}
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
      <div className="message__who">
        <PickBox id={message.id} />
        {direction === 'note' && <Lock size={14} aria-hidden />}
        {direction === 'call' && <Phone size={14} aria-hidden />}
        <span className="message__from" title={from?.address}>
          {direction === 'note' && ticket.note}
          {direction === 'call' && <CallWords message={message} />}
          {(direction === 'inbound' || direction === 'outbound') && (from?.name || from?.address || common.noName)}
        </span>
        {direction === 'note' && <span className="message__address">{from?.name}</span>}
        {(direction === 'inbound' || direction === 'call') && from?.name && (
          <span className="message__address">{from.address}</span>
        )}
      </div>
      <time className="message__time" title={i18n.moment(message.at, now)}>
        {i18n.shortMoment(message.at, now)}
      </time>
      {direction !== 'note' && <JoinInfo message={message} />}
      {direction === 'note' ? <NoteMenu message={message} /> : <MessageMenu message={message} />}
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

/** 電話:山田花子さま. A call of a hold says only that it was one. */
function CallWords({ message: { kind, from } }: { message: MessageView }) {
  const { people, ticket, work } = useText()
  const kinds: Partial<Record<string, string>> = people.contactKinds
  return work.callOf(kinds[kind] ?? ticket.call, from?.name ?? '')
}

/** Stands there only while messages are chosen to be taken out of the ticket. */
function PickBox({ id }: { id: MessageId }) {
  const { ticket } = useText()
  const isPicking = useApp((state) => state.picked !== null)
  const isPicked = useApp((state) => state.picked?.has(id) ?? false)
  const toggle = useApp((state) => state.togglePicked)
  if (!isPicking) return null
  return <input type="checkbox" aria-label={ticket.pickMessage} checked={isPicked} onChange={() => toggle(id)} />
}

const addressWords = (list: readonly Address[]) => list.map(({ name, address }) => name || address).join(', ')

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
      {isEmpty ? (
        <p className="message__empty">{ticket.emptyText}</p>
      ) : (
        <MessageText text={text} messageId={message.id} />
      )}
      {signature.trim() !== '' && (
        <Fold label={ticket.signature} text={signature} messageId={message.id} part="signature" />
      )}
      {quoted.trim() !== '' && (
        <Fold label={ticket.quoted(quotedLines)} text={quoted} messageId={message.id} part="quoted" />
      )}
    </>
  )
}
