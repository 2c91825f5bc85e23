// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { TemplateInfo, TicketId } from '../../preload/domain.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

const TICKET = 1043
const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '本文' })
const subject = () => screen.getByRole<HTMLInputElement>('textbox', { name: '件名' })
const search = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'かな・漢字・略語でさがす' })
const options = () => screen.getAllByRole('option').map((option) => option.firstElementChild?.textContent)

afterEach(closeWindow)

/** A ticket without a draft, with the answer open. */
async function writing() {
  const opened = await openWindow({ openId: TICKET })
  fireEvent.keyDown(document.body, { key: 'r', code: 'KeyR' })
  await waitFor(() => expect(opened.store.getState().templates).not.toBeNull())
  const type = (text: string) => fireEvent.change(body(), { target: { value: text } })
  return { ...opened, type }
}

describe('choosing a template', () => {
  it('takes t, a word and Enter: subject and text stand there with the data of the ticket', async () => {
    const { user } = await openWindow({ openId: TICKET })
    await user.keyboard('t')
    await user.type(await search(), 'けっぴん')
    await waitFor(() => expect(options()[0]).toBe('欠品のお詫び'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(body().value).toContain('欠品しており'))
    expect(subject().value).toBe('【お詫び】ご注文商品の欠品について')
    expect(body().value).not.toContain('{{お客さま名}}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('takes Ctrl+T within the text, and Escape leaves everything as it was', async () => {
    const { user, type } = await writing()
    type('書きかけ')
    fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
    await search()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(body().value).toBe('書きかけ')
  })

  it('goes through the list with the arrows and shows each with the data of this customer', async () => {
    const { user } = await writing()
    fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
    await search()
    await waitFor(() => expect(options()).toHaveLength(20))
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('キャンセル確定')
    const preview = screen.getByRole('region', { name: 'このお客さまに入れた文' })
    await waitFor(() => expect(preview.textContent).toContain('キャンセルの手続きをいたしました'))
  })

  it('says when a phrase has the words that no template has, and leaves a folder without them', async () => {
    const { user } = await writing()
    fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
    const input = await search()
    await user.click(await screen.findByRole('button', { name: 'お詫び' }))
    fireEvent.change(input, { target: { value: '再連絡' } })
    await waitFor(() => expect(options()).toContain('再連絡のお願い'))
    fireEvent.change(input, { target: { value: 'お履きの靴' } })
    await user.click(await screen.findByRole('button', { name: 'フレーズに1件あります' }, { timeout: 3000 }))
    await waitFor(() => expect(options()).toHaveLength(1))
    expect(screen.getByRole('heading', { name: 'フレーズを選ぶ' })).toBeTruthy()
    expect(input.value).toBe('お履きの靴')
  })

  it('is not confirmed by the Enter that ends a conversion', async () => {
    const { fake } = await writing()
    fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
    const input = await search()
    await waitFor(() => expect(options()).toHaveLength(20))
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true })
    fireEvent.keyDown(input, { key: 'Enter', keyCode: 229 })
    expect(screen.getByRole('dialog')).toBeTruthy()
    expect(fake.callsOf('templates.use')).toEqual([])
  })

  it('asks nothing while kana are half converted', async () => {
    const { fake } = await writing()
    fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
    const input = await search()
    await waitFor(() => expect(options()).toHaveLength(20))
    const asked = fake.callsOf('templates.find').length
    fireEvent.compositionStart(input)
    fireEvent.change(input, { target: { value: 'けっｐ' } })
    expect(fake.callsOf('templates.find')).toHaveLength(asked)
    fireEvent.change(input, { target: { value: '欠品' } })
    fireEvent.compositionEnd(input)
    await waitFor(() => expect(options()).toEqual(['欠品のお詫び']))
  })

  it('puts it below what is written and above what is quoted, with a way back', async () => {
    const { user, type } = await writing()
    type('先に一言。\n\n> いつ届きますか')
    fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
    await user.type(await search(), 'track')
    await waitFor(() => expect(options()[0]).toBe('配送状況のご案内'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(body().value).toContain('追跡番号'))
    expect(body().value.startsWith('先に一言。\n\n')).toBe(true)
    expect(body().value.endsWith('\n\n> いつ届きますか')).toBe(true)
    const toast = screen.getByText('「配送状況のご案内」を下に入れました').closest<HTMLElement>('.toast')!
    await user.click(within(toast).getByRole('button', { name: '元に戻す' }))
    expect(body().value).toBe('先に一言。\n\n> いつ届きますか')
  })
})

it('writes the date of the planned hold, so that text and hold say the same', async () => {
  const { user, store } = await writing()
  const { drafts } = store.getState()
  const state = drafts.get(TICKET as TicketId)!
  const hold = {
    step: 'request' as const,
    kind: 'customer-decision' as const,
    dueAt: Date.parse('2026-12-10T18:00:00+09:00'),
    orderNumber: 'B-77',
    product: '',
    stockNote: '',
    isReserved: false,
    isAutomatic: false,
  }
  store.getState().editDraft(TICKET as TicketId, { plan: { ...state.draft.plan, hold } })
  fireEvent.keyDown(body(), { key: 't', ctrlKey: true })
  await user.type(await search(), 'hold')
  await waitFor(() => expect(options()[0]).toBe('ご注文継続／キャンセルのご確認'))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(body().value).toContain('12月10日(木)18:00までに'))
  expect(subject().value).toContain('(注文番号 B-77)')
})

