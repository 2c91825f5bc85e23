// Takes pictures of the window in Chromium, on the fake main of the tests:
//   node scripts/preview.mjs [folder] [scene,scene…]     --serve keeps the page open instead, for looking by hand.
// The page runs under the content security policy of the real window; whatever breaks it is printed.
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { projectDir } from './lib/paths.mjs'

const ACTS = {
  todo: async () => {},
  ticket: (page) => open(page, 1024),
  files: (page) => open(page, 1042),
  html: (page) => open(page, 1048),
  composer: (page) => open(page, 1040),
  writing: async (page) => {
    await open(page, 1043)
    await page.keyboard.press('r')
  },
  trouble: async (page) => {
    await page.click('.rail__list li:nth-child(3) button')
    await open(page, 1015)
  },
  why: async (page) => {
    await open(page, 1024)
    await page.click('.why-deadline')
  },
  done: async (page) => {
    await open(page, 1043)
    await page.keyboard.press('e')
  },
  discard: async (page) => {
    await open(page, 1040)
    await page.click('.composer__foot .icon-button:nth-of-type(3)')
  },
  search: async (page) => {
    await page.keyboard.press('/')
    await page.keyboard.type('返品')
    await page.waitForTimeout(400)
  },
  outbox: (page) => page.click('.rail__list li:nth-child(9) button'),
  settings: (page) => page.click('.rail__foot > .rail__item'),
  alerts: (page) => page.click('.alerts-button'),
  keys: (page) => page.keyboard.press('?'),
  menu: (page) => page.click('#ticket-row-1031', { button: 'right' }),
  many: (page) => page.mouse.move(300, 400).then(() => page.mouse.wheel(0, 30_000)),
  'hold-board': (page) => page.click('.rail__list li:nth-child(4) button'),
  'hold-list': async (page) => page.mouse.move(300, 400).then(() => page.mouse.wheel(0, 300)),
  'hold-plan': async (page) => {
    await open(page, 1043)
    await page.keyboard.press('h')
  },
  'hold-plan-undated': async (page) => {
    await open(page, 1043)
    await page.keyboard.press('h')
    await page.fill('.composer__body', '少々お待ちください。')
  },
  'hold-plan-reminder': async (page) => {
    await open(page, 3017)
    await page.locator('.hold-panel__actions .button--primary').click()
  },
  ...Object.fromEntries(
    ['request', 'reminder-due', 'reminded', 'cancel-due', 'answered', 'ended', 'undelivered'].map((stage) => [
      `hold-${stage}`,
      (page) => page.click('.rail__list li:nth-child(7) button').then(() => open(page, 1024)),
    ]),
  ),
  empty: async () => {},
  error: async () => {},
  'first-run': async () => {},
}
const SIZES = [
  [1280, 800],
  [1024, 700],
]
const LOOKS = [
  ['ja', 'light'],
  ['ja', 'dark'],
  ['en', 'light'],
]

const [folderArgument, sceneArgument] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const folder = resolve(folderArgument ?? join(projectDir, '.cache/preview'))
const scenes = sceneArgument?.split(',') ?? Object.keys(ACTS)
const server = await serve()
const address = server.resolvedUrls.local[0]
if (process.argv.includes('--serve')) console.log(address)
else await takeAll()

async function serve() {
  const root = join(projectDir, 'tests/preview')
  const outDir = join(projectDir, '.cache/preview-site')
  const settings = { root, configFile: false, logLevel: 'warn', build: { outDir, emptyOutDir: true } }
  await build({ ...settings, plugins: [react()], build: { ...settings.build, chunkSizeWarningLimit: 2000 } })
  const page = readFileSync(join(projectDir, 'renderer/index.html'), 'utf8')
  const policy = /content="(default-src[^"]*)"/.exec(page)?.[1] ?? ''
  return preview({ ...settings, preview: { headers: { 'Content-Security-Policy': policy } } })
}

async function takeAll() {
  mkdirSync(folder, { recursive: true })
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  for (const scene of scenes) {
    for (const size of SIZES) for (const look of LOOKS) await take(browser, scene, size, look)
  }
  await browser.close()
  await server.close()
}

async function take(browser, scene, [width, height], [language, theme]) {
  const context = await browser.newContext({ viewport: { width, height }, timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(scene, error.message))
  page.on('console', (line) => line.type() === 'error' && console.error(scene, line.text()))
  await page.clock.setFixedTime('2026-11-24T14:02:00+09:00')
  await page.goto(`${address}?language=${language}&theme=${theme}&scene=${scene}`)
  await page.waitForSelector('.ticket-row, .empty-note, .problem-note, h1')
  await ACTS[scene](page)
  await page.waitForTimeout(200)
  await page.screenshot({ path: join(folder, `${scene}-${width}-${language}-${theme}.png`) })
  await context.close()
}

async function open(page, id) {
  await page.click(`#ticket-row-${id}`)
  await page.waitForSelector('.composer')
}
