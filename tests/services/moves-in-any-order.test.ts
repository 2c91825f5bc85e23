import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, MessageId, MoveId, TicketId } from '../../preload/domain.ts'
import { rows, threeCustomers } from './three-customers.ts'
import { openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

describe('any sequence of moves', () => {
  type Step = { op: 'merge' | 'split' | 'move' | 'undo-last'; a: number; b: number }
  const step: fc.Arbitrary<Step> = fc.record({
    op: fc.constantFrom('merge', 'merge', 'split', 'move', 'move', 'undo-last'),
    a: fc.nat(100),
    b: fc.nat(100),
  })
  type Done = { moveId: MoveId; before: ReturnType<typeof rows> }

  const living = () =>
    (world.db.prepare('SELECT id FROM ticket WHERE merged_into IS NULL ORDER BY id').all() as { id: TicketId }[]).map(
      ({ id }) => id,
    )
  const messagesOf = (id: TicketId) =>
    (world.db.prepare('SELECT id FROM message WHERE ticket_id = ? ORDER BY id').all(id) as { id: MessageId }[]).map(
      (row) => row.id,
    )
  const pick = <T>(list: readonly T[], n: number) => list[n % list.length]!

  function run({ op, a, b }: Step): MoveId | null {
    const { moves } = world.services
    const [one, other] = [pick(living(), a), pick(living(), b)]
    if (op === 'merge') return one === other ? null : moves.merge([one], other)
    const messages = messagesOf(one)
    if (op === 'split') return messages.length < 2 ? null : moves.split(one, [pick(messages, b)]).moveId
    return one === other ? null : moves.move([pick(messages, a)], other)
  }

  /** Tickets that splits have made lie empty after everything was taken back. */
  const known = (state: ReturnType<typeof rows>, before: ReturnType<typeof rows>) => ({
    ...state,
    tickets: state.tickets.filter(({ id }) => before.tickets.some((ticket) => ticket.id === id)),
  })

  /** Each sequence begins where the first one began. */
  const onItsOwn =
    <T extends unknown[]>(check: (...values: T) => void) =>
    (...values: T) => {
      world.db.exec('BEGIN')
      try {
        check(...values)
      } finally {
        world.db.exec('ROLLBACK')
      }
    }

  function checkWhole(count: number) {
    expect(world.db.prepare('SELECT COUNT(*) AS count FROM message').get()).toEqual({ count })
    const wrong = world.db.prepare(`
      SELECT t.id FROM ticket t WHERE (t.merged_into IS NULL) <> EXISTS (SELECT 1 FROM message m WHERE m.ticket_id = t.id)
        OR t.merged_into IS NULL AND t.message_count <> (SELECT COUNT(*) FROM message m WHERE m.ticket_id = t.id)
        OR t.merged_into IN (SELECT id FROM ticket WHERE merged_into IS NOT NULL)`)
    expect(wrong.all()).toEqual([])
  }

  it('loses no message, and taking each back in turn restores every row', { timeout: 120_000 }, async () => {
    await threeCustomers(world, shop)
    const count = world.store.messages.totals().messages
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        onItsOwn((steps: Step[]) => {
          const stack: Done[] = []
          const undo = ({ moveId, before }: Done) => {
            world.services.moves.undo(moveId)
            expect(known(rows(world), before)).toEqual(before)
          }
          for (const one of steps) {
            const last = one.op === 'undo-last' ? stack.pop() : undefined
            if (last) undo(last)
            if (one.op === 'undo-last') continue
            const before = rows(world)
            const moveId = run(one)
            if (moveId !== null) stack.push({ moveId, before })
            checkWhole(count)
          }
          while (stack.length > 0) undo(stack.pop()!)
          checkWhole(count)
        }),
      ),
      { numRuns: 100 },
    )
  })

  it(
    'taken back in any order either puts the messages back or refuses and changes nothing',
    { timeout: 120_000 },
    async () => {
      await threeCustomers(world, shop)
      const count = world.store.messages.totals().messages
      fc.assert(
        fc.property(
          fc.array(step, { minLength: 2, maxLength: 8 }),
          fc.array(fc.nat(100), { maxLength: 8 }),
          onItsOwn((steps: Step[], order: number[]) => {
            const done: MoveId[] = []
            for (const one of steps) {
              const moveId = one.op === 'undo-last' ? null : run(one)
              if (moveId !== null) done.push(moveId)
            }
            for (const n of order) {
              if (done.length === 0) break
              const moveId = pick(done, n)
              const before = rows(world)
              try {
                world.services.moves.undo(moveId)
                const { record } = world.store.moves.get(moveId)!
                if ('messages' in record)
                  for (const { id, from } of record.messages) expect(world.store.messages.get(id)!.ticketId).toBe(from)
              } catch (error) {
                expect(error).toMatchObject({ code: 'conflict' })
                expect(rows(world)).toEqual(before)
              }
              checkWhole(count)
            }
          }),
        ),
        { numRuns: 40 },
      )
    },
  )
})
