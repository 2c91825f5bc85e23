import { FileText, TextCursorInput } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { useAnswerHint } from '../commands/CommandKeys.tsx'
import { useApp, useText } from '../store/context.ts'

/** The two lists of ready texts, for the mouse. */
export function TemplateButtons({ id }: { id: TicketId }) {
  const { templates: words } = useText()
  const templateHint = useAnswerHint('template')
  const phraseHint = useAnswerHint('phrase')
  const openPicker = useApp((state) => state.openPicker)
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={words.pick.template}
        title={templateHint}
        onClick={() => openPicker(id, 'template')}
      >
        <FileText size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={words.pick.phrase}
        title={phraseHint}
        onClick={() => openPicker(id, 'phrase')}
      >
        <TextCursorInput size={16} aria-hidden />
      </button>
    </>
  )
}
