import { expect, it, vi } from 'vitest'
import { desktopEntry } from '../../main/platform/autostart.ts'

vi.mock('electron', () => ({ app: {} }))

it('starts a program whose folder has blanks, quotes and signs in its name', () => {
  expect(desktopEntry(['/opt/My "Shop"/m$a', '--hidden', '100%'])).toContain(
    `\nExec="/opt/My \\\\"Shop\\\\"/m\\\\$a" "--hidden" "100%%"\n`,
  )
})

it('is passed over by a desktop when the program is gone', () => {
  expect(desktopEntry(['/opt/Madoguchi/madoguchi', '--hidden'])).toContain('\nTryExec=/opt/Madoguchi/madoguchi\n')
})
