import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, askToRead } from '../../main/channels/http.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { never } from './post-tools.ts'

const MB = 1_000_000
const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

/** A server whose answer has no end. */
async function endless() {
  let sentMb = 0
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' })
    const more = () => {
      if (answer.destroyed || sentMb >= 200) return
      sentMb += 1
      answer.write(' '.repeat(MB), more)
    }
    more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUp.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const tools = { fetch, clock: createFakeClock('2026-11-24T09:00:00+09:00') }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, tools, sentMb: () => sentMb }
}

describe('an answer that never ends', () => {
  it('is not read on: for a read that is no network for a moment', async () => {
    const { url, tools, sentMb } = await endless()
    await expect(askToRead(tools, url, {}, never)).rejects.toMatchObject({ name: 'AppError', code: 'offline' })
    expect(sentMb()).toBeLessThan(100)
  })

  it('leaves open whether a write was taken', async () => {
    const { url, tools } = await endless()
    await expect(ask(tools, url, { method: 'POST' }, never)).rejects.toMatchObject({ name: 'LostAnswer' })
  })
})
