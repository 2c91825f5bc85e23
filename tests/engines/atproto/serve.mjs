/**
 * A Bluesky network on loopback: the PDS that runs bsky.social, and with PostgreSQL and Redis in the environment the AppView too.
 * Says one line of JSON when it is up, answers the line `settle` with `settled` once all it was told is indexed, ends with stdin.
 */
import { createInterface } from 'node:readline'
import { TestNetwork, TestNetworkNoAppView } from '@atproto/dev-env'

const hasAppView = process.env.DB_POSTGRES_URL !== undefined && process.env.REDIS_HOST !== undefined
const network = hasAppView
  ? await TestNetwork.create({ dbPostgresSchema: 'madoguchi' })
  : await TestNetworkNoAppView.create()
const say = (line) => process.stdout.write(`${line}\n`)
say(JSON.stringify({ url: network.pds.url, hasAppView }))

for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'settle') continue
  await network.processAll()
  say('settled')
}
await Promise.race([network.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 3_000))])
process.exit(0)
