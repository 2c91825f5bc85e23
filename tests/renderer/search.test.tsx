// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeWindow, openWindow } from '../support/window.tsx'

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: '検索' })
const rows = () => screen.queryAllByRole('option')
const marked = (place: ParentNode) => [...place.querySelectorAll('mark')].map((mark) => mark.textContent)
const conversation = () => document.querySelector('.conversation')!

/** jsdom scrolls nothing. */
const scrolled = vi.fn<(this: Element) => void>()
Element.prototype.scrollIntoView = function scrollIntoView() {
  scrolled.call(this)
}

afterEach(() => {
  closeWindow()
  scrolled.mockClear()
})

describe('a search', () => {
  it('shows where it hit, in the rows and in the open ticket', async () => {
    const { user } = await openWindow()
    await user.type(box(), '交換')
    await screen.findByRole('heading', { name: '検索結果 1件' })
    expect(rows()[0]?.textContent).toContain('佐藤健一')
    expect(marked(rows()[0]!)).toEqual(['交換'])
    await user.click(rows()[0]!)
    await waitFor(() => expect(marked(conversation())).toEqual(['交換']))
  })

  it('steps from hit to hit and round again', async () => {
    const { store, user } = await openWindow()
    await user.type(box(), '確認')
    await waitFor(() => expect(store.getState().list.found).not.toBeNull())
    await store.getState().openTicket(1024 as never)
    const bar = await screen.findByRole('toolbar', { name: '検索で見つかったところ' })
    const place = () => bar.textContent?.match(/\d+ \/ \d+/)?.[0]
    await waitFor(() => expect(place()).toBe('2 / 2'))
    await user.click(within(bar).getByRole('button', { name: '次へ' }))
    expect(place()).toBe('1 / 2')
    expect(conversation().querySelectorAll('mark[data-current]')).toHaveLength(1)
    await user.click(within(bar).getByRole('button', { name: '前へ' }))
    expect(place()).toBe('2 / 2')
    expect(scrolled).toHaveBeenCalled()
  })

  it('opens a folded quote where nothing else of the message was hit, and steps into it', async () => {
    const { store, user } = await openWindow()
    await user.type(box(), 'あおば雑貨店')
    await waitFor(() => expect(store.getState().list.found).not.toBeNull())
    await store.getState().openTicket(1024 as never)
    await waitFor(() => expect(marked(conversation())).not.toEqual([]))
    const folds = [...conversation().querySelectorAll('details')]
    const openOnes = folds.filter(({ open }) => open)
    expect(openOnes.map(marked)).toEqual([['あおば雑貨店']])
    expect(openOnes[0]!.closest('article')!.id).not.toBe('')
    const bar = await screen.findByRole('toolbar', { name: '検索で見つかったところ' })
    const current = () => conversation().querySelector('mark[data-current]')
    await waitFor(() => expect(current()).not.toBeNull())
    const isFolded = () => current()!.closest('details') !== null
    const first = isFolded()
    await user.click(within(bar).getByRole('button', { name: '次へ' }))
    expect(isFolded()).toBe(!first)
  })

  it('asks for the frame of an HTML mail with the words to mark in it, and without them once it ended', async () => {
    const { fake, store, user } = await openWindow()
    await user.type(box(), '渡辺')
    await waitFor(() => expect(store.getState().list.found?.hits.size).toBe(1))
    await store.getState().openTicket(1048 as never)
    const asked = () => fake.callsOf('messages.html').at(-1)?.input
    await waitFor(() => expect(asked()).toEqual({ id: 10480, allowRemote: false, query: '渡辺' }))
    await user.type(box(), '{Escape}')
    await waitFor(() => expect(asked()).toEqual({ id: 10480, allowRemote: false }))
  })

  it('waits while an IME converts, and asks once for the word', async () => {
    const { fake } = await openWindow()
    const asked = () => fake.callsOf('tickets.search').map(({ input }) => (input as { query: string }).query)
    fireEvent.compositionStart(box())
    for (const value of ['k', 'こ', 'こう', 'こうかん', '交換']) fireEvent.change(box(), { target: { value } })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(asked()).toEqual([])
    fireEvent.compositionEnd(box(), { data: '交換' })
    await waitFor(() => expect(asked()).toEqual(['交換']))
  })

  it('can be put in order of time', async () => {
    const { fake, user } = await openWindow()
    await user.type(box(), 'お')
    await user.click(await screen.findByRole('button', { name: '新しい順' }))
    await waitFor(() => expect(fake.callsOf('tickets.search').at(-1)?.input).toMatchObject({ order: 'newest' }))
    expect(screen.getByRole('button', { name: '新しい順' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('ends with Esc', async () => {
    const { store, user } = await openWindow()
    await user.type(box(), '交換')
    await screen.findByRole('heading', { name: '検索結果 1件' })
    await user.type(box(), '{Escape}')
    await waitFor(() => expect(store.getState().list).toMatchObject({ query: '', found: null, total: 10 }))
    expect(box().value).toBe('')
  })

  it('that finds nothing says for what it looked, and offers the words without the fields', async () => {
    const { fake, user } = await openWindow()
    await user.type(box(), '状態:完了 交換')
    expect(await screen.findByText('「状態:完了 交換」は見つかりませんでした')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '条件を外して「交換」だけで探す' }))
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(fake.callsOf('tickets.search').at(-1)?.input).toMatchObject({ query: '交換' })
    expect(box().value).toBe('交換')
  })

  it('that hit more than can be shown says so', async () => {
    const { fake, user } = await openWindow()
    fake.answer('tickets.search', {
      hits: [...fake.shop.details.values()].slice(0, 2).map(({ ticket, messages }) => ({
        ticket,
        messageId: messages[0]!.id,
        snippet: '',
        marks: [],
        subjectMarks: [],
      })),
      total: 500,
      totalIsExact: false,
      ms: 3,
    })
    await user.type(box(), 'お')
    expect(await screen.findByRole('heading', { name: '検索結果 2件以上' })).toBeTruthy()
  })

  it('begins from an order number', async () => {
    const { user } = await openWindow({ openId: 1024 })
    await user.click(screen.getAllByRole('button', { name: '注文番号 2026-11802 で検索' })[0]!)
    await waitFor(() => expect(box().value).toBe('2026-11802'))
    await waitFor(() => expect(rows().map((row) => row.id)).toEqual(['ticket-row-1024']))
  })
})