describe('a phrase', () => {
  it('goes in at the cursor', async () => {
    const { user, type } = await writing()
    type('ありがとうございます。\n\n失礼します。')
    body().setSelectionRange(12, 12)
    fireEvent.keyDown(body(), { key: ';', code: 'Semicolon', ctrlKey: true })
    await user.type(await search(), 'ほりゅう')
    await waitFor(() => expect(options()[0]).toContain('ご注文は保留に'))
    await user.keyboard('{Enter}')
    await waitFor(() =>
      expect(body().value).toBe(
        'ありがとうございます。\nご注文は保留にしておりますので、ご安心ください。\n失礼します。',
      ),
    )
  })

  it.each([
    [';sorry', ' '],
    ['；おわび', 'Tab'],
    [';オワビ', ' '],
  ])('%s and %j becomes its words', async (typed, key) => {
    const { type } = await writing()
    type(`文。${typed}`)
    body().setSelectionRange(body().value.length, body().value.length)
    expect(fireEvent.keyDown(body(), { key })).toBe(false)
    await waitFor(() => expect(body().value).toBe('文。ご不便をおかけし、心よりお詫び申し上げます。'))
  })

  it.each([
    ['an IME converts', ';sorry', { key: ' ', isComposing: true }],
    ['nobody knows the abbreviation', ';nothing', { key: ' ' }],
    ['the sign belongs to a word', 'https://a;sorry', { key: ' ' }],
    ['it is not behind the cursor', ';sorry です', { key: ' ' }],
  ])('is left alone when %s', async (_when, typed, key) => {
    const { fake, type } = await writing()
    type(typed)
    body().setSelectionRange(typed.length, typed.length)
    fireEvent.keyDown(body(), key)
    expect(fake.callsOf('templates.fill')).toEqual([])
    expect(body().value).toBe(typed)
  })
})

describe('what is not filled in', () => {
  const text = '{{発送予定日}}に発送します。{{発送予定日}}の午前です。○○をお送りします。'

  it('is named, keeps the answer from leaving, and Tab goes from one to the next', async () => {
    const { fake, type } = await writing()
    type(text)
    const problems = screen.getByRole('region', { name: '送信する前に' })
    expect(within(problems).getByRole('status').textContent).toBe(
      '埋めていないところが3か所あります。埋めると送信できます。',
    )
    expect(screen.getByRole('button', { name: /として送信$/ })).toHaveProperty('disabled', true)
    fireEvent.keyDown(body(), { key: 'Enter', ctrlKey: true })
    expect(fake.callsOf('replies.send')).toEqual([])
    body().setSelectionRange(0, 0)
    const selected = () => body().value.slice(body().selectionStart, body().selectionEnd)
    expect(fireEvent.keyDown(body(), { key: 'Tab' })).toBe(false)
    expect(selected()).toBe('{{発送予定日}}')
    fireEvent.keyDown(body(), { key: 'Tab' })
    fireEvent.keyDown(body(), { key: 'Tab' })
    expect(selected()).toBe('○○')
  })

  it('lets Tab leave the text when nothing is open', async () => {
    const { type } = await writing()
    type('すべて書きました。')
    expect(fireEvent.keyDown(body(), { key: 'Tab' })).toBe(true)
  })

  it('is filled in everywhere at once', async () => {
    const { user, type } = await writing()
    type(text)
    await user.type(screen.getByRole('textbox', { name: '発送予定日に入れる文' }), '11月27日(金){Enter}')
    expect(body().value).toBe('11月27日(金)に発送します。11月27日(金)の午前です。○○をお送りします。')
    expect(screen.queryByRole('textbox', { name: '発送予定日に入れる文' })).toBeNull()
  })

  it('does not count in what the customer wrote', async () => {
    const { type } = await writing()
    type('はい。\n\n> ○○はありますか {{x}}')
    expect(screen.queryByRole('region', { name: '送信する前に' })).toBeNull()
  })
})

