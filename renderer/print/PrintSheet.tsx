import { useEffect } from 'react'
import type { MessageView, TicketDetail } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { fileSize } from '../ui/file-size.ts'

/**
 * The open ticket as it goes on paper: the words of each message, whatever it was written in. Internal notes stay off it,
 * because paper leaves the desk.
 */
export function PrintSheet() {
  const isPrinting = useApp((state) => state.isPrinting)
  const detail = useApp((state) => state.detail)
  return isPrinting && detail ? <Sheet detail={detail} /> : null
}

function Sheet({ detail: { ticket, messages } }: { detail: TicketDetail }) {
  const i18n = useI18n()
  const now = useMinute()
  const shop = useApp((state) => state.shops.get(ticket.shopId))
  useSystemPrint()
  const { common, print, status } = i18n.text
  return (
    <article className="print-sheet" lang={i18n.language}>
      <h1>{ticket.subject || common.noSubject}</h1>
      <p className="print-sheet__facts">
        {[
          common.ticketNumber(ticket.id),
          status[ticket.status],
          shop?.name,
          ...ticket.orderNumbers,
          print.at(i18n.moment(now, now)),
        ]
          .filter(Boolean)
          .join(' ・ ')}
      </p>
      {messages
        .filter(({ direction }) => direction !== 'note')
        .map((message) => (
          <PrintedMessage key={message.id} message={message} />
        ))}
    </article>
  )
}

function PrintedMessage({ message }: { message: MessageView }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket, common, print } = useText()
  const { direction, from, to, text, signature, attachments } = message
  return (
    <section>
      <h2>
        {direction === 'call' && `${ticket.call} `}
        {from?.name || from?.address || common.noName}
        {from?.name && direction !== 'outbound' && ` <${from.address}>`}
        {to.length > 0 && ` → ${to.map(({ name, address }) => name || address).join(', ')}`}
        <time>{i18n.moment(message.at, now)}</time>
      </h2>
      <p className="print-sheet__text">{text.trim() === '' ? ticket.emptyText : text.trimEnd()}</p>
      {signature.trim() !== '' && <p className="print-sheet__text print-sheet__signature">{signature.trim()}</p>}
      {attachments.length > 0 && (
        <p className="print-sheet__files">
          {print.files} {attachments.map(({ name, size }) => `${name} (${fileSize(size)})`).join(', ')}
        </p>
      )}
    </section>
  )
}

/** Asks the system to print as soon as the sheet stands there, and takes it away afterwards. */
function useSystemPrint() {
  const setPrinting = useApp((state) => state.setPrinting)
  useEffect(() => {
    const end = () => setPrinting(false)
    globalThis.addEventListener('afterprint', end)
    // The page must have been laid out once with the sheet in it.
    const frame = requestAnimationFrame(() => globalThis.print())
    return () => {
      cancelAnimationFrame(frame)
      globalThis.removeEventListener('afterprint', end)
    }
  }, [setPrinting])
}
