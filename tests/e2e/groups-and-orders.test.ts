import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { openShop, type OpenShop } from '../support/open-shop.ts'

const { groups, many, orders, list } = ja
const PEOPLE = [
  { name: '山田花子', address: 'hanako@example.com', number: 'P-1001' },
  { name: '佐藤健', address: 'ken@example.org', number: 'P-1002' },
] as const
const GROUP = '予約:白い花器'

let shop: OpenShop

beforeAll(async () => {
  shop = await openShop({ alertHours: null, undoSeconds: 0 })
  for (const { name, address, number } of PEOPLE) {
    const body = `注文番号：${number}\r\n白い花器はいつ届きますか。`
    shop.deliver({ id: number, subject: `花器 ${number}`, body, from: { name, address } })
  }
  for (const { number } of PEOPLE) await shop.row(`花器 ${number}`).waitFor()
})
afterAll(() => shop?.close())

const heading = (name: string) => shop.window.getByRole('heading', { name })
const button = (name: string) => shop.window.getByRole('button', { name })
const words = () => shop.window.getByRole('region', { name: many.text })

describe('people who wait for the same thing', () => {
  it('are put into a group from the list, which is renamed and told less often on its page', async () => {
    const { window } = shop
    await shop.row(`花器 ${PEOPLE[0].number}`).click()
    await window.keyboard.press('Control+A')
    const bar = window.getByRole('toolbar', { name: list.selection(2) })
    await bar.getByRole('button', { name: groups.add }).click()
    await window.getByRole('textbox', { name: groups.name }).fill('予約')
    await window.getByRole('textbox', { name: groups.product }).fill('白い花器')
    await button(groups.put).click()
    await window.getByText(groups.added(2, '予約')).waitFor()
    await window.keyboard.press('g')
    await window.keyboard.press('p')
    await button(groups.change).click()
    await window.getByRole('textbox', { name: groups.name }).fill(GROUP)
    await window.getByRole('spinbutton', { name: groups.interval }).fill('20')
    await button(groups.save).click()
    await window.getByRole('region', { name: GROUP }).getByText(groups.every(20)).waitFor()
    expect(await shop.call('ticketGroups.list', {})).toMatchObject([{ name: GROUP, intervalDays: 20 }])
  })

  it('are a line above the list when the day has come, and the text outlives a reload', async () => {
    const { window } = shop
    const [group] = await shop.call('ticketGroups.list', {})
    await shop.call('ticketGroups.postpone', { id: group!.id, until: Date.now() + 1_500 })
    await button(groups.back).click()
    const line = window.getByRole('listitem').filter({ hasText: groups.due(GROUP, 2) })
    await line.waitFor({ timeout: 90_000 })
    await line.getByRole('button', { name: groups.tell }).click()
    await heading(many.title).waitFor()
    await words().getByRole('textbox', { name: '現在の状況' }).fill('窯に入りました。')
    const isKept = async () => (await shop.call('groups.draft', {}))?.text.values['現在の状況'] === '窯に入りました。'
    await expect.poll(isKept).toBe(true)
    await window.reload()
    await window.getByText(many.waiting(2)).waitFor()
    await button(many.goOn).click()
    await expect.poll(() => words().getByRole('textbox', { name: '現在の状況' }).inputValue()).toBe('窯に入りました。')
  })

  it('each get a mail of their own, and hear again an interval later', async () => {
    const { window } = shop
    // What else the text of the template asks for.
    for (const field of await words().locator('.many__values input').all()) {
      if ((await field.inputValue()) !== '') continue
      await field.fill((await field.getAttribute('type')) === 'date' ? '2026-12-10' : '予定どおりです')
    }
    const send = button(many.send('青葉屋', 2))
    await expect.poll(() => send.isEnabled()).toBe(true)
    await send.click()
    await window.getByText(many.sent(2)).waitFor()
    await expect.poll(() => shop.smtp.received.length, { timeout: 90_000 }).toBe(2)
    expect(new Set(shop.smtp.received.map(({ to }) => to.join(',')))).toEqual(
      new Set(['hanako@example.com', 'ken@example.org']),
    )
    expect(shop.sentMail(0).textBody).toContain('窯に入りました。')
    const [group] = await shop.call('ticketGroups.list', {})
    expect(group!.isDue).toBe(false)
    expect(Math.round((group!.nextAt! - Date.now()) / 86_400_000)).toBe(20)
    expect(await shop.call('groups.draft', {})).toBeNull()
  })
})

describe('orders out of a file', () => {
  const HEAD = '番号,日付,お名前,メール,品名,金額,進み'
  const csv = (state: string) => ({
    name: 'orders.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `${HEAD}\nP-1001,2026-11-20,山田花子,hanako@example.com,白い花器,8800,${state}\nP-1002,2026-11-21,佐藤健,ken@example.org,白い花器,8800,${state}\n`,
    ),
  })
  const choose = (state: string) => shop.window.locator('input[type=file]').setInputFiles(csv(state))
  const panel = () => shop.window.getByRole('region', { name: orders.import })
  const column = (name: string) => panel().getByRole('combobox', { name, exact: true })
  const take = () => panel().getByRole('button', { name: orders.import }).click()
  const FIELDS = [
    [orders.fields.number, '番号'],
    [orders.fields.email, 'メール'],
    [orders.fields.name, 'お名前'],
    [orders.fields.state, '進み'],
  ] as const

  it('are taken in as the columns were named by hand, and stand beside the mail of their customer', async () => {
    const { window } = shop
    await window.keyboard.press('g')
    await window.keyboard.press('c')
    await choose('未発送')
    await panel().waitFor()
    for (const [field, name] of FIELDS) await column(field).selectOption(name)
    await take()
    await window
      .getByText(orders.imported(2, 0, 0))
      .first()
      .waitFor()
    await window.getByRole('cell', { name: '山田花子' }).waitFor()
    const [ticketId] = (await shop.call('ticketGroups.list', {}))[0]!.members.map((member) => member.ticketId)
    const [order] = await shop.call('orders.ofTicket', { ticketId: ticketId! })
    expect(order).toMatchObject({ shopId: 1, state: '未発送', source: 'other' })
  })

  it('are asked for once: the same columns again are known, and no order is there twice', async () => {
    const { window } = shop
    await choose('発送済み')
    await panel().getByText(orders.remembered).waitFor()
    expect(await column(orders.fields.email).inputValue()).toBe('メール')
    await take()
    await window
      .getByText(orders.imported(0, 2, 0))
      .first()
      .waitFor()
    await window.getByRole('cell', { name: '発送済み' }).first().waitFor()
    expect((await shop.call('orders.find', { query: '' })).total).toBe(2)
  })

  it('come back as they were when the file was the wrong one', async () => {
    const { window } = shop
    await window.getByRole('main').getByRole('button', { name: orders.undo }).click()
    await window.getByText(orders.undone(0, 2)).waitFor()
    await window.getByRole('cell', { name: '未発送' }).first().waitFor()
    await window.getByRole('main').getByRole('button', { name: orders.undo }).waitFor({ state: 'detached' })
    expect((await shop.call('orders.find', { query: '' })).lastImport).toBeNull()
  })
})
