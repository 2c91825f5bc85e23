import { FileText, X } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { LARGEST_ATTACHMENT } from '../store/drafts.ts'
import { fileSize } from '../ui/file-size.ts'

export function DraftFiles({ id }: { id: TicketId }) {
  const { composer } = useText()
  const files = useApp((state) => state.drafts.get(id)?.draft.attachments)
  const isAttaching = useApp((state) => state.drafts.get(id)?.isAttaching ?? false)
  const detach = useApp((state) => state.detachFile)
  if (!files || (files.length === 0 && !isAttaching)) return null
  const total = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <div className="draft-files">
      <ul>
        {files.map(({ index, name, size }) => (
          <li key={index} className="draft-file">
            <FileText size={14} aria-hidden />
            <span className="draft-file__name" title={name}>
              {name}
            </span>
            <span className="draft-file__size">{fileSize(size)}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={composer.detach(name)}
              onClick={() => void detach(id, index)}
            >
              <X size={13} aria-hidden />
            </button>
          </li>
        ))}
        {isAttaching && (
          <li className="draft-file">
            <output>{composer.attaching}</output>
          </li>
        )}
      </ul>
      {total > LARGEST_ATTACHMENT && <p className="field-problem">{composer.totalTooLarge}</p>}
    </div>
  )
}
