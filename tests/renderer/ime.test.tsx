// @vitest-environment jsdom
import { act, createEvent, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { closeWindow, openWindow } from '../support/window.tsx'

type Opened = Awaited<ReturnType<typeof openWindow>>
afterEach(closeWindow)

/** What only asks main. */
const ASKS =
  /\.(?:list|get|find|preview|versions|check|lookup|read|rows|counts|draft|ofTicket|progress|callers|marks|settings|info)$/u
/** What keeps the words that stand there, whatever key was pressed. */
const KEEPS = new Set(['groups.saveDraft', 'drafts.save', 'tickets.markSeen'])

const box = (name: string) => screen.findByRole('textbox', { name })
async function inGroups({ store }: Opened) {
  const group = { name: '予約', product: '', intervalDays: 15 }
  await act(() => store.getState().putIntoGroup([store.getState().list.ids[0]!], group))
  act(() => store.getState().showScreen('groups'))
  fireEvent.click(await screen.findByRole('button', { name: '名前や間隔を変える' }))
  return box('グループの名前')
}
async function inMany({ store }: Opened, name: string) {
  act(() => store.getState().startMany(store.getState().list.ids.slice(0, 2)))
  return box(name)
}
async function inComposer({ user }: Opened, name: string) {
  await user.keyboard('r')
  return box(name)
}
async function inMemo({ store }: Opened, name: string) {
  act(() => store.getState().openDialog({ type: 'phone-memo', ticketId: null }))
  const field = await box(name)
  fireEvent.change(await box('ご用件'), { target: { value: '納期' } })
  return field
}
async function inNote({ store }: Opened) {
  act(() => store.getState().setNoteOpen(true))
  const field = await box('社内メモ')
  fireEvent.change(field, { target: { value: '確認中' } })
  return field
}
async function inRule({ user }: Opened, name: string) {
  fireEvent.keyDown(document.body, { key: 'Escape' })
  await user.keyboard('gr')
  fireEvent.click(await screen.findByRole('button', { name: '新しい自動処理' }))
  return box(name)
}
async function inOrders({ store }: Opened) {
  act(() => store.getState().showScreen('orders'))
  return box('注文番号・名前・メールアドレスで探す')
}
async function inNewGroup({ store }: Opened) {
  act(() => store.getState().openDialog({ type: 'group', ids: store.getState().list.ids.slice(0, 1) }))
  const field = await box('グループの名前')
  fireEvent.change(field, { target: { value: '予約' } })
  return field
}

describe('the Enter that ends a conversion does nothing but that', () => {
  it.each<[string, (opened: Opened) => Promise<HTMLElement>]>([
    ['in the text of an answer', (opened) => inComposer(opened, '本文')],
    ['in its recipients', (opened) => inComposer(opened, '宛先')],
    ['in its subject', (opened) => inComposer(opened, '件名')],
    ['in the subject to many', (opened) => inMany(opened, '件名')],
    ['in the text to many', (opened) => inMany(opened, '本文')],
    ['in the name of a new group', inNewGroup],
    ['in the name of a group that is changed', inGroups],
    ['in the search for orders', inOrders],
    ['in an internal note', inNote],
    ['in the name of a caller', (opened) => inMemo(opened, 'お名前')],
    ['in what was said on the phone', (opened) => inMemo(opened, 'ご用件')],
    ['in the name of a rule', (opened) => inRule(opened, '名前')],
  ])('%s', async (_, open) => {
    const opened = await openWindow({ openId: 1024 })
    const field = await open(opened)
    const before = opened.fake.calls.length
    for (const ctrlKey of [false, true])
      for (const sign of [{ isComposing: true }, { keyCode: 229 }]) {
        const press = createEvent.keyDown(field, { key: 'Enter', ctrlKey, ...sign })
        fireEvent(field, press)
        const isInForm = field instanceof HTMLInputElement && field.form !== null
        if (isInForm) expect(press.defaultPrevented).toBe(true)
      }
    await act(async () => {
      await Promise.resolve()
    })
    const did = opened.fake.calls.slice(before).map(({ method }) => method)
    expect(did.filter((method) => !ASKS.test(method) && !KEEPS.has(method))).toEqual([])
    expect(field.isConnected).toBe(true)
  })
})
