import { useEffect, useId, useState } from 'react'
import { useActions, useApp, useText } from '../store/context.ts'
import { copyText } from '../ui/copy-text.ts'

/** An opinion leaves only by the hand of whoever wrote it: the whole text is shown, and copied. */
export function Feedback({ onClose }: { onClose: () => void }) {
  const { feedback: words, common } = useText()
  const about = useApp((state) => state.about)
  const { loadAbout, showToast } = useActions()
  const [written, setWritten] = useState('')
  const [isAbout, setAbout] = useState(true)
  const [hint, text] = [useId(), useId()]
  useEffect(() => void loadAbout(), [loadAbout])
  const facts = about ? words.facts(about.version, about.system, about.electron) : ''
  const whole = [written.trim(), isAbout ? facts : ''].filter(Boolean).join('\n\n')

  function copy() {
    copyText(whole)
    showToast({ text: words.copied })
    onClose()
  }
  return (
    <div className="feedback">
      <p id={hint}>{words.intro}</p>
      <label htmlFor={text}>{words.label}</label>
      <textarea
        id={text}
        className="text-input"
        rows={6}
        aria-describedby={hint}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
      <label className="feedback__choice">
        <input type="checkbox" checked={isAbout} onChange={(event) => setAbout(event.target.checked)} />{' '}
        {words.withFacts}
      </label>
      <h3>{words.leaves}</h3>
      <pre className="feedback__whole">{whole || words.empty}</pre>
      <p className="field__hint">{words.stays}</p>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
        <button type="button" className="button button--primary" disabled={written.trim() === ''} onClick={copy}>
          {words.copy}
        </button>
      </div>
    </div>
  )
}
