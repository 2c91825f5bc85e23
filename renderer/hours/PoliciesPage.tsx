import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { PolicyInfo, PolicyPreset } from '../../preload/domain/hours.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { PolicyForm } from './PolicyForm.tsx'
import { usePolicyWords } from './policy-words.ts'
import { PageHead } from '../frame/PageHead.tsx'

const PRESETS: readonly PolicyPreset[] = ['solo', 'standard', 'rakuten', 'quick']
const NOTHING = { shopIds: [], channels: [], marketplaces: [], categories: [], phrases: [], customerMarks: [] }
const newPolicy = (id: string, name: string): PolicyInfo => ({
  id,
  name,
  isOn: true,
  conditions: NOTHING,
  clock: 'business',
  firstMinutes: 360,
  nextMinutes: 360,
  warnMinutes: [60, 15],
  capMinutes: null,
  untilShippingCutoff: false,
})

/** The deadline policies, first to last: the first that fits a ticket holds. */
export function PoliciesPage() {
  const { policies: words, hours } = useText()
  const policies = useApp((state) => state.policies)
  const loadPolicies = useApp((state) => state.loadPolicies)
  const [edited, setEdited] = useState<PolicyInfo | null>(null)
  useEffect(() => void loadPolicies(), [loadPolicies])
  return (
    <main className="page policies-page">
      <PageHead title={words.title} back={hours.back} backTo="settings" />
      <p className="page__intro">{words.intro}</p>
      <Presets />
      <div className="policies-page__add">
        <button
          type="button"
          className="button"
          onClick={() => setEdited(newPolicy(crypto.randomUUID(), words.newName))}
        >
          <Plus size={15} aria-hidden /> {words.add}
        </button>
      </div>
      <ol className="policy-list">
        {policies?.map((policy, index) => (
          <PolicyRow
            key={policy.id}
            policy={policy}
            index={index}
            ids={policies.map(({ id }) => id)}
            onEdit={() => setEdited(policy)}
          />
        ))}
      </ol>
      {edited && <PolicyForm policy={edited} onClose={() => setEdited(null)} />}
    </main>
  )
}

function Presets() {
  const { policies: words } = useText()
  const { api } = useAppStore()
  const changePolicies = useApp((state) => state.changePolicies)
  return (
    <fieldset className="presets">
      <legend>{words.preset}</legend>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          className="button preset"
          onClick={() =>
            void changePolicies(() => api.call('policies.reset', { preset }), words.presetDone(words.presets[preset]))
          }
        >
          <strong>{words.presets[preset]}</strong>
          <small>{words.presetHints[preset]}</small>
        </button>
      ))}
    </fieldset>
  )
}

type RowProps = { policy: PolicyInfo; index: number; ids: readonly string[]; onEdit: () => void }

function PolicyRow({ policy, index, ids, onEdit }: RowProps) {
  const { policies: words } = useText()
  const { api } = useAppStore()
  const changePolicies = useApp((state) => state.changePolicies)
  const { nameOf, conditionsOf, limitsOf } = usePolicyWords()
  const name = nameOf(policy)
  const move = (by: 1 | -1) => {
    const next = [...ids]
    next.splice(index, 1)
    next.splice(index + by, 0, policy.id)
    void changePolicies(() => api.call('policies.reorder', { ids: next }), words.moved)
  }
  const setOn = (isOn: boolean) =>
    void changePolicies(() => api.call('policies.save', { policy: { ...policy, isOn } }), words.saved)
  const remove = () => void changePolicies(() => api.call('policies.remove', { id: policy.id }), words.removed)
  return (
    <li className="policy-row" data-off={!policy.isOn || undefined}>
      <span className="policy-row__switch switch">
        <label>
          <input
            type="checkbox"
            role="switch"
            checked={policy.isOn}
            aria-checked={policy.isOn}
            aria-label={words.isOn(name)}
            onChange={(event) => setOn(event.target.checked)}
          />
        </label>
      </span>
      <div className="policy-row__text">
        <strong>{name}</strong>
        {!policy.isOn && <span className="policy-row__off">{words.off}</span>}
        <p>{conditionsOf(policy)}</p>
        <p className="policy-row__limits">{limitsOf(policy)}</p>
      </div>
      <div className="policy-row__tools">
        <Tool
          label={words.up(name)}
          isOff={index === 0}
          onPress={() => move(-1)}
          icon={<ArrowUp size={15} aria-hidden />}
        />
        <Tool
          label={words.down(name)}
          isOff={index === ids.length - 1}
          onPress={() => move(1)}
          icon={<ArrowDown size={15} aria-hidden />}
        />
        <Tool label={words.editOf(name)} onPress={onEdit} icon={<Pencil size={15} aria-hidden />} />
        <Tool
          label={words.removeOf(name)}
          isOff={ids.length === 1}
          onPress={remove}
          icon={<Trash2 size={15} aria-hidden />}
        />
      </div>
    </li>
  )
}

type ToolProps = { label: string; isOff?: boolean; onPress: () => void; icon: React.ReactNode }

function Tool({ label, isOff = false, onPress, icon }: ToolProps) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} disabled={isOff} onClick={onPress}>
      {icon}
    </button>
  )
}
