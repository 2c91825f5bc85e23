import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fitToScreens, readWindowState, writeWindowState } from '../../main/platform/window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 1280, height: 1024 }

describe('a window comes back', () => {
  it('where it was', () => {
    const bounds = { x: 2000, y: 40, width: 1100, height: 700 }
    expect(fitToScreens(bounds, [screen, right])).toEqual(bounds)
  })
  it('in the usual place when its screen is gone', () => {
    expect(fitToScreens({ x: 2000, y: 40, width: 1100, height: 700 }, [screen])).toBeNull()
  })
  it('in the usual place when no hand could catch its title', () => {
    expect(fitToScreens({ x: 100, y: -200, width: 1100, height: 700 }, [screen])).toBeNull()
    expect(fitToScreens({ x: 1880, y: 100, width: 1100, height: 700 }, [screen])).toBeNull()
  })
  it('no larger than its screen', () => {
    expect(fitToScreens({ x: 0, y: 0, width: 3000, height: 2000 }, [screen])).toEqual({ ...screen })
  })
})

describe('the file of the window', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'madoguchi-window-')), 'window.json')
  it('is read as it was written', () => {
    const [path, state] = [
      file(),
      { bounds: screen, isMaximised: true, zoom: 1, language: 'en' as const, theme: 'dark' as const },
    ]
    writeWindowState(path, state)
    expect(readWindowState(path)).toEqual(state)
  })
  it('of a version that kept no colours is read all the same', () => {
    const path = file()
    writeFileSync(path, JSON.stringify({ bounds: screen, isMaximised: false, zoom: 0, language: 'ja' }))
    expect(readWindowState(path)).toEqual({
      bounds: screen,
      isMaximised: false,
      zoom: 0,
      language: 'ja',
      theme: 'system',
    })
  })
  it('is passed over when it is missing or damaged', () => {
    const path = file()
    expect(readWindowState(path)).toBeNull()
    const state = { bounds: screen, isMaximised: false, zoom: 0, language: 'ja', theme: 'system' }
    const damaged = [
      null,
      'window',
      { bounds: { x: 'a' } },
      { ...state, bounds: { ...screen, width: 0 } },
      { ...state, bounds: { ...screen, x: 1.5 } },
      { ...state, zoom: 50 },
      { ...state, isMaximised: 1 },
      { ...state, language: 'fr' },
    ]
    for (const text of ['', '{', ...damaged.map((one) => JSON.stringify(one))]) {
      writeFileSync(path, text)
      expect(readWindowState(path)).toBeNull()
    }
  })
})
