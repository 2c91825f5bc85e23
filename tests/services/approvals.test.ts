import { afterEach, describe, expect, it } from 'vitest'
import { NO_PLAN, type StaffId } from '../../preload/domain.ts'
import type { OutboundMessage } from '../../main/channels/adapter.ts'
import { HOUR, MINUTE, eml, fakeChannel, openWorld, sourceOf, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** A shop whose answers are approved: 店長 is responsible, アルバイト stands at the counter. */
async function setup({ needsApproval = true } = {}) {
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
  const { services, store } = world
  const person = (name: string, isManager: boolean, id: StaffId | null = null) =>
    services.staff.save({ id, name, color: '#336699', email: '', isManager, pin: null }).id
  const manager = person('店長', true, services.staff.currentId())
  const worker = person('アルバイト', false)
  const { timeZone: _, ...shop } = store.accounts.listShops()[0]!
  services.shops.update({ ...shop, needsApproval })
  const { ticketId } = await world.arrive(account, eml({ id: 'q' }))
  services.staff.switchTo(worker, null)
  const item = (id: ReturnType<World['answer']>['id']) => services.replies.toItem(store.outbox.get(id)!)
  return { ...world, account, sent, manager, worker, person, ticketId, item, at: services.staff.switchTo }
}
const notApprover = expect.objectContaining({ code: 'rejected', reason: 'not-approver' })

describe('an answer that waits for approval', () => {
  it('leaves when somebody responsible says so, and not before, whatever whoever wrote it tries', async () => {
    const { answer, ticketId, settle, sent, item, services, at, manager, worker, clock, journal } = await setup()
    const { id } = answer(ticketId, '承りました。')
    await settle()
    expect(item(id)).toMatchObject({ asks: 'approval', askedBy: worker, state: 'queued' })
    expect(() => services.delivery.retry(id)).toThrow(notApprover)
    expect(() => services.approvals.approve(id, 0)).toThrow(notApprover)
    services.scheduled.reschedule(id, clock.now() + MINUTE)
    clock.suspend(HOUR)
    await settle()
    expect(sent).toEqual([])

    at(manager, null)
    services.approvals.approve(id, 0)
    await settle()
    expect(sent.map(({ textBody }) => textBody)).toEqual(['承りました。'])
    expect(journal(ticketId)).toEqual(expect.arrayContaining(['outbox.approval-asked', 'outbox.approved']))
  })

  it('is told with a popup and stands as 承認待ち in the list, until somebody has said a word', async () => {
    const { answer, ticketId, settle, ticket, services, at, manager, popups } = await setup()
    await settle()
    popups.length = 0
    const { id } = answer(ticketId, '承りました。')
    await settle()
    expect(popups.map(({ title, target }) => [title, target])).toEqual([['承認を待つ返信があります', { ticketId }]])
    expect(ticket(ticketId).ticket.outboxState).toBe('approval')
    const asked = () => services.alerts.list().find(({ kind }) => kind === 'approval')!
    services.alerts.handledTicket(ticketId)
    expect(asked()).toMatchObject({ isHandled: false, staffName: 'アルバイト' })
    at(manager, null)
    services.approvals.approve(id, 10 * MINUTE)
    expect(asked().isHandled).toBe(true)
    expect(ticket(ticketId).ticket.outboxState).toBe('queued')
    services.delivery.cancel(id)
    const other = answer(ticketId, 'もう一度承りました。')
    expect(services.alerts.list().filter(({ kind, isHandled }) => kind === 'approval' && !isHandled)).toEqual([])
    expect(other.asks).toBeNull()
  })

  it('can be called back by the approver as long as it has not left', async () => {
    const { answer, ticketId, settle, sent, item, services, at, manager, clock } = await setup()
    const { id } = answer(ticketId, '承りました。')
    at(manager, null)
    services.approvals.approve(id, HOUR)
    await settle()
    expect(sent).toEqual([])
    services.approvals.unapprove(id)
    clock.suspend(2 * HOUR)
    await settle()
    expect(sent).toEqual([])
    expect(item(id)).toMatchObject({ asks: 'approval' })
    services.approvals.approve(id, 0)
    await settle()
    expect(sent).toHaveLength(1)
    expect(() => services.approvals.unapprove(id)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  it('that is given back is a draft of whoever wrote it again, with a note that calls them', async () => {
    const { answer, ticketId, settle, sent, services, store, at, manager, worker, journal } = await setup()
    const { id } = answer(ticketId, '承りました。')
    at(manager, null)
    services.approvals.giveBack(id, '送料のご案内を足してください')
    await settle()
    expect(sent).toEqual([])
    expect(store.outbox.listOpen()).toEqual([])
    expect(services.replies.draftOf(ticketId).body).toBe('承りました。')
    expect(store.work.draftBy(ticketId)).toBe(worker)
    at(worker, null)
    expect(services.staff.mentions()).toMatchObject([{ ticketId, text: '送料のご案内を足してください', byId: manager }])
    expect(journal(ticketId)).toContain('outbox.given-back')
  })

  it('becomes a draft again when the customer writes first', async () => {
    const { answer, ticketId, account, arrive, settle, sent, services, store } = await setup()
    answer(ticketId, '承りました。')
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q@example.com', subject: 'Re: 件', body: 'やはり結構です' }))
    await settle()
    expect(sent).toEqual([])
    expect(store.outbox.listOpen()).toEqual([])
    expect(services.replies.draftOf(ticketId).body).toBe('承りました。')
  })

  it('keeps its time, and settles its ticket only as long as it is to leave', async () => {
    const { ticketId, settle, sent, services, at, manager, clock, ticket } = await setup()
    const { to, cc, subject, accountId, basedOnMessageId } = services.replies.draftOf(ticketId)
    const plan = { ...NO_PLAN, sendAfter: clock.now() + HOUR, thenResolve: true }
    const words = { ticketId, to, cc, subject, accountId, basedOnMessageId, body: '承りました。', plan }
    const { id } = services.replies.send({ ...words, clientKey: 'k', despiteNewer: false })
    at(manager, null)
    services.approvals.approve(id, 0)
    await settle()
    expect(sent).toEqual([])
    expect(ticket(ticketId).ticket.status).toBe('resolved')
    services.approvals.unapprove(id)
    services.approvals.giveBack(id, 'もう一度')
    expect(ticket(ticketId).ticket.status).toBe('new')
    clock.suspend(2 * HOUR)
    await settle()
    expect(sent).toEqual([])
  })
})

describe('nobody is asked', () => {
  it('about what somebody responsible writes', async () => {
    const { answer, ticketId, settle, sent, at, manager } = await setup()
    at(manager, null)
    answer(ticketId, '承りました。')
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('in a shop that does not want it', async () => {
    const { answer, ticketId, settle, sent } = await setup({ needsApproval: false })
    answer(ticketId, '承りました。')
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('where nobody responsible is left, so that no answer lies for ever', async () => {
    const { answer, ticketId, settle, sent, services, manager } = await setup()
    services.staff.setRemoved(manager, true)
    answer(ticketId, '承りました。')
    await settle()
    expect(sent).toHaveLength(1)
  })
})
