import { Download, FileText, Image, Paperclip, ShieldAlert } from 'lucide-react'
import type { AttachmentInfo, MessageId, MessageView } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { fileSize } from '../ui/file-size.ts'

/** Files of a message. Pictures inside the HTML are part of it and not listed. */
export function Attachments({ message }: { message: MessageView }) {
  const { ticket } = useText()
  const files = message.attachments.filter((file) => !file.inline)
  if (files.length === 0) return null
  return (
    <section className="attachments" aria-label={ticket.attachments(files.length)}>
      <h3>
        <Paperclip size={14} aria-hidden /> {ticket.attachments(files.length)}
      </h3>
      <ul>
        {files.map((file) => (
          <Attachment key={file.index} messageId={message.id} file={file} />
        ))}
      </ul>
    </section>
  )
}

function Attachment({ messageId, file }: { messageId: MessageId; file: AttachmentInfo }) {
  const { ticket, toasts } = useText()
  const { api } = useAppStore()
  const { showError, showToast } = useActions()
  const { index, size, type, isRisky } = file
  const name = file.name || file.safeName

  async function save() {
    try {
      const saved = await api.call('attachments.save', { messageId, index })
      if (saved) showToast({ text: toasts.saved(saved.path) })
    } catch (error) {
      showError(error)
    }
  }
  const open = () => void api.call('attachments.open', { messageId, index }).catch(showError)
  const Icon = type.startsWith('image/') ? Image : FileText
  return (
    <li className="attachment" data-risky={isRisky || undefined}>
      {isRisky ? <ShieldAlert size={16} aria-hidden /> : <Icon size={16} aria-hidden />}
      <span className="attachment__name" title={name}>
        {name}
      </span>
      <span className="attachment__size">{fileSize(size)}</span>
      {!isRisky && (
        <button type="button" className="button button--small" aria-label={`${ticket.open}: ${name}`} onClick={open}>
          {ticket.open}
        </button>
      )}
      <button
        type="button"
        className="button button--small"
        aria-label={`${ticket.save}: ${name}`}
        onClick={() => void save()}
      >
        <Download size={13} aria-hidden /> {ticket.save}
      </button>
      {isRisky && <p className="attachment__risk">{ticket.risky}</p>}
    </li>
  )
}
