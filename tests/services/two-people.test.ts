import { afterEach, describe, expect, it } from 'vitest'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { NO_PLAN, type StaffId, type TicketId } from '../../preload/domain.ts'
import { HOUR, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** 山田 and 佐藤 at two PCs of one shop, and one inquiry. */
async function setup() {
  const sent: OutboundMessage[] = []
  const channel = fakeChannel({
    send(message) {
      sent.push(message)
      return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) })
    },
  })
  const world = openWorld({ channel })
  worlds.push(world)
  const account = world.addAccount()
  const { ticketId } = await world.arrive(account, eml({ id: 'q' }))
  const { replies, staff } = world.services
  const person = (name: string) =>
    staff.save({ id: null, name, color: '#336699', email: '', isManager: true, pin: null }).id
  const at = (name: string) => createPc(world, person(name), ticketId)
  return { ...world, replies, account, sent, ticketId, yamada: at('山田'), sato: at('佐藤') }
}

/** What a person does at a PC of their own; `seen` is what the window showed when they began. */
function createPc({ store, services }: World, staffId: StaffId, ticketId: TicketId) {
  const seat = { staffId: staffId as StaffId | null }
  const here = <T>(run: () => T) => store.journal.fromSeat(seat, run)
  const { savedAt: _, attachments: __, ...begun } = services.replies.draftOf(ticketId)
  return {
    staffId,
    here,
    write: (body: string) => here(() => services.replies.save(ticketId, { ...begun, body })),
    takeOver: () => here(() => services.replies.takeOver(ticketId)),
    send: (body: string, seenMessageId: number | null = null) =>
      here(() =>
        services.replies.send({
          ...begun,
          ticketId,
          body,
          plan: NO_PLAN,
          clientKey: crypto.randomUUID(),
          despiteNewer: seenMessageId !== null,
          seenMessageId: seenMessageId as never,
        }),
      ),
  }
}
const newest = (world: Pick<World, 'ticket'>, id: TicketId) =>
  Math.max(...world.ticket(id).messages.map((message) => message.id))
const newer = expect.objectContaining({ code: 'conflict', reason: 'newer-message' })
const heldByOther = expect.objectContaining({ code: 'conflict', reason: 'draft-of-other' })

describe('two people on one ticket', () => {
  it('see by the list and the ticket who is writing an answer', async () => {
    const { ticket, ticketId, services, yamada } = await setup()
    yamada.write('在庫はございます。')
    expect(ticket(ticketId).ticket.draftBy).toBe(yamada.staffId)
    const list = services.view.list({ view: 'todo', accountId: null, limit: 10, after: null })
    expect(list.tickets.map(({ draftBy }) => draftBy)).toEqual([yamada.staffId])
    yamada.write('')
    expect(ticket(ticketId).ticket.draftBy).toBeNull()
  })

  it('who both send within a second: one mail leaves, the other answer is refused and its words stay', async () => {
    const { settle, sent, ticket, ticketId, yamada, sato } = await setup()
    sato.write('明日発送します。')
    expect(() => yamada.write('本日発送しました。')).toThrow(heldByOther)
    yamada.send('本日発送しました。')
    expect(() => sato.send('明日発送します。')).toThrow(newer)
    await settle()
    expect(sent.map(({ textBody }) => textBody)).toEqual(['本日発送しました。'])
    expect(ticket(ticketId).draft.body).toBe('明日発送します。')
    expect(ticket(ticketId).ticket.draftBy).toBe(sato.staffId)
  })

  it('are stopped also by an answer that still waits in the outbox, and not by one that was taken back', async () => {
    const { services, settle, sent, yamada, sato, replies, ticketId } = await setup()
    const tomorrow = worlds[0]!.clock.now() + 20 * HOUR
    const { id } = yamada.here(() => {
      const { savedAt: _, attachments: __, ...draft } = replies.draftOf(ticketId)
      const plan = { ...NO_PLAN, sendAfter: tomorrow }
      return replies.send({ ...draft, ticketId, body: '明日送る', plan, clientKey: 'later', despiteNewer: false })
    })
    expect(() => sato.send('今送る')).toThrow(newer)
    yamada.here(() => services.delivery.cancel(id))
    sato.send('今送る')
    await settle()
    expect(sent.map(({ textBody }) => textBody)).toEqual(['今送る'])
  })

  it('may send after having seen the other answer, and are stopped again by what came after that', async () => {
    const { arrive, account, settle, sent, ticket, ticketId, yamada, sato } = await setup()
    yamada.send('本日発送しました。')
    const seen = newest({ ticket }, ticketId)
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q@example.com', body: 'やはり結構です。' }))
    expect(() => sato.send('追伸です。', seen)).toThrow(newer)
    sato.send('追伸です。', newest({ ticket }, ticketId))
    await settle()
    expect(sent.map(({ textBody }) => textBody)).toEqual(['本日発送しました。', '追伸です。'])
  })

  it('hand a draft over: it goes on, what was there is kept, and the first writer is told', async () => {
    const { services, journal, ticket, ticketId, yamada, sato } = await setup()
    yamada.write('在庫は')
    expect(sato.takeOver().body).toBe('在庫は')
    sato.write('在庫はございます。')
    expect(() => yamada.write('在庫は確認中')).toThrow(heldByOther)
    expect(ticket(ticketId).ticket.draftBy).toBe(sato.staffId)
    const versions = services.draftHistory.list(ticketId).map(({ body, staffId }) => [body, staffId])
    expect(versions).toEqual([
      ['在庫は確認中', yamada.staffId],
      ['在庫は', yamada.staffId],
    ])
    expect(journal(ticketId)).toContain('draft.taken-over')
  })

  it('never send the files of a colleague along, nor throw their draft away', async () => {
    const { replies, services, settle, sent, ticket, ticketId, yamada, sato } = await setup()
    yamada.write('図面をお送りします。')
    const file = { name: 'zumen.pdf', type: 'application/pdf', content: new TextEncoder().encode('%PDF') }
    await yamada.here(() => replies.attach(ticketId, file))
    expect(() => sato.here(() => replies.discard(ticketId))).toThrow(heldByOther)
    await expect(sato.here(() => replies.attach(ticketId, file))).rejects.toThrow(heldByOther)
    const template = services.templates.list()[0]!
    await services.templates.attach({ id: template.id, ...file })
    expect(() => sato.here(() => services.templates.use({ id: template.id, ticketId }))).toThrow(heldByOther)
    sato.send('担当から連絡します。')
    await settle()
    expect(sent.map(({ attachments }) => attachments)).toEqual([[]])
    expect(ticket(ticketId).draft.attachments).toHaveLength(1)
  })

  it('stand in the history each under their own name, whatever waits in between', async () => {
    const { services, ticket, ticketId, yamada, sato } = await setup()
    await Promise.all(
      [yamada, sato].map(({ here, staffId }) =>
        here(async () => {
          await new Promise(setImmediate)
          services.notes.add(ticketId, `${staffId} のメモ`)
        }),
      ),
    )
    const by = ticket(ticketId).history.filter(({ type }) => type.startsWith('note.'))
    expect(by.map(({ staffId }) => staffId)).toEqual([yamada.staffId, sato.staffId])
    expect(services.staff.list().currentId).toBe(1)
    yamada.here(() => services.staff.switchTo(sato.staffId, null))
    expect(yamada.here(() => services.staff.list().currentId)).toBe(sato.staffId)
    expect(services.staff.list().currentId).toBe(1)
  })
})
