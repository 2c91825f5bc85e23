import { getEventListeners } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import type { Adapter, Inbound, Page } from '../../main/channels/adapter.ts'

/** A network with an account in it, as a channel's own tests build it. */
export type World = {
  adapter: Adapter
  /** Puts so many further messages into the account; their texts hold `mail N`, N rising over all calls, oldest first. */
  put(count: number): Promise<void> | void
  textOf(message: Inbound): string
  close(): Promise<void>
}

export const never = new AbortController().signal

export async function drain(adapter: Adapter, cursor: string | null, signal = never): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of adapter.fetchSince(cursor, signal)) pages.push(page)
  return pages
}

const messagesOf = (pages: readonly Page[]) => pages.flatMap(({ messages }) => messages)

/** What every channel promises to intake, whatever its network. Needs pages smaller than 40 messages. */
export function describeConformance(name: string, build: () => Promise<World>): void {
  describe(`${name} as a channel`, () => {
    let world: World | undefined
    const setup = async () => (world = await build())
    afterEach(async () => {
      await world?.close()
      world = undefined
    })
    const numbers = (pages: readonly Page[]) =>
      messagesOf(pages)
        .map((message) => Number(/mail (\d+)/.exec(world!.textOf(message))![1]))
        .sort((a, b) => a - b)
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

    it('brings every message once, the newest page first, with a progress that ends complete', async () => {
      const { adapter, put } = await setup()
      await put(40)
      const pages = await drain(adapter, null)
      expect(numbers(pages)).toEqual(upTo(40))
      expect(numbers(pages.slice(0, 1))).toContain(40)
      expect(numbers(pages.slice(-1))).toContain(1)
      expect(new Set(messagesOf(pages).map(({ externalId }) => externalId)).size).toBe(40)
      expect(pages.at(-1)!.progress).toEqual({ done: 40, total: 40 })
    })

    it('goes on from the cursor of any page with the rest and only the rest', async () => {
      const { adapter, put } = await setup()
      await put(40)
      const pages = await drain(adapter, null)
      for (let stored = 1; stored <= pages.length; stored++) {
        const rest = await drain(adapter, pages[stored - 1]!.cursor)
        expect(numbers([...pages.slice(0, stored), ...rest])).toEqual(upTo(40))
      }
    })

    it('brings a page again whose cursor was not stored, with the same external ids', async () => {
      const { adapter, put } = await setup()
      await put(3)
      const ids = (pages: readonly Page[]) => messagesOf(pages).map(({ externalId }) => externalId)
      expect(ids(await drain(adapter, null))).toEqual(ids(await drain(adapter, null)))
    })

    it('brings what came while it was still catching up', async () => {
      const { adapter, put } = await setup()
      await put(40)
      const pages: Page[] = []
      for await (const page of adapter.fetchSince(null, never)) {
        if (pages.length === 0) await put(2)
        pages.push(page)
      }
      pages.push(...(await drain(adapter, pages.at(-1)!.cursor)))
      expect(numbers(pages)).toEqual(upTo(42))
    })

    it('says nothing when there is nothing new', async () => {
      const { adapter, put } = await setup()
      await put(2)
      const [page] = await drain(adapter, null)
      expect(await drain(adapter, page!.cursor)).toEqual([])
    })

    it('stops when told, with an error of ours, and can be asked again', async () => {
      const { adapter, put } = await setup()
      await put(40)
      const stop = new AbortController()
      const pages: Page[] = []
      const looking = (async () => {
        for await (const page of adapter.fetchSince(null, stop.signal)) {
          pages.push(page)
          stop.abort()
        }
      })()
      await expect(looking).rejects.toMatchObject({ name: 'AppError', code: 'offline', reason: 'stopped' })
      const rest = await drain(adapter, pages.at(-1)!.cursor)
      expect(numbers([...pages, ...rest])).toEqual(upTo(40))
    })

    it('can be left in the middle and asked again', async () => {
      const { adapter, put } = await setup()
      await put(40)
      let first: Page | undefined
      for await (const page of adapter.fetchSince(null, never)) {
        first = page
        break
      }
      const rest = await drain(adapter, first!.cursor)
      expect(numbers([first!, ...rest])).toEqual(upTo(40))
    })

    it('leaves nothing behind on a signal that lives as long as the program', async () => {
      const { adapter, put } = await setup()
      await put(2)
      const { signal } = new AbortController()
      await drain(adapter, null, signal)
      expect(getEventListeners(signal, 'abort')).toEqual([])
    })

    it('starts over from a cursor that nobody can read', async () => {
      const { adapter, put } = await setup()
      await put(2)
      expect(numbers(await drain(adapter, '{"v":99}'))).toEqual([1, 2])
    })
  })
}
