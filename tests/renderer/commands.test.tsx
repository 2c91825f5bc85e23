// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { COMMAND_IDS, COMMANDS, shownKeys } from '../../preload/commands.ts'
import { catalogs } from '../../preload/locales/index.ts'
import { findCommands } from '../../renderer/commands/find.ts'
import { fold } from '../../renderer/commands/fold.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

const ja = catalogs.ja.commands
const palette = () => screen.findByRole('combobox', { name: ja.find })
const choices = () => screen.getAllByRole('option').map((row) => row.querySelector('span')?.textContent)

describe('a command', () => {
  it('has a key that no other has', () => {
    const keys = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  it.each(['へんしん', 'ヘンシン', 'hensin', 'henshin', '返信を', 'ＲＥＰＬＹ'])('is found by %s', (query) => {
    expect(findCommands(query, ja, [])).toContain('reply')
  })

  it.each([
    ['しゃない', 'shanai'],
    ['かっきり', 'kakkiri'],
    ['まっちゃ', 'matcha'],
    ['じゅしん', 'jushin'],
    ['フレーズ', 'furezu'],
  ])('reads %s and %s alike', (kana, latin) => {
    expect(fold(kana)).toBe(fold(latin))
  })

  it('that begins with the word stands before one that only has it, and what was used last before the rest', () => {
    expect(findCommands('そうしん', ja, [])[0]).toBe('send')
    expect(findCommands('', ja, ['sync', 'undo']).slice(0, 2)).toEqual(['sync', 'undo'])
  })
})

describe('the palette', () => {
  it('opens with Ctrl+K while one writes, shows the key of each command, and does what is chosen', async () => {
    const { store, user } = await openWindow({ openId: 1024 })
    await user.keyboard('r')
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await palette(), 'kategori')
    expect(choices()[0]).toBe('カテゴリを付ける')
    expect(screen.getAllByRole('option')[0]?.querySelector('kbd')?.textContent).toBe('c')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(store.getState().dialog).toEqual({ type: 'category', ids: [1024] }))
    expect(store.getState().recentCommands).toEqual(['category'])
  })

  it('takes no Enter that ends a conversion', async () => {
    const { store, user } = await openWindow({ openId: 1024 })
    await user.keyboard('{Control>}k{/Control}')
    const field = await palette()
    fireEvent.change(field, { target: { value: 'かてごり' } })
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
    expect(store.getState().isPaletteOpen).toBe(true)
  })

  it('names no command that could do nothing', async () => {
    const { user } = await openWindow()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await palette(), '返信を書く')
    expect(screen.getByText(ja.none)).toBeTruthy()
  })
})

describe('the sheet of keys', () => {
  it('lists every command that has a key', async () => {
    const { user } = await openWindow()
    await user.keyboard('?')
    const sheet = await screen.findByRole('dialog', { name: 'キーボードの操作' })
    for (const id of COMMAND_IDS.filter((one) => shownKeys(one, false).length > 0))
      expect(within(sheet).getByText(ja.names[id])).toBeTruthy()
  })
})

describe('a command chosen in a menu of the system', () => {
  it('does the same as its key, and says when it cannot', async () => {
    const { fake, store } = await openWindow()
    fake.chooseInMenu('reply')
    expect(await screen.findByText('「返信を書く」は今は使えません')).toBeTruthy()
    fake.chooseInMenu('goOutbox')
    await waitFor(() => expect(store.getState().screen).toBe('outbox'))
  })
})

describe('a key pressed before the ticket has been read', () => {
  it.each([
    ['r', () => screen.findByRole('textbox', { name: catalogs.ja.composer.body })],
    ['t', () => screen.findByRole('combobox', { name: catalogs.ja.templates.find })],
  ])('%s opens its place once the conversation stands there', async (key, place) => {
    const { fake, store, user } = await openWindow()
    const release = fake.hold('tickets.get')
    await user.keyboard(`j${key}`)
    expect(store.getState().detail).toBeNull()
    release()
    expect(await place()).toBeTruthy()
  })

  it('is forgotten when another ticket is opened meanwhile', async () => {
    const { fake, store, user } = await openWindow()
    const release = fake.hold('tickets.get')
    await user.keyboard('jrj')
    release()
    await waitFor(() => expect(store.getState().detail).not.toBeNull())
    expect(screen.queryByRole('textbox', { name: catalogs.ja.composer.body })).toBeNull()
  })
})

describe('several rows', () => {
  it('are taken with Shift+J, or all with Ctrl+A', async () => {
    const { store, user } = await openWindow()
    await user.keyboard('j')
    await user.keyboard('{Shift>}JJ{/Shift}')
    expect([...store.getState().selected]).toEqual(store.getState().list.ids.slice(0, 3))
    await user.keyboard('{Control>}a{/Control}')
    expect(store.getState().selected.size).toBe(store.getState().list.ids.length)
  })

  it('are filed as notices at once, and come back with u', async () => {
    const { fake, store, user } = await openWindow()
    await user.keyboard('jxjx')
    const ids = [...store.getState().selected]
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await palette(), 'つうちめーる ふりわけ')
    await user.keyboard('{Enter}')
    expect(await screen.findByText('2件を通知メールに移しました')).toBeTruthy()
    expect(fake.callsOf('tickets.setKind').map(({ input }) => input)).toEqual(ids.map((id) => ({ id, kind: 'notice' })))
    expect(store.getState().selected.size).toBe(0)
    await user.keyboard('u')
    await waitFor(() => expect(fake.callsOf('tickets.setKind').at(-1)?.input).toEqual({ id: ids[1], kind: 'ticket' }))
  })

  it('are closed without a reply together, and opened again by u', async () => {
    const { fake, store, user } = await openWindow()
    await user.keyboard('jxjx')
    const ids = [...store.getState().selected]
    await user.keyboard('{Shift>}E{/Shift}')
    expect(await screen.findByText('2件を返信不要で完了にしました')).toBeTruthy()
    expect(fake.callsOf('tickets.resolve')[0]?.input).toEqual({ ids, reason: 'no-reply-needed' })
    await user.keyboard('u')
    await waitFor(() => expect(fake.callsOf('tickets.reopen')[0]?.input).toEqual({ ids, isUndo: true }))
  })
})
