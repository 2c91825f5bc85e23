import type { AccountId } from '../../preload/domain.ts'
import { MINUTE, eml, type World } from './world.ts'

/** Everything a person could see of where things lie, in rows. */
export function rows({ db }: World, without: readonly number[] = []) {
  const tickets = db.prepare('SELECT * FROM ticket ORDER BY id').all() as { id: number }[]
  return {
    tickets: tickets.filter(({ id }) => !without.includes(id)),
    messages: db.prepare('SELECT id, ticket_id, join_reason, join_evidence FROM message ORDER BY id').all(),
    drafts: db.prepare('SELECT * FROM draft ORDER BY ticket_id').all(),
    files: db.prepare(`SELECT * FROM outgoing_file WHERE owner = 'draft' ORDER BY owner_id, idx`).all(),
    deadlines: db.prepare('SELECT ticket_id, kind, due_at FROM deadline WHERE ended_at IS NULL ORDER BY id').all(),
    alerts: db.prepare('SELECT id, ticket_id FROM alert ORDER BY id').all(),
  }
}

export const people = ['山田 愛子 <aiko@example.com>', '佐藤 健 <ken@example.com>', '鈴木 恵 <megumi@example.org>']

/** Three people write; the first is answered, writes again, and begins a second matter. */
export async function threeCustomers(world: World, shop: AccountId) {
  const one = await world.arrive(
    shop,
    eml({ id: 'a1', from: people[0]!, subject: '返品について', body: '注文番号 123456-20261101-0000000001 の件' }),
  )
  await world.clock.advance(MINUTE)
  world.answer(one.ticketId, '承りました。')
  for (const job of world.services.delivery.jobs()) await job.run()
  await world.clock.advance(MINUTE)
  const again = await world.arrive(
    shop,
    eml({
      id: 'a2',
      from: people[0]!,
      subject: 'Re: 返品について',
      inReplyTo: 'a1@example.com',
      body: '別の質問です。',
    }),
  )
  const two = await world.arrive(
    shop,
    eml({ id: 'b1', from: people[1]!, subject: '領収書', body: '領収書をください。' }),
  )
  await world.clock.advance(MINUTE)
  const three = await world.arrive(
    shop,
    eml({ id: 'c1', from: people[2]!, subject: '在庫', body: '在庫はありますか。' }),
  )
  await world.clock.advance(MINUTE)
  const more = await world.arrive(
    shop,
    eml({ id: 'c2', from: people[2]!, subject: 'Re: 在庫', inReplyTo: 'c1@example.com', body: 'いかがでしょうか。' }),
  )
  return { one, again, two, three, more }
}
