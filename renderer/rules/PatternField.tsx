import { useEffect, useId, useState } from 'react'
import type { PatternProblem } from '../../preload/domain.ts'
import { useAppStore, useText } from '../store/context.ts'

const ASK_AFTER_MS = 200
const MOST_CHARACTERS = 200

type Props = { value: string; faultId: string | undefined; onChange: (value: string) => void }

/** A regular expression; main says while it is typed whether it can be used, and where not. */
export function PatternField({ value, faultId, onChange }: Props) {
  const id = useId()
  const { rulePage: words, rules } = useText()
  const problem = usePatternProblem(value)
  return (
    <span className="pattern-field">
      <input
        type="text"
        className="text-input"
        aria-label={words.pattern}
        aria-invalid={problem || faultId ? true : undefined}
        aria-describedby={[faultId, problem && `${id}-problem`, `${id}-hint`].filter(Boolean).join(' ')}
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem && (
        <output id={`${id}-problem`} className="field__fault">
          {rules.pattern[problem.reason]} {words.patternAt(problem.at + 1)}
        </output>
      )}
      <span id={`${id}-hint`} className="field__hint">
        {words.patternHint}
      </span>
    </span>
  )
}

/** Of the pattern as it stood a moment ago; an older answer is not looked at. */
function usePatternProblem(pattern: string) {
  const { api } = useAppStore()
  const [problem, setProblem] = useState<PatternProblem | null>(null)
  useEffect(() => {
    let isOld = false
    const timer = setTimeout(async () => {
      const found = pattern === '' ? null : await api.call('rules.checkPattern', { pattern }).catch(() => null)
      if (!isOld) setProblem(found)
    }, ASK_AFTER_MS)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [api, pattern])
  return problem
}
