import type { UpdateFailure, UpdateState, UpdateWay } from '../../preload/domain/updates.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Updater } from './ports.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

type Tools = {
  clock: Clock
  updater: Updater | null
  way: () => UpdateWay
  /** An answer is with a network just now: whether it was taken would be lost with the program. */
  isSending: () => boolean
  onChange: () => void
}

/**
 * Newer versions of the program: looked for at start and once a day, fetched when asked or when the owner wants that, and
 * never started without a person.
 */
export function createUpdates({ clock, updater, way, isSending, onChange }: Tools) {
  const START: UpdateState = { status: 'idle', version: null, percent: null, checkedAt: null, failure: null }
  let state: UpdateState = updater ? START : { ...START, status: 'none' }
  let nextAt: number | null = null

  function become(change: Partial<UpdateState>): void {
    state = { ...state, percent: null, failure: null, ...change }
    onChange()
  }

  async function check(): Promise<void> {
    if (!updater || state.status === 'checking' || state.status === 'downloading' || state.status === 'ready') return
    nextAt = clock.now() + HOUR_MS
    become({ status: 'checking' })
    try {
      const found = await updater.check()
      nextAt = clock.now() + DAY_MS
      become({ status: found ? 'available' : 'idle', version: found?.version ?? null, checkedAt: clock.now() })
    } catch (error) {
      return become({ status: 'failed', failure: failureOf(error) })
    }
    if (way() === 'auto') await download()
  }

  async function download(): Promise<void> {
    const { version } = state
    if (!updater || version === null || state.status === 'downloading' || state.status === 'ready') return
    become({ status: 'downloading', percent: 0 })
    try {
      await updater.download((percent) => {
        // Once a percent, not once a packet.
        if (Math.floor(percent) !== state.percent) become({ percent: Math.floor(percent) })
      })
      become({ status: 'ready' })
    } catch (error) {
      become({ status: 'failed', failure: failureOf(error) })
    }
  }

  const job: Job = {
    name: 'updates',
    isPatient: true,
    dueAt() {
      if (!updater || way() === 'off') return null
      // Later than a day ahead, the clock was set back.
      return nextAt === null || nextAt > clock.now() + DAY_MS ? clock.now() : nextAt
    },
    run: check,
  }

  return {
    job,
    get: () => state,
    check,
    download,
    install(): void {
      if (!updater || state.status !== 'ready') throw new AppError('not-found', 'There is no newer version to start')
      if (isSending()) throw new AppError('conflict', 'An answer is being sent', { reason: 'still-sending' })
      updater.install()
    },
  }
}

function failureOf(error: unknown): UpdateFailure {
  if (!(error instanceof AppError)) return 'other'
  if (error.code === 'offline') return 'offline'
  if (error.code === 'not-found') return 'missing'
  return error.code === 'rejected' ? 'damaged' : 'other'
}
