import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language, Settings } from '../../preload/domain.ts'

export type Bounds = { x: number; y: number; width: number; height: number }
export type WindowState = {
  bounds: Bounds
  isMaximised: boolean
  zoom: number
  /** Known here too: the window comes before the settings are read, and on a bad day they cannot be. */
  language: Language
  theme: Settings['theme']
}

/** What of a title bar must lie on a screen so that a hand can catch it. */
const GRIP = { width: 120, height: 32 }

export const windowStateFile = (dataDir: string) => join(dataDir, 'window.json')

/** The last place of the window; null when none was kept or the file says nothing sensible. */
export function readWindowState(file: string): WindowState | null {
  try {
    return sensible(JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState> | null)
  } catch {
    return null
  }
}

/** By hand: the schemas of the program are read after its window is there. A version before this one kept no theme. */
function sensible(kept: Partial<WindowState> | null): WindowState | null {
  const { bounds, isMaximised, zoom, language, theme } = kept ?? {}
  const { x = NaN, y = NaN, width = 0, height = 0 } = bounds ?? {}
  const isPlaced = [x, y, width, height].every(Number.isSafeInteger) && width > 0 && height > 0
  const isZoom = typeof zoom === 'number' && zoom >= -3 && zoom <= 5
  if (!isPlaced || !isZoom || typeof isMaximised !== 'boolean') return null
  if (language !== 'ja' && language !== 'en') return null
  const isTheme = theme === 'light' || theme === 'dark'
  return { bounds: { x, y, width, height }, isMaximised, zoom, language, theme: isTheme ? theme : 'system' }
}

/** Where the window stood matters to nobody enough to disturb them about it. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state))
  } catch {
    return
  }
}

/** Bounds that can be seen and caught on one of the screens; null when the screen they were on is gone. */
export function fitToScreens(bounds: Bounds, screens: readonly Bounds[]): Bounds | null {
  const screen = screens.find((area) => {
    const left = Math.max(bounds.x, area.x)
    const right = Math.min(bounds.x + bounds.width, area.x + area.width)
    const isTitleInside = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height
    return isTitleInside && right - left >= GRIP.width
  })
  if (!screen) return null
  return { ...bounds, width: Math.min(bounds.width, screen.width), height: Math.min(bounds.height, screen.height) }
}
