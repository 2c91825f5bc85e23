import iconv from 'iconv-lite'
import { afterEach, describe, expect, it } from 'vitest'
import type { OrderMapping } from '../../preload/domain.ts'
import { eml, openWorld, type World } from './world.ts'

const worlds: World[] = []
function setup() {
  const world = openWorld()
  worlds.push(world)
  const account = world.addAccount()
  const shopId = world.store.accounts.get(account)!.shopId
  const { orders } = world.services
  /** Opens a file and takes it in as it was understood. */
  async function take(content: Buffer | string, mapping?: OrderMapping) {
    const bytes = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content)
    const file = await orders.open({ name: 'orders.csv', content: bytes })
    return { file, result: await orders.import({ shopId, mapping: mapping ?? file.mapping }) }
  }
  return { ...world, account, shopId, orders, take }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const RMS = [
  '"注文番号","ステータス","注文日時","請求金額","注文者姓","注文者名","注文者メールアドレス","商品名","個数"',
  '"123456-20261120-0000000001","300","2026-11-20 09:30:15","4980","山田","愛子","AIKO@example.com","麻のエプロン①","1"',
  '"123456-20261120-0000000001","300","2026-11-20 09:30:15","4980","山田","愛子","aiko@example.com","豆皿","2"',
  '"123456-20261121-0000000002","500","2026-11-21 10:00:00","1200","髙橋","健","ken@example.com","改行の\r\nある名","1"',
].join('\r\n')
const BASE = `注文ID,注文日時,氏(請求先),名(請求先),メールアドレス(請求先),商品名,数量,合計金額,発送状況
B1,2026-11-20 12:00:00,鈴木,恵,megumi@example.org,花器,1,8800,未対応
`

