import { Plus, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { CustomerCard } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { EditableText } from '../ui/EditableText.tsx'
import { isConverting } from '../ui/ime.ts'

/** Fields of the shop's own: a birthday, a size, the name of the dog. */
export function CustomerFields({ customer: { id, fields } }: { customer: CustomerCard }) {
  const { ticket } = useText()
  const update = useApp((state) => state.updateCustomer)
  const save = (next: CustomerCard['fields']) => void update(id, { fields: next })
  return (
    <div className="customer-fields">
      <dl>
        {fields.map(({ label, value }, index) => (
          <div key={`${label} ${index}`}>
            <dt>{label}</dt>
            <dd>
              <EditableText
                label={label}
                value={value}
                placeholder="―"
                maxLength={2000}
                onSave={(next) => save(fields.map((field, at) => (at === index ? { label, value: next } : field)))}
              />
              <button
                type="button"
                className="icon-button"
                aria-label={ticket.removeField(label)}
                onClick={() => save(fields.filter((_, at) => at !== index))}
              >
                <X size={12} aria-hidden />
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <NewField onAdd={(label, value) => save([...fields, { label, value }])} />
    </div>
  )
}

function NewField({ onAdd }: { onAdd: (label: string, value: string) => void }) {
  const { ticket, common } = useText()
  const [field, setField] = useState<{ label: string; value: string } | null>(null)
  if (field === null) {
    return (
      <button type="button" className="link-button" onClick={() => setField({ label: '', value: '' })}>
        <Plus size={12} aria-hidden /> {ticket.addField}
      </button>
    )
  }
  function add() {
    if (field && field.label.trim() !== '') onAdd(field.label.trim(), field.value.trim())
    setField(null)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    if (event.key === 'Enter') add()
    if (event.key === 'Escape') setField(null)
  }
  return (
    <div className="customer-fields__new">
      <input
        type="text"
        className="text-input"
        aria-label={ticket.fieldLabel}
        placeholder={ticket.fieldLabel}
        value={field.label}
        maxLength={100}
        // Somebody asked for this field a moment ago.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setField({ ...field, label: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <input
        type="text"
        className="text-input"
        aria-label={ticket.fieldValue}
        placeholder={ticket.fieldValue}
        value={field.value}
        maxLength={2000}
        onChange={(event) => setField({ ...field, value: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="button button--small" disabled={field.label.trim() === ''} onClick={add}>
        {ticket.addField}
      </button>
      <button type="button" className="button button--small" onClick={() => setField(null)}>
        {common.cancel}
      </button>
    </div>
  )
}
