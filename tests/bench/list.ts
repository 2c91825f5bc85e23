import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright-core'
import { startDesktop } from '../support/desktop.ts'
import { launchApp } from '../support/electron.ts'
import { fillManyTickets } from '../support/many-tickets.ts'

const PAGES = 30

/** The list of a large shop in real Electron: what a person waits for, from the click to the last change of the list. */
export async function measureList(rounds: number, tickets: number): Promise<void> {
  const desktop = await startDesktop({ keyring: false })
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-list-'))
  try {
    await fillManyTickets(dataDir, tickets, Date.now())
    const found = new Map<string, number[]>()
    const note = (what: string, ms: number) => found.set(what, [...(found.get(what) ?? []), ms])
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now()
      const { window, close } = await launchApp({ desktop, dataDir, args: ['--demo', '--no-sandbox'] })
      await window.waitForSelector('[role="option"]')
      note('start to the first rows', performance.now() - startedAt)
      await measureWindow(window, note)
      await close()
    }
    for (const [what, times] of found) {
      const sorted = times.toSorted((a, b) => a - b)
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0)
      console.log(
        `list of ${tickets}: ${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${times.length})`,
      )
    }
  } finally {
    await desktop.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function measureWindow(window: Page, note: (what: string, ms: number) => void): Promise<void> {
  const views = await window.locator('.rail__list').first().locator('.rail__item').count()
  // The last one is the outbox, which has no list.
  for (let view = views - 2; view >= 0; view--) {
    note('another view', await untilStill(window, { click: '.rail__list .rail__item', nth: view }))
  }
  note('one account', await untilStill(window, { click: '.rail__item--account', nth: 0 }))
  for (let page = 0; page < PAGES; page++)
    note('a page further', await untilStill(window, { scroll: '[role="listbox"]' }))
  for (const text of ['返品', '佐藤 花子', '123456-20261101', '在庫', 'customer77'])
    note('search', await untilStill(window, { type: text }))
}

type Act = { click: string; nth: number } | { scroll: string } | { type: string } | { key: string }

/** Does it inside the page, and answers how many ms later something was drawn for the last time before the window stood still. */
function untilStill(window: Page, act: Act): Promise<number> {
  return window.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const startedAt = performance.now()
        let lastAt = startedAt
        const observer = new MutationObserver(() => requestAnimationFrame(() => (lastAt = performance.now())))
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        if ('click' in wanted) document.querySelectorAll<HTMLElement>(wanted.click)[wanted.nth]!.click()
        else if ('key' in wanted) {
          const event = new KeyboardEvent('keydown', { key: wanted.key, bubbles: true, cancelable: true })
          ;(document.activeElement ?? document.body).dispatchEvent(event)
        } else if ('scroll' in wanted) {
          const list = document.querySelector(wanted.scroll)!
          list.scrollTop += list.clientHeight
        } else {
          const box = document.querySelector<HTMLInputElement>('input[data-place="search"]')!
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(box, wanted.type)
          box.dispatchEvent(new Event('input', { bubbles: true }))
        }
        const timer = setInterval(() => {
          if (performance.now() - lastAt < 500) return
          clearInterval(timer)
          observer.disconnect()
          resolve(lastAt - startedAt)
        }, 20)
      }),
    act,
  )
}
