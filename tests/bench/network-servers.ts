/** The made-up networks of the bench, in a thread of their own, so that they weigh nothing in what is measured. */
import { parentPort, workerData } from 'node:worker_threads'
import { AIKO, startMastodon, TOKEN as MASTODON_TOKEN } from '../support/networks/mastodon.ts'
import { APP_PASSWORD, startBluesky } from '../support/networks/bluesky.ts'
import { AIKO as AIKO_ON_MISSKEY, startMisskey, TOKEN as MISSKEY_TOKEN } from '../support/networks/misskey.ts'
import { startMeta, TOKEN as META_TOKEN } from '../support/networks/meta.ts'
import { LICENSE_KEY, SERVICE_SECRET, startRmesse } from '../support/networks/rmesse.ts'
import { startFakeX } from '../support/networks/x.ts'

export type Ask = { what: 'say'; each: number } | { what: 'count' }
export type Served = {
  channel: 'mastodon' | 'misskey' | 'bluesky' | 'instagram' | 'facebook' | 'rmesse' | 'x'
  settings: Record<string, string>
  secrets: Record<string, string>
  /** Only of X, whose library knows one host. */
  port: number
}
type Server = Served & { say(text: string): void; asked(): number }

const { clock, each } = workerData as { clock: Float64Array; each: number }
const now = () => clock[0]!

async function start(channel: Served['channel'], number: number): Promise<Server> {
  const none = { channel, port: 0 }
  if (channel === 'mastodon') {
    const network = await startMastodon(now)
    const say = (text: string) => void network.mention(AIKO, text)
    return {
      ...none,
      settings: { server: network.url },
      secrets: { token: MASTODON_TOKEN },
      say,
      asked: () => network.asked.length,
    }
  }
  if (channel === 'misskey') {
    const network = await startMisskey(now)
    const settings = { server: network.url }
    const say = (text: string) => void network.mention(AIKO_ON_MISSKEY, text)
    return { ...none, settings, secrets: { token: MISSKEY_TOKEN }, say, asked: () => network.asked.length }
  }
  if (channel === 'bluesky') {
    const network = await startBluesky(now)
    network.pagesOf(50)
    // An account that was never written to in private has no log to ask.
    network.tell('はじめまして')
    const settings = { handle: 'aobaya.test', server: network.url, dm: 'yes' }
    const say = (text: string) => void network.post(text)
    return { ...none, settings, secrets: { appPassword: APP_PASSWORD }, say, asked: () => network.asked.length }
  }
  if (channel === 'rmesse') {
    const network = await startRmesse(now)
    const settings = { shopUrl: `aobaya${number}`, host: network.url }
    const secrets = { serviceSecret: SERVICE_SECRET, licenseKey: LICENSE_KEY }
    return { ...none, settings, secrets, say: (text) => void network.inquire(text), asked: () => network.asked.length }
  }
  if (channel === 'x') {
    const x = await startFakeX({ now })
    const customer = x.user('hanako_tea', '花子')
    const settings = { login: 'keys', clientId: x.clientId, userId: x.me.id, handle: x.me.username }
    const say = (text: string) => void x.post({ by: customer, text: `@aobaya_shop ${text}`, at: now() })
    return { channel, port: x.port, settings, secrets: x.keys, say, asked: () => x.requests.length }
  }
  const network = await startMeta(now)
  const media = network.instagram.publish()
  const post = network.facebook.publish('新茶が入りました')
  const say = (text: string) =>
    channel === 'instagram' ? void network.instagram.comment(media, text) : void network.facebook.comment(post, text)
  return {
    ...none,
    settings: { host: network.url },
    secrets: { token: META_TOKEN },
    say,
    asked: () => network.asked.length,
  }
}

const channels: Served['channel'][] = ['mastodon', 'misskey', 'bluesky', 'instagram', 'facebook', 'rmesse', 'x']
const servers: Server[] = []
for (let number = 0; number < each; number++) servers.push(await start(channels[number % channels.length]!, number))
let said = 0

parentPort!.on('message', (ask: Ask) => {
  if (ask.what === 'say')
    for (const { say } of servers) for (let n = 0; n < ask.each; n++) say(`件 ${++said} 在庫はありますか`)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort!.postMessage(servers.map(({ asked }) => asked()))
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
parentPort!.postMessage(servers.map(({ say: _, asked: __, ...served }) => served))
