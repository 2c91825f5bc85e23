import { useEffect, useState, type KeyboardEvent } from 'react'
import type { LaterTimes, ShopId } from '../../preload/domain.ts'
import { useActions, useApp, useMinute, useShopI18n } from '../store/context.ts'
import type { I18n } from '../i18n.ts'
import type { LaterTarget } from '../store/dialogs.ts'

type Choice = { label: string; at: number | null }
type Props = { target: LaterTarget; onClose: () => void }

const focusOnce = (button: HTMLButtonElement | null) => button?.focus()

/** The times that "later" may mean, and a date and clock of one's own. */
export function LaterDialog({ target, onClose }: Props) {
  const shopId = useShopOf(target)
  const i18n = useShopI18n(shopId)
  const now = useMinute()
  const times = useTimes(shopId)
  const pick = usePick(target)
  if (times === null) return <p>{i18n.text.common.loading}</p>
  function choose(at: number | null) {
    onClose()
    pick(at)
  }
  return (
    <>
      {/* Arrows walk through the buttons; each of them can be reached with Tab as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="later-list" onKeyDown={walk}>
        {choicesOf(times, target, i18n.text.later).map(({ label, at }, index) => (
          <li key={label}>
            <button
              type="button"
              className="later-list__item"
              ref={index === 0 ? focusOnce : undefined}
              onClick={() => choose(at)}
            >
              <span>{label}</span>
              {at !== null && <time>{i18n.laterMoment(at, now)}</time>}
            </button>
          </li>
        ))}
      </ul>
      <OwnTime first={times.tomorrow} shopId={shopId} onPick={choose} />
      {target.purpose === 'snooze' ? (
        <DeadlineNote target={target} />
      ) : (
        <p className="later-note">{i18n.text.later.sendLaterHint}</p>
      )}
    </>
  )
}

function choicesOf(times: LaterTimes, { purpose }: LaterTarget, words: I18n['text']['later']): Choice[] {
  const named: [string, number | null][] = [
    ...(purpose === 'snooze' ? ([[words.inMinutes15, times.inMinutes15]] as [string, number][]) : []),
    [words.inHour, times.inHour],
    [words.opening, times.opening],
    [words.tomorrow, times.tomorrow],
    [words.monday, times.monday],
  ]
  const choices = named.flatMap(([label, at]): Choice[] => (at === null ? [] : [{ label, at }]))
  const sorted = choices.sort((a, b) => a.at! - b.at!)
  return purpose === 'snooze' ? [...sorted, { label: words.untilAnswer, at: null }] : sorted
}

/** Whose clock and opening hours count: of several tickets, those of the first. */
function useShopOf(target: LaterTarget) {
  return useApp((state) => {
    const id = target.purpose === 'snooze' ? target.ids[0] : target.ticketId
    return (id !== undefined && state.rows.get(id)?.shopId) || null
  })
}

function useTimes(shopId: ShopId | null) {
  const { laterTimes, showError } = useActions()
  const [times, setTimes] = useState<LaterTimes | null>(null)
  useEffect(() => {
    laterTimes(shopId).then(setTimes, showError)
  }, [laterTimes, shopId, showError])
  return times
}

function usePick(target: LaterTarget) {
  const { snoozeTickets, rescheduleOutbox, planDraft, setManyText } = useActions()
  return (at: number | null) => {
    if (target.purpose === 'snooze') return void snoozeTickets(target.ids, at)
    if (at === null) return undefined
    if (target.purpose === 'many') return setManyText({ sendAfter: at })
    if (target.purpose === 'send') return planDraft(target.ticketId, { sendAfter: at })
    return void rescheduleOutbox(target.outboxId, at)
  }
}

type OwnTimeProps = { first: number; shopId: ShopId | null; onPick: (at: number) => void }

function OwnTime({ first, shopId, onPick }: OwnTimeProps) {
  const i18n = useShopI18n(shopId)
  const { later, hours } = i18n.text
  const zone = useApp((state) => state.zone)
  const [fields, setFields] = useState(() => i18n.fieldsOf(first))
  const [isPast, setPast] = useState(false)
  function set() {
    const at = i18n.instantOfFields(fields.date, fields.clock)
    if (at === null || at <= Date.now()) return setPast(true)
    return onPick(at)
  }
  return (
    <form
      className="later-own"
      aria-label={later.pickTitle}
      onSubmit={(event) => {
        event.preventDefault()
        set()
      }}
    >
      <label>
        {later.date}
        <input
          type="date"
          value={fields.date}
          onChange={(event) => setFields({ ...fields, date: event.target.value })}
        />
      </label>
      <label>
        {later.clock}
        <input
          type="time"
          value={fields.clock}
          onChange={(event) => setFields({ ...fields, clock: event.target.value })}
        />
      </label>
      <button type="submit" className="button">
        {later.set}
      </button>
      {i18n.zone !== zone && <p className="later-note">{hours.otherZone(hours.zones[i18n.zone] ?? i18n.zone)}</p>}
      {isPast && (
        <p className="field-problem" role="alert">
          {later.past}
        </p>
      )}
    </form>
  )
}

/** A snooze never hides a deadline: said beforehand, so that nobody is surprised when it comes back early. */
function DeadlineNote({ target }: { target: Extract<LaterTarget, { purpose: 'snooze' }> }) {
  const i18n = useShopI18n(useShopOf(target))
  const now = useMinute()
  const dueAt = useApp((state) => (target.ids.length === 1 ? (state.rows.get(target.ids[0]!)?.dueAt ?? null) : null))
  if (dueAt === null || dueAt <= now) return null
  return <p className="later-note">{i18n.text.later.deadlineFirst(i18n.laterMoment(dueAt, now))}</p>
}

function walk(event: KeyboardEvent<HTMLUListElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  buttons[(at + step + buttons.length) % buttons.length]?.focus()
}
