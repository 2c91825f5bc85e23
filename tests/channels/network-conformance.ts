import { afterEach, describe, expect, it } from 'vitest'
import type { Adapter, OutboundMessage, Page } from '../../main/channels/adapter.ts'
import type { createFakeClock } from '../support/fake-clock.ts'
import { drain, never } from './conformance.ts'

/** What goes wrong with one request; see `Fault` of tests/support/networks/loopback.ts. */
export type NetworkFault =
  | { what: 'lost' | 'closed' | 'cut' | 'html' | 'extra' | 'holes' | 'numbers' }
  | { what: 'status'; status: number; json?: unknown; headers?: Record<string, string> }

/** A social network with the shop's account on it, as an adapter's own tests build it. */
export type NetworkWorld = {
  clock: ReturnType<typeof createFakeClock>
  adapter: Adapter
  /** What must stand in no error and in no source. */
  secrets: readonly string[]
  /** A customer writes to the shop; the external id. */
  ask(text: string): string
  answerTo(externalId: string, text: string, key: string): OutboundMessage
  failNextRead(fault: NetworkFault): void
  failNextWrite(fault: NetworkFault): void
  behave(change: { isReordered?: boolean; isLooping?: boolean; isDuplicating?: boolean }): void
  /** The token is not taken any more. */
  revoke(): void
  /** How the network says that it is asked too often, and what follows from it. */
  tooMany: { headers: Record<string, string>; retryAt: number }
  /** What a search after an answer that never arrived may say; a network that shows posts late cannot be sure. */
  missing: false | null
  /** The texts of the shop that stand there. */
  standing(): string[]
  close(): Promise<void>
}

const texts = (pages: readonly Page[]) =>
  pages
    .flatMap(({ messages }) => messages)
    .map(({ message }) => /件 (\d+)/.exec(message.textBody)![1])
    .sort((a, b) => Number(a) - Number(b))

/** What every social network promises beside what every channel does, whatever goes wrong on the way. */
export function describeNetwork(name: string, build: () => Promise<NetworkWorld>): void {
  describe(`${name} when things go wrong`, () => {
    let world: NetworkWorld | undefined
    const setup = async () => (world = await build())
    afterEach(async () => {
      await world?.close()
      world = undefined
    })

    it.each([
      ['an error of the server', { what: 'status', status: 503, json: { error: 'busy' } }],
      ['the page of a proxy', { what: 'html' }],
      ['half an answer', { what: 'cut' }],
      ['a broken line', { what: 'closed' }],
    ] as const)('%s is no network for a moment, and nothing is lost', async (_, fault) => {
      const { adapter, ask, failNextRead } = await setup()
      ask('件 1')
      failNextRead(fault)
      await expect(drain(adapter, null)).rejects.toMatchObject({ name: 'AppError', code: 'offline' })
      expect(texts(await drain(adapter, null))).toEqual(['1'])
    })

    it('waits as long as the network asks for', async () => {
      const { adapter, ask, failNextRead, tooMany } = await setup()
      ask('件 1')
      failNextRead({ what: 'status', status: 429, json: {}, headers: tooMany.headers })
      const look = drain(adapter, null)
      await expect(look).rejects.toMatchObject({ code: 'rate-limited', retryAt: tooMany.retryAt })
    })

    it.each(['extra', 'numbers'] as const)('reads on where the network has changed a little (%s)', async (what) => {
      const { adapter, ask, failNextRead } = await setup()
      const id = ask('件 1')
      failNextRead({ what })
      const [message] = (await drain(adapter, null)).flatMap(({ messages }) => messages)
      expect(message).toMatchObject({ externalId: id, place: 'inbox' })
    })

    it('never breaks off with a fault of its own over odd and missing things', async () => {
      const { adapter, ask, failNextRead } = await setup()
      ask('件 1')
      failNextRead({ what: 'holes' })
      const fault = await drain(adapter, null).then(
        () => null,
        (error: unknown) => error,
      )
      if (fault !== null) expect(fault).toMatchObject({ name: 'AppError' })
      ask('件 2')
      expect(texts(await drain(adapter, null))).toEqual(['1', '2'])
    })

    it('names a token that is not taken any more, without showing it, on reads and on writes', async () => {
      const { adapter, ask, answerTo, revoke, secrets } = await setup()
      const id = ask('件 1')
      revoke()
      const faults = [
        await drain(adapter, null).catch((error: unknown) => error),
        await adapter.send(answerTo(id, 'はい', 'k'), never).catch((error: unknown) => error),
      ]
      for (const fault of faults) {
        expect(fault).toMatchObject({ name: 'AppError', code: 'auth-expired' })
        for (const secret of secrets) expect((fault as Error).message).not.toContain(secret)
      }
    })

    it('brings each post once from pages that are reordered, doubled or come again for ever', async () => {
      const { adapter, ask, behave } = await setup()
      for (let n = 1; n <= 70; n++) ask(`件 ${n}`)
      const all = Array.from({ length: 70 }, (_, index) => String(index + 1))
      behave({ isDuplicating: true, isReordered: true })
      const pages = await drain(adapter, null)
      expect(texts(pages)).toEqual(all)
      behave({ isDuplicating: false, isReordered: false, isLooping: true })
      await drain(adapter, null)
      behave({ isLooping: false })
      expect(texts(await drain(adapter, pages.at(-1)!.cursor))).toEqual([])
    })

    it('keeps no secret in what it stores', async () => {
      const { adapter, ask, secrets } = await setup()
      ask('件 1')
      const pages = await drain(adapter, null)
      const kept = pages
        .flatMap(({ messages, cursor }) => [cursor, ...messages.map(({ source }) => new TextDecoder().decode(source))])
        .join('\n')
      for (const secret of secrets) expect(kept).not.toContain(secret)
    })

    it('asks itself whether an answer was taken when the line broke after it, and finds it', async () => {
      const { adapter, ask, answerTo, failNextWrite, standing } = await setup()
      const message = answerTo(ask('件 1'), '承知しました', 'key-lost')
      failNextWrite({ what: 'lost' })
      const result = await adapter.send(message, never)
      const found = result.outcome === 'accepted' ? result.posted : await adapter.findSent(message, never)
      expect(found).toMatchObject({ externalId: expect.any(String) as string })
      expect(standing()).toHaveLength(1)
    })

    it('never says that an answer stands which did not arrive', async () => {
      const { adapter, ask, answerTo, failNextWrite, standing, missing } = await setup()
      const message = answerTo(ask('件 1'), '承知しました', 'key-never')
      failNextWrite({ what: 'closed' })
      const result = await adapter.send(message, never)
      // One whose key the network knows may be sent again at once.
      if (result.outcome === 'accepted') expect(standing()).toHaveLength(1)
      else expect([await adapter.findSent(message, never), standing()]).toEqual([missing, []])
    })

    it('shows the answer by polling under the id it was given', async () => {
      const { adapter, ask, answerTo } = await setup()
      const id = ask('件 1')
      const before = await drain(adapter, null)
      const result = await adapter.send(answerTo(id, '件 2 承知しました', 'key-1'), never)
      if (result.outcome !== 'accepted') throw new Error('not accepted')
      const after = (await drain(adapter, before.at(-1)!.cursor)).flatMap(({ messages }) => messages)
      expect(after).toMatchObject([{ place: 'sent', externalId: result.posted!.externalId }])
    })
  })
}
