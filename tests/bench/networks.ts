/**
 * Fifty accounts of seven networks through one simulated hour, in a process of its own: `node --expose-gc tests/bench/networks.ts
 * [ACCOUNTS]`. Every account is written to every ten minutes; the servers are a thread beside. Prints one JSON line: requests
 * made and the fewest that so many looks need, the delay of the main thread's event loop, memory; then the ms until a burst of
 * 5,000 posts stands in the list, and how many looks that took.
 */
import { Agent } from 'node:https'
import { connect } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import type { Channel } from '../../main/channels/adapter.ts'
import { channels } from '../../main/channels/registry.ts'
import { createXChannel } from '../../main/channels/x/index.ts'
import { openWorld } from '../services/world.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import type { Ask, Served } from './network-servers.ts'

const COUNT = Number(process.argv[2] ?? 50)
const BURST = 5000
/** Short, so that accounts that are due at different seconds are not made to wait for each other. */
const STEP_MS = 5_000
const HOUR_MS = 3_600_000
/** Questions that a look has to ask even where nothing is new: mentions, own answers, messages, each its own. */
const STREAMS: Record<Served['channel'], number> = {
  mastodon: 2,
  misskey: 2,
  bluesky: 3,
  instagram: 2,
  facebook: 1,
  rmesse: 1,
  x: 3,
}

const clock = createFakeClock('2026-11-24T10:00:00+09:00')
const shared = new Float64Array(new SharedArrayBuffer(8))
shared[0] = clock.now()
const worker = new Worker(new URL('./network-servers.ts', import.meta.url), {
  workerData: { clock: shared, each: COUNT },
})
const heard = <T>() => new Promise<T>((resolve) => void worker.once('message', resolve))
const ask = (what: Ask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  worker.postMessage(what)
  return heard<number[]>()
}
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)

const served = await heard<Served[]>()
const world = openWorld({ clock, channels: channels.filter(({ fields }) => fields).map(standIn) })
const { services, store } = world
for (const [index, { channel, secrets, settings, port }] of served.entries()) {
  const written = { ...settings, number: String(index), port: String(port) }
  const draft = { channel, settings: written, secrets, budgetYen: null, wantsLogin: false }
  await services.networks.add('青葉屋', draft)
}

await world.heart.wake()
const before = await ask({ what: 'count' })
const delay = monitorEventLoopDelay({ resolution: 5 })
globalThis.gc?.()
const heapBefore = process.memoryUsage().heapUsed
delay.enable()
const startedAt = performance.now()
for (let passed = 0; passed < HOUR_MS; passed += STEP_MS) {
  if (passed % 600_000 === 0) await ask({ what: 'say', each: 1 })
  await step()
}
const hourMs = performance.now() - startedAt
delay.disable()
const asked = (await ask({ what: 'count' })).map((count, index) => count - before[index]!)
globalThis.gc?.()
const heapAfter = process.memoryUsage().heapUsed

const burstDelay = monitorEventLoopDelay({ resolution: 5 })
const inList = () => store.messages.totals().messages
const first = inList()
await ask({ what: 'say', each: BURST / COUNT })
burstDelay.enable()
const burstAt = performance.now()
let busyMs = 0
let looks = 0
while (inList() < first + BURST && looks < 600) {
  const from = performance.now()
  await step()
  busyMs += performance.now() - from
  looks += 1
}
burstDelay.disable()

const ofNetwork = (channel: Served['channel'], values: readonly number[]) =>
  sum(values.filter((_, index) => served[index]!.channel === channel))
const fewest = served.map(({ channel }) => (STREAMS[channel] * HOUR_MS) / baseOf(channel).pollIntervalMs)
console.log(
  JSON.stringify({
    accounts: COUNT,
    requests: sum(asked),
    fewest: sum(fewest),
    byNetwork: Object.fromEntries(
      Object.keys(STREAMS).map((name) => [
        name,
        [ofNetwork(name as Served['channel'], asked), ofNetwork(name as Served['channel'], fewest)],
      ]),
    ),
    hourMs: Math.round(hourMs),
    delayP99Ms: Math.round(delay.percentile(99) / 1e6),
    delayMaxMs: Math.round(delay.max / 1e6),
    heapMb: [heapBefore, heapAfter].map((bytes) => Math.round(bytes / 1e5) / 10),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
    posts: first,
    burst: {
      posts: inList() - first,
      ms: Math.round(busyMs),
      steps: looks,
      wallMs: Math.round(performance.now() - burstAt),
    },
    burstDelay: [burstDelay.percentile(99), burstDelay.max].map((ns) => Math.round(ns / 1e6)),
    errors: [...new Set(world.errors.map(String))].slice(0, 3),
  }),
)
await world.close()
await worker.terminate()

async function step(): Promise<void> {
  clock.suspend(STEP_MS)
  shared[0] = clock.now()
  await world.heart.wake()
}

function baseOf(channel: Served['channel']): Channel {
  return channels.find(({ id }) => id === channel)!
}

/** The servers all know the same shop; here each is an account of its own. X, whose library knows one host, is led to its server. */
function standIn(channel: Channel): Channel {
  return {
    ...channel,
    check: ({ number = '' }, secrets) =>
      Promise.resolve({ address: `@aobaya${number}`, externalId: number, name: '青葉屋', secrets: { ...secrets } }),
    connect(settings, secrets, tools) {
      if (channel.id !== 'x') return channel.connect(settings, secrets, tools)
      const httpAgent = new Agent({ keepAlive: false })
      const { port } = settings as { port: string }
      Object.assign(httpAgent, { createConnection: () => connect(Number(port), '127.0.0.1') })
      return createXChannel({ httpAgent }).connect(settings, secrets, tools)
    },
  }
}
