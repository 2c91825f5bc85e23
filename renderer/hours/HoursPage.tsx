import { useEffect, useMemo, useState } from 'react'
import type { ShopId } from '../../preload/domain.ts'
import type { HoursProblem, ShopHours } from '../../preload/domain/hours.ts'
import { createI18n } from '../i18n.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { ClosingDays } from './ClosingDays.tsx'
import { MoreHours } from './MoreHours.tsx'
import { PreviewCalendar } from './PreviewCalendar.tsx'
import { SpecialDays } from './SpecialDays.tsx'
import { usePreview } from './use-preview.ts'
import { WeekEditor } from './WeekEditor.tsx'

export type HoursEdit = {
  hours: ShopHours
  problems: readonly HoursProblem[]
  change: (part: Partial<ShopHours>) => void
}
const MONTHS = 2

/** The opening hours of a shop, and beside them the days that they make. */
export function HoursPage() {
  const { hours: words } = useText()
  const shops = useApp((state) => state.shops)
  const asked = useApp((state) => state.hoursShopId)
  const showScreen = useApp((state) => state.showScreen)
  const showHours = useApp((state) => state.showHours)
  const id = asked ?? [...shops.keys()][0] ?? null
  return (
    <main className="page hours-page">
      <header className="page__head">
        <h1>{words.title}</h1>
        {shops.size > 1 && id !== null && (
          <select
            className="select hours-page__shop"
            aria-label={words.shop}
            value={id}
            onChange={(event) => showHours(Number(event.target.value) as ShopId)}
          >
            {[...shops.values()].map((shop) => (
              <option key={shop.id} value={shop.id}>
                {shop.name}
              </option>
            ))}
          </select>
        )}
        <button type="button" className="button" onClick={() => showScreen('settings')}>
          {words.back}
        </button>
      </header>
      <p className="page__intro">{words.intro}</p>
      {id !== null && <HoursOfShop key={id} id={id} />}
    </main>
  )
}

function HoursOfShop({ id }: { id: ShopId }) {
  const stored = useApp((state) => state.hours.get(id))
  const draft = useApp((state) => state.hoursDrafts.get(id))
  const error = useApp((state) => state.hoursError)
  const { loadHours, draftHours } = useActions()
  const hours = draft ?? stored?.hours ?? null
  const [month, setMonth] = useThisMonth(hours?.timeZone)
  const { days, problems } = usePreview(hours, month, MONTHS)
  useEffect(() => void loadHours(id), [id, loadHours])
  if (hours === null) return error && <ProblemNote error={error} onRetry={() => void loadHours(id)} />
  const change = (part: Partial<ShopHours>) => draftHours(id, { ...hours, ...part })
  const edit: HoursEdit = { hours, problems, change }
  return (
    <>
      <div className="hours-page__columns">
        <div className="hours-page__edit">
          <WeekEditor {...edit} />
          <ClosingDays {...edit} list={stored?.holidayList ?? null} />
          <SpecialDays {...edit} />
          <MoreHours {...edit} />
        </div>
        <PreviewCalendar days={days} month={month} onMonth={setMonth} isStale={problems.length > 0} />
      </div>
      {draft !== undefined && <SaveBar id={id} hasProblems={problems.length > 0} />}
    </>
  )
}

function SaveBar({ id, hasProblems }: { id: ShopId; hasProblems: boolean }) {
  const { hours: words } = useText()
  const { saveHours, draftHours } = useActions()
  const [isSaving, setSaving] = useState(false)
  async function save() {
    setSaving(true)
    await saveHours(id)
    setSaving(false)
  }
  return (
    <div className="hours-page__save">
      <output>{hasProblems ? words.hasProblems : words.unsaved}</output>
      <button type="button" className="button" onClick={() => draftHours(id, null)}>
        {words.giveUp}
      </button>
      <button
        type="button"
        className="button button--primary"
        disabled={hasProblems || isSaving}
        onClick={() => void save()}
      >
        {words.save}
      </button>
    </div>
  )
}

/** The first month on the screen ("2026-11"); at first that of today on the shop's clock. */
function useThisMonth(zone: string | undefined) {
  const { language } = useI18n()
  const now = useMinute()
  const [chosen, setChosen] = useState<string | null>(null)
  const today = useMemo(() => {
    const { year, month } = createI18n(language, zone ?? 'Asia/Tokyo').dateOf(now)
    return `${year}-${String(month).padStart(2, '0')}`
  }, [language, zone, now])
  return [chosen ?? today, setChosen] as const
}
