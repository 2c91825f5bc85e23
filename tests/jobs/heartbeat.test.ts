import { describe, expect, it } from 'vitest'
import {
  MAX_NAP_MS,
  PATIENCE_MS,
  REST_AFTER_ERROR_MS,
  REST_MS,
  createHeartbeat,
  type Job,
} from '../../main/jobs/heartbeat.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const HOUR = 3_600_000

function setup() {
  const clock = createFakeClock('2026-11-24T10:00:00+09:00')
  const errors: string[] = []
  const jobs: Job[] = []
  const heart = createHeartbeat(
    () => jobs,
    clock,
    ({ name }) => errors.push(name),
  )
  /** A job due once at each instant. */
  function job(name: string, ...dueAt: number[]) {
    const ran: number[] = []
    const left = [...dueAt]
    const made: Job = {
      name,
      dueAt: () => left[0] ?? null,
      run() {
        left.shift()
        ran.push(clock.now())
        return Promise.resolve()
      },
    }
    jobs.push(made)
    return ran
  }
  return { clock, heart, job, jobs, errors }
}

describe('the heartbeat', () => {
  it('starts a job at its time, and no other', async () => {
    const { clock, heart, job } = setup()
    const dueAt = clock.now() + 10_000
    const ran = [job('near', dueAt), job('far', dueAt + HOUR)]
    await heart.wake()
    await clock.advance(9_000)
    expect(ran).toEqual([[], []])
    await clock.advance(2_000)
    expect(ran).toEqual([[dueAt], []])
    await heart.stop()
  })

  it('wakes no idle PC early for what can wait, and lets it wait no longer than that', async () => {
    const { clock, heart, job, jobs } = setup()
    const dueAt = clock.now() + 5_000
    const ran = job('patient', dueAt)
    jobs[0]!.isPatient = true
    await heart.wake()
    await clock.advance(PATIENCE_MS - 1)
    expect(ran).toEqual([])
    await clock.advance(1)
    expect(ran).toHaveLength(1)
    await heart.stop()
  })

  it('lets nothing wait that has come due while it rested, as mail that came right behind a look', async () => {
    const { clock, heart, job, jobs } = setup()
    const now = clock.now()
    const ran = job('patient', now, now)
    jobs[0]!.isPatient = true
    await heart.wake()
    expect(ran).toHaveLength(1)
    await clock.advance(REST_MS)
    expect(ran).toEqual([now, now + REST_MS])
    await heart.stop()
  })

  it('takes along what can wait when something else is due', async () => {
    const { clock, heart, job, jobs } = setup()
    const now = clock.now()
    const ran = [job('patient', now + 5_000), job('hurried', now + 8_000)]
    jobs[0]!.isPatient = true
    await heart.wake()
    await clock.advance(8_000)
    expect(ran).toEqual([[now + 8_000], [now + 8_000]])
    await heart.stop()
  })

  it('after a sleep nobody told of is late by one nap at most', async () => {
    const { clock, heart, job } = setup()
    const ran = job('due while asleep', clock.now() + HOUR)
    await heart.wake()
    clock.suspend(8 * HOUR)
    const woke = clock.now()
    await clock.advance(MAX_NAP_MS)
    expect(ran).toHaveLength(1)
    expect(ran[0]! - woke).toBeLessThanOrEqual(MAX_NAP_MS)
    await heart.stop()
  })

  it('never runs a job beside itself, and lets no failing one stop the others', async () => {
    const { clock, heart, job, jobs, errors } = setup()
    let finish = () => {}
    let running = 0
    let failures = 0
    jobs.push({
      name: 'slow',
      dueAt: () => 0,
      async run() {
        running += 1
        await new Promise<void>((resolve) => (finish = resolve))
      },
    })
    jobs.push({
      name: 'broken',
      dueAt: () => 0,
      run() {
        failures += 1
        return Promise.reject(new Error('no'))
      },
    })
    const ran = job('good', clock.now(), clock.now() + 5_000)
    void heart.wake()
    void heart.wake()
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advance(20_000)
    expect([running, ran.length, failures]).toEqual([1, 2, 1])
    await clock.advance(REST_AFTER_ERROR_MS)
    expect(failures).toBe(2)
    expect(errors).toEqual(['broken', 'broken'])
    const stopped = heart.stop()
    finish()
    await stopped
  })

  it('goes on when the clock is set back while a job rests', async () => {
    const { clock, heart, jobs } = setup()
    let runs = 0
    jobs.push({ name: 'always', dueAt: () => 0, run: () => Promise.resolve(void (runs += 1)) })
    void heart.wake()
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advance(1)
    clock.suspend(-8 * HOUR)
    await clock.advance(MAX_NAP_MS)
    expect(runs).toBeGreaterThan(1)
    await heart.stop()
  })

  it('sets no timer once it has stopped', async () => {
    const { clock, heart, job } = setup()
    job('due', clock.now() + HOUR)
    await heart.wake()
    await heart.stop()
    await heart.wake()
    expect(clock.pendingTimers()).toBe(0)
  })
})