describe('a file of orders', () => {
  it('of RMS in Shift_JIS is understood, its lines joined to orders', async () => {
    const { take, orders } = setup()
    const { file, result } = await take(iconv.encode(RMS, 'Shift_JIS'))
    expect(file).toMatchObject({ encoding: 'shift_jis', source: 'rakuten', isRemembered: false })
    expect(file.rows[0]![7]).toBe('麻のエプロン①')
    expect(result).toEqual({ added: 2, updated: 0, unchanged: 0, skipped: 0 })
    const [second, first] = orders.find({ query: '' }).orders
    expect(first).toMatchObject({
      number: '123456-20261120-0000000001',
      name: '山田 愛子',
      email: 'aiko@example.com',
      total: 4980,
      state: '発送待ち',
      items: [
        { name: '麻のエプロン①', quantity: 1 },
        { name: '豆皿', quantity: 2 },
      ],
    })
    expect(second!.name).toBe('髙橋 健')
    expect(second!.items[0]!.name).toContain('ある名')
  })

  it('taken in again makes no doubles, and brings a changed state up to date', async () => {
    const { take, orders } = setup()
    await take(BASE)
    expect((await take(BASE)).result).toMatchObject({ added: 0, updated: 0, unchanged: 1 })
    const again = await take(BASE.replace('未対応', '発送済み'))
    expect(again.result).toMatchObject({ added: 0, updated: 1, unchanged: 0 })
    expect(orders.find({ query: '' })).toMatchObject({ orders: [{ state: '発送済み' }], total: 1 })
  })

  it('is taken back whole: what it brought goes, what it changed is as it was, and what was there stays', async () => {
    const { take, orders, store } = setup()
    await take(BASE)
    const { result } = await take(
      `${BASE.replace('未対応', '発送済')}B2,2026-11-21 12:00:00,佐藤,健,ken@example.org,皿,1,500,未対応\n`,
    )
    expect(result).toMatchObject({ added: 1, updated: 1 })
    expect(orders.find({ query: '' }).lastImport).toMatchObject({ name: 'orders.csv', added: 1, updated: 1 })
    expect(await orders.undo()).toEqual({ removed: 1, restored: 1 })
    const left = orders.find({ query: '' })
    expect(left.orders.map(({ number, state }) => [number, state])).toEqual([['B1', '未対応']])
    expect(left.lastImport).toBeNull()
    expect(await orders.undo()).toEqual({ removed: 0, restored: 0 })
    expect(store.orders.count()).toBe(1)
  })

  it('goes with its customer when their data is erased', async () => {
    const { take, orders, arrive, account, services, store } = setup()
    const mail = eml({ id: 'm', from: '鈴木 恵 <megumi@example.org>', subject: '納期', body: 'いつですか。' })
    const { ticketId } = await arrive(account, mail)
    await take(`${BASE}B2,2026-11-21 12:00:00,佐藤,健,ken@example.org,皿,1,500,未対応\n`)
    await services.erasing.customer({ customerId: store.tickets.facts(ticketId)!.customerId! })
    expect(orders.find({ query: '' }).orders.map(({ number }) => number)).toEqual(['B2'])
    expect(await orders.undo()).toEqual({ removed: 1, restored: 0 })
  })

  it('of goods alone adds them to the orders and takes nothing away', async () => {
    const { take, orders } = setup()
    await take(
      'OrderId,OrderTime,BillName,BillMailAddress,TotalPrice,OrderStatus\nshop-10,2026/11/20 10:00,山田,a@example.com,3000,2\n',
    )
    await take('OrderId,LineId,Title,Quantity\nshop-10,1,茶碗,2\n')
    expect(orders.find({ query: 'shop-10' }).orders).toMatchObject([
      { total: 3000, state: '処理中', name: '山田', items: [{ name: '茶碗', quantity: 2 }] },
    ])
  })

  it('remembers what was chosen for files of the same columns', async () => {
    const { take, orders, shopId } = setup()
    const file = 'ばんごう,だれ\nX-1,山田\n'
    await take(file, { number: ['ばんごう'], name: ['だれ'] })
    const again = await orders.open({ name: 'other.csv', content: Buffer.from(file.replace('X-1', 'X-2')) })
    expect(again).toMatchObject({ isRemembered: true, shopId, mapping: { number: ['ばんごう'], name: ['だれ'] } })
  })

  it('counts the lines without a number, and needs to know where numbers stand', async () => {
    const { orders, shopId, take } = setup()
    expect((await take(`${BASE},2026-11-20,x,,,,,,\n`)).result.skipped).toBe(1)
    await orders.open({ name: 'x', content: Buffer.from(BASE) })
    await expect(orders.import({ shopId, mapping: {} })).rejects.toMatchObject({ reason: 'no-order-number' })
  })

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 44, 44])],
    ['a letter', Buffer.from('こんにちは')],
    ['nothing', Buffer.alloc(0)],
  ])('that is %s is refused in words', async (_, content) => {
    const { orders } = setup()
    await expect(orders.open({ name: 'x', content })).rejects.toMatchObject({
      code: 'invalid-input',
      reason: 'no-table',
    })
  })

  it('is shown beside the mails of its customer, and beside mails that name the number', async () => {
    const { take, orders, arrive, account } = setup()
    await take(iconv.encode(RMS, 'Shift_JIS'))
    const aiko = await arrive(account, eml({ id: 'a', subject: '別件です' }))
    const friend = await arrive(
      account,
      eml({ id: 'b', from: 'friend@example.net', body: '注文番号: 123456-20261121-0000000002 について' }),
    )
    const stranger = await arrive(account, eml({ id: 'c', from: 'other@example.net', subject: '質問' }))
    const of = (ticketId: typeof aiko.ticketId) => orders.ofTicket({ ticketId }).map(({ number }) => number)
    expect(of(aiko.ticketId)).toEqual(['123456-20261120-0000000001'])
    expect(of(friend.ticketId)).toEqual(['123456-20261121-0000000002'])
    expect(of(stranger.ticketId)).toEqual([])
    expect(orders.find({ query: '0000000001' }).orders[0]!.customerId).not.toBeNull()
  })

  it('of fifty thousand lines lets others have their turn all the while', async () => {
    const { orders, shopId } = setup()
    const lines = Array.from(
      { length: 50_000 },
      (_, at) => `B${at},2026-11-20 12:00:00,鈴木,恵,c${at}@example.org,花器,1,${at},未対応`,
    )
    const content = new Uint8Array(iconv.encode([BASE.split('\n')[0]!, ...lines].join('\n'), 'Shift_JIS'))
    const { mapping } = await orders.open({ name: 'x', content })
    let turns = 0
    const beat = setInterval(() => (turns += 1), 1)
    const result = await orders.import({ shopId, mapping })
    clearInterval(beat)
    expect(result).toEqual({ added: 50_000, updated: 0, unchanged: 0, skipped: 0 })
    expect(turns).toBeGreaterThan(100)
    expect(orders.progress()).toBeNull()
  })
})
