import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Bridge } from '../../preload/bridge.ts'
import { startDesktop } from '../support/desktop.ts'
import { launchApp } from '../support/electron.ts'
import { fillManyTickets } from '../support/many-tickets.ts'
import { untilStill } from './list.ts'

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
    const letters = await typeLetters(window)
    tell(
      'a letter, script',
      letters.map(({ script }) => script),
    )
    tell(
      'a letter, to the frame',
      letters.map(({ frame }) => frame),
    )
    await window.keyboard.press('Escape')

    await window.fill('input[data-place="search"]', '')
    await window.waitForFunction(() => document.querySelectorAll('[role="option"]').length > 1)
    await window.locator('[role="option"]').first().click()
    const picker: number[] = []
    for (let time = 0; time < TIMES; time++) {
      picker.push(await untilStill(window, { key: 't' }))
      await window.keyboard.press('Escape')
      await window.keyboard.press('Escape')
    }
    tell(`the picker, ${TEMPLATES} templates`, picker)

    const switches: number[] = []
    for (let time = 0; time < TIMES; time++) switches.push(await untilStill(window, { key: 'j' }))
    tell('the next ticket', switches)
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

/**
 * Types into the field that has the keyboard. Per letter: how long scripts ran for it, from the key to the end of the task,
 * and how long until the frame with it was made.
 */
async function typeLetters(window: Page) {
  await window.evaluate(() => {
    const found: { script: number; frame: number }[] = []
    Object.assign(globalThis, { lettersFound: found })
    let keyAt = 0
    globalThis.addEventListener('keydown', () => (keyAt = performance.now()), true)
    globalThis.addEventListener(
      'input',
      () => {
        const startedAt = keyAt
        let script = 0
        const { port1, port2 } = new MessageChannel()
        // The task of the event is over when the next one begins.
        port1.addEventListener('message', () => (script ||= performance.now() - startedAt))
        port1.start()
        port2.postMessage(null)
        requestAnimationFrame(() => setTimeout(() => found.push({ script, frame: performance.now() - startedAt })))
      },
      true,
    )
  })
  for (let letter = 0; letter < LETTERS; letter++) {
    await window.keyboard.press('a')
    await window.waitForTimeout(30)
  }
  return window.evaluate(
    () => (globalThis as unknown as { lettersFound: { script: number; frame: number }[] }).lettersFound,
  )
}

function tell(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
  console.log(`window: ${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${times.length})`)
}
