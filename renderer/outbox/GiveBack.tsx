import { useId, useState, type KeyboardEvent } from 'react'
import type { OutboxId } from '../../preload/domain.ts'
import { isAnswerKey } from '../commands/use-commands.ts'
import { useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'

/** Asks what should change in an answer that is not approved. */
export function GiveBack({ id, onClose }: { id: OutboxId; onClose: () => void }) {
  const fieldId = useId()
  const { approval: words, common } = useText()
  const giveBack = useApp((state) => state.giveBackOutbox)
  const [note, setNote] = useState('')
  const isEmpty = note.trim() === ''

  async function send() {
    if (!isEmpty && (await giveBack(id, note.trim()))) onClose()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event) || !isAnswerKey('send', event.nativeEvent)) return
    event.preventDefault()
    void send()
  }
  return (
    <div className="field give-back">
      <label htmlFor={fieldId}>{words.note}</label>
      <textarea
        id={fieldId}
        className="text-input"
        rows={3}
        maxLength={2000}
        placeholder={words.notePlaceholder}
        aria-describedby={`${fieldId}-hint`}
        value={note}
        // The one thing to do here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p id={`${fieldId}-hint`} className="field__hint">
        {words.giveBackHint}
      </p>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="button" className="button button--primary" disabled={isEmpty} onClick={() => void send()}>
          {words.giveBackNow}
        </button>
      </div>
    </div>
  )
}
