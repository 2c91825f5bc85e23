// @vitest-environment jsdom
import { act, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { catalogs } from '../../preload/locales/index.ts'
import { ticketOfLink } from '../../main/platform/arguments.ts'
import { runCommand } from '../../renderer/commands/use-commands.ts'
import { findHelp } from '../../renderer/help/find-help.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

configure({ asyncUtilTimeout: 5000 })
afterEach(closeWindow)

const { ja, en } = catalogs

describe('the help', () => {
  it.each([
    ['取り消し', '返信する'],
    ['purinto', '印刷する'],
    ['印刷', '印刷する'],
    ['ズーム', '文字の大きさと画面の色'],
    ['キャンセル', '注文を保留にする'],
    ['プライバシー', 'データはどこにあるか'],
  ])('finds %s', (query, title) => {
    expect(findHelp(query, ja.help.topics)[0]?.title).toBe(title)
  })

  it('has the same topics in both languages', () => {
    expect(en.help.topics.length).toBe(ja.help.topics.length)
  })

  it('opens with F1, also out of a field, and shows what was looked for', async () => {
    const { store, user } = await openWindow()
    fireEvent.keyDown(window, { key: 'F1', code: 'F1' })
    expect(await screen.findByRole('heading', { name: ja.help.title })).toBeTruthy()
    await user.type(screen.getByRole('searchbox', { name: ja.help.find }), '通知が出ない')
    await waitFor(() => expect(store.getState().helpQuery).toBe('通知が出ない'))
    expect(document.querySelector('.help__count')?.textContent).toBe(ja.help.found(1))
    expect(screen.getByText(/「テスト通知」を押してください/)).toBeTruthy()
  })

  it('says what to do where nothing is found', async () => {
    const { store, user } = await openWindow()
    act(() => {
      store.getState().showScreen('help')
      store.getState().findHelp('zzz')
    })
    await user.click(await screen.findByRole('button', { name: ja.help.showAll }))
    expect(document.querySelector('.help__count')?.textContent).toBe(ja.help.all(ja.help.topics.length))
  })
})

it('the page about the program names its parts, and shows the words of a licence when asked', async () => {
  const { store } = await openWindow()
  act(() => store.getState().showScreen('about'))
  const part = (await screen.findByText('zod')).closest('details')!
  expect(within(part).getByText('MIT')).toBeTruthy()
  expect(within(part).queryByText(/Permission is hereby granted/)).toBeNull()
  part.open = true
  fireEvent(part, new Event('toggle'))
  expect(within(part).getByText(/Permission is hereby granted/)).toBeTruthy()
})

describe('an opinion', () => {
  it('is shown whole, as it leaves, and is copied and not sent', async () => {
    const { store, fake, user } = await openWindow()
    const copied = vi.fn<(command: string) => boolean>()
    document.execCommand = copied
    act(() => store.getState().openDialog({ type: 'feedback' }))
    const dialog = within(await screen.findByRole('dialog'))
    const copy = dialog.getByRole<HTMLButtonElement>('button', { name: ja.feedback.copy })
    expect(copy.disabled).toBe(true)
    await user.type(dialog.getByLabelText(ja.feedback.label), '印刷が便利です')
    const whole = () => document.querySelector('.feedback__whole')?.textContent
    expect(whole()).toBe('印刷が便利です\n\n窓口 0.1.0\nパソコン Linux 6.1 (x64)\nElectron 45.4.1')
    await user.click(dialog.getByLabelText(ja.feedback.withFacts))
    expect(whole()).toBe('印刷が便利です')
    await user.click(copy)
    expect(copied).toHaveBeenCalledWith('copy')
    expect(fake.calls.map(({ method }) => method)).not.toContain('links.open')
  })
})

describe('printing', () => {
  it('lays out the words of the open ticket without internal notes, and is gone afterwards', async () => {
    const printed = vi.fn<() => void>()
    globalThis.print = printed
    const { store } = await openWindow({ openId: 1024 })
    const { messages } = store.getState().detail!
    fireEvent.keyDown(window, { key: 'p', code: 'KeyP', ctrlKey: true })
    await waitFor(() => expect(printed).toHaveBeenCalledTimes(1))
    const sheet = document.querySelector('.print-sheet')!
    for (const { direction, text } of messages) {
      if (text.trim() !== '') expect(sheet.textContent.includes(text.trimEnd())).toBe(direction !== 'note')
    }
    expect(sheet.textContent).toContain('#1024')
    act(() => void globalThis.dispatchEvent(new Event('afterprint')))
    expect(document.querySelector('.print-sheet')).toBeNull()
  })

  it('has nothing to do where no ticket is open', async () => {
    const printed = vi.fn<() => void>()
    globalThis.print = printed
    await openWindow()
    fireEvent.keyDown(window, { key: 'p', code: 'KeyP', ctrlKey: true })
    expect(printed).not.toHaveBeenCalled()
  })
})

describe('a newer version', () => {
  it('is offered in the rail and in the settings, step by step', async () => {
    const { store, fake, user } = await openWindow()
    fake.answer('updates.get', { status: 'available', version: '9.9.9', percent: null, checkedAt: 0, failure: null })
    await act(() => store.getState().loadUpdate())
    await user.click(screen.getByRole('button', { name: ja.updates.inRail.available }))
    await user.click(await screen.findByRole('button', { name: ja.updates.download }))
    expect(fake.callsOf('updates.download')).toHaveLength(1)
    fake.answer('updates.get', { status: 'ready', version: '9.9.9', percent: null, checkedAt: 0, failure: null })
    await act(() => store.getState().loadUpdate())
    await user.click(await screen.findByRole('button', { name: ja.updates.install }))
    expect(fake.callsOf('updates.install')).toHaveLength(1)
  })
})

it('the link of a ticket that is copied is one by which the program opens it', async () => {
  const { store } = await openWindow({ openId: 1024 })
  let copied = ''
  document.execCommand = () => {
    const clipboardData = { setData: (_type: string, text: string) => void (copied = text) }
    return document.dispatchEvent(Object.assign(new Event('copy'), { clipboardData }))
  }
  act(() => runCommand(store, 'copyLink'))
  expect(ticketOfLink(copied)).toBe(1024)
  expect(await screen.findByText(ja.ticket.linkCopied)).toBeTruthy()
})
