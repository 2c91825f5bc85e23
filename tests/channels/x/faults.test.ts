import { afterEach, describe, expect, it } from 'vitest'
import type { XFault } from '../../support/networks/x.ts'
import { drain, messagesOf, never, openWorld, textsOf, type XTestWorld } from './world.ts'

let world: XTestWorld | undefined
afterEach(async () => {
  await world?.x.close()
  world = undefined
})
async function setup(options: Parameters<typeof openWorld>[0] = {}) {
  world = await openWorld(options)
  const { x, clock } = world
  const hanako = x.user('hanako_tea', '花子')
  for (let n = 1; n <= 25; n++) x.post({ by: hanako, text: `@aobaya_shop ${n}`, at: clock.now() - 1000 + n })
  const all = Array.from({ length: 25 }, (_, i) => `@aobaya_shop ${i + 1}`)
  return { ...world, hanako, all }
}

describe('a look at an X that fails', () => {
  const later: [XFault, string][] = [
    [{ answer: 500 }, 'offline'],
    [{ answer: 503 }, 'offline'],
    ['html', 'offline'],
    ['truncated', 'offline'],
    ['lost', 'offline'],
    ['cut', 'offline'],
    [{ answer: 401 }, 'auth-expired'],
    [{ answer: 429 }, 'rate-limited'],
    [{ answer: 200, body: '' }, 'offline'],
    [{ answer: 400, body: { errors: [null] } }, 'rejected'],
  ]
  it.each(later)('on the second page (%o) has handed out the first and goes on with the rest', async (fault, code) => {
    const { x, clock, adapter, all } = await setup()
    const got: string[] = []
    let cursor: string | null = null
    const looking = (async () => {
      for await (const page of adapter.fetchSince(null, never)) {
        if (cursor === null) x.fail('mentions', fault)
        got.push(...textsOf([page]))
        cursor = page.cursor
      }
    })()
    await expect(looking).rejects.toMatchObject({ name: 'AppError', code })
    expect(got).toHaveLength(10)
    clock.suspend(16 * 60_000)
    got.push(...textsOf(await drain(adapter, cursor)))
    expect(got.toSorted()).toEqual(all.toSorted())
  })

  it('does not wait for ever', async () => {
    const { x, clock, adapter } = await setup()
    x.fail('mentions', 'silent')
    const looking = drain(adapter)
    const failing = looking.catch((error: unknown) => error)
    await expect.poll(() => x.asked('mentions').length).toBe(1)
    await clock.advance(60_000)
    expect(await failing).toMatchObject({ code: 'offline' })
  })

  it('that refuses one stream still reads the others, and says so at the end', async () => {
    const { x, adapter, hanako } = await setup()
    x.fail('mentions', { answer: 403 })
    x.message(hanako, x.me, 'DM です')
    const texts: string[] = []
    const looking = (async () => {
      for await (const page of adapter.fetchSince(null, never)) texts.push(...textsOf([page]))
    })()
    await expect(looking).rejects.toMatchObject({ code: 'rejected', reason: 'x-not-allowed' })
    expect(texts).toEqual(['DM です'])
  })

  it('names the instant at which X takes questions again', async () => {
    const { x, clock, adapter } = await setup()
    const reset = Math.ceil(clock.now() / 1000) + 300
    const headers = { 'x-rate-limit-limit': '300', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(reset) }
    x.fail('mentions', { answer: 429, headers })
    await expect(drain(adapter)).rejects.toMatchObject({ code: 'rate-limited', retryAt: reset * 1000 })
    const asked = x.asked('mentions').length
    await drain(adapter)
    expect(x.asked('mentions')).toHaveLength(asked)
    clock.suspend(301_000)
    expect(textsOf(await drain(adapter))).toHaveLength(25)
  })

  it('never shows a key in an error', async () => {
    const { x, adapter } = await setup()
    for (const fault of [{ answer: 401, body: { detail: 'bad' } }, 'cut', 'html', { answer: 500 }] as const) {
      x.fail('mentions', fault)
      const error = await drain(adapter).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(Error)
      const shown = JSON.stringify([String(error), (error as Error).stack, (error as Error).cause])
      for (const key of Object.values(x.keys)) expect(shown).not.toContain(key)
    }
  })
})

describe('pages that are not as they should be', () => {
  it.each(['reordered', 'duplicated', 'looping'] as const)('%s: bring every post once and end', async (fault) => {
    const { x, adapter, all } = await setup()
    x.fail('mentions', fault, 20)
    const got = messagesOf(await drain(adapter))
    const ids = new Map(got.map((message) => [message.externalId, message.message.textBody]))
    expect([...ids.values()].toSorted()).toEqual(all.toSorted())
  })

  it('with direct messages in a circle: end', async () => {
    const { x, adapter, hanako, clock } = await setup()
    for (let n = 1; n <= 25; n++) x.message(hanako, x.me, `DM ${n}`, clock.now() - 1000 + n)
    x.fail('messages', 'looping', 20)
    const pages = await drain(adapter)
    expect(x.asked('messages').length).toBeLessThanOrEqual(5)
    x.heal()
    const again = await drain(adapter, pages.at(-1)!.cursor)
    expect(textsOf(again)).toEqual([])
  })

  it('a page token that has gone stale: the messages behind it still come', async () => {
    const { x, adapter, hanako, clock } = await setup({ pages: 2 })
    for (let n = 1; n <= 25; n++) x.message(hanako, x.me, `DM ${n}`, clock.now() - 1000 + n)
    const got: string[] = []
    let cursor: string | null = null
    for (let look = 0; look < 8; look++) {
      const pages = await drain(adapter, cursor)
      got.push(...textsOf(pages).filter((text) => text.startsWith('DM')))
      cursor = pages.at(-1)?.cursor ?? cursor
      const { messages } = JSON.parse(cursor!) as { messages: { gaps: { token: string }[] } }
      if (look === 0) x.failToken(messages.gaps[0]!.token)
    }
    expect(new Set(got)).toEqual(new Set(Array.from({ length: 25 }, (_, i) => `DM ${i + 1}`)))
    expect(got).toHaveLength(25)
  })

  it('odd and missing fields: what can be read arrives, nothing throws', async () => {
    const { x, adapter } = await setup({ settings: { watch: '羊羹' } })
    for (const kind of ['mentions', 'messages', 'own', 'search']) x.fail(kind, 'strange')
    const got = messagesOf(await drain(adapter))
    expect(got.map(({ message }) => message.textBody).filter((text) => text !== '')).toHaveLength(10)
  })
})
