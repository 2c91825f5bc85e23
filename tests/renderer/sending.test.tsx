// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccountId, Finding, TicketId } from '../../preload/domain.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

const WITH_DRAFT = 1040
const sent = (fake: Awaited<ReturnType<typeof openWindow>>['fake']) =>
  fake.callsOf('replies.send').map(({ input }) => input as Record<string, unknown>)
const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '本文' })
const sendButton = (shop = '木のおもちゃ こだま') => screen.getByRole('button', { name: `【${shop}】として送信` })
const findings: Finding[] = [
  { check: 'attachment', words: ['添付'] },
  { check: 'other-name', words: ['佐藤'] },
]

afterEach(closeWindow)

describe('another sender than the customer wrote to', () => {
  it('is asked about with both names before it holds, and the words of the button and the signature follow', async () => {
    const { user, fake } = await openWindow({ openId: WITH_DRAFT })
    await user.selectOptions(screen.getByRole('combobox', { name: '差出人' }), '1')
    const dialog = await screen.findByRole('alertdialog', { name: '差出人を変えますか' })
    expect(dialog.textContent).toMatch(/連絡した先【木のおもちゃ こだま】 shop@kodama\.example\.com/)
    expect(dialog.textContent).toMatch(/この返信の差出人【あおば雑貨店】 info@aoba\.example\.jp/)
    await user.click(within(dialog).getByRole('button', { name: '【木のおもちゃ こだま】のままにする' }))
    expect(sendButton()).toBeTruthy()
    await user.selectOptions(screen.getByRole('combobox', { name: '差出人' }), '1')
    await user.click(await screen.findByRole('button', { name: '【あおば雑貨店】に変える' }))
    expect(await screen.findByText('お客さまが連絡したのは【木のおもちゃ こだま】です')).toBeTruthy()
    fireEvent.click(sendButton('あおば雑貨店'))
    await waitFor(() => expect(sent(fake)).toHaveLength(1))
    expect(sent(fake)[0]).toMatchObject({ accountId: 1, despiteAccount: true })
    expect(sent(fake)[0]?.['body']).toContain('あおば雑貨店 担当: 田中')
  })

  it('is a mailbox: profiles of networks are not offered for a mail', async () => {
    const { store } = await openWindow({ openId: WITH_DRAFT })
    const { accounts } = store.getState()
    const mailbox = accounts.get(1 as AccountId)!
    const profile = { ...mailbox, id: 9 as AccountId, channel: 'x' as const, address: '@aoba_zakka' }
    act(() => store.setState({ accounts: new Map(accounts).set(profile.id, profile) }))
    const offered = within(screen.getByRole('combobox', { name: '差出人' })).getAllByRole('option')
    expect(offered.map(({ textContent }) => textContent)).toEqual([
      '【あおば雑貨店】 info@aoba.example.jp',
      '【木のおもちゃ こだま】 shop@kodama.example.com',
    ])
  })

  it('is chosen anew where the account was removed: no other stands there by itself', async () => {
    const { user, store } = await openWindow({ openId: WITH_DRAFT })
    const { accounts } = store.getState()
    act(() => store.setState({ accounts: new Map([...accounts].filter(([id]) => id !== 2)) }))
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: '差出人' })
    expect(choice.selectedOptions[0]!.textContent).toBe('差出人を選んでください')
    await user.selectOptions(choice, '1')
    await user.click(await screen.findByRole('button', { name: '【あおば雑貨店】に変える' }))
    expect(sendButton('あおば雑貨店')).toBeTruthy()
  })

  it('that a draft was left with is asked about again when it is sent, and can be set back', async () => {
    const { user, fake, store } = await openWindow({ openId: WITH_DRAFT })
    store.getState().setSender(WITH_DRAFT as TicketId, 1 as AccountId, false)
    fireEvent.click(await screen.findByRole('button', { name: '【あおば雑貨店】として送信' }))
    const dialog = await screen.findByRole('alertdialog', { name: '差出人が、お客さまの連絡先と違います' })
    expect(sent(fake)).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: '【木のおもちゃ こだま】に戻す' }))
    fireEvent.click(sendButton())
    await waitFor(() => expect(sent(fake)).toHaveLength(1))
    expect(sent(fake)[0]).toMatchObject({ accountId: 2, despiteAccount: false })
  })
})

