/**
 * 5,000 posts to one account, in the drawn window of real Electron: `node tests/bench/posts.ts [POSTS]`, after `npm run build`.
 * Prints the ms from the question until the list shows all of them, the looks that took, and what a person at the window feels
 * meanwhile: the longest stillness of the page, and how long the next ticket takes to open.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Bridge } from '../../preload/bridge.ts'
import { startDesktop } from '../support/desktop.ts'
import { launchApp } from '../support/electron.ts'
import { startMisskey, TOKEN } from '../support/networks/misskey.ts'

const POSTS = Number(process.argv[2] ?? 5000)
const LONGEST_MS = 10 * 60_000

const desktop = await startDesktop({ keyring: false })
const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-posts-'))
const network = await startMisskey(() => Date.now())
try {
  const { window, close } = await launchApp({ desktop, dataDir })
  await invoke(window, 'settings.set', { alertHours: null, acceptsPlainSecrets: true })
  const draft = {
    channel: 'misskey',
    settings: { server: network.url, login: 'token' },
    secrets: { token: TOKEN },
    budgetYen: null,
    wantsLogin: false,
  }
  say(1)
  await invoke(window, 'networks.add', { shopName: '青葉屋', draft })
  await window.reload()
  await window.waitForSelector('[role="option"]')
  say(POSTS)
  await watchStillness(window)
  const asked = network.asked.length
  const startedAt = performance.now()
  const opened: number[] = []
  let looks = 0
  while ((await listed(window)) < POSTS + 1 && performance.now() - startedAt < LONGEST_MS) {
    await invoke(window, 'accounts.syncNow', { id: null })
    looks += 1
    opened.push(await untilNextOpens(window))
    opened.push(await untilNextOpens(window))
  }
  const ms = performance.now() - startedAt
  const stillMs = await window.evaluate(() => (globalThis as unknown as { longestStillMs: number }).longestStillMs)
  const sorted = opened.toSorted((a, b) => a - b)
  console.log(
    JSON.stringify({
      posts: POSTS,
      listed: await listed(window),
      ms: Math.round(ms),
      asked: looks,
      requests: network.asked.length - asked,
      longestStillMs: Math.round(stillMs),
      nextTicketMs: [0.5, 0.95, 1].map((share) =>
        Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!),
      ),
    }),
  )
  await close()
} finally {
  await network.close()
  await desktop.close()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Each from somebody else, so that each is a ticket. */
function say(count: number): void {
  for (let n = 0; n < count; n++) {
    const number = `${network.notes().length}`
    network.mention(
      { id: `9person${number}`, username: `person${number}`, host: null, name: `お客さま ${number}` },
      `件 ${number} 在庫はありますか`,
    )
  }
}

async function invoke(page: Page, method: string, input: unknown): Promise<void> {
  const answer = await page.evaluate(
    ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name as never, value as never),
    [method, input] as const,
  )
  if (!(answer as { ok: boolean }).ok) throw new Error(`${method}: ${JSON.stringify(answer)}`)
}

/** What the list says it holds. */
function listed(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.querySelector('[role="option"]')?.getAttribute('aria-setsize') ?? 0))
}

/** Notes the longest time between two frames. */
function watchStillness(page: Page): Promise<void> {
  return page.evaluate(() => {
    const watch = { longestStillMs: 0 }
    let last = performance.now()
    const step = () => {
      const now = performance.now()
      watch.longestStillMs = Math.max(watch.longestStillMs, now - last)
      last = now
      Object.assign(globalThis, watch)
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

/** Clicks a ticket that is not open, and answers how many ms later its message stands there. */
async function untilNextOpens(page: Page): Promise<number> {
  const row = page.locator('[role="option"]:not([aria-selected="true"])').nth(1)
  if ((await row.count()) === 0) return 0
  const startedAt = performance.now()
  await row.click()
  await page.locator('.ticket-head').waitFor()
  await page.locator('.message').first().waitFor()
  return performance.now() - startedAt
}
