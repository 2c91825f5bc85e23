import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReader } from '../../main/cli/headless.ts'
import { prepareDemo } from '../../main/demo.ts'
import { systemClock as clock } from '../../main/jobs/clock.ts'
import type { Bridge } from '../../preload/bridge.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'

let desktop: Desktop
let running: RunningApp

beforeAll(async () => {
  desktop = await startDesktop()
  const dataDir = join(desktop.env['HOME']!, 'accessible')
  const log = { info: () => {}, error: () => {} }
  await prepareDemo({ dataDir, clock, reader: createReader(), log, version: '0.0.0', language: 'ja' })
  running = await launchApp({ desktop, dataDir, args: ['--demo'] })
  await running.window.addInitScript(() => {
    const refused: string[] = []
    Object.assign(globalThis, { refused })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      refused.push(`${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  await running.window.waitForSelector('.ticket-row')
  await running.window.reload()
  await running.window.waitForSelector('.ticket-row')
  await running.window.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
})
afterAll(async () => {
  await running?.close()
  await desktop?.close()
})

const keys =
  (...pressed: string[]) =>
  async (page: Page) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
const view = (name: string) => (page: Page) =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
const onTicket =
  (...pressed: string[]) =>
  async (page: Page) => {
    await view(ja.views.todo)(page)
    await page.locator('.ticket-row', { hasText: '豆皿' }).click()
    await page.locator('.composer').waitFor()
    await keys(...pressed)(page)
  }

const onHelp = (button: string) => async (page: Page) => {
  await keys('F1')(page)
  await page.getByRole('main').getByRole('button', { name: button }).click()
}

/** Each screen and dialog a person works in, and how it comes up. */
const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  list: view(ja.views.todo),
  overdue: view(ja.views.overdue),
  holds: view(ja.views.holds),
  notices: view(ja.views.notices),
  outbox: keys('g', 'o'),
  ticket: onTicket(),
  answer: onTicket('r'),
  'hold plan': onTicket('h'),
  'template picker': onTicket('t'),
  'internal note': onTicket('n'),
  categories: onTicket('c'),
  assignees: onTicket('a'),
  snooze: onTicket('s'),
  'menu of a row': (page) => page.locator('.ticket-row').first().click({ button: 'right' }),
  'selected rows': keys('j', 'x', 'j', 'x'),
  'command palette': keys('Control+k'),
  shortcuts: keys('?'),
  'phone memo': keys('Control+Shift+P'),
  notifications: (page) => page.locator('.alerts-button').click(),
  templates: keys('g', 't'),
  rules: keys('g', 'r'),
  settings: keys('g', 's'),
  help: keys('F1'),
  'about the program': onHelp(ja.about.title),
  'an opinion': onHelp(ja.help.feedback),
}

it.each(['light', 'dark'] as const)('no screen breaks a rule of axe: names, roles, contrast AA (%s)', async (theme) => {
  const { window } = running
  await window.evaluate(
    (input) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke('settings.set', input),
    { theme },
  )
  const found: string[] = []
  for (const [name, show] of Object.entries(SCREENS)) {
    await show(window)
    // Colours fade from one to the next.
    await window.waitForTimeout(250)
    for (const fault of await audit(window)) found.push(`${name}: ${fault}`)
    for (let press = 0; press < 3; press += 1) await window.keyboard.press('Escape')
  }
  expect(found).toEqual([])
})

it.each([
  [1280, 800],
  [1024, 700],
])('no screen squeezes a field or its words (%i×%i)', async (width, height) => {
  const { window, inMain } = running
  const size = { width, height }
  await inMain(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setContentSize(to.width, to.height), size)
  await expect.poll(() => window.evaluate((to) => Math.abs(globalThis.innerWidth - to), width)).toBeLessThan(3)
  const found: string[] = []
  for (const [name, show] of Object.entries(SCREENS)) {
    await show(window)
    for (const fault of await window.evaluate(squeezed)) found.push(`${name}: ${fault}`)
    for (let press = 0; press < 3; press += 1) await window.keyboard.press('Escape')
  }
  expect(found).toEqual([])
})

it('no screen asks for what the policy of the window refuses', async () => {
  const refused = await running.window.evaluate(() => (globalThis as unknown as { refused: string[] }).refused)
  expect(refused).toEqual([])
})

function audit(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(where: unknown, how: RunOptions): Promise<AxeResults> } }
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
    // A popover is hung below the body, outside of every landmark; it is a dialog with a name of its own.
    const rules = { region: { enabled: false } }
    const { violations } = await axe.run(globalThis.document, { resultTypes: ['violations'], runOnly, rules })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
  })
}

/** Fields too narrow to read what is typed, and words that stand one or two to a line. Runs in the page. */
function squeezed(): string[] {
  const place = (element: Element) => `${element.tagName} ${element.className}`
  const fields = 'input:not([type=checkbox], [type=radio], [type=file], [type=color]), textarea, select'
  const narrow = [...document.querySelectorAll(fields)]
    .filter((field) => field.checkVisibility() && field.getBoundingClientRect().width < 40)
    .map((field) => `${place(field)} is narrow`)
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const stacked: string[] = []
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent!.trim()
    const parent = walker.currentNode.parentElement!
    if (words.length < 6 || !parent.checkVisibility()) continue
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    const lines = [...range.getClientRects()]
    const widest = Math.max(...lines.map(({ width }) => width))
    const em = Number.parseFloat(getComputedStyle(parent).fontSize)
    if (lines.length > 2 && widest < 3 * em) stacked.push(`${place(parent)}: ${words.slice(0, 20)}`)
  }
  return [...narrow, ...stacked]
}
