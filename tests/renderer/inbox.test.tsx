// @vitest-environment jsdom
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { Profiler } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { firstQuestions, type FirstQuestion } from '../../preload/first-questions.ts'
import { TicketRow } from '../../renderer/inbox/TicketRow.tsx'
import { AppStoreContext } from '../../renderer/store/context.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

const rows = () => screen.getAllByRole('option')
const listed = () => screen.getByRole('listbox', { name: '問い合わせの一覧' })

afterEach(closeWindow)

it('asks first, and word for word, what main can answer before it has read the rest of itself', async () => {
  const { fake } = await openWindow()
  const methods = Object.keys(firstQuestions) as FirstQuestion[]
  const asked = methods.map((method) => [method, fake.callsOf(method)[0]?.input])
  expect(Object.fromEntries(asked)).toEqual(firstQuestions)
})

describe('the list of what is to do', () => {
  it('stands under headings, what is overdue first, in words', async () => {
    await openWindow()
    const headings = [...listed().querySelectorAll('.group-heading')].map((heading) => heading.textContent)
    expect(headings).toEqual(['期限切れ2件', '今日2件', '明日1件', 'それ以降2件', '期限なし3件'])
    expect(rows()[0]?.textContent).toContain('山田花子')
    expect(rows()[0]?.textContent).toContain('2時間超過')
    expect(rows()[2]?.textContent).toContain('あと45分')
  })

  it('of ten thousand puts only what is seen into the page', async () => {
    const { store } = await openWindow({ size: 10_000 })
    expect(store.getState().list.total).toBeGreaterThan(9000)
    expect(rows().length).toBeLessThan(40)
  })

  it('of another view closes a ticket that is not in it, and keeps one that is', async () => {
    const { store } = await openWindow()
    const id = store.getState().list.ids[0]!
    await act(() => store.getState().openTicket(id))
    act(() => store.getState().showView('all'))
    await waitFor(() => expect(store.getState().list.state).toBe('ready'))
    expect(store.getState().openId).toBe(id)
    act(() => store.getState().editDraft(id, { body: '書きかけ' }))
    act(() => store.getState().showView('notices'))
    await waitFor(() => expect(store.getState().openId).toBeNull())
    await waitFor(() => expect(store.getState().drafts.get(id)?.draft.body).toBe('書きかけ'))
  })

  it('says why it is empty and what will fill it', async () => {
    const { fake, store } = await openWindow()
    fake.shop.details.clear()
    await act(() => store.getState().reloadList())
    expect(screen.getByText('対応が必要な問い合わせはありません')).toBeTruthy()
  })

  it('that cannot be read says what happened, what it means and what to do, and tries again', async () => {
    const { fake, store, user } = await openWindow()
    fake.fail('tickets.list', new AppError('store-corrupt', 'SQLITE_CORRUPT: malformed'))
    await act(() => store.getState().reloadList())
    const note = screen.getByRole('alert')
    expect(note.textContent).toContain('保存されているデータに壊れたところがあります。')
    expect(note.textContent).toContain('バックアップから戻してください。')
    expect(note.textContent).not.toContain('SQLITE')
    fake.fail('tickets.list', null)
    await user.click(within(note).getByRole('button', { name: 'もう一度試す' }))
    await waitFor(() => expect(rows().length).toBe(10))
  })
})

describe('a change that main tells of', () => {
  it('draws the row it names again and no other', async () => {
    const { fake, store } = await openWindow()
    const drawn: string[] = []
    const nothing = () => {}
    const row = (id: number) => (
      <Profiler id={String(id)} onRender={(name) => void drawn.push(name)}>
        <TicketRow
          id={id as TicketId}
          position={1}
          total={2}
          isOpen={false}
          isCursor={false}
          onSelect={nothing}
          onMenu={nothing}
        />
      </Profiler>
    )
    render(
      <AppStoreContext value={store}>
        {row(1024)}
        {row(1031)}
      </AppStoreContext>,
    )
    drawn.length = 0
    fake.changeTicket(1031 as TicketId, { customerName: '佐藤健二' })
    await screen.findAllByText('佐藤健二')
    await waitFor(() => expect(fake.callsOf('tickets.list')).toHaveLength(2))
    await waitFor(() => expect(store.getState().counts?.views.todo).toBe(10))
    expect(new Set(drawn)).toEqual(new Set(['1031']))
  })

  it('moves a settled ticket out of the list', async () => {
    const { fake } = await openWindow()
    fake.changeTicket(1024 as TicketId, { status: 'resolved', dueAt: null })
    await waitFor(() => expect(rows().map((row) => row.id)).not.toContain('ticket-row-1024'))
  })
})

