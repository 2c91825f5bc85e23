import { X } from 'lucide-react'
import { useState } from 'react'
import { SendCheck, type WarnWords } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { Section, Switch } from './Section.tsx'
import { useSave } from './use-save.ts'

/** What is looked at before an answer leaves. */
export function ChecksSection() {
  const { sending } = useText()
  const { checksOff, warnWords } = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const { state, save } = useSave()
  const turn = (check: SendCheck, isOn: boolean) =>
    save(() => change({ checksOff: isOn ? checksOff.filter((one) => one !== check) : [...checksOff, check] }))
  return (
    <Section title={sending.settingsTitle} saving={state}>
      <p className="field__hint">{sending.settingsHint}</p>
      {SendCheck.options.map((check) => (
        <Switch
          key={check}
          label={sending.checks[check]}
          hint={sending.checkHints[check]}
          isOn={!checksOff.includes(check)}
          onChange={(isOn) => void turn(check, isOn)}
        />
      ))}
      {!checksOff.includes('warn-words') && (
        <WarnWordsList list={warnWords} onChange={(next) => void save(() => change({ warnWords: next }))} />
      )}
    </Section>
  )
}

type ListProps = { list: readonly WarnWords[]; onChange: (list: WarnWords[]) => void }

function WarnWordsList({ list, onChange }: ListProps) {
  const { sending } = useText()
  const categories = useApp((state) => state.categories)
  const labelOf = (key: string | null) =>
    key === null ? sending.everyCategory : (categories.find((one) => one.key === key)?.label ?? key)
  return (
    <fieldset className="warn-words choice">
      <legend>{sending.warnWords}</legend>
      {list.length === 0 && <p className="field__hint">{sending.noWarnWords}</p>}
      <ul>
        {list.map((entry) => (
          <li key={`${entry.words} ${entry.category}`}>
            <strong>{entry.words}</strong>
            <span>{labelOf(entry.category)}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={sending.removeWarnWords(entry.words)}
              title={sending.removeWarnWords(entry.words)}
              onClick={() => onChange(list.filter((one) => one !== entry))}
            >
              <X size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <NewWarnWords onAdd={(entry) => onChange([...list.filter((one) => !isSame(one, entry)), entry])} />
      <p className="field__hint">{sending.warnWordsHint}</p>
    </fieldset>
  )
}

const isSame = (a: WarnWords, b: WarnWords) => a.words === b.words && a.category === b.category

function NewWarnWords({ onAdd }: { onAdd: (entry: WarnWords) => void }) {
  const { sending } = useText()
  const categories = useApp((state) => state.categories)
  const [words, setWords] = useState('')
  const [category, setCategory] = useState('')
  function add() {
    if (words.trim() === '') return
    onAdd({ words: words.trim(), category: category === '' ? null : category })
    setWords('')
  }
  return (
    <div className="warn-words__add">
      <input
        type="text"
        className="text-input"
        aria-label={sending.newWarnWords}
        placeholder={sending.newWarnWords}
        maxLength={100}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isConverting(event)) add()
        }}
      />
      <select
        className="select"
        aria-label={sending.newWarnCategory}
        value={category}
        onChange={({ target }) => setCategory(target.value)}
      >
        <option value="">{sending.everyCategory}</option>
        {categories
          .filter(({ parentKey, isRemoved }) => parentKey !== null && !isRemoved)
          .map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
      </select>
      <button type="button" className="button" disabled={words.trim() === ''} onClick={add}>
        {sending.addWarnWords}
      </button>
    </div>
  )
}
