/**
 * Deadlines at scale, in a process of its own: `node tests/bench/deadlines.ts TICKETS`. Prints one JSON line: µs to look up what
 * is due next; ms from the passing of a deadline to its popup; and what it takes to date every open deadline anew after the
 * hours of the shop were changed, the first part at once and the rest in steps, with the delay of the event loop.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createApp } from '../../main/app.ts'
import { createReader, headlessPorts } from '../../main/cli/headless.ts'
import { fillManyTickets } from '../support/many-tickets.ts'

const MINUTE_MS = 60_000
const LOOKUPS = 20_000
/** A Wednesday within opening hours. */
const NOW = Date.parse('2026-11-25T13:30:00+09:00')

const count = Number(process.argv[2] ?? 100_000)
const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-bench-deadlines-'))
try {
  console.log(JSON.stringify(await measure()))
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}

async function took(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function measure(): Promise<Record<string, number>> {
  await fillManyTickets(dataDir, count, NOW)
  let now = NOW
  let popups = 0
  const notifier = {
    show: () => {
      popups += 1
      return Promise.resolve(true)
    },
  }
  const app = createApp({
    dataDir,
    clock: { now: () => now, setTimer: () => () => {} },
    ports: { ...headlessPorts, notifier },
    reader: createReader(),
    log: { info: () => {}, error: console.error },
    version: '0.0.0',
    isDemo: true,
  })
  try {
    const { store, services } = app
    const run = async (...names: string[]) => {
      for (const job of services.jobs()) if (names.includes(job.name)) await job.run()
    }
    services.settings.set({ alertHours: null })
    reopenAll()
    const open = store.deadlines.listOpen()
    await run('deadlines', 'popups')

    const startedLookup = performance.now()
    for (let n = 0; n < LOOKUPS; n++) {
      store.deadlines.nextDueAt()
      store.deadlines.nextWarnAt()
    }
    const lookupUs = ((performance.now() - startedLookup) * 1000) / LOOKUPS

    const first = store.tickets.list({ view: 'all', accountId: null, limit: 1, after: null, now }).tickets[0]!.id
    services.manualDeadlines.set(first, now + MINUTE_MS)
    now += MINUTE_MS
    popups = 0
    const startedPopup = performance.now()
    await run('deadlines', 'popups')
    const popupMs = performance.now() - startedPopup

    const shop = store.accounts.listShops()[0]!
    const { hours } = services.hours.get(shop.id)
    const closed = [...hours.closed, { from: '2026-12-10', to: '2026-12-10', name: '' }]
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const recompute = services.jobs().find(({ name }) => name === 'recompute deadlines')!
    const firstMs = await took(() => services.hours.set(shop.id, { ...hours, closed }))
    delay.enable()
    const restMs = await took(() => recompute.run())
    delay.disable()

    return {
      tickets: count,
      openDeadlines: open.length,
      lookupUs: Math.round(lookupUs * 10) / 10,
      popups,
      popupMs: Math.round(popupMs * 10) / 10,
      firstMs: Math.round(firstMs),
      restMs: Math.round(restMs),
      delayP99Ms: Math.round(delay.percentile(99) / 1e6),
      delayMaxMs: Math.round(delay.max / 1e6),
    }

    function reopenAll(): void {
      const resolved = store.tickets.list({ view: 'resolved', accountId: null, limit: count, after: null, now }).tickets
      for (let start = 0; start < resolved.length; start += 500)
        services.tickets.reopen(
          resolved.slice(start, start + 500).map(({ id }) => id),
          false,
        )
    }
  } finally {
    await app.close()
  }
}
