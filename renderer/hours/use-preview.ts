import { useEffect, useState } from 'react'
import type { DayPreview, HoursProblem, ShopHours } from '../../preload/domain/hours.ts'
import { useApp, useAppStore } from '../store/context.ts'

/** A pause in typing after which the days are asked for anew. */
const PAUSE_MS = 120

export type Preview = { days: readonly DayPreview[]; problems: readonly HoursProblem[] }

/** What the hours would make of the months on the screen. While they cannot be used, the days of before stay. */
export function usePreview(hours: ShopHours | null, month: string, months: number): Preview {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [preview, setPreview] = useState<Preview>({ days: [], problems: [] })
  useEffect(() => {
    if (hours === null) return undefined
    let isCurrent = true
    async function ask(asked: ShopHours) {
      try {
        const { days, problems } = await api.call('hours.preview', { hours: asked, month, months })
        if (isCurrent) setPreview((last) => ({ days: problems.length > 0 ? last.days : days, problems }))
      } catch (error) {
        if (isCurrent) showError(error)
      }
    }
    const timer = setTimeout(() => void ask(hours), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, hours, month, months, showError])
  return preview
}
