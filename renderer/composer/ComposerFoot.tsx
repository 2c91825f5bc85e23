import { CornerUpLeft, History, Paperclip, Send, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { FilesAllowed, TicketId } from '../../preload/domain.ts'
import { useAnswerHint } from '../commands/CommandKeys.tsx'
import { SendMenu } from './SendMenu.tsx'
import { SendLaterButton } from '../later/ScheduleBar.tsx'
import { useApp, useI18n, useText } from '../store/context.ts'
import type { SendOptions } from '../store/drafts.ts'
import { useWay } from '../networks/use-way.ts'
import { TemplateButtons } from '../templates/TemplateButtons.tsx'
import { fileSize } from '../ui/file-size.ts'

type Props = { id: TicketId; sendWords: string; problem: string | null; onSend: (options?: SendOptions) => void }

export function ComposerFoot({ id, sendWords, problem, onSend }: Props) {
  const { composer } = useText()
  const hint = useAnswerHint('send')
  const way = useWay(id)
  const isPrivate = useApp((state) => state.drafts.get(id)?.draft.plan.isPrivate ?? false)
  const files = way?.files[isPrivate ? 'private' : way.visibility] ?? true
  const isSending = useApp((state) => state.drafts.get(id)?.isSending ?? false)
  return (
    <div className="composer__foot">
      <TemplateButtons id={id} />
      {files !== false && <AttachButton id={id} rule={files} />}
      {way === null && <QuoteButton id={id} />}
      <HistoryButton id={id} />
      <DiscardButton id={id} />
      <div className="composer__send">
        <SendLaterButton id={id} />
        <button
          type="button"
          className="button button--primary"
          disabled={problem !== null || isSending}
          data-place="send"
          title={problem ?? hint}
          onClick={(event) => onSend({ after: event.shiftKey ? 'next' : event.altKey ? 'resolve' : null })}
        >
          <Send size={15} aria-hidden />
          <span>{isSending ? composer.sending : sendWords}</span>
        </button>
        <SendMenu id={id} isReady={problem === null && !isSending} onSend={onSend} />
      </div>
    </div>
  )
}

function AttachButton({ id, rule }: { id: TicketId; rule: Exclude<FilesAllowed, false> }) {
  const { composer, networks } = useText()
  const attachFiles = useApp((state) => state.attachFiles)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={composer.attach}
        title={rule === true ? composer.attach : networks.filesRule(rule.max, fileSize(rule.maxBytes))}
        onClick={() => input.current?.click()}
      >
        <Paperclip size={16} aria-hidden />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void attachFiles(id, [...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

function QuoteButton({ id }: { id: TicketId }) {
  const { composer } = useText()
  const latest = useApp(({ detail }) => detail?.messages.findLast(({ direction }) => direction === 'inbound')?.id)
  const quote = useApp((state) => state.quoteMessage)
  if (latest === undefined) return null
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={composer.quoteLatest}
      title={composer.quoteLatest}
      onClick={() => void quote(id, latest)}
    >
      <CornerUpLeft size={16} aria-hidden />
    </button>
  )
}

/** What the draft was before. */
function HistoryButton({ id }: { id: TicketId }) {
  const { draftHistory } = useText()
  const openDialog = useApp((state) => state.openDialog)
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={draftHistory.title}
      title={draftHistory.title}
      onClick={() => openDialog({ type: 'draft-history', ticketId: id })}
    >
      <History size={16} aria-hidden />
    </button>
  )
}

function DiscardButton({ id }: { id: TicketId }) {
  const { composer } = useText()
  const hasSomething = useApp((state) => {
    const draft = state.drafts.get(id)?.draft
    return draft !== undefined && (draft.savedAt !== null || draft.body.trim() !== '' || draft.attachments.length > 0)
  })
  const discard = useApp((state) => state.discardDraft)
  if (!hasSomething) return null
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={composer.discard}
      title={composer.discard}
      onClick={() => void discard(id)}
    >
      <Trash2 size={16} aria-hidden />
    </button>
  )
}

/** Whether what was typed is kept already. */
export function SaveState({ id }: { id: TicketId }) {
  const i18n = useI18n()
  const { composer } = i18n.text
  const state = useApp(({ drafts }) => drafts.get(id))
  return <output className="composer__saved">{state && saveWords()}</output>
  function saveWords() {
    if (!state) return ''
    if (state.error) return composer.saveFailed
    if (state.isSaving) return composer.saving
    if (state.edits !== state.savedEdits) return composer.unsaved
    return state.draft.savedAt === null ? '' : composer.saved(i18n.clock(state.draft.savedAt))
  }
}
