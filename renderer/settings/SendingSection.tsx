import { useId } from 'react'
import { useApp, useText } from '../store/context.ts'
import { Choice, Section } from './Section.tsx'
import { useSave } from './use-save.ts'

const UNDO_SECONDS = [0, 5, 10, 20, 30, 60]
const LATE = ['ask', 'send', 'open-hours'] as const

/** How long sending can be taken back, and what becomes of planned answers that are late. */
export function SendingSection() {
  const { noticeSettings: words } = useText()
  const { undoSeconds, lateSends } = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const { state, save } = useSave()
  const id = useId()
  return (
    <Section title={words.sending} saving={state}>
      <div className="undo-seconds">
        <label htmlFor={id}>{words.undo}</label>
        <select
          id={id}
          value={undoSeconds}
          onChange={({ target }) => void save(() => change({ undoSeconds: Number(target.value) }))}
        >
          {[...new Set([...UNDO_SECONDS, undoSeconds])].map((seconds) => (
            <option key={seconds} value={seconds}>
              {words.undoSeconds(seconds)}
            </option>
          ))}
        </select>
        <p className="field__hint">{words.undoHint}</p>
      </div>
      <Choice
        name="late"
        title={words.late}
        options={LATE}
        words={words.lateOptions}
        value={lateSends}
        onChange={(value) => void save(() => change({ lateSends: value }))}
      />
      <p className="field__hint">{words.lateHint}</p>
    </Section>
  )
}