describe('the place for a personal line', () => {
  it('is seen when empty, takes a suggestion, and does not keep the answer from leaving', async () => {
    const { user, store, type } = await writing()
    const { detail } = store.getState()
    const customer = { ...detail!.customer!, mark: 'regular' as const, notes: '左利き', otherTickets: [] }
    store.setState({ detail: { ...detail!, customer } })
    type('お礼です。\n\n{{ひとこと}}\n\n敬具')
    expect(screen.getByText(/ひとことが空です。このまま送ると、この行は消えます。/)).toBeTruthy()
    expect(screen.getByText('メモ: 左利き')).toBeTruthy()
    expect(screen.getByRole('button', { name: /として送信$/ })).toHaveProperty('disabled', false)
    await user.click(screen.getByRole('button', { name: 'いつもご利用いただき、ありがとうございます。' }))
    expect(body().value).toBe('お礼です。\n\nいつもご利用いただき、ありがとうございます。\n\n敬具')
  })
})

describe('the page of templates', () => {
  async function page() {
    const opened = await openWindow({})
    opened.store.getState().showScreen('templates')
    await screen.findByRole('button', { name: '欠品のお詫び' })
    return opened
  }

  it('makes a new one, with a variable put in at the cursor', async () => {
    const { fake, user } = await page()
    await user.click(screen.getByRole('button', { name: '新しいテンプレート' }))
    await user.type(screen.getByRole('textbox', { name: 'タイトル' }), '在庫のご案内')
    await user.type(body(), 'さま')
    body().setSelectionRange(0, 0)
    await user.selectOptions(screen.getByRole('combobox', { name: '差し込む' }), '{{お客さま名}}')
    expect(body().value).toBe('{{お客さま名}}さま')
    await waitFor(() =>
      expect(screen.getByRole('region', { name: '見本（架空のお客さま）' }).textContent).toContain('佐藤 花子さま'),
    )
    await user.click(screen.getByRole('button', { name: '保存' }))
    await screen.findByRole('button', { name: '在庫のご案内' })
    expect(fake.callsOf('templates.save')[0]?.input).toMatchObject({ id: null, body: '{{お客さま名}}さま' })
  })

  it('keeps what was typed when another one is chosen', async () => {
    const { fake, user } = await page()
    await user.click(screen.getByRole('button', { name: '欠品のお詫び' }))
    await user.type(screen.getByRole('textbox', { name: 'タイトル' }), '!')
    await user.click(screen.getByRole('button', { name: 'お電話の折り返し' }))
    await waitFor(() => expect(fake.callsOf('templates.save')[0]?.input).toMatchObject({ title: '欠品のお詫び!' }))
  })

  it('deletes one and takes it back', async () => {
    const { user } = await page()
    await user.click(screen.getByRole('button', { name: '欠品のお詫び' }))
    await user.click(screen.getByRole('button', { name: '削除' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: '欠品のお詫び' })).toBeNull())
    await user.click(screen.getByRole('button', { name: '元に戻す' }))
    await screen.findByRole('button', { name: '欠品のお詫び' })
  })

  it('goes back to an earlier version', async () => {
    const { user } = await page()
    await user.click(screen.getByRole('button', { name: 'お電話の折り返し' }))
    fireEvent.change(body(), { target: { value: '一つ目' } })
    await user.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(screen.getByRole('button', { name: '保存' })).toHaveProperty('disabled', true))
    fireEvent.change(body(), { target: { value: '二つ目' } })
    await user.click(screen.getByRole('button', { name: '保存' }))
    await user.click(screen.getByText('前の版'))
    const row = (await screen.findByText(/一つ目/)).closest('li')!
    await user.click(within(row).getByRole('button', { name: 'この版に戻す' }))
    await waitFor(() => expect(body().value).toContain('一つ目'))
  })
})

it('opens the list with a thousand templates without drawing them all', async () => {
  const { fake, store } = await writing()
  const [first] = store.getState().templates!
  const many = Array.from({ length: 1000 }, (_, n): TemplateInfo => ({
    ...first!,
    id: (n + 1) as TemplateInfo['id'],
    title: `定型文${n}`,
  }))
  fake.answer('templates.list', many)
  fake.answer(
    'templates.find',
    many.map(({ id }) => id),
  )
  await store.getState().loadTemplates()
  store.getState().openPicker(TICKET as TicketId, 'template')
  await waitFor(() => expect(options()).toHaveLength(60))
  expect(screen.getByText('ほか940件。ことばを入れると絞り込めます。')).toBeTruthy()
})
