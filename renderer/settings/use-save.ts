import { useEffect, useState } from 'react'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'

const SAVED_SHOWN_MS = 4000

export type SaveState = { status: 'idle' } | { status: 'saved' } | { status: 'failed'; error: AppError }
export type Save = (work: () => Promise<unknown>) => Promise<void>

/** Runs what changes a setting and tells, for a while, that it was kept; a failure stays until the next try. */
export function useSave() {
  const [state, setState] = useState<SaveState>({ status: 'idle' })
  useEffect(() => {
    if (state.status !== 'saved') return undefined
    const timer = setTimeout(() => setState({ status: 'idle' }), SAVED_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])

  const save: Save = async (work) => {
    try {
      await work()
      setState({ status: 'saved' })
    } catch (error) {
      setState({ status: 'failed', error: toAppError(error) })
    }
  }
  return { state, save }
}
