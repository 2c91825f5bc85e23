// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

const toasts = () => screen.getByRole('region', { name: '操作の結果' })
const undo = () => within(toasts()).getByRole('button', { name: '元に戻す' })
const messageMenu = (id: number) =>
  within(document.querySelector<HTMLElement>(`#message-${id}`)!).getByRole('button', { name: 'その他の操作' })

describe('an offer', () => {
  it('says why, joins when somebody says so, and comes apart again', async () => {
    const { fake, store, user } = await openWindow({ openId: 1043 })
    await store.getState().openTicket(1024 as never)
    const offer = (await screen.findByText('同じ件?')).closest('li')!
    expect(offer.textContent).toContain('#1043 返品について')
    expect(offer.textContent).toContain('同じ注文番号です')
    await user.click(within(offer).getByRole('button', { name: 'まとめる' }))
    expect(await within(toasts()).findByText('#1024 にまとめました')).toBeTruthy()
    expect(fake.callsOf('tickets.merge')[0]?.input).toEqual({ from: [1043], into: 1024 })
    await waitFor(() => expect(store.getState().list.ids).not.toContain(1043))
    await user.click(undo())
    await waitFor(() => expect(store.getState().list.ids).toContain(1043))
    expect(fake.callsOf('moves.undo')[0]?.input).toEqual({ moveId: 1 })
  })

  it('is not made again after 別の件', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(screen.getByRole('button', { name: '別の件' }))
    await waitFor(() => expect(screen.queryByText('同じ件?')).toBeNull())
    expect(fake.callsOf('tickets.declineOffer')[0]?.input).toEqual({ id: 1024, other: 1043 })
    await user.click(undo())
    expect(await screen.findByText('同じ件?')).toBeTruthy()
  })
})

describe('rows that were selected with x', () => {
  it('become one ticket under the oldest number', async () => {
    const { fake, user } = await openWindow()
    await user.keyboard('jxjx')
    const bar = screen.getByRole('toolbar', { name: '2件を選んでいます' })
    await user.click(within(bar).getByRole('button', { name: 'まとめる' }))
    await waitFor(() => expect(fake.callsOf('tickets.merge')[0]?.input).toEqual({ from: [1031], into: 1024 }))
    await waitFor(() => expect(screen.queryByRole('toolbar', { name: /選んでいます/ })).toBeNull())
  })

  it('are let go with Esc', async () => {
    const { store, user } = await openWindow()
    await user.keyboard('jxjx{Escape}')
    expect(store.getState().selected.size).toBe(0)
  })
})

describe('a number of a ticket that was merged', () => {
  it('leads on to the one it became part of', async () => {
    const { fake, store } = await openWindow()
    fake.answer('tickets.get', fake.shop.details.get(1024 as never)!)
    await store.getState().openTicket(999 as never)
    expect(store.getState().openId).toBe(1024)
    expect(await screen.findByRole('heading', { name: '納期のお問い合わせ' })).toBeTruthy()
  })
})

describe('messages', () => {
  it('are taken out as a ticket of their own, but never all of them', async () => {
    const { fake, store, user } = await openWindow({ openId: 1024 })
    await user.click(messageMenu(10242))
    await user.click(await screen.findByRole('menuitem', { name: '別の問い合わせに分ける…' }))
    const [first, second] = screen.getAllByRole('checkbox', { name: 'このメッセージを選ぶ' })
    await user.click(first!)
    await user.click(second!)
    const split = screen.getByRole<HTMLButtonElement>('button', { name: '別の問い合わせにする' })
    expect(split.disabled).toBe(true)
    await user.click(first!)
    await user.click(second!)
    await user.click(split)
    await waitFor(() => expect(fake.callsOf('tickets.split')[0]?.input).toEqual({ id: 1024, messageIds: [10242] }))
    await waitFor(() => expect(store.getState().detail?.messages).toHaveLength(2))
    await user.click(undo())
    await waitFor(() => expect(store.getState().detail?.messages).toHaveLength(3))
  })

  it('move to a ticket that is found by its number', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(messageMenu(10242))
    await user.click(await screen.findByRole('menuitem', { name: 'ほかの問い合わせに移す…' }))
    const dialog = await screen.findByRole('dialog', { name: '1通を、どの問い合わせに移しますか' })
    await user.type(within(dialog).getByRole('textbox'), '#1031')
    await user.click(await within(dialog).findByRole('button', { name: /#1031 商品が割れていました/ }))
    await waitFor(() => expect(fake.callsOf('messages.move')[0]?.input).toEqual({ messageIds: [10242], into: 1031 }))
  })

  it('say in words why a move cannot be taken back', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(screen.getByRole('button', { name: 'まとめる' }))
    await within(toasts()).findByText('#1024 にまとめました')
    fake.fail('moves.undo', new AppError('conflict', 'moved again', { reason: 'moved-since' }))
    await user.click(undo())
    expect(await screen.findByText('そのあとで、もう一度動かされています。')).toBeTruthy()
  })
})

describe('a message in the wrong characters', () => {
  it('is read again as somebody says, and as before when that was no better', async () => {
    const { fake, user } = await openWindow({ openId: 1031 })
    await user.click(messageMenu(10310))
    await user.click(await screen.findByRole('menuitem', { name: '文字コードを変える' }))
    await user.click(await screen.findByRole('menuitem', { name: 'EUC-JP' }))
    expect(await screen.findByText('EUC-JP で読んだ文章')).toBeTruthy()
    await user.click(undo())
    await waitFor(() =>
      expect(fake.callsOf('messages.setCharset').map(({ input }) => input)).toEqual([
        { id: 10310, charset: 'EUC-JP' },
        { id: 10310, charset: null },
      ]),
    )
  })
})

describe('a filed notice', () => {
  it('says why it was filed, and teaches what shall become of its like', async () => {
    const { fake, store, user } = await openWindow({ openId: 1046 })
    expect(screen.getByText('楽天市場の注文のお知らせ')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '今後も問い合わせにする' }))
    expect(
      await within(toasts()).findByText('今後、order@mall.example.com からのメールを問い合わせにします'),
    ).toBeTruthy()
    await user.click(undo())
    await waitFor(() => expect(fake.callsOf('rules.forget')[0]?.input).toEqual({ id: 1 }))
    await waitFor(() => expect(store.getState().detail?.ticket.kind).toBe('notice'))
  })

  it('counts into the share that needed nobody, by rule in words', async () => {
    const { store, user } = await openWindow()
    store.getState().showView('notices')
    expect(await screen.findByText('この30日で 1,234件中 1,012件（82%）を自動で処理しました')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '内訳' }))
    const row = await screen.findByRole('row', { name: /楽天市場の注文のお知らせ/ })
    expect(row.textContent).toContain('640件')
  })

  it('shows the mails that a rule counted, and opens one', async () => {
    const { fake, store, user } = await openWindow()
    store.getState().openDialog({ type: 'handling' })
    await user.click(await screen.findByRole('button', { name: '楽天市場の注文のお知らせ' }))
    const dialog = await screen.findByRole('dialog', { name: '楽天市場の注文のお知らせ' })
    expect(fake.callsOf('stats.mails')[0]?.input).toEqual({ days: 30, rule: 'rakuten-order' })
    const [mail] = await within(dialog).findAllByRole('listitem')
    await user.click(within(mail!).getByRole('button'))
    await waitFor(() => expect(store.getState().detail?.ticket.kind).toBe('notice'))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
