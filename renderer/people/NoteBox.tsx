import { Lock } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { presentStaff } from '../store/people.ts'
import { isConverting } from '../ui/ime.ts'

/** Where an internal note is written, above the answer and in another colour than it. */
export function NoteBox({ id }: { id: TicketId }) {
  const isOpen = useApp((state) => state.isNoteOpen)
  return isOpen ? <OpenNote key={id} id={id} /> : null
}

function OpenNote({ id }: { id: TicketId }) {
  const { work, common } = useText()
  const [text, setText] = useState('')
  const { addNote, setNoteOpen } = useActions()
  const staff = useApp((state) => state.staff)
  const currentId = useApp((state) => state.currentStaffId)
  const colleagues = presentStaff(staff).filter((person) => person.id !== currentId)

  async function save() {
    if (text.trim() !== '' && (await addNote(id, text.trim()))) setNoteOpen(false)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      // The answer below sends with the same keys.
      event.stopPropagation()
      void save()
    }
    if (event.key === 'Escape') setNoteOpen(false)
  }
  return (
    <section className="note-box" aria-label={work.addNote}>
      <h3>
        <Lock size={13} aria-hidden /> {work.note}
      </h3>
      <textarea
        className="text-input"
        aria-label={work.note}
        placeholder={work.notePlaceholder}
        rows={3}
        maxLength={20_000}
        value={text}
        // Somebody asked for this field a moment ago.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="note-box__foot">
        {colleagues.map(({ id: staffId, name }) => (
          <button
            key={staffId}
            type="button"
            className="link-button"
            aria-label={work.callColleague(name)}
            onClick={() => setText(`${text}${text === '' || text.endsWith(' ') ? '' : ' '}@${name} `)}
          >
            @{name}
          </button>
        ))}
        <span className="note-box__space" />
        <button type="button" className="button button--small" onClick={() => setNoteOpen(false)}>
          {common.cancel}
        </button>
        <button
          type="button"
          className="button button--small button--primary"
          disabled={text.trim() === ''}
          title="Ctrl+Enter"
          onClick={() => void save()}
        >
          {work.saveNote}
        </button>
      </div>
    </section>
  )
}
