import { useEffect, useId, useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ShopId, ShopInfo } from '../../preload/domain.ts'
import { HoldDefaults } from '../holds/HoldDefaults.tsx'
import { Field } from '../onboarding/Field.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { Section, Switch } from './Section.tsx'
import { TokenField } from './TokenField.tsx'
import { useSave, type Save } from './use-save.ts'

/** A pause in typing after which the text is kept, in ms. Leaving the field or the page keeps it at once. */
const PAUSE_MS = 800

export function ShopsSection() {
  const { settings: words } = useText()
  const ids = useApp(useShallow((state) => [...state.shops.keys()]))
  const { state, save } = useSave()
  if (ids.length === 0) return null
  return (
    <Section title={words.sections.shops} saving={state}>
      {ids.map((id) => (
        <ShopCard key={id} id={id} save={save} />
      ))}
    </Section>
  )
}

function ShopCard({ id, save }: { id: ShopId; save: Save }) {
  const fieldId = useId()
  const { settings: words } = useText()
  const stored = useApp((state) => state.shops.get(id))
  const { shop, change, flush } = useShopDraft(stored, save)
  if (!shop) return null
  return (
    // Not a control: leaving any of its fields keeps what was typed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className="card shop-card" onBlur={flush}>
      <legend>{stored?.name}</legend>
      <div className="shop-card__name">
        <Field
          name="shopName"
          label={words.shopName}
          value={shop.name}
          fault={shop.name.trim() === '' ? 'empty' : undefined}
          onChange={(name) => change({ name })}
        />
        <div className="field">
          <label htmlFor={`${fieldId}-color`}>{words.shopColor}</label>
          <input
            id={`${fieldId}-color`}
            type="color"
            className="color-input"
            value={shop.color}
            onChange={(event) => change({ color: event.target.value })}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${fieldId}-signature`}>{words.signature}</label>
        <textarea
          id={`${fieldId}-signature`}
          className="text-input"
          rows={5}
          maxLength={5000}
          value={shop.signature}
          aria-describedby={`${fieldId}-hint`}
          onChange={(event) => change({ signature: event.target.value })}
        />
        <p id={`${fieldId}-hint`} className="field__hint">
          {words.signatureHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${fieldId}-return`}>{words.returnAddress}</label>
        <input
          id={`${fieldId}-return`}
          className="text-input"
          maxLength={500}
          value={shop.returnAddress}
          aria-describedby={`${fieldId}-return-hint`}
          onChange={(event) => change({ returnAddress: event.target.value })}
        />
        <p id={`${fieldId}-return-hint`} className="field__hint">
          {words.returnAddressHint}
        </p>
      </div>
      <TokenField prefix={shop.tokenPrefix} onChange={(tokenPrefix) => change({ tokenPrefix })} />
      <ApprovalField isOn={shop.needsApproval} onChange={(needsApproval) => change({ needsApproval })} />
      <HoldDefaults shopId={id} save={save} />
    </fieldset>
  )
}

function ApprovalField({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const { approval } = useText()
  const hasManager = useApp(({ staff }) =>
    staff.filter(({ isRemoved }) => !isRemoved).some(({ isManager }) => isManager),
  )
  const hint = isOn && !hasManager ? approval.noManager : approval.shopHint
  return <Switch label={approval.shopSetting} hint={hint} isOn={isOn} onChange={onChange} />
}

/** The fields of a shop as they are typed. A shop without a name is not kept, and neither is a half-typed pause lost. */
function useShopDraft(stored: ShopInfo | undefined, save: Save) {
  const { api } = useAppStore()
  const [draft, setDraft] = useState<ShopInfo | null>(null)
  const unsaved = useRef<ShopInfo | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const shop = draft ?? stored

  function flush() {
    clearTimeout(timer.current)
    const next = unsaved.current
    if (!next || next.name.trim() === '') return
    unsaved.current = null
    const { timeZone: _, ...fields } = next
    void save(() => api.call('shops.update', { ...fields, name: fields.name.trim() }))
  }
  function change(part: Partial<ShopInfo>) {
    if (!shop) return
    const next = { ...shop, ...part }
    unsaved.current = next
    setDraft(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(flush, PAUSE_MS)
  }
  const flushNewest = useRef(flush)
  useEffect(() => {
    flushNewest.current = flush
  })
  useEffect(() => () => flushNewest.current(), [])
  return { shop, change, flush }
}
