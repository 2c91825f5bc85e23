import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { openShop, type OpenShop } from '../support/open-shop.ts'

const { many, list } = ja
const PEOPLE = [
  { name: '山田花子', address: 'hanako@example.com', number: 'A-1001' },
  { name: '佐藤健', address: 'ken@example.org', number: 'A-1002' },
  { name: '鈴木恵', address: 'megumi@example.net', number: 'A-1003' },
] as const

let shop: OpenShop

beforeAll(async () => {
  shop = await openShop({ alertHours: null, undoSeconds: 0 })
})
afterAll(() => shop?.close())

const preview = () => shop.window.getByRole('region', { name: many.preview })
const words = () => shop.window.getByRole('region', { name: many.text })
const gap = (name: string) => words().getByRole('textbox', { name, exact: true })
const sendButton = (count: number) => shop.window.getByRole('button', { name: many.send('青葉屋', count) })

describe('a delay that concerns three customers', () => {
  it('is written once for the tickets that were selected with x', async () => {
    for (const { name, address, number } of PEOPLE) {
      const body = `注文番号：${number}\r\n商品名：麻のエプロン\r\nいつ届きますか。`
      shop.deliver({ id: number, subject: `納期 ${number}`, body, from: { name, address } })
    }
    for (const { number } of PEOPLE) await shop.row(`納期 ${number}`).waitFor()
    await shop.row(`納期 ${PEOPLE[0].number}`).click()
    await shop.window.keyboard.press('Control+A')
    await shop.window.getByRole('toolbar', { name: list.selection(3) }).waitFor()
    await shop.window.keyboard.press('Shift+T')
    await shop.window.getByRole('heading', { name: many.title }).waitFor()
    await words().getByLabel(many.template).selectOption({ label: '納期遅延のお詫びと選択のお願い' })
    await preview()
      .getByText(many.unfilled(['旧発送予定日', '発送予定日', '遅れの理由']))
      .first()
      .waitFor()
    expect(await sendButton(3).isDisabled()).toBe(true)
  })

  it('is filled in for everybody at once, and shown to each as it will leave', async () => {
    await gap('旧発送予定日').fill('2026-12-01')
    await gap('発送予定日').fill('2026-12-10')
    await gap('遅れの理由').fill('生地の入荷の遅れ')
    await expect.poll(() => sendButton(3).isEnabled()).toBe(true)
    const seen = new Set<string>()
    for (let at = 1; at <= 3; at += 1) {
      await preview().getByText(many.of(at, 3)).waitFor()
      const mail = (await preview().getByRole('article').textContent()) ?? ''
      const person = PEOPLE.find(({ name }) => mail.includes(`${name}さま\n`))
      expect(person).toBeDefined()
      expect(mail).toContain(person!.number)
      expect(mail).toContain(person!.address)
      expect(mail).toContain('12月10日(木)')
      expect(mail).not.toContain('{{')
      seen.add(person!.name)
      if (at < 3) await preview().getByRole('button', { name: many.next }).click()
    }
    expect(seen.size).toBe(3)
    expect(shop.smtp.received).toEqual([])
  })

  it('goes out as three mails that know nothing of each other, some seconds apart, and three orders wait', async () => {
    await sendButton(3).click()
    await shop.window.getByText(many.sent(3)).waitFor()
    await shop.view(ja.views.outbox)
    await shop.window.getByRole('button', { name: many.cancelAll }).waitFor()
    await expect.poll(() => shop.smtp.received.length, { timeout: 90_000 }).toBe(3)
    for (const { name, address, number } of PEOPLE) {
      const at = shop.smtp.received.findIndex(({ to }) => to.includes(address))
      expect(at).toBeGreaterThanOrEqual(0)
      expect(shop.smtp.received[at]!.to).toEqual([address])
      const mail = shop.sentMail(at)
      expect(mail.to.map((one) => one.address)).toEqual([address])
      expect(mail.cc).toEqual([])
      expect(mail.textBody).toContain(name)
      expect(mail.textBody).not.toContain('{{')
      expect(mail.subject).toContain(number)
      for (const other of PEOPLE) if (other.name !== name) expect(mail.textBody).not.toContain(other.name)
    }
    const times = shop.smtp.received.map(({ at }) => at)
    expect(Math.min(times[1]! - times[0]!, times[2]! - times[1]!)).toBeGreaterThan(3_500)
    await expect.poll(async () => (await shop.call('holds.board', {})).rows.length).toBe(3)
    const { rows } = await shop.call('holds.board', {})
    expect(new Set(rows.map(({ hold }) => hold.orderNumber))).toEqual(new Set(PEOPLE.map(({ number }) => number)))
    expect(rows.map(({ ticket }) => ticket.status)).toEqual(['waiting', 'waiting', 'waiting'])
  })
})
