import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HoldView } from '../../preload/domain.ts'
import { ja } from '../../preload/locales/ja.ts'
import { openShop, type OpenShop } from '../support/open-shop.ts'

const { holds, templates } = ja
const MINUTE = 60_000

let shop: OpenShop

beforeAll(async () => {
  // Tests run at night too, and do not wait for what can be taken back.
  shop = await openShop({ alertHours: null, undoSeconds: 0 })
})
afterAll(() => shop?.close())

const panel = () => shop.window.getByRole('region', { name: holds.panel, exact: true })
const plan = (step: keyof typeof holds.planTitle) =>
  shop.window.getByRole('region', { name: holds.planTitle[step], exact: true })
const onBoard = async () => (await shop.call('holds.board', {})).rows[0]!.hold

/** The date of the hold as a letter gives it: 11月27日(金)18:00 or 9:00, read on the clocks the window shows. */
async function writtenDate() {
  const date = await plan('request').or(plan('reminder')).getByLabel(holds.date).inputValue()
  const clock = await plan('request').or(plan('reminder')).getByLabel(holds.clock).inputValue()
  const [, month, day] = date.split('-').map(Number)
  const weekday = '日月火水木金土'[new Date(`${date}T00:00:00Z`).getUTCDay()]
  return { date, clock, words: `${month}月${day}日(${weekday})${clock.replace(/^0/, '')}` }
}

/** Types a date a little ahead into the plan that shows `known`, on whatever clocks the window has. */
async function setDate(known: number) {
  const shown = await writtenDate()
  const offset = Date.parse(`${shown.date}T${shown.clock}Z`) - known
  const at = Math.ceil((Date.now() + 20_000) / MINUTE) * MINUTE
  const wall = new Date(at + offset).toISOString()
  await plan('request').getByLabel(holds.date).fill(wall.slice(0, 10))
  await plan('request').getByLabel(holds.clock).fill(wall.slice(11, 16))
  return at
}

async function fillIn(name: string, words: string) {
  const gap = shop.window.getByRole('textbox', { name: templates.fillAll(name) })
  await gap.fill(words)
  await gap.press('Enter')
}

async function send() {
  await shop.body().press('Control+Enter')
  await shop.body().waitFor({ state: 'detached' })
}

describe('an order that waits for its customer', () => {
  let first: HoldView

  it('is put on hold by the answer itself, with one date in the letter and on the hold', async () => {
    shop.deliver({
      id: 'question',
      subject: '届くのはいつですか',
      body: '注文番号：123456-20260612-0123456789\r\nほかの色はありますか。',
    })
    await shop.row('届くのはいつですか').click()
    await shop.window.getByText('ほかの色はありますか。').first().waitFor()
    await shop.window.keyboard.press('h')
    await plan('request').waitFor()
    expect(await plan('request').getByLabel(holds.orderNumber).inputValue()).toBe('123456-20260612-0123456789')

    await fillIn('ご質問への回答', '青のみのご用意でございます。')
    const page = await shop.call('tickets.list', { view: 'todo', accountId: null, limit: 1, after: null })
    const ticketId = page.tickets[0]!.id
    const { dueAt } = await shop.call('holds.propose', { ticketId, kind: 'customer-decision' })
    const at = await setDate(dueAt!)
    const { words } = await writtenDate()
    await send()

    await expect.poll(() => shop.smtp.received.length).toBe(1)
    const mail = shop.sentMail(0)
    expect(mail.textBody).toContain(words)
    expect(mail.textBody).toContain('青のみのご用意でございます。')
    expect(mail.textBody).not.toContain('{{')
    expect(mail.subject).toContain('123456-20260612-0123456789')
    await expect.poll(async () => (await shop.call('holds.board', {})).rows.length).toBe(1)
    first = await onBoard()
    expect(first).toMatchObject({ dueAt: at, stage: 'request', orderNumber: '123456-20260612-0123456789' })
    await panel().getByText(holds.stages['customer-decision'].request).first().waitFor()
  })

  it('comes to the top as 再連絡待ち when its date has passed', async () => {
    await shop.view(ja.views.todo)
    const row = shop.window.getByRole('option').first()
    const words = holds.step(2, holds.stages['customer-decision']['reminder-due'])
    await row.getByText(words).waitFor({ timeout: 2.5 * MINUTE })
    expect(Date.now()).toBeGreaterThanOrEqual(first.dueAt!)
    await row.click()
    await panel().getByText(holds.dueReminder).waitFor()
  })

  it('is reminded in one action with the next date, and cannot be cancelled before that passes', async () => {
    await panel().getByRole('button', { name: holds.remind }).click()
    await plan('reminder').waitFor()
    const { words } = await writtenDate()
    await send()

    await expect.poll(() => shop.smtp.received.length).toBe(2)
    expect(shop.sentMail(1).textBody).toContain(words)
    await expect.poll(async () => (await onBoard()).stage).toBe('reminded')
    expect((await onBoard()).reminder!.announcedAt).toBeGreaterThan(first.dueAt!)
    // The window learns of it a moment later, and lays out the buttons of the new stage.
    await expect.poll(() => panel().getAttribute('data-stage')).toBe('reminded')

    await panel().getByRole('button', { name: holds.endGroup }).click()
    const cancel = panel().getByRole('button', { name: holds.outcomes['cancelled-no-answer'], exact: true })
    expect(await cancel.getAttribute('aria-disabled')).toBe('true')
    await panel()
      .getByText(/を過ぎるとできます。/u)
      .first()
      .waitFor()
    await cancel.click({ force: true })
    await expect.poll(() => shop.window.getByRole('region', { name: holds.planTitle.end }).count()).toBe(0)
  })

  it('stops waiting when the customer writes, and ends as 注文確定', async () => {
    shop.deliver({
      id: 'answer',
      subject: 'Re: ご注文について',
      body: '注文でお願いします。',
      replyTo: shop.sentMail(1).messageId!,
    })
    await panel().getByText(holds.answeredTitle).waitFor()
    expect(await onBoard()).toMatchObject({ stage: 'answered', dueAt: null, autoReminderAt: null })
    await panel().getByText(holds.noDue).waitFor()

    await panel().getByRole('button', { name: holds.outcomes['order-confirmed'], exact: true }).click()
    await plan('end').waitFor()
    await fillIn('発送予定日', '11月30日(月)')
    await send()

    await expect.poll(() => shop.smtp.received.length).toBe(3)
    await shop.window.getByText(ja.status.resolved, { exact: true }).first().waitFor()
    await shop.view(ja.views.holds)
    await shop.window
      .getByRole('region', { name: holds.board.outcomes })
      .getByText(`${holds.outcomes['order-confirmed']} 1`)
      .waitFor()
  })
})
