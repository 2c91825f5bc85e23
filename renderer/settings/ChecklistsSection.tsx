import type { Input } from '../../preload/contract.ts'
import type { ChecklistInfo } from '../../preload/domain.ts'
import { CategorySelect } from '../people/CategorySelect.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { EditableText } from '../ui/EditableText.tsx'
import { Section } from './Section.tsx'
import { useSave, type Save } from './use-save.ts'

/** What has to be done about some inquiries, and with which category it starts. */
export function ChecklistsSection() {
  const { settings: words } = useText().work
  const { api } = useAppStore()
  const checklists = useApp((state) => state.checklists)
  const { state, save } = useSave()
  function add() {
    const steps = [{ key: null, label: words.firstStep }]
    void save(() => api.call('checklists.save', { id: null, categoryKey: null, name: words.newChecklist, steps }))
  }
  return (
    <Section title={words.checklists} saving={state}>
      <p className="field__hint">{words.checklistsIntro}</p>
      {checklists.map((list) => (
        <Definition key={list.id} list={list} save={save} />
      ))}
      <button type="button" className="button" onClick={add}>
        {words.addChecklist}
      </button>
    </Section>
  )
}

function Definition({ list, save }: { list: ChecklistInfo; save: Save }) {
  const { settings: words } = useText().work
  const { api } = useAppStore()
  const { id, name, categoryKey, steps, isRemoved } = list
  const put = (change: Partial<Omit<Input<'checklists.save'>, 'id'>>) =>
    void save(() => api.call('checklists.save', { id, name, categoryKey, steps, ...change }))
  const remove = words[isRemoved ? 'restore' : 'remove']
  return (
    <details className="category-group" data-removed={isRemoved || undefined}>
      <summary>{name}</summary>
      <EditableText
        label={words.name}
        value={name}
        placeholder={words.name}
        maxLength={100}
        onSave={(next) => next !== '' && put({ name: next })}
      />
      <CategorySelect
        label={words.startsWith}
        none={words.byHand}
        value={categoryKey}
        onChange={(next) => put({ categoryKey: next })}
      />
      <EditableText
        label={words.stepsOf(name)}
        value={steps.map(({ label }) => label).join('\n')}
        placeholder={words.firstStep}
        isMultiline
        maxLength={4000}
        className="checklist-steps"
        onSave={(text) => put({ steps: stepsOf(text, steps) })}
      />
      <button
        type="button"
        className="link-button"
        aria-label={`${remove}: ${name}`}
        onClick={() => void save(() => api.call('checklists.setRemoved', { id, isRemoved: !isRemoved }))}
      >
        {remove}
      </button>
    </details>
  )
}

/** A line each. A step whose words stay is still the step it was. */
function stepsOf(text: string, before: ChecklistInfo['steps']): ChecklistInfo['steps'] {
  const labels = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (labels.length === 0) return before
  return labels.map((label) => before.find((step) => step.label === label) ?? { key: null, label })
}
