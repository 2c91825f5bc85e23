import { TriangleAlert } from 'lucide-react'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import type { CategoryInfo, TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useAppStore, useText } from '../store/context.ts'
import { isUnanswered, missingSteps } from '../store/people.ts'
import { oftenUsed } from './category-options.ts'
import { CategorySelect } from './CategorySelect.tsx'

const REASONS = ['no-reply-needed', 'settled'] as const

/** Asked where something speaks against closing: nobody has answered, or a step was left out. Enter says yes. */
export function CloseDialog({ ids, onClose }: { ids: TicketId[]; onClose: () => void }) {
  const { work, common } = useText()
  const { closeFor, setCategory, setPreventable } = useActions()
  const store = useAppStore()
  const rows = useApp((state) => state.rows)
  const categories = useApp((state) => state.categories)
  // They keep their digits while the dialog is open.
  const [often] = useState(() => oftenUsed(categories, store.getState().rows))
  const tickets = ids.flatMap((id) => rows.get(id) ?? [])
  const [reason, setReason] = useState<(typeof REASONS)[number]>('no-reply-needed')
  const [category, setChosen] = useState(tickets[0]?.category ?? null)
  const [answer, setAnswer] = useState<boolean | null>(null)
  const said = useApp(({ detail }) =>
    detail !== null && detail.ticket.id === ids[0] ? detail.work.isPreventable : null,
  )
  const preset = categories.find(({ key }) => key === category)?.isPreventable ?? false
  const isPreventable = answer ?? said ?? preset
  const asksWhy = tickets.some(isUnanswered)
  const missing = useMissing(ids)

  /** A digit names a category and y or n says whether it was preventable, wherever the focus stands in the dialog. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const chosen = often[Number(event.key) - 1]
    if (chosen) setChosen(chosen.key)
    if (event.key === 'y' || event.key === 'n') setAnswer(event.key === 'y')
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    onClose()
    const changed = tickets.filter((ticket) => ticket.category !== category).map(({ id }) => id)
    if (category !== null && changed.length > 0) await setCategory(changed, category)
    // Kept only where a person says something else than the category does.
    if (answer !== null && answer !== (said ?? preset)) await setPreventable(ids, answer)
    await closeFor(ids, asksWhy ? reason : 'settled')
  }
  return (
    // Not a control: the keys of its fields are heard here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="close-dialog" onKeyDown={onKeyDown} onSubmit={(event) => void submit(event)}>
      <MissingSteps missing={missing} />
      {asksWhy && (
        <fieldset className="choice">
          <legend>{work.unanswered}</legend>
          {REASONS.map((one, index) => (
            <label key={one}>
              <input
                type="radio"
                name="reason"
                checked={reason === one}
                // The first question, answered by the arrow keys.
                // oxlint-disable-next-line jsx-a11y/no-autofocus
                autoFocus={index === 0}
                onChange={() => setReason(one)}
              />
              {work.reasons[one]}
            </label>
          ))}
        </fieldset>
      )}
      <CategoryKeys often={often} value={category} onChange={setChosen} />
      <Preventable value={isPreventable} onChange={setAnswer} />
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        {/* Without a question of its own the answer is the first thing to press. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <button type="submit" className="button button--primary" autoFocus={!asksWhy}>
          {missing.count > 0 ? work.closeAnyway : work.close}
        </button>
      </div>
    </form>
  )
}

type Missing = { count: number; names: string[] }

/** Named for the ticket that is open, counted for others: their rows say only how many steps are done. */
function useMissing(ids: readonly TicketId[]): Missing {
  const rows = useApp((state) => state.rows)
  const detail = useApp((state) => state.detail)
  if (ids.length === 1 && detail !== null && detail.ticket.id === ids[0]) {
    const names = missingSteps(detail.work)
    return { count: Math.min(names.length, 1), names }
  }
  const open = ids.filter((id) => {
    const steps = rows.get(id)?.steps
    return steps && steps.done < steps.total
  })
  return { count: open.length, names: [] }
}

function MissingSteps({ missing: { count, names } }: { missing: Missing }) {
  const { work } = useText()
  if (count === 0) return null
  return (
    <p className="close-dialog__warning" role="alert">
      <TriangleAlert size={16} aria-hidden />
      {names.length > 0 ? work.missingSteps(names) : work.missingStepsOf(count)}
    </p>
  )
}

type KeysProps = {
  often: readonly CategoryInfo[]
  value: string | null
  onChange: (key: string) => void
}

/** Nine categories by digit, the others in a list below. */
function CategoryKeys({ often, value, onChange }: KeysProps) {
  const { work } = useText()
  return (
    <fieldset className="close-dialog__category">
      <legend>{work.category}</legend>
      <div className="close-dialog__keys">
        {often.map((category, index) => (
          <button
            key={category.key}
            type="button"
            className="button button--small"
            aria-pressed={category.key === value}
            onClick={() => onChange(category.key)}
          >
            <kbd>{index + 1}</kbd> {category.label}
          </button>
        ))}
      </div>
      <CategorySelect
        label={work.otherCategory}
        none={work.noCategory}
        value={value}
        onChange={(key) => key && onChange(key)}
      />
    </fieldset>
  )
}

function Preventable({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { work } = useText()
  return (
    <fieldset className="close-dialog__preventable" aria-label={work.preventable} title={work.preventableHint}>
      <span aria-hidden>{work.preventable}</span>
      <div className="view-switch">
        <button type="button" aria-pressed={value} onClick={() => onChange(true)}>
          {work.yes}
        </button>
        <button type="button" aria-pressed={!value} onClick={() => onChange(false)}>
          {work.no}
        </button>
      </div>
    </fieldset>
  )
}
