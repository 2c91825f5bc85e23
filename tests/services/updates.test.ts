import { describe, expect, it } from 'vitest'
import { createHeartbeat } from '../../main/jobs/heartbeat.ts'
import type { Updater } from '../../main/services/ports.ts'
import { createUpdates } from '../../main/services/updates.ts'
import type { UpdateWay } from '../../preload/domain/updates.ts'
import { AppError } from '../../preload/errors.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const HOUR = 60 * 60_000

/** A shop whose source of updates offers `offered`, or fails. */
function setup({ way = 'ask', offered = null }: { way?: UpdateWay; offered?: string | null } = {}) {
  const clock = createFakeClock('2026-06-15T09:00:00+09:00')
  const source = { offered, failure: null as AppError | null, asked: 0, downloaded: 0, installed: 0 }
  const shop = { way, isSending: false }
  const updater: Updater = {
    check() {
      source.asked += 1
      if (source.failure) return Promise.reject(source.failure)
      return Promise.resolve(source.offered === null ? null : { version: source.offered })
    },
    download(onPercent) {
      source.downloaded += 1
      onPercent(40.2)
      return source.failure ? Promise.reject(source.failure) : Promise.resolve()
    },
    install: () => void (source.installed += 1),
  }
  const told: string[] = []
  const updates = createUpdates({
    clock,
    updater,
    way: () => shop.way,
    isSending: () => shop.isSending,
    onChange: () => told.push(updates.get().status),
  })
  const heart = createHeartbeat(
    () => [updates.job],
    clock,
    (_job, error) => {
      throw error
    },
  )
  return { clock, source, shop, updates, heart, told }
}

describe('a newer version', () => {
  it('is looked for at start and once a day, and only told of', async () => {
    const { clock, source, updates, heart } = setup({ offered: '2.0.0' })
    await heart.wake()
    await clock.advance(1)
    expect(updates.get()).toMatchObject({ status: 'available', version: '2.0.0', checkedAt: clock.now() - 1 })
    await clock.advance(23 * HOUR)
    expect(source).toMatchObject({ asked: 1, downloaded: 0 })
    await clock.advance(2 * HOUR)
    expect(source).toMatchObject({ asked: 2, downloaded: 0, installed: 0 })
  })

  it('is fetched by itself where the owner wants that, and still not started', async () => {
    const { clock, source, updates, heart, told } = setup({ way: 'auto', offered: '2.0.0' })
    await heart.wake()
    await clock.advance(1)
    expect(told).toEqual(['checking', 'available', 'downloading', 'downloading', 'ready'])
    expect(updates.get()).toMatchObject({ status: 'ready', version: '2.0.0' })
    expect(source.installed).toBe(0)
  })

  it('is not looked for where the owner does that, until asked', async () => {
    const { clock, source, updates, heart } = setup({ way: 'off', offered: '2.0.0' })
    await heart.wake()
    await clock.advance(48 * HOUR)
    expect(source.asked).toBe(0)
    await updates.check()
    expect(updates.get().status).toBe('available')
  })

  it('is not started while an answer is on its way', async () => {
    const { source, shop, updates } = setup({ offered: '2.0.0' })
    await updates.check()
    await updates.download()
    shop.isSending = true
    expect(() => updates.install()).toThrow(expect.objectContaining({ code: 'conflict', reason: 'still-sending' }))
    expect(source.installed).toBe(0)
    shop.isSending = false
    updates.install()
    expect(source.installed).toBe(1)
  })

  it('is not started before it has been fetched', async () => {
    const { source, updates } = setup({ offered: '2.0.0' })
    await updates.check()
    expect(() => updates.install()).toThrow(AppError)
    expect(source.installed).toBe(0)
  })
})

describe('a source that fails', () => {
  it('is told of in its own words, and asked again after an hour', async () => {
    const { clock, source, updates, heart } = setup()
    source.failure = new AppError('offline', 'no way')
    await heart.wake()
    await clock.advance(1)
    expect(updates.get()).toMatchObject({ status: 'failed', failure: 'offline', checkedAt: null })
    source.failure = null
    await clock.advance(HOUR + 1)
    expect(updates.get()).toMatchObject({ status: 'idle', failure: null })
  })

  it('with a damaged file leaves the way to try again', async () => {
    const { source, updates } = setup({ offered: '2.0.0' })
    await updates.check()
    source.failure = new AppError('rejected', 'checksum')
    await updates.download()
    expect(updates.get()).toMatchObject({ status: 'failed', failure: 'damaged', version: '2.0.0' })
    source.failure = null
    await updates.download()
    expect(updates.get().status).toBe('ready')
  })
})

it('a program without a source of updates says so and never looks', async () => {
  const clock = createFakeClock('2026-06-15T09:00:00+09:00')
  const updates = createUpdates({ clock, updater: null, way: () => 'ask', isSending: () => false, onChange: () => {} })
  await updates.check()
  expect(updates.get().status).toBe('none')
  expect(updates.job.dueAt()).toBeNull()
})
