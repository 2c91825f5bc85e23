import type { HoldStage, TicketDetail, TicketId } from '../../preload/domain.ts'
import type { createFakeBridge } from '../support/fake-bridge.ts'
import { fakeHold } from '../support/fake-holds.ts'

const HOUR = 3_600_000
const PRODUCTS = ['青磁のマグカップ', '青磁のマグカップ（大）', '織部の豆皿 5枚組（季節限定・桐箱入り）']
const STAGES: HoldStage[] = ['request', 'request', 'request', 'reminder-due', 'reminded', 'cancel-due', 'answered']

/** Thirty holds on three similar products, and one ticket in the stage that the scene names. */
export function putHolds(fake: ReturnType<typeof createFakeBridge>, scene: string, now: number) {
  const { shop, putHold } = fake
  const people = [...shop.details.values()].filter(({ ticket }) => ticket.kind === 'ticket')
  for (let at = 0; at < 30; at += 1) {
    const base = people[at % people.length] as TicketDetail
    const ticketId = (3000 + at) as TicketId
    shop.details.set(ticketId, {
      ...base,
      ticket: { ...base.ticket, id: ticketId, outboxState: null, hasBounced: false },
    })
    const stage = STAGES[at % STAGES.length] as HoldStage
    const isLate = stage === 'reminder-due' || stage === 'cancel-due'
    putHold(
      fakeHold(
        {
          ticketId,
          stage,
          product: PRODUCTS[at % 3] as string,
          orderNumber: `2026-118${10 + at}`,
          isReserved: at % 4 === 0,
          kind: at % 11 === 10 ? 'return-goods' : at % 13 === 12 ? 'call-back' : 'customer-decision',
          ...(stage !== 'answered' && { dueAt: now + (isLate ? -1 : 1) * (at * 5 + 3) * HOUR }),
          ...(at % 9 === 3 && { undelivered: 'request' as const, isUndelivered: true }),
        },
        { now },
      ),
    )
  }
  const stage = scene.replace('hold-', '')
  const ways = [
    { kind: 'address' as const, value: 'hanako.y@mobile.example.jp' },
    { kind: 'phone' as const, value: '03-0000-1234' },
  ]
  const shown = shop.details.get(1024 as TicketId) as TicketDetail
  shop.details.set(shown.ticket.id, { ...shown, ticket: { ...shown.ticket, lastMessageAt: now } })
  const common = { ticketId: 1024 as TicketId, isReserved: true, stockNote: '限定品、残り1点を取り置き' }
  if (stage === 'undelivered')
    putHold(fakeHold({ ...common, stage: 'request', undelivered: 'request', otherWays: ways }, { now }))
  else if (['request', 'reminder-due', 'reminded', 'cancel-due', 'answered', 'ended'].includes(stage)) {
    putHold(fakeHold({ ...common, stage: stage as HoldStage }, { now }))
  }
}