describe('the keyboard', () => {
  it('moves with j and k, and not while somebody types or an IME converts', async () => {
    const { store, user } = await openWindow()
    await user.keyboard('jj')
    expect(store.getState().openId).toBe(1031)
    await user.keyboard('k')
    expect(store.getState().openId).toBe(1024)
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ', isComposing: true })
    expect(store.getState().openId).toBe(1024)
    await user.click(screen.getByRole('textbox', { name: '検索' }))
    await user.keyboard('j')
    expect(store.getState().openId).toBe(1024)
  })

  it('moves with the arrows in the list', async () => {
    const { store, user } = await openWindow()
    act(() => listed().focus())
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(store.getState().openId).toBe(1031)
  })

  it('settles with e and takes it back with u', async () => {
    const { fake, user } = await openWindow({ openId: 1043 })
    await user.keyboard('e')
    await screen.findByRole('dialog', { name: '完了にする' })
    await user.keyboard('{Enter}')
    expect(await screen.findByText('「返品について」を返信不要で完了にしました')).toBeTruthy()
    await user.keyboard('u')
    await waitFor(() => expect(fake.callsOf('tickets.reopen')).toHaveLength(1))
    expect(fake.callsOf('tickets.reopen')[0]?.input).toEqual({ ids: [1043], isUndo: true })
  })

  it('goes on with the next ticket when the one under it was settled', async () => {
    const { store, user } = await openWindow()
    await user.keyboard('jjje')
    await screen.findByRole('dialog', { name: '完了にする' })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(store.getState().list.ids).not.toContain(1040))
    await user.keyboard('j')
    expect(store.getState().openId).toBe(1042)
  })

  it('opens an empty answer with r and stands in its text', async () => {
    const { user } = await openWindow({ openId: 1043 })
    await user.keyboard('r')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '本文' }))
  })
})

describe('opening a ticket', () => {
  it('marks where the unread messages begin and folds what was quoted', async () => {
    await openWindow({ openId: 1024 })
    expect(screen.getByText('ここから未読')).toBeTruthy()
    const fold = screen.getAllByText('引用された文章（4行）')[0]?.closest('details')
    expect(fold?.open).toBe(false)
  })

  it('lists which opening hours made the deadline', async () => {
    const { user } = await openWindow({ openId: 1024 })
    await user.click(screen.getByRole('button', { name: /なぜこの期限/ }))
    const why = await screen.findByRole('dialog', { name: '期限の数え方' })
    expect(why.textContent).toContain('営業時間で6時間を数えました')
    expect(within(why).getAllByRole('row')).toHaveLength(3)
  })

  it('offers no opening of a file that could run something', async () => {
    await openWindow({ openId: 1042 })
    expect(screen.queryByRole('button', { name: '開く: 見積依頼書.xlsm' })).toBeNull()
    expect(screen.getByRole('button', { name: '保存: 見積依頼書.xlsm' })).toBeTruthy()
  })

  it('loads no remote picture before somebody asks', async () => {
    const { fake, user } = await openWindow({ openId: 1048 })
    const button = await screen.findByRole('button', { name: '画像を表示' })
    expect(fake.callsOf('messages.html').map(({ input }) => input)).toEqual([{ id: 10480, allowRemote: false }])
    await user.click(button)
    await waitFor(() => expect(screen.getByTitle('HTMLメールの内容').getAttribute('src')).toContain('?remote'))
  })
})

describe('an answer that may or may not have arrived', () => {
  it('is never offered to be sent again, only to be decided on', async () => {
    const { fake, store, user } = await openWindow()
    act(() => store.getState().showScreen('outbox'))
    const group = (await screen.findByRole('heading', { name: /届いたか分からないもの/ })).closest('section')!
    expect(within(group).queryByRole('button', { name: '今すぐ送信' })).toBeNull()
    await user.click(within(group).getByRole('button', { name: '届いていない（下書きに戻す）' }))
    expect(fake.callsOf('outbox.decide')[0]?.input).toEqual({ id: 1015, verdict: 'not-sent' })
  })
})

describe('a mailbox that holds more on the server than here', () => {
  it('says so in the rail until it is mended', async () => {
    const { fake } = await openWindow()
    const tell = (missingCount: number) => {
      fake.shop.accounts = fake.shop.accounts.map((account) => ({ ...account, missingCount }))
      act(() => fake.emit({ topics: ['accounts'] }))
    }
    tell(3)
    expect(await screen.findAllByText('サーバーと3件ちがいます。読み込み直しています')).toHaveLength(2)
    tell(0)
    await waitFor(() => expect(screen.queryByText(/サーバーと/)).toBeNull())
  })
})
