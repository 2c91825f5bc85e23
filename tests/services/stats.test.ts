import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { createStatsStore } from '../../main/store/stats.ts'
import { DAY, eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

const letter = (id: string) =>
  eml({
    id,
    from: '便り <news@example.com>',
    subject: `便り ${id}`,
    headers: ['List-Unsubscribe: <https://example.com/u>'],
  })
const mails = (days: number, rule = 'bulk-unsubscribe') =>
  world.services.stats.mails(days, rule).map(({ subject }) => subject)

describe('the mails behind the share that needed nobody', () => {
  it('are those of the rule and of the days asked for, newest first', async () => {
    const now = world.clock.now()
    await world.arrive(shop, letter('昔'), { receivedAt: now - 40 * DAY })
    await world.arrive(shop, letter('新'), { receivedAt: now - DAY })
    await world.arrive(shop, letter('旧'), { receivedAt: now - 3 * DAY })
    await world.arrive(shop, eml({ id: 'q', subject: '在庫はありますか' }))
    expect(mails(30)).toEqual(['便り 新', '便り 旧'])
    expect(mails(60)).toEqual(['便り 新', '便り 旧', '便り 昔'])
    expect(mails(30, 'rakuten-order')).toEqual([])
  })

  it('leave out what a person took in, as the count does', async () => {
    const { ticketId } = await world.arrive(shop, letter('1'))
    await world.arrive(shop, letter('2'))
    world.services.tickets.setKind(ticketId, 'ticket')
    expect(mails(30)).toEqual(['便り 2'])
    expect(world.services.stats.handling(30).byRule).toMatchObject([{ rule: 'bulk-unsubscribe', count: 1 }])
  })

  it('are found in an index, not by reading every mail', () => {
    const asked: string[] = []
    createStatsStore({ prepare: (sql: string) => (asked.push(sql), world.db.prepare(sql)) } as unknown as Database)
    const ofRule = asked.find((sql) => sql.includes('m.rule = ?'))
    const plan = world.db.prepare(`EXPLAIN QUERY PLAN ${ofRule}`).all(0, 'bulk-unsubscribe', 200) as {
      detail: string
    }[]
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH m USING COVERING INDEX message_handled (at>?)',
      'SEARCH t USING INTEGER PRIMARY KEY (rowid=?)',
      'USE TEMP B-TREE FOR GROUP BY',
      'USE TEMP B-TREE FOR ORDER BY',
    ])
  })
})
