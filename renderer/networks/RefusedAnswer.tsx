import { CircleAlert, ExternalLink, MessageCircle, PenLine } from 'lucide-react'
import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { MessageId, TicketId } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { OpenPost } from './OpenPost.tsx'
import { useWay } from './use-way.ts'

/** Where the network takes no answer from here: why, and the two ways that are left, before anybody has typed. */
export function RefusedAnswer({ id, onPrivately }: { id: TicketId; onPrivately: () => void }) {
  const { networks: words } = useText()
  const way = useWay(id)
  const [isLogging, setLogging] = useState(false)
  /** Of a record that was taken back: its words are not lost. */
  const [kept, setKept] = useState('')
  if (!way || way.refuses === null) return null
  return (
    <div className="refused" role="note">
      <CircleAlert size={16} aria-hidden />
      <p>{words.refusals[way.refuses]}</p>
      <div className="refused__buttons">
        {way.url !== null && (
          <OpenPost url={way.url} className="button button--small">
            <ExternalLink size={13} aria-hidden /> {words.openInBrowser}
          </OpenPost>
        )}
        <button type="button" className="button button--small" data-place="reply" onClick={() => setLogging(true)}>
          <PenLine size={13} aria-hidden /> {words.logAnswer}
        </button>
        {way.canContinuePrivately && (
          <button type="button" className="button button--small" onClick={onPrivately}>
            <MessageCircle size={13} aria-hidden /> {words.continuePrivately}
          </button>
        )}
      </div>
      {isLogging && <LogAnswer id={id} initial={kept} onKeep={setKept} onClose={() => setLogging(false)} />}
    </div>
  )
}

type LogProps = { id: TicketId; initial: string; onKeep: (text: string) => void; onClose: () => void }

/** What was sent on the network's own page, copied here: it counts as the answer. */
function LogAnswer({ id, initial, onKeep, onClose }: LogProps) {
  const { networks: words } = useText()
  const { api } = useAppStore()
  const { showError, showToast, refreshTicket, dropDraft } = useActions()
  const [text, setText] = useState(initial)
  async function save() {
    try {
      const { messageId } = await api.call('replies.log', { ticketId: id, text: text.trim() })
      dropDraft(id)
      onKeep('')
      onClose()
      showToast({ text: words.logged, undo: () => void undo(messageId) })
      await refreshTicket()
    } catch (error) {
      showError(error)
    }
  }
  async function undo(messageId: MessageId) {
    try {
      await api.call('replies.unlog', { messageId })
      onKeep(text)
      showToast({ text: words.unlogged })
      await refreshTicket()
    } catch (error) {
      showError(error)
    }
  }
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog className="question log-answer">
          <Heading slot="title">{words.logTitle}</Heading>
          <p>{words.logHint}</p>
          <label className="field">
            <span>{words.logText}</span>
            <textarea className="text-input" rows={5} value={text} onChange={(event) => setText(event.target.value)} />
          </label>
          <div className="modal__buttons">
            <button type="button" className="button" onClick={onClose}>
              {words.cancel}
            </button>
            <button
              type="button"
              className="button button--primary"
              disabled={text.trim() === ''}
              onClick={() => void save()}
            >
              {words.logSave}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
