// Takes pictures of the window in Chromium, on the fake main of the tests: node scripts/preview.mjs [folder]
// With --serve it only keeps the page open, for looking by hand.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'
import { projectDir as root } from './lib/paths.mjs'

const folder = resolve(process.argv[2] ?? join(root, '.cache/preview'))
const server = await createServer({
  root: join(root, 'tests/preview'),
  configFile: false,
  plugins: [react()],
  cacheDir: join(root, '.cache/vite-preview'),
  server: { fs: { allow: [root] }, port: 5199 },
  logLevel: 'warn',
})
await server.listen()
const address = server.resolvedUrls.local[0]

if (process.argv.includes('--serve')) {
  console.log(address)
} else {
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  for (const shot of shots()) await take(browser, shot)
  await browser.close()
  await server.close()
}

function shots() {
  const sizes = [
    [1280, 800],
    [1024, 700],
  ]
  const looks = [
    ['ja', 'light'],
    ['ja', 'dark'],
    ['en', 'light'],
  ]
  return sizes.flatMap(([width, height]) =>
    looks.flatMap(([language, theme]) =>
      ['todo', 'ticket', 'composer', 'outbox', 'alerts', 'keys', 'why', 'menu', 'many', 'empty', 'error'].map(
        (scene) => ({
          width,
          height,
          language,
          theme,
          scene,
        }),
      ),
    ),
  )
}

async function take(browser, { width, height, language, theme, scene }) {
  const context = await browser.newContext({ viewport: { width, height }, timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(scene, error.message))
  page.on('console', (line) => line.type() === 'error' && console.error(scene, line.text()))
  await page.clock.setFixedTime('2026-11-24T14:02:00+09:00')
  await page.goto(`${address}?language=${language}&theme=${theme}&scene=${scene}`)
  await page.waitForFunction(() => document.querySelector('.frame, .start-problem') !== null)
  await page.waitForTimeout(150)
  await act(page, scene)
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(folder, `${scene}-${width}-${language}-${theme}.png`) })
  await context.close()
}

async function act(page, scene) {
  const open = (id) => page.click(`#ticket-row-${id}`)
  if (scene === 'ticket' || scene === 'why') await open(1024)
  if (scene === 'why') await page.click('.why-deadline')
  if (scene === 'composer') await open(1040)
  if (scene === 'outbox') await page.click('.rail__list li:nth-child(7) button')
  if (scene === 'alerts') await page.click('.alerts-button')
  if (scene === 'keys') await page.keyboard.press('?')
  if (scene === 'menu') await page.click('#ticket-row-1031', { button: 'right' })
}
