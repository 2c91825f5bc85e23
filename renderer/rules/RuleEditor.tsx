import { ArrowLeft, LoaderCircle } from 'lucide-react'
import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { Switch } from '../settings/Section.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { ActionRows } from './ActionRows.tsx'
import { ConditionRows } from './ConditionRows.tsx'
import { FieldFault } from './FieldFault.tsx'
import { draftOf, isChanged } from './rule-form.ts'
import { RulePreviewPanel } from './RulePreviewPanel.tsx'
import { sentenceOf } from './sentence.ts'
import { useRuleNames } from './use-rule-names.ts'
import { WhenFields } from './WhenFields.tsx'

/** One rule: what it is called, when it acts, on what, and what it would do to what is there. Ctrl+Enter saves it. */
export function RuleEditor() {
  const { rulePage: words } = useText()
  const form = useApp((state) => state.ruleForm)
  const { saveRule, leaveRuleForm } = useActions()
  const root = useRef<HTMLElement>(null)
  useFocusOnFault(root)
  if (form === null) return null
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void saveRule()
  }
  const title = form.id === null ? words.newTitle : words.editTitle(form.name)
  return (
    // The keys of its fields are heard here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <main ref={root} className="page rules-page rule-editor" onKeyDown={onKeyDown}>
      <header className="page__head">
        <h1>{title}</h1>
        <button type="button" className="button" onClick={leaveRuleForm}>
          <ArrowLeft size={15} aria-hidden /> {isChanged(form) ? words.cancel : words.back}
        </button>
      </header>
      <Name />
      <WhenFields />
      <ConditionRows />
      <ActionRows />
      <Ending />
      <Foot />
      <RulePreviewPanel />
    </main>
  )
}

/** After a press that found something missing, the keyboard goes to the first such field. */
function useFocusOnFault(root: { current: HTMLElement | null }) {
  const isChecked = useApp((state) => state.ruleForm?.isChecked ?? false)
  useEffect(() => {
    if (isChecked) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [isChecked, root])
}

function Name() {
  const id = useId()
  const { rulePage: words } = useText()
  const name = useApp((state) => state.ruleForm?.name ?? '')
  const isNew = useApp((state) => state.ruleForm?.id === null)
  const fault = useApp((state) => state.ruleFaults['name'])
  const change = useApp((state) => state.changeRuleForm)
  return (
    <div className="field rule-editor__name">
      <label htmlFor={id}>{words.name}</label>
      <input
        id={id}
        type="text"
        className="text-input"
        maxLength={100}
        value={name}
        placeholder={words.namePlaceholder}
        autoComplete="off"
        // The page was opened to write a rule, which begins here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isNew}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => change({ name: event.target.value })}
      />
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  )
}

function Ending() {
  const { rulePage: words } = useText()
  const form = useApp((state) => state.ruleForm)
  const change = useApp((state) => state.changeRuleForm)
  if (form === null) return null
  return (
    <div className="rule-editor__ending">
      <Switch
        label={words.stopHere}
        hint={words.stopHereHint}
        isOn={form.stopHere}
        onChange={(stopHere) => change({ stopHere })}
      />
      <Switch label={words.switchedOn} isOn={form.isOn} onChange={(isOn) => change({ isOn })} />
    </div>
  )
}

/** Always in sight: the rule as one says it, and the button that keeps it. */
function Foot() {
  const { rulePage: words, ruleSentence } = useText()
  const form = useApp((state) => state.ruleForm)
  const busy = useApp((state) => state.isRuleBusy)
  const error = useApp((state) => state.ruleError)
  const save = useApp((state) => state.saveRule)
  const names = useRuleNames()
  if (form === null) return null
  return (
    <div className="rule-foot">
      {error && <ProblemLines error={error} />}
      <p className="rule-foot__sentence">
        <small>{words.sentence}</small>
        <output>{sentenceOf(ruleSentence, draftOf(form), names)}</output>
      </p>
      <div className="rule-foot__buttons">
        {isChanged(form) && <small>{words.keptChanges}</small>}
        <button
          type="button"
          className="button button--primary"
          disabled={busy !== null || !isChanged(form)}
          onClick={() => void save()}
        >
          {busy === 'saving' && <LoaderCircle size={14} className="spin" aria-hidden />}
          {busy === 'saving' ? words.saving : words.save}
        </button>
      </div>
    </div>
  )
}
