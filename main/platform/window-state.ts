import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Language } from '../../preload/domain.ts'

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
export type Bounds = z.infer<typeof Bounds>
const WindowState = z.object({
  bounds: Bounds,
  isMaximised: z.boolean(),
  zoom: z.number().min(-3).max(5),
  /** Known here too, for the day on which the settings cannot be read. */
  language: Language,
})
export type WindowState = z.infer<typeof WindowState>

/** What of a title bar must lie on a screen so that a hand can catch it. */
const GRIP = { width: 120, height: 32 }

export const windowStateFile = (dataDir: string) => join(dataDir, 'window.json')

/** The last place of the window; null when none was kept or the file says nothing sensible. */
export function readWindowState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
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
