import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Bridge } from '../../preload/bridge.ts'
import { startDesktop } from '../support/desktop.ts'
import { launchApp } from '../support/electron.ts'
import { fillManyTickets } from '../support/many-tickets.ts'

const TICKETS = 300
const MESSAGES = 200
const TEMPLATES = 1000
const LETTERS = 200
const TIMES = 30

/** Answering in real Electron: letters typed under a conversation of 200 messages, one ticket after another, the picker with 1,000 templates. */
export async function measureWindow(): Promise<void> {
  const desktop = await startDesktop({ keyring: false })
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-window-'))
  try {
    await fillManyTickets(dataDir, TICKETS, Date.now(), MESSAGES)
    const { window, close } = await launchApp({ desktop, dataDir, args: ['--demo', '--no-sandbox'] })
    await window.waitForSelector('[role="option"]')
    await addTemplates(window)
    // The newest ticket is the long one; it is found by its order number.
    await window.fill('input[data-place="search"]', `123456-20261101-${String(TICKETS - 1).padStart(10, '0')}`)
    await window.waitForFunction(() => document.querySelectorAll('[role="option"]').length === 1)
    await window.locator('[role="option"]').click()
    await window.waitForFunction((count) => document.querySelectorAll('.message').length >= count, MESSAGES)

    await window.keyboard.press('r')
    await window.locator('textarea.composer__body').focus()
    const script = await scriptTimes(window)
    const letters: Taken[] = []
    for (let letter = 0; letter < LETTERS; letter++) letters.push(await script(() => typeLetter(window)))
    tellBoth('a letter', letters)
    await window.keyboard.press('Escape')

    await window.fill('input[data-place="search"]', '')
    await window.waitForFunction(() => document.querySelectorAll('[role="option"]').length > 1)
    await window.locator('[role="option"]').first().click()
    const list = window.locator('[data-place="list"]')
    const picker: Taken[] = []
    for (let time = 0; time < TIMES; time++) {
      // A letter is a command only outside of fields.
      await list.focus()
      picker.push(await script(() => untilShown(window, 't', '[role="dialog"]')))
      await window.keyboard.press('Escape')
      await window.locator('[role="dialog"]').waitFor({ state: 'detached' })
      await window.keyboard.press('Escape')
    }
    tellBoth(`the picker, ${TEMPLATES} templates`, picker)

    const switches: Taken[] = []
    await list.focus()
    for (let time = 0; time < TIMES; time++) switches.push(await script(() => untilOpened(window, 'j')))
    tellBoth('the next ticket', switches)

    const long: Taken[] = []
    await window.locator('[role="option"]').first().click()
    await list.focus()
    for (let time = 0; time < TIMES / 3; time++) {
      await untilOpened(window, 'End')
      long.push(await script(() => untilOpened(window, 'Home')))
    }
    tellBoth('the first ticket again', long)
    await close()
  } finally {
    await desktop.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function addTemplates(window: Page) {
  return window.evaluate(async (count) => {
    const { invoke } = (globalThis as unknown as { madoguchi: Bridge }).madoguchi
    for (let number = 0; number < count; number++) {
      await invoke('templates.save', {
        ...{
          id: null,
          kind: 'template',
          language: 'ja',
          shopId: null,
          category: null,
          purpose: null,
          startsHold: false,
        },
        ...{ title: `ご案内 ${number}`, reading: `ごあんない ${number}`, abbreviation: `a${number}` },
        ...{ folder: `組 ${number % 20}`, subject: '', body: `{{お客さま名}}さま\n\nご案内 ${number} です。` },
      })
    }
  }, TEMPLATES)
}

/** Types into the field that has the keyboard, and answers how many ms later the frame with the letter was made. */
async function typeLetter(window: Page): Promise<number> {
  await window.evaluate(() => {
    const done = new Promise<number>((resolve) => {
      globalThis.addEventListener(
        'keydown',
        () => {
          const startedAt = performance.now()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
        },
        { capture: true, once: true },
      )
    })
    Object.assign(globalThis, { letterDone: done })
  })
  await window.keyboard.press('a')
  return window.evaluate(() => (globalThis as unknown as { letterDone: Promise<number> }).letterDone)
}

/** Presses a key, and answers how many ms later what it opens stands there. */
async function untilShown(window: Page, key: string, selector: string): Promise<number> {
  const startedAt = performance.now()
  await window.keyboard.press(key)
  await window.locator(selector).waitFor()
  return performance.now() - startedAt
}

/** As `untilShown`, until another ticket with its messages stands there. */
async function untilOpened(window: Page, key: string): Promise<number> {
  const before = await window.locator('.ticket-head').textContent()
  const startedAt = performance.now()
  await window.keyboard.press(key)
  await window.waitForFunction((head) => {
    const now = document.querySelector('.ticket-head')?.textContent
    return now !== undefined && now !== head && document.querySelector('.message') !== null
  }, before)
  return performance.now() - startedAt
}

type Taken = { script: number; still: number }

/**
 * How long scripts ran in the page for what is done, beside how long it took until the window stood still: on a machine with
 * company only the first says something about the program.
 */
async function scriptTimes(window: Page) {
  const session = await window.context().newCDPSession(window)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const total = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'ScriptDuration')!.value
  }
  return async (act: () => Promise<number>): Promise<Taken> => {
    const before = await total()
    const still = await act()
    return { script: (await total()) - before, still }
  }
}

function tellBoth(what: string, times: readonly Taken[]): void {
  tell(
    `${what}, script`,
    times.map(({ script }) => script),
  )
  tell(
    `${what}, until seen`,
    times.map(({ still }) => still),
  )
}

function tell(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
  console.log(`window: ${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${times.length})`)
}
