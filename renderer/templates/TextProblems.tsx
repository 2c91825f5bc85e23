import { CircleAlert, Lightbulb, Pencil } from 'lucide-react'
import { useState, type KeyboardEvent, type RefObject } from 'react'
import type { TicketId } from '../../preload/domain.ts'
import { findPlaceholders, findUnfilled } from '../../preload/domain/placeholders.ts'
import { findVagueDates } from '../../preload/domain/vague-dates.ts'
import { useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { insertText } from './insert-text.ts'

type Field = RefObject<HTMLTextAreaElement | null>
type Gap = { name: string; kind: 'variable' | 'blank'; count: number; inSubject: boolean; start: number; end: number }

/** What is still to be filled in before this may leave, with a way to each, and what else could be better. */
export function TextProblems({ id, field }: { id: TicketId; field: Field }) {
  const { templates: words } = useText()
  const subject = useApp((state) => state.drafts.get(id)?.draft.subject ?? '')
  const body = useApp((state) => state.drafts.get(id)?.draft.body ?? '')
  const gaps = gapsOf(subject, body)
  const slot = findPlaceholders(body).find(({ kind }) => kind === 'slot')
  const isVagueAsked = useApp((state) => !state.settings.checksOff.includes('vague-date'))
  const [vague] = isVagueAsked ? findVagueDates(ownText(body)) : []
  if (gaps.length === 0 && !slot && !vague) return null
  return (
    <section className="text-problems" aria-label={words.problems}>
      {gaps.length > 0 && (
        <>
          <p className="text-problems__head">
            <CircleAlert size={14} aria-hidden />
            <output>{words.unfilled(gaps.reduce((sum, { count }) => sum + count, 0))}</output>
            <small>{words.tabHint}</small>
          </p>
          <ul className="text-problems__gaps">
            {gaps.map((gap) => (
              <li key={`${gap.kind} ${gap.name}`}>
                <GapRow id={id} gap={gap} field={field} />
              </li>
            ))}
          </ul>
        </>
      )}
      {slot && <SlotRow id={id} slot={slot} field={field} />}
      {vague && (
        <p className="text-problems__hint">
          <Lightbulb size={14} aria-hidden /> {words.vague(vague)}
        </p>
      )}
    </section>
  )
}

/** Without what is quoted. */
const ownText = (body: string) => body.replace(/^\s*[>＞].*$/gmu, '')

/** Each name once, in the order of the text; the subject comes first. */
function gapsOf(subject: string, body: string): Gap[] {
  const gaps = new Map<string, Gap>()
  const found = [
    ...findUnfilled(subject).map((one) => ({ ...one, inSubject: true })),
    ...findUnfilled(body).map((one) => ({ ...one, inSubject: false })),
  ]
  for (const { name, kind, start, end, inSubject } of found) {
    if (kind === 'slot') continue
    const known = gaps.get(`${kind} ${name}`)
    if (known) known.count += 1
    else gaps.set(`${kind} ${name}`, { name, kind, count: 1, inSubject, start, end })
  }
  return [...gaps.values()]
}

function GapRow({ id, gap, field }: { id: TicketId; gap: Gap; field: Field }) {
  const { templates: words } = useText()
  const editDraft = useApp((state) => state.editDraft)
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const [typed, setTyped] = useState('')

  function jump() {
    const target = gap.inSubject ? subjectOf(field.current) : field.current
    target?.focus()
    target?.setSelectionRange(gap.start, gap.end)
  }
  function fillAll() {
    if (!draft || typed.trim() === '') return
    const put = (text: string) => replaceGaps(text, gap.name, typed)
    editDraft(id, { subject: put(draft.subject), body: put(draft.body) })
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isConverting(event) || event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = event.currentTarget.closest('li')?.nextElementSibling?.querySelector<HTMLElement>('input, button')
    fillAll()
    if (typed.trim() !== '') (next ?? field.current)?.focus()
  }
  return (
    <>
      <button type="button" className="text-problems__name" aria-label={words.jumpTo(gap.name)} onClick={jump}>
        {gap.name || '{{ }}'}
        {gap.inSubject && <small>{words.inSubject}</small>}
        {gap.count > 1 && <small>{words.times(gap.count)}</small>}
      </button>
      {gap.kind === 'variable' && (
        <input
          type="text"
          className="text-input"
          aria-label={words.fillAll(gap.name)}
          title={words.fillHint}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={fillAll}
        />
      )}
    </>
  )
}

const subjectOf = (body: HTMLTextAreaElement | null) =>
  body?.closest('form')?.querySelector<HTMLInputElement>('.composer__subject input')

function replaceGaps(text: string, name: string, value: string): string {
  let next = text
  const gaps = findUnfilled(text).filter((gap) => gap.kind === 'variable' && gap.name === name)
  for (const { start, end } of gaps.reverse()) next = next.slice(0, start) + value + next.slice(end)
  return next
}

/** The place for a personal line is open: seen, with what the card of the customer suggests, and no reason to stop. */
function SlotRow({ id, slot, field }: { id: TicketId; slot: { start: number; end: number }; field: Field }) {
  const { templates: words } = useText()
  const customer = useApp(({ detail }) => (detail?.ticket.id === id ? detail.customer : null))
  const ideas = [
    ...(customer?.mark === 'regular' ? [words.slotRegular] : []),
    ...(customer?.mark === 'first' ? [words.slotFirst] : []),
    ...(customer?.otherTickets[0] ? [words.slotBefore(customer.otherTickets[0].subject)] : []),
  ]
  const notes = customer?.notes.replace(/\s+/g, ' ').trim() ?? ''
  return (
    <div className="text-problems__slot">
      <p>
        <Pencil size={14} aria-hidden /> {words.emptySlot}
        {notes !== '' && <small>{words.customerNote(notes.slice(0, 80))}</small>}
      </p>
      {ideas.length > 0 && (
        <ul aria-label={words.slotSuggestions}>
          {ideas.map((idea) => (
            <li key={idea}>
              <button
                type="button"
                className="text-problems__idea"
                onClick={() => field.current && insertText(field.current, idea, slot.start, slot.end)}
              >
                {idea}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
