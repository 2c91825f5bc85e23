import { useId, useRef, type KeyboardEvent } from 'react'
import { TEMPLATE_PURPOSES, type ShopId, type TemplateInfo, type TemplatePurpose } from '../../preload/domain.ts'
import { VARIABLES } from '../../preload/domain/template-variables.ts'
import { useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { EditorPreview } from './EditorPreview.tsx'
import { insertText } from './insert-text.ts'
import { TemplateFiles } from './TemplateFiles.tsx'
import { TemplateVersions } from './TemplateVersions.tsx'
import { nameOf, namesOf } from './texts.ts'
import { useTemplateDraft, type EditedTemplate } from './use-template-draft.ts'

type Props = {
  template: TemplateInfo | EditedTemplate
  /** With a way back: it stands in for the list it was opened from. */
  onDone?: () => void
  onSaved?: (template: TemplateInfo) => void
}

/** The words of one template or phrase, with everything that belongs to it. */
export function TemplateEditor({ template, onDone, onSaved = () => {} }: Props) {
  const { templates: words } = useText()
  const { draft, isDirty, isSavable, change, save, adopt } = useTemplateDraft(template, onSaved)
  const stored = useApp(({ templates }) => templates?.find(({ id }) => id === draft.id) ?? null)
  const isTemplate = draft.kind === 'template'

  async function saveAndGo() {
    if ((await save()) && onDone) onDone()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event) || !(event.ctrlKey || event.metaKey)) return
    if (event.key !== 'Enter' && event.key.toLowerCase() !== 's') return
    event.preventDefault()
    void saveAndGo()
  }
  return (
    // Keys are taken here for all the fields inside; the form itself takes no focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="template-editor"
      aria-label={stored ? nameOf(stored) : words.newOne[draft.kind]}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
    >
      <Line
        label={words.name}
        value={draft.title}
        maxLength={200}
        onChange={(title) => change({ title })}
        isAutoFocused={draft.id === null}
      />
      {isTemplate && (
        <Line
          label={words.subject}
          hint={words.subjectHint}
          value={draft.subject}
          maxLength={500}
          onChange={(subject) => change({ subject })}
        />
      )}
      <BodyField body={draft.body} language={draft.language} onChange={(body) => change({ body })} />
      <EditorPreview subject={draft.subject} body={draft.body} language={draft.language} hasSubject={isTemplate} />
      <Particulars draft={draft} change={change} />
      {stored && (
        <>
          <TemplateFiles template={stored} />
          <TemplateVersions template={stored} onRestored={adopt} />
        </>
      )}
      <div className="template-editor__foot">
        <output>{isDirty ? words.unsaved : ''}</output>
        {onDone && (
          <button type="button" className="button" onClick={onDone}>
            {words.backToList}
          </button>
        )}
        <button
          type="button"
          className="button button--primary"
          disabled={!isSavable || !isDirty}
          title={isSavable ? undefined : draft.body.trim() === '' ? words.needsBody : words.needsTitle}
          onClick={() => void saveAndGo()}
        >
          {words.save}
        </button>
      </div>
    </form>
  )
}

type LineProps = {
  label: string
  hint?: string
  value: string
  maxLength: number
  list?: readonly string[]
  isAutoFocused?: boolean
  onChange: (value: string) => void
}

const focusOnce = (input: HTMLInputElement | null) => input?.focus()

function Line({ label, hint, value, maxLength, list, isAutoFocused = false, onChange }: LineProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        className="text-input"
        maxLength={maxLength}
        ref={isAutoFocused ? focusOnce : undefined}
        list={list ? `${id}-list` : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option key={one} value={one} aria-label={one} />
          ))}
        </datalist>
      )}
      {hint && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  )
}

type BodyProps = { body: string; language: 'ja' | 'en'; onChange: (body: string) => void }

function BodyField({ body, language, onChange }: BodyProps) {
  const id = useId()
  const { templates: words } = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const names = [...VARIABLES.map(({ name, english }) => (language === 'ja' ? name : english)), ...words.dateVariables]

  function insert(name: string) {
    if (name === '' || !field.current) return
    insertText(field.current, `{{${name}}}`, field.current.selectionStart, field.current.selectionEnd)
  }
  return (
    <div className="field template-editor__body">
      <label htmlFor={id}>{words.body}</label>
      <select
        className="select"
        aria-label={words.variables}
        title={words.variablesHint}
        value=""
        onChange={(event) => insert(event.target.value)}
      >
        <option value="">{words.variables}</option>
        {names.map((name) => (
          <option key={name} value={name}>{`{{${name}}}`}</option>
        ))}
      </select>
      <textarea
        id={id}
        ref={field}
        className="text-input"
        rows={10}
        maxLength={50_000}
        value={body}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

type ParticularsProps = { draft: EditedTemplate; change: (part: Partial<EditedTemplate>) => void }

/** How it is found, and what it is for. */
function Particulars({ draft, change }: ParticularsProps) {
  const { templates: words } = useText()
  const templates = useApp((state) => state.templates) ?? []
  const shops = useApp((state) => state.shops)
  const folders = [...new Set(templates.filter(({ kind }) => kind === draft.kind).map(({ folder }) => folder))]
  const own = namesOf(draft.abbreviation)
  const rival = templates.find(
    (one) => one.id !== draft.id && namesOf(one.abbreviation).some((name) => own.includes(name)),
  )
  const hint = rival ? words.abbreviationTaken(nameOf(rival)) : words.abbreviationHint
  return (
    <div className="template-editor__particulars">
      <Line
        label={words.folder}
        value={draft.folder}
        maxLength={60}
        list={folders.filter(Boolean)}
        onChange={(folder) => change({ folder })}
      />
      <Line
        label={words.reading}
        hint={words.readingHint}
        value={draft.reading}
        maxLength={200}
        onChange={(reading) => change({ reading })}
      />
      <Line
        label={words.abbreviation}
        hint={hint}
        value={draft.abbreviation}
        maxLength={60}
        onChange={(abbreviation) => change({ abbreviation })}
      />
      <Choice
        label={words.shop}
        value={String(draft.shopId ?? '')}
        options={[['', words.allShops], ...[...shops.values()].map(({ id, name }) => [String(id), name] as const)]}
        onChange={(id) => change({ shopId: id === '' ? null : (Number(id) as ShopId) })}
      />
      <Choice
        label={words.language}
        value={draft.language}
        options={[
          ['ja', words.languages.ja],
          ['en', words.languages.en],
        ]}
        onChange={(language) => change({ language: language as 'ja' | 'en' })}
      />
      {draft.kind === 'template' && (
        <>
          <Choice
            label={words.purpose}
            value={draft.purpose ?? ''}
            options={[['', words.noPurpose], ...purposes(draft.purpose).map((key) => [key, wordOf(key)] as const)]}
            onChange={(purpose) => change({ purpose: purpose || null })}
          />
          <label className="template-editor__holds">
            <input
              type="checkbox"
              checked={draft.startsHold}
              onChange={(event) => change({ startsHold: event.target.checked })}
            />
            {words.startsHold}
          </label>
        </>
      )}
    </div>
  )
  function wordOf(key: string) {
    return words.purposes[key as TemplatePurpose] ?? key
  }
}

/** One that a later version made up stays to be chosen. */
const purposes = (own: string | null): readonly string[] => [...new Set([...TEMPLATE_PURPOSES, ...(own ? [own] : [])])]

type ChoiceProps = {
  label: string
  value: string
  options: readonly (readonly [value: string, word: string])[]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </div>
  )
}
