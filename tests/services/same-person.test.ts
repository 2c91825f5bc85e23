import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, CustomerId, TicketId } from '../../preload/domain.ts'
import { createSamePerson } from '../../main/services/same-person.ts'
import { openPosts, post } from './post-world.ts'
import { eml } from './world.ts'

let world: ReturnType<typeof openPosts>
let shop: AccountId
let social: AccountId
beforeEach(async () => {
  world = openPosts('mastodon')
  shop = world.addAccount()
  social = await world.connect()
})
afterEach(() => world.close())

const ORDER = '250-1234567-1234567'
const customerOf = (id: TicketId): CustomerId => world.ticket(id).customer!.id
const alike = (id: CustomerId) => world.services.samePerson.alike(id)

async function byMail(body: string, change: Parameters<typeof eml>[0] = {}): Promise<CustomerId> {
  return customerOf((await world.arrive(shop, eml({ body, ...change }))).ticketId)
}
async function byPost(
  text: string,
  id = '1',
  author = { id: '42', handle: '@aiko', name: '愛子' },
): Promise<CustomerId> {
  const [stored] = await world.bring(social, [post({ id, conversation: id, text, author, visibility: 'private' })])
  return customerOf(stored!.ticketId)
}

describe('同じ人かもしれません', () => {
  it('is asked on both cards when the same order is written about by mail and on a network', async () => {
    const mail = await byMail(`注文番号 ${ORDER} がまだ届きません`)
    const other = await byPost(`${ORDER} はいつ届きますか（注文番号です）。注文番号: ${ORDER}`)
    expect(alike(mail)).toEqual([
      {
        id: other,
        name: '愛子',
        identities: [{ channel: 'mastodon', value: '@aiko' }],
        ticketCount: 1,
        signs: [
          { kind: 'order', value: ORDER },
          { kind: 'handle', value: '@aiko' },
        ],
      },
    ])
    expect(alike(other)).toMatchObject([{ id: mail, name: '山田 愛子' }])
  })

  it('is asked when somebody names the address or the number they are known by elsewhere', async () => {
    const mail = await byMail('お皿が割れていました。')
    const named = await byPost('メールは aiko@example.com です')
    expect(alike(named)).toMatchObject([{ id: mail, signs: [{ kind: 'mail', value: 'aiko@example.com' }, {}] }])
    expect(alike(mail)).toMatchObject([{ id: named }])
    const memo = world.services.phone.save({
      ticketId: null,
      fromMessageId: null,
      category: null,
      accountId: shop,
      customerId: null,
      name: '健太',
      number: '090-1234-5678',
      matter: '折り返しがほしい',
      kind: 'phone',
      isCallBack: true,
      items: [],
    })
    const caller = customerOf(memo.ticketId)
    const ken = await byPost('電話ください 090-1234-5678', '2', { id: '43', handle: '@ken', name: '健太' })
    expect(alike(ken)).toMatchObject([{ id: caller, signs: [{ kind: 'phone' }, { kind: 'name' }] }])
  })

  it('is asked by a postcode with a name, not by a postcode', async () => {
    const mail = await byMail('届け先は\n〒150-0001 東京都渋谷区神宮前1-2-3 です')
    const same = await byPost('山田愛子\n〒150-0001\nに送ってください', '1')
    const neighbour = await byPost('鈴木一郎\n〒150-0001\nに送ってください', '2', {
      id: '44',
      handle: '@ichiro',
      name: '一郎',
    })
    expect(alike(mail).map(({ id }) => id)).toEqual([same])
    expect(alike(neighbour)).toEqual([])
  })

  it('is asked by the order that the list of orders knows the buyer of', async () => {
    const mail = await byMail('お世話になります。')
    world.db
      .prepare(
        `INSERT INTO customer_order (shop_id, number, name, email, phone, currency, state, items, source, imported_at)
         VALUES (1, ?, '山田 愛子', 'aiko@example.com', '', 'JPY', '', '[]', 'rakuten', 1)`,
      )
      .run(ORDER)
    const other = await byPost(`注文番号: ${ORDER} の者です`)
    expect(alike(other).map(({ id }) => id)).toEqual([mail])
  })

  it('is not asked of two people of one network, nor by what the shop or half a town writes', async () => {
    const one = await byMail(`注文番号 ${ORDER}`)
    await byMail(`注文番号 ${ORDER}`, { from: '健 <ken@example.com>' })
    expect(alike(one)).toEqual([])
    const posted = await byPost('shop@example.jp にメールしました')
    expect(alike(posted)).toEqual([])
    for (let n = 1; n <= 7; n++)
      await byPost('会社の電話は 03-1234-5678', String(100 + n), { id: `c${n}`, handle: `@c${n}`, name: `社員${n}` })
    const signed = await byMail('会社の電話は 03-1234-5678', { from: '総務 <office@company.example>' })
    expect(alike(signed)).toEqual([])
  })

  it('is answered by merging, which can be taken back, and is asked again then', async () => {
    const mail = await byMail(`注文番号 ${ORDER}`)
    const other = await byPost(`注文番号: ${ORDER}`)
    const moveId = world.services.moves.mergeCustomers(other, mail)
    expect(alike(mail)).toEqual([])
    world.services.moves.undo(moveId)
    expect(alike(mail)).toMatchObject([{ id: other }])
  })

  it('is not asked again once somebody said ちがう人, also after a merge, until that is taken back', async () => {
    const mail = await byMail(`注文番号 ${ORDER}`)
    const other = await byPost(`注文番号: ${ORDER}`)
    world.services.samePerson.tellApart({ id: mail, other })
    expect([alike(mail), alike(other)]).toEqual([[], []])
    const third = await byPost('こんにちは', '9', { id: '99', handle: '@mika', name: '美香' })
    world.services.moves.mergeCustomers(other, third)
    expect([alike(mail), alike(third)]).toEqual([[], []])
    world.services.samePerson.tellApart({ id: mail, other, isUndo: true })
    expect(alike(mail)).toMatchObject([{ id: third }])
  })

  it('finds what was written before the program looked for it', async () => {
    const mail = await byMail(`注文番号 ${ORDER}`)
    const other = await byPost(`注文番号: ${ORDER} 電話 090-1234-5678`)
    world.db.exec(`DELETE FROM person_sign; DELETE FROM setting WHERE key LIKE 'person-signs%'`)
    expect(alike(mail)).toEqual([])
    await world.settle()
    await createSamePerson(world.store, world.clock).job.run()
    expect(alike(mail)).toMatchObject([{ id: other }])
  })

  it('forgets what is erased', async () => {
    const other = await byPost(`注文番号: ${ORDER} 電話 090-1234-5678`)
    expect(world.store.personSigns.of(other)).toHaveLength(2)
    await world.services.erasing.customer({ customerId: other })
    expect(world.db.prepare('SELECT COUNT(*) FROM person_sign').pluck().get()).toBe(0)
  })
})

it('every question about people asks an index', () => {
  const plan = (sql: string) =>
    (world.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('\n')
  const [own, writers] = [
    plan(`SELECT s.kind FROM identity i CROSS JOIN person_sign s ON s.channel = i.channel AND s.person = i.value
      WHERE i.customer_id = 1 ORDER BY s.message_id DESC LIMIT 40`),
    plan(`SELECT DISTINCT i.customer_id FROM (SELECT channel, person FROM person_sign WHERE kind = 'phone' AND value = '1' LIMIT 20) s
      CROSS JOIN identity i ON i.channel = s.channel AND i.value = s.person`),
  ]
  for (const said of [own, writers]) expect(said).not.toMatch(/SCAN (?!s\b)/)
  expect(own).toContain('person_sign_of_person')
})
