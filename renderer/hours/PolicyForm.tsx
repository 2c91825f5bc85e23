import { useId, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { PolicyInfo } from '../../preload/domain/hours.ts'
import { Field } from '../onboarding/Field.tsx'
import { Choice } from '../settings/Section.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { MinutesField } from './MinutesField.tsx'
import { CONDITION_FIELDS, usePolicyWords } from './policy-words.ts'

type Change = (part: Partial<PolicyInfo>) => void

/** One policy: whom it is for, how it counts and when it warns. */
export function PolicyForm({ policy, onClose }: { policy: PolicyInfo; onClose: () => void }) {
  const { policies: words, common } = useText()
  const { api } = useAppStore()
  const changePolicies = useApp((state) => state.changePolicies)
  const { nameOf } = usePolicyWords()
  const [draft, setDraft] = useState({ ...policy, name: nameOf(policy) })
  const change: Change = (part) => setDraft({ ...draft, ...part })
  const isNameless = draft.name.trim() === ''
  async function save() {
    // A name that was left as it came stays one of the locales.
    const name = draft.name === nameOf(policy) ? policy.name : draft.name.trim()
    await changePolicies(() => api.call('policies.save', { policy: { ...usable(draft), name } }), words.saved)
    onClose()
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal policy-form">
        <Dialog aria-label={words.formTitle}>
          <Heading slot="title">{words.formTitle}</Heading>
          <Field
            name="policyName"
            label={words.name}
            value={draft.name}
            fault={isNameless ? 'empty' : undefined}
            onChange={(name) => change({ name: name.slice(0, 60) })}
          />
          <Conditions draft={draft} change={change} />
          <Limits draft={draft} change={change} />
          <div className="modal__buttons">
            <button type="button" className="button" onClick={onClose}>
              {common.cancel}
            </button>
            <button type="button" className="button button--primary" disabled={isNameless} onClick={() => void save()}>
              {words.save}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A field that was left empty is the shortest time there is. */
function usable(policy: PolicyInfo): PolicyInfo {
  const least = (minutes: number | null) => (minutes === null ? null : Math.max(1, minutes))
  const { firstMinutes, nextMinutes, capMinutes } = policy
  return {
    ...policy,
    firstMinutes: least(firstMinutes),
    nextMinutes: least(nextMinutes),
    capMinutes: least(capMinutes),
  }
}

type PartProps = { draft: PolicyInfo; change: Change }

function Conditions({ draft: { conditions }, change }: PartProps) {
  const id = useId()
  const text = useText()
  const words = text.policies
  const shops = useApp((state) => state.shops)
  const { categories, labelOf } = usePolicyWords()
  const options: Record<(typeof CONDITION_FIELDS)[number], readonly (string | number)[]> = {
    shopIds: shops.size > 1 ? [...shops.keys()] : [],
    channels: Object.keys(text.channel),
    marketplaces: Object.keys(words.marketplaces),
    categories: categories.filter((one) => one.parentKey !== null && !one.isRemoved).map(({ key }) => key),
    phrases: [],
    customerMarks: ['first', 'regular', 'caution'],
  }
  const set = (field: keyof typeof conditions, values: readonly (string | number)[]) =>
    change({ conditions: { ...conditions, [field]: values } })
  return (
    <section className="policy-part">
      <h3>{words.conditions}</h3>
      <p className="field__hint">{words.conditionsHint}</p>
      {CONDITION_FIELDS.filter((field) => options[field].length > 0).map((field) => (
        <details key={field} open={conditions[field].length > 0}>
          <summary>
            {words.fields[field]}{' '}
            <small>{conditions[field].map((value) => labelOf(field, value)).join(words.list)}</small>
          </summary>
          <div className="policy-part__options">
            {[...new Set([...options[field], ...conditions[field]])].map((value) => {
              const chosen: readonly (string | number)[] = conditions[field]
              const isOn = chosen.includes(value)
              return (
                <label key={value}>
                  <input
                    type="checkbox"
                    checked={isOn}
                    onChange={() => set(field, isOn ? chosen.filter((one) => one !== value) : [...chosen, value])}
                  />
                  {labelOf(field, value)}
                </label>
              )
            })}
          </div>
        </details>
      ))}
      <div className="field">
        <label htmlFor={`${id}-phrases`}>{words.fields.phrases}</label>
        <textarea
          id={`${id}-phrases`}
          className="text-input"
          rows={2}
          aria-describedby={`${id}-phrases-hint`}
          defaultValue={conditions.phrases.join('\n')}
          onChange={({ target }) => set('phrases', linesOf(target.value))}
        />
        <p id={`${id}-phrases-hint`} className="field__hint">
          {words.phrasesHint}
        </p>
      </div>
    </section>
  )
}

const linesOf = (text: string) =>
  [...new Set(text.split('\n').map((line) => line.trim().slice(0, 60)))].filter(Boolean).slice(0, 50)

function Limits({ draft, change }: PartProps) {
  const id = useId()
  const { policies: words } = useText()
  return (
    <section className="policy-part">
      <h3>{words.limit}</h3>
      <Choice
        name={`${id}-clock`}
        title={words.clock}
        options={['business', 'calendar'] as const}
        words={words.clocks}
        value={draft.clock}
        onChange={(clock) => change({ clock })}
      />
      <MinutesField
        label={words.firstAnswer}
        value={draft.firstMinutes}
        onChange={(firstMinutes) => change({ firstMinutes })}
      />
      <MinutesField
        label={words.nextAnswer}
        value={draft.nextMinutes}
        onChange={(nextMinutes) => change({ nextMinutes })}
      />
      {draft.clock === 'business' && (
        <MinutesField
          label={words.capField}
          none={words.hasCap}
          value={draft.capMinutes}
          onChange={(capMinutes) => change({ capMinutes })}
        />
      )}
      <label className="policy-part__line">
        <input
          type="checkbox"
          checked={draft.untilShippingCutoff}
          onChange={({ target }) => change({ untilShippingCutoff: target.checked })}
        />
        {words.cutoffField}
      </label>
      <div className="field">
        <label htmlFor={`${id}-warn`}>{words.warnings}</label>
        <input
          id={`${id}-warn`}
          type="text"
          inputMode="numeric"
          className="text-input"
          placeholder={words.warningsHint}
          defaultValue={draft.warnMinutes.join(', ')}
          onChange={({ target }) => change({ warnMinutes: numbersOf(target.value) })}
        />
      </div>
    </section>
  )
}

/** "60, 15" and "６０、１５" as minutes; what is no number is left out. */
function numbersOf(text: string): number[] {
  const found = text.normalize('NFKC').match(/\d+/g) ?? []
  const minutes = found.map(Number).filter((number) => number > 0 && number <= 86_400)
  return [...new Set(minutes)].sort((a, b) => b - a).slice(0, 5)
}
