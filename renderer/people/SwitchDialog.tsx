import { useState, type FormEvent } from 'react'
import type { AppError } from '../../preload/errors.ts'
import type { StaffId } from '../../preload/domain.ts'
import { toAppError } from '../api.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { useStaff } from './StaffMark.tsx'

/** Asks for the PIN of somebody who set one. */
export function SwitchDialog({ id, onClose }: { id: StaffId; onClose: () => void }) {
  const { work, common } = useText()
  const { api } = useAppStore()
  const showToast = useApp((state) => state.showToast)
  const person = useStaff(id)
  const [pin, setPin] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await api.call('staff.switch', { id, pin })
      onClose()
      showToast({ text: work.switched(person?.name ?? '') })
    } catch (failure) {
      setError(toAppError(failure))
      setPin('')
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {error && <ProblemLines error={error} />}
      <input
        type="password"
        inputMode="numeric"
        autoComplete="off"
        className="text-input"
        aria-label={work.pin}
        maxLength={8}
        value={pin}
        // The one thing to do here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setPin(event.target.value)}
      />
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="submit" className="button button--primary">
          {work.switchNow}
        </button>
      </div>
    </form>
  )
}
