import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { NO_PLAN, type OutboxId, type StaffId, type TicketId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startSmtp } from '../support/smtp.ts'
import { idsOf, realSmtp } from './real-smtp.ts'
import { DAY, HOUR, MINUTE, START, eml, openWorld, type World } from './world.ts'

/** Histories that are played; each takes a second at most on a quiet machine. */
const RUNS = Number(process.env.DELIVERY_RUNS ?? 40)

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

describe('whatever happens', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ op: fc.constant('send' as const), ticket: fc.nat(2) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        op: fc.constant('plan' as const),
        ticket: fc.nat(2),
        inMs: fc.integer({ min: 1, max: HOUR }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('ask' as const), ticket: fc.nat(2) }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('approve' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('unapprove' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('give back' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('customer' as const), ticket: fc.nat(2) }) },
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

  it(
    'every answer is received at most once, and exactly once unless a person decided or has to',
    async () => {
      const smtp = await startSmtp()
      closing.push(smtp.close)
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), (steps) => play(smtp, steps)),
        { numRuns: RUNS },
      )
      expect(smtp.commands).toContain('DATA')
    },
    Math.max(600_000, RUNS * 10_000),
  )

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
    const { staff } = world.services
    const manager = staff.currentId()
    const worker = staff.save({ id: null, name: '佐藤', color: '#336699', email: '', isManager: false, pin: null }).id
    const { timeZone: _, ...shop } = world.store.accounts.listShops()[0]!
    world.services.shops.update({ ...shop, needsApproval: true })
    const reopen = () => {
      world.crash()
      world = openWorld({ dir: world.dir, channel, clock })
    }
    const outbox: OutboxId[] = []
    const decided = new Set<OutboxId>()
    let mails = 0
    try {
      for (const action of steps) await run(action)
      smtp.fail({ kind: 'accept' })
      await untilAllHasLeft()
      for (const id of outbox) check(world, smtp, id, decided.has(id))
    } finally {
      await world.close()
    }

    /** Whoever is asked says yes, and no planned time is left to wait for. */
    async function untilAllHasLeft(): Promise<void> {
      const { approvals, delivery } = world.services
      const asked = (what: 'approval' | 'late') =>
        world.store.outbox.listOpen().flatMap(({ id, asks }) => (asks === what ? [id] : []))
      for (const wait of [20 * MINUTE, 3 * DAY, 20 * MINUTE, 20 * MINUTE]) {
        clock.suspend(wait)
        for (const id of asked('approval')) approvals.approve(id, 0)
        await world.settle(3)
        for (const id of asked('late')) delivery.retry(id)
        await world.settle(3)
      }
    }

    function write(ticket: number, { by = manager, inMs = null }: { by?: StaffId; inMs?: number | null } = {}): void {
      const ticketId = tickets[ticket]!
      const { to, cc, subject, accountId, basedOnMessageId } = world.services.replies.draftOf(ticketId)
      const plan = { ...NO_PLAN, sendAfter: inMs === null ? null : clock.now() + inMs }
      const words = { ticketId, to, cc, subject, accountId, basedOnMessageId, body: `返事 ${outbox.length}`, plan }
      world.services.staff.switchTo(by, null)
      outbox.push(world.services.replies.send({ ...words, clientKey: crypto.randomUUID(), despiteNewer: true }).id)
      world.services.staff.switchTo(manager, null)
    }

    /** What may be refused, because it has gone or waits for somebody. True when it was done. */
    function attempt(change: () => void): boolean {
      try {
        change()
        return true
      } catch (error) {
        expect(['conflict', 'rejected']).toContain((error as AppError).code)
        return false
      }
    }

    async function run(action: Step): Promise<void> {
      const id = 'which' in action ? outbox[action.which % Math.max(1, outbox.length)] : undefined
      switch (action.op) {
        case 'send':
          return write(action.ticket)
        case 'plan':
          return write(action.ticket, { inMs: action.inMs })
        case 'ask':
          return write(action.ticket, { by: worker })
        case 'approve':
          if (id !== undefined) attempt(() => world.services.approvals.approve(id, 10_000))
          return
        case 'unapprove':
          if (id !== undefined) attempt(() => world.services.approvals.unapprove(id))
          return
        case 'give back':
          if (id !== undefined && attempt(() => world.services.approvals.giveBack(id, 'もう一度'))) decided.add(id)
          return
        case 'customer': {
          mails += 1
          const inReplyTo = `q${action.ticket}@example.com`
          const mail = { id: `more${mails}`, from: `c${action.ticket}@example.com`, subject: 'Re: 件', inReplyTo }
          await world.arrive(account, eml(mail))
          return
        }
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
          if (attempt(() => world.services.delivery[action.op](id)) && action.op === 'cancel') decided.add(id)
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
    // What the customer overtook is a draft again.
    if (!isDecided && row.state === 'cancelled') return expect(times).toBe(0)
    if (isDecided || row.state === 'unclear' || row.state === 'failed' || row.state === 'held') return
    expect([row.state, times]).toEqual(['filed', 1])
  }
})
