import { CircleCheck, OctagonX } from 'lucide-react'
import { useApp, useAppStore, useI18n, useMinute } from '../store/context.ts'
import type { Save } from './use-save.ts'

/** Whether mail may leave by itself, and the button that lets it go on. */
export function AutoMailBrake({ save }: { save: Save }) {
  const { text, moment } = useI18n()
  const now = useMinute()
  const { brake: words } = text.answers
  const { api } = useAppStore()
  const state = useApp(({ autoMail }) => autoMail)
  if (state === null) return null
  if (state.stoppedAt === null)
    return (
      <p className="answers__brake">
        <CircleCheck size={16} aria-hidden /> {words.title}：{words.going(state.sentLately)}
      </p>
    )
  return (
    <div className="problem-lines answers__stopped" role="alert">
      <OctagonX size={16} aria-hidden />
      <div>
        <strong>{words.stopped(moment(state.stoppedAt, now))}</strong>
        <p>{words.means}</p>
        <p>{words.next}</p>
        <button type="button" className="button" onClick={() => void save(() => api.call('answers.release', {}))}>
          {words.release}
        </button>
      </div>
    </div>
  )
}
