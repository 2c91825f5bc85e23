import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { OutboxId, TicketId } from '../../preload/domain.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startSmtp } from '../support/smtp.ts'
import { idsOf, realSmtp } from './real-smtp.ts'
import { DAY, MINUTE, START, eml, openWorld, type World } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

describe('whatever happens', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ op: fc.constant('send' as const), ticket: fc.nat(2) }) },
    { weight: 3, arbitrary: fc.constant({ op: 'beat' as const }) },
    { weight: 2, arbitrary: fc.constant({ op: 'crash' as const }) },
    { weight: 2, arbitrary: fc.constant({ op: 'crash while sending' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({
        op: fc.constant('network' as const),
        kind: fc.constantFrom(
          ...(['accept', 'accept', 'close-at-connect', 'drop-after-dot', 'lose-after-dot'] as const),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ op: fc.constant('time' as const), ms: fc.integer({ min: -DAY, max: DAY }) }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('retry' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('cancel' as const), which: fc.nat(20) }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('decide' as const), which: fc.nat(20), isSent: fc.boolean() }),
    },
  )

  it('every answer is received at most once, and exactly once unless a person decided or has to', async () => {
    const smtp = await startSmtp()
    closing.push(smtp.close)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), (steps) => play(smtp, steps)),
      { numRuns: Number(process.env.DELIVERY_RUNS ?? 100) },
    )
    expect(smtp.commands).toContain('DATA')
  }, 600_000)

  type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & object
  type Smtp = Awaited<ReturnType<typeof startSmtp>>

  async function play(smtp: Smtp, steps: readonly Step[]) {
    smtp.received.length = 0
    smtp.fail({ kind: 'accept' })
    const clock = createFakeClock(START)
    const channel = realSmtp(smtp.port, {})
    let world = openWorld({ channel, clock })
    const account = world.addAccount()
    const tickets: TicketId[] = []
    for (let number = 0; number < 3; number++) {
      const { ticketId } = await world.arrive(account, eml({ id: `q${number}`, from: `c${number}@example.com` }))
      tickets.push(ticketId)
    }
    const reopen = () => {
      world.crash()
      world = openWorld({ dir: world.dir, channel, clock })
    }
    const outbox: OutboxId[] = []
    const decided = new Set<OutboxId>()
    try {
      for (const action of steps) await run(action)
      smtp.fail({ kind: 'accept' })
      for (let round = 0; round < 3; round++) {
        clock.suspend(20 * MINUTE)
        await world.settle(3)
      }
      for (const id of outbox) check(world, smtp, id, decided.has(id))
    } finally {
      await world.close()
    }

    async function run(action: Step): Promise<void> {
      const id = 'which' in action ? outbox[action.which % Math.max(1, outbox.length)] : undefined
      switch (action.op) {
        case 'send':
          outbox.push(world.answer(tickets[action.ticket]!, `返事 ${outbox.length}`).id)
          return
        case 'beat':
          return world.settle(2)
        case 'crash':
          return reopen()
        case 'crash while sending': {
          const beating = world.heart.wake()
          await new Promise((resolve) => setTimeout(resolve, outbox.length % 4))
          reopen()
          await beating.catch(() => {})
          return
        }
        case 'network':
          return smtp.fail({ kind: action.kind })
        case 'time':
          return clock.suspend(action.ms)
        case 'retry':
        case 'cancel':
          if (id === undefined) return
          try {
            world.services.delivery[action.op](id)
            if (action.op === 'cancel') decided.add(id)
          } catch (error) {
            expect(error).toMatchObject({ code: 'conflict' })
          }
          return
        case 'decide':
          if (id === undefined || world.stateOf(id) !== 'unclear') return
          decided.add(id)
          world.services.delivery.decide(id, action.isSent ? 'sent' : 'not-sent')
      }
    }
  }

  function check(world: World, smtp: Smtp, id: OutboxId, isDecided: boolean): void {
    const row = world.store.outbox.get(id)!
    const { mid } = world.store.messages.get(row.messageId)!
    const times = idsOf(smtp.received).filter((received) => received === mid).length
    expect(times).toBeLessThanOrEqual(1)
    if (isDecided || row.state === 'unclear' || row.state === 'failed' || row.state === 'held') return
    expect([row.state, times]).toEqual(['filed', 1])
  }
})