describe('what the checks find', () => {
  it('stands in one dialog; 直す goes back to the text and nothing leaves', async () => {
    const { user, fake } = await openWindow({ openId: WITH_DRAFT })
    fake.answer('replies.check', { findings, addressedAccountId: null })
    fireEvent.click(sendButton())
    const dialog = await screen.findByRole('alertdialog', { name: '送信前の確認' })
    expect(dialog.textContent).toContain('「添付」と書いてありますが、ファイルが添付されていません。')
    expect(dialog.textContent).toContain('「佐藤様」は、このお客さま（鈴木明日香さま）の名前ではないようです。')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(document.activeElement).toBe(body())
    expect(sent(fake)).toEqual([])
  })

  it('leaves when the person says so, under what was overridden, and is asked again after an edit', async () => {
    const { user, fake } = await openWindow({ openId: WITH_DRAFT })
    fake.answer('replies.check', { findings, addressedAccountId: null })
    fireEvent.click(sendButton())
    await screen.findByRole('alertdialog')
    await user.keyboard('{Escape}')
    fireEvent.change(body(), { target: { value: '佐藤様 添付しました' } })
    fireEvent.click(sendButton())
    await user.click(await screen.findByRole('button', { name: 'このまま送る' }))
    await waitFor(() => expect(sent(fake)).toHaveLength(1))
    expect(sent(fake)[0]).toMatchObject({
      overridden: ['attachment', 'other-name'],
      body: expect.stringContaining('佐藤様') as unknown,
    })
  })

  it('names a date that could stand there instead of a vague one', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    const vague: Finding = { check: 'vague-date', words: ['下旬'], example: '11月27日(金)' }
    fake.answer('replies.check', { findings: [vague], addressedAccountId: null })
    fireEvent.click(sendButton())
    const question = await screen.findByRole('alertdialog')
    expect(question.textContent).toContain('「下旬」だけでは、いつなのかが伝わりません。「11月27日(金)」のように日付で')
  })

  it('about recipients is said beside them as soon as they stand there', async () => {
    const { user, fake } = await openWindow({ openId: WITH_DRAFT })
    const typo: Finding = { check: 'new-address', words: ['asuka@exmaple.com'] }
    fake.answer('replies.check', { findings: [typo], addressedAccountId: null })
    await user.type(screen.getByRole('textbox', { name: '宛先' }), 'asuka@exmaple.com{Enter}')
    expect(await screen.findByText(/asuka@exmaple.com とは、まだメールのやり取りがありません/)).toBeTruthy()
  })
})

it('a ticket of several customers asks whom the answer is for', async () => {
  const { user, fake, store } = await openWindow({ openId: WITH_DRAFT })
  const detail = fake.shop.details.get(WITH_DRAFT as TicketId)!
  const askers = [
    { name: '鈴木明日香', address: 'asuka@example.com' },
    { name: '佐藤', address: 'sato@example.net' },
  ]
  fake.shop.details.set(WITH_DRAFT as TicketId, { ...detail, askers, draft: { ...detail.draft, to: [] } })
  await store.getState().refreshTicket()
  const group = await screen.findByRole('group', { name: 'どのお客さまに送りますか' })
  expect(sendButton()).toHaveProperty('disabled', true)
  await user.click(within(group).getByRole('button', { name: '佐藤' }))
  expect(sendButton()).toHaveProperty('disabled', false)
  fireEvent.click(sendButton())
  await waitFor(() => expect(sent(fake)[0]).toMatchObject({ to: [askers[1]] }))
})

describe('sending and more', () => {
  it('送信して次へ opens what has to be done next', async () => {
    const { user, fake, store } = await openWindow({ openId: WITH_DRAFT })
    await user.click(screen.getByRole('button', { name: 'ほかの送り方' }))
    await user.click(await screen.findByRole('menuitem', { name: /送信して次へ/ }))
    await waitFor(() => expect(sent(fake)).toHaveLength(1))
    await waitFor(() => expect(store.getState().openId).not.toBe(WITH_DRAFT))
    const row = store.getState().rows.get(store.getState().openId!)
    expect(['new', 'open']).toContain(row?.status)
  })

  it('Ctrl+Alt+Enter settles the ticket with the answer, Ctrl+Enter alone does not', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fireEvent.keyDown(body(), { key: 'Enter', ctrlKey: true, altKey: true })
    await waitFor(() => expect(sent(fake)).toHaveLength(1))
    expect(sent(fake)[0]).toMatchObject({ plan: { thenResolve: true } })
  })
})

describe('the settings', () => {
  it('turn a check off and take new words to look for', async () => {
    const { user, fake, store } = await openWindow()
    store.getState().showScreen('settings')
    await user.click(await screen.findByRole('switch', { name: '添付の付け忘れ' }))
    expect(fake.shop.settings.checksOff).toEqual(['attachment'])
    await user.type(screen.getByRole('textbox', { name: '言い回し' }), '先に…返送{Enter}')
    expect(fake.shop.settings.warnWords).toEqual([{ words: '先に…返送', category: null }])
    await user.click(screen.getByRole('button', { name: '「先に…返送」を外す' }))
    expect(fake.shop.settings.warnWords).toEqual([])
  })
})
