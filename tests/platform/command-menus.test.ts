import { describe, expect, it } from 'vitest'
import { commandItems } from '../../main/platform/command-menus.ts'
import { catalogs } from '../../preload/locales/index.ts'

const { names } = catalogs.ja.commands
const item = (label: string, isMac: boolean) =>
  commandItems('ticket', names, () => {}, isMac).find((one) => one.label?.startsWith(label))

describe('a menu of the system', () => {
  it('shows the key of each command and leaves the key itself to the window', () => {
    expect(item('返信を書く', false)).toMatchObject({ accelerator: 'R', registerAccelerator: false })
    expect(item('送信', false)).toMatchObject({ accelerator: 'CmdOrCtrl+Enter', registerAccelerator: false })
    const go = commandItems('go', names, () => {}, false)
    expect(go.map(({ label }) => label)).toContain('要対応へ (g i)')
  })

  it('of macOS takes no single letter, which would then be missing in every text', () => {
    expect(item('返信を書く', true)).toMatchObject({ label: '返信を書く (r)' })
    expect(item('返信を書く', true)).not.toHaveProperty('accelerator')
  })

  it('tells which command was chosen', () => {
    const chosen: string[] = []
    for (const { click } of commandItems('help', names, (id) => chosen.push(id), false)) (click as () => void)()
    expect(chosen).toEqual(['palette', 'help', 'howTo', 'feedback', 'about'])
  })
})
