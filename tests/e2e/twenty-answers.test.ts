import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type OpenShop } from '../support/open-shop.ts'

/** What the shop of the test answers with: words of its own without gaps, and of the set every shop begins with. */
const OWN = {
  size: 'サイズのご案内です。着丈は68cm、身幅は52cmでございます。',
  gift: 'ギフト包装を無料で承っております。備考欄に「ギフト」とお書きください。',
  open: '営業時間は平日の10時から17時でございます。',
  care: 'お手入れは、やわらかい布での乾拭きをお願いいたします。',
  again: '再入荷は未定でございます。決まりしだいお知らせいたします。',
}
type Abbreviation = keyof typeof OWN | 'track' | 'address' | 'change'

/** Twenty inquiries: the words that arrive, the template a person would take, and the facts they would fill in. */
const INQUIRIES: [subject: string, question: string, abbreviation: Abbreviation, facts: string[]][] = [
  ['着丈について', '着丈は何センチですか。', 'size', []],
  ['包装', 'プレゼント用に包めますか。', 'gift', []],
  ['営業時間', '土曜日は開いていますか。', 'open', []],
  ['届きません', '注文番号 1001 がまだ届きません。', 'track', ['ヤマト', '0000-1111-2222', 'https://example.jp/t']],
  ['手入れ', '革の手入れを教えてください。', 'care', []],
  ['入荷待ち', '黒はいつ入荷しますか。', 'again', []],
  ['身幅のこと', '身幅も知りたいです。', 'size', []],
  ['のし', '熨斗は付きますか。', 'gift', []],
  ['住所', '注文番号 1002 の住所を間違えました。', 'address', ['番地']],
  ['電話', '電話は何時までですか。', 'open', []],
  ['水洗い', '水で洗えますか。', 'care', []],
  ['再販', '再販はありますか。', 'again', []],
  ['サイズ感', '大きめですか。', 'size', []],
  ['追跡番号', '注文番号 1003 の追跡番号をください。', 'track', ['佐川', '3333-4444-5555', 'https://example.jp/s']],
  ['包装紙', '紙の色は選べますか。', 'gift', []],
  ['休み', '祝日は休みですか。', 'open', []],
  ['色の変更', '注文番号 1004 を青にできますか。', 'change', ['青に変更しました。']],
  ['しみ', 'しみができました。', 'care', []],
  ['白の在庫', '白はありますか。', 'again', []],
  ['首まわり', '首まわりは何センチですか。', 'size', []],
]

const customer = (index: number) => ({ name: `お客${index}`, address: `customer${index}@example.com` })
let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ alertHours: null, undoSeconds: 0 })
  for (const [abbreviation, body] of Object.entries(OWN)) {
    await shop.call('templates.save', {
      id: null,
      kind: 'template',
      title: body.slice(0, 8),
      reading: '',
      folder: 'よくあるご質問',
      abbreviation,
      language: 'ja',
      subject: '',
      body: `{{お客さま名}}さま\n\n${body}\n{{ひとこと}}`,
      category: null,
      purpose: null,
      startsHold: false,
      shopId: null,
    })
  }
  for (const [index, [subject, body]] of INQUIRIES.entries()) {
    shop.deliver({ id: `q${index}`, subject, body, from: customer(index) })
  }
})
afterAll(() => shop?.close())

it('answers twenty inquiries from the keyboard with at most ten keys for the median one', async () => {
  const { window } = shop
  const { keyboard } = window
  const counts: number[] = []
  let pressed = 0
  const press = async (key: string) => {
    pressed += 1
    await keyboard.press(key)
  }
  const type = async (words: string) => {
    for (const letter of words) {
      pressed += 1
      await keyboard.insertText(letter)
    }
  }
  /** Which of the inquiries stands open; -1 while none does. */
  const opened = async () => {
    const title = await window.locator('.ticket-head h2').textContent()
    return INQUIRIES.findIndex(([subject]) => subject === title)
  }
  const answeredBy = (index: number) =>
    shop.smtp.received
      .map((_, place) => shop.sentMail(place))
      .filter(({ to }) => to[0]?.address === customer(index).address)
  await expect.poll(async () => (await shop.call('tickets.counts', {})).views.todo, { timeout: 60_000 }).toBe(20)
  await window.getByRole('option').nth(5).waitFor()
  await keyboard.press('g')
  await keyboard.press('i')
  await keyboard.press('j')
  await keyboard.press('Enter')
  for (let left = INQUIRIES.length; left > 0; left -= 1) {
    await expect.poll(opened).toBeGreaterThanOrEqual(0)
    const at = await opened()
    expect(answeredBy(at)).toEqual([])
    const [, question, abbreviation, facts] = INQUIRIES[at]!
    await window.locator('.message', { hasText: question }).waitFor()

    pressed = 0
    await press('t')
    await window.getByRole('dialog').getByRole('combobox').waitFor()
    await type(abbreviation)
    await window.getByRole('option', { selected: true }).first().waitFor()
    await press('Enter')
    await expect.poll(() => shop.body().inputValue()).toContain(`お客${at}`)
    await expect.poll(() => shop.body().evaluate((field) => field === document.activeElement)).toBe(true)
    // The first gap is selected; Tab goes to the next.
    for (const fact of facts) {
      await type(fact)
      await press('Tab')
    }
    await press('Control+Shift+Enter')
    counts.push(pressed)
    await expect.poll(() => shop.smtp.received.length, { timeout: 60_000 }).toBe(INQUIRIES.length - left + 1)
  }
  for (const [index, [, , abbreviation, facts]] of INQUIRIES.entries()) {
    const mails = answeredBy(index)
    expect(mails).toHaveLength(1)
    const words = abbreviation in OWN ? [OWN[abbreviation as keyof typeof OWN]] : facts
    for (const each of words) expect(mails[0]!.textBody).toContain(each)
    expect(mails[0]!.textBody).not.toContain('{{')
  }
  const sorted = [...counts].sort((a, b) => a - b)
  expect(sorted).toHaveLength(20)
  expect((sorted[9]! + sorted[10]!) / 2).toBeLessThanOrEqual(10)
})
