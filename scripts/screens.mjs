/**
 * `npm run screens [-- FOLDER [SCENE,SCENE]]`: takes every screen of the real program on the demo shop, or the named scenes, in
 * both sizes, languages and themes, into a folder that it names; the few that README and guide show go to docs/images too.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReader } from '../main/cli/headless.ts'
import { prepareDemo } from '../main/demo.ts'
import { systemClock as clock } from '../main/jobs/clock.ts'
import { startDesktop } from '../tests/support/desktop.ts'
import { launchApp } from '../tests/support/electron.ts'
import { fillManyTickets } from '../tests/support/many-tickets.ts'
import { buildWhenChanged } from './lib/build.mjs'
import { networkScenes } from './lib/network-scenes.mjs'
import { groupScenes, sendScenes } from './lib/send-scenes.mjs'
import { projectDir } from './lib/paths.mjs'
import { capture, runMain, say } from './lib/run.mjs'
import { setUp } from './setup.mjs'
import { startMailDomain, walkSetup } from './lib/setup-scenes.mjs'
import { backupScenes } from './lib/backup-scenes.mjs'
import { helpScenes } from './lib/help-scenes.mjs'

const SIZES = [
  [1280, 800],
  [1024, 700],
]
/** A scene that finds nothing is told of and left; a busy machine takes seconds for a click. */
const PATIENCE_MS = 15_000
const THEMES = ['light', 'dark']
/** The screens of README and guide: our name of the picture, and the file below docs/images. */
const SHOWN = new Map([
  ['ja-light-1280-setup-xserver', 'start.png'],
  ['ja-light-1280-hours', 'hours.png'],
  ['ja-light-1280-ticket', 'ticket.png'],
  ['ja-light-1280-template-filled', 'template.png'],
  ['ja-light-1280-send-checks', 'send-checks.png'],
  ['ja-light-1280-holds', 'holds.png'],
  ['ja-light-1280-rule-preview', 'rule.png'],
  ['ja-light-1280-composer', 'composer.png'],
  ['ja-dark-1280-html-mail', 'html-mail-dark.png'],
  ['en-light-1280-outbox', 'outbox-en.png'],
])

await runMain(async () => {
  await setUp({ tests: true })
  await buildWhenChanged()
  const [, , asked, named] = process.argv
  const wanted = named?.split(',') ?? null
  const folder = asked ?? (await mkdtemp(join(tmpdir(), 'madoguchi-screens-')))
  await mkdir(folder, { recursive: true })
  await mkdir(join(projectDir, 'docs', 'images'), { recursive: true })
  const desktop = await startDesktop()
  try {
    const home = desktop.env.HOME
    for (const language of ['ja', 'en']) {
      if (!wanted || !wanted.every(isOfSetup)) await demoShop(desktop, language, folder, wanted)
      if (!wanted || wanted.some(isOfSetup)) await firstRun(desktop, language, folder, wanted)
    }
    if (wanted) return
    const many = join(home, 'many')
    await fillManyTickets(many, 10_000, clock.now())
    await session({ desktop, dataDir: many, args: ['--demo'] }, (page) => manyScreens(page, folder))
  } finally {
    await desktop.close()
  }
  say(`the pictures lie in ${folder}`)
})

function isOfSetup(name) {
  return name === 'onboarding' || name.startsWith('setup')
}

async function demoShop(desktop, language, folder, wanted) {
  const dataDir = join(desktop.env.HOME, `demo-${language}`)
  const log = { info: () => {}, error: () => {} }
  await prepareDemo({ dataDir, clock, reader: createReader(), log, version: '0.0.0', language })
  await session({ desktop, dataDir, args: ['--demo'] }, (page) => demoScreens(page, language, folder, wanted))
}

async function session(options, look) {
  const running = await launchApp(options)
  const { window } = running
  window.setDefaultTimeout(PATIENCE_MS)
  window.on('pageerror', (error) => say(`the page failed: ${error.message}`))
  window.on('console', (line) => line.type() === 'error' && say(`the page says: ${line.text()}`))
  try {
    await window.waitForSelector('.frame, .start-problem, .wizard')
    await look({
      window,
      /** Names are asked for there from now on. */
      askDns: (server) =>
        running.inMain((_, at) => process.getBuiltinModule('node:dns').promises.setServers([at]), server),
      resize: ([width, height]) =>
        running.inMain(
          ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size.width, size.height),
          { width, height },
        ),
    })
  } finally {
    await running.close()
  }
}

async function demoScreens(page, language, folder, wanted) {
  for (const theme of THEMES) {
    await change(page, { theme })
    for (const size of SIZES) {
      await page.resize(size)
      const take = picture(page, folder, `${language}-${theme}-${size[0]}`)
      for (const [name, scene] of Object.entries(scenes(language))) {
        if (wanted && !wanted.includes(name)) continue
        await scene(page.window).catch((error) => say(`${name}: ${error.message.split('\n')[0]}`))
        await take(name)
        await page.window.keyboard.press('Escape')
      }
    }
  }
}

function scenes(language) {
  const isJa = language === 'ja'
  const row = (words) => async (window) => {
    const found = window.locator('.ticket-row', { hasText: words }).first()
    await window.locator('.ticket-row').first().waitFor()
    // Only the rows in sight are drawn.
    await window.locator('[data-place=list]').hover()
    await window.mouse.wheel(0, -60_000)
    for (let screen = 0; screen < 8 && !(await found.isVisible()); screen += 1) {
      await window.waitForTimeout(100)
      await window.mouse.wheel(0, 300)
    }
    await found.click()
  }
  const view = (number) => (window) => window.click(`.rail__list li:nth-child(${number}) button`)
  const inView = (number, words) => async (window) => {
    await view(number)(window)
    await row(words)(window)
  }
  const asHtml = (open) => async (window) => {
    await open(window)
    await window.getByText('HTML', { exact: true }).click()
    await window.waitForTimeout(500)
  }
  const search = (words) => async (window) => {
    await view(1)(window)
    await window.fill('[data-place=search]', words)
  }
  const dialog = (open, keys) => async (window) => {
    await open(window)
    await window.locator('.ticket-head').waitFor()
    for (const key of keys) await window.keyboard.press(key)
    await window.waitForTimeout(300)
  }
  return {
    todo: view(1),
    checklist: inView(1, isJa ? '豆皿' : 'saucer'),
    'internal-note': inView(1, isJa ? 'まだ届きません' : 'Where is my parcel'),
    'write-note': dialog(inView(1, isJa ? 'ギフト包装' : 'Quote for'), ['n']),
    category: dialog(inView(1, isJa ? 'ギフト包装' : 'Quote for'), ['c']),
    assign: dialog(inView(1, isJa ? 'ギフト包装' : 'Quote for'), ['a']),
    closing: dialog(inView(1, isJa ? '豆皿' : 'saucer'), ['e']),
    'phone-memo': async (window) => {
      await view(1)(window)
      await window.keyboard.press('Control+Shift+P')
      await window.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
    'phone-ticket': inView(1, isJa ? '急須' : 'teapot'),
    ticket: inView(1, isJa ? '豆皿' : 'saucer'),
    attachments: inView(1, isJa ? 'お見積り' : 'Quote for'),
    composer: async (window) => {
      await inView(1, isJa ? 'ギフト包装' : 'Where is my parcel')(window)
      await window.keyboard.press('r')
      await window.keyboard.press('Control+A')
      await window.keyboard.type(
        isJa ? '佐藤様\n\nお問い合わせいただきありがとうございます。' : 'Dear Liam,\n\nyour parcel',
      )
    },
    'template-picker': async (window) => {
      await inView(1, isJa ? 'ギフト包装' : 'Where is my parcel')(window)
      await window.keyboard.press('t')
      await window
        .getByRole('dialog')
        .getByRole('combobox')
        .fill(isJa ? 'はいそう' : 'track')
    },
    'template-filled': async (window) => {
      await inView(1, isJa ? '豆皿' : 'saucer')(window)
      await window.keyboard.press('t')
      await window
        .getByRole('dialog')
        .getByRole('combobox')
        .fill(isJa ? 'けっぴん' : 'soldout')
      await window.waitForTimeout(300)
      await window.keyboard.press('Enter')
      await window.waitForTimeout(500)
    },
    templates: async (window) => {
      await view(1)(window)
      await window.keyboard.press('g')
      await window.keyboard.press('t')
      await window.getByRole('button', { name: isJa ? '納期遅延のお詫びと選択のお願い' : 'Delay: wait' }).click()
    },
    draft: inView(1, isJa ? '領収書' : 'Quote for'),
    'long-thread': inView(3, isJa ? '修理' : 'Exchange'),
    bounce: inView(1, isJa ? '再入荷のお知らせ' : 'back in stock'),
    unclear: inView(1, isJa ? '配送日時' : 'move my delivery'),
    sns: inView(1, isJa ? '琺瑯' : 'teapot'),
    ...(isJa && {
      'html-mail': asHtml(inView(1, 'カート')),
      trick: asHtml(inView(1, 'アカウントの確認')),
      unreadable: inView(1, 'unknown-sender'),
    }),
    overdue: view(2),
    holds: view(4),
    snoozed: view(5),
    snooze: async (window) => {
      await inView(1, isJa ? '豆皿' : 'saucer')(window)
      await window.keyboard.press('s')
    },
    resolved: view(6),
    notices: view(8),
    outbox: view(9),
    'hold-plan': async (window) => {
      await inView(1, isJa ? '豆皿' : 'saucer')(window)
      await window.keyboard.press('h')
    },
    'hold-due': inView(1, isJa ? '新茶' : 'Tea set out'),
    'hold-undelivered': inView(1, isJa ? 'ご注文の配送先' : 'My delivery address'),
    'hold-answered': inView(1, isJa ? '玉露の等級' : 'Tea set out'),
    'hold-cancel': inView(1, isJa ? '急須の入荷' : 'Tea set out'),
    'hold-reminded': inView(3, isJa ? '長財布' : 'White vase'),
    'hold-waiting': inView(3, isJa ? '白い花器' : 'White vase'),
    alerts: (window) => window.click('.alerts-button'),
    settings: (window) => window.click('.rail__foot > button:last-child'),
    'settings-shops': async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window.locator('.shop-card').first().scrollIntoViewIfNeeded()
    },
    'settings-staff': async (window) => {
      await window.click('.rail__foot > button:last-child')
      for (const name of isJa ? ['到着後', '返品の対応'] : ['After delivery', 'Return'])
        await window.locator('summary', { hasText: name }).first().click()
      await window.locator('.staff-card').first().scrollIntoViewIfNeeded()
      await window.locator('.category-group').first().scrollIntoViewIfNeeded()
    },
    hours: async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window
        .locator('button', { hasText: isJa ? 'の営業時間' : 'Opening hours of' })
        .first()
        .click()
    },
    policies: async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window
        .locator('button', { hasText: isJa ? '期限のルール' : 'Change deadline rules' })
        .first()
        .click()
    },
    ...ruleScenes(isJa),
    ...sendScenes(isJa, inView(1, isJa ? 'ギフト包装' : 'Where is my parcel')),
    ...groupScenes(isJa, view),
    'settings-answers': async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window.locator('.answers__shop [role=switch]').first().check()
      await window.locator('.answers__preview summary').first().click()
      await window.locator('.answers__title').first().scrollIntoViewIfNeeded()
    },
    ...backupScenes(isJa, inView(1, isJa ? '豆皿' : 'saucer')),
    ...helpScenes(isJa),
    ...networkScenes(isJa, (words) => inView(1, words)),
    search: search(isJa ? '返品' : 'leather'),
    'search-nothing': search(isJa ? '見つからない言葉' : 'nowhere'),
    keys: async (window) => {
      await view(1)(window)
      await window.keyboard.press('?')
    },
  }
}

/** The list, a rule in the editor, what it would do, and the log. */
function ruleScenes(isJa) {
  const page = async (window) => {
    await window.click('.rail__list li:nth-child(1) button')
    await window.keyboard.press('Escape')
    await window.keyboard.press('g')
    await window.keyboard.press('r')
    await window.waitForSelector('.rules-page')
    // Leaves the editor that the scene before had open.
    const back = window.locator('.rule-editor .page__head .button')
    if (await back.count()) await back.click()
    await closeToasts(window)
    await window.locator('.rules-tabs button').first().click()
  }
  const edit = async (window) => {
    await page(window)
    await window.locator('.rule-line__main').first().click()
  }
  return {
    rules: page,
    'rule-editor': async (window) => {
      await edit(window)
      const kinds = () => window.locator('.part-row__kind')
      for (const kind of ['sender', 'category', 'open-hours', 'pattern']) {
        await window.locator('.rule-part .button--quiet').first().click()
        await kinds()
          .nth((await kinds().count()) - 2)
          .selectOption(kind)
      }
      await window.mouse.wheel(0, -5000)
    },
    'rule-preview': async (window) => {
      await page(window)
      await window.locator('.rule-line__main').last().click()
      await window.locator('.chips--words input').fill(isJa ? 'お願い' : 'please')
      await window.locator('.rule-preview__ask .select').selectOption('365')
      await window.locator('.rule-preview__ask .button').first().click()
      await window.locator('.rule-preview__found').waitFor()
      await window.locator('.rule-preview').evaluate((panel) => panel.scrollIntoView())
    },
    'rule-faults': async (window) => {
      await page(window)
      await window.locator('.rules-page .button--primary').click()
      await window.locator('.rule-editor__name input').fill(isJa ? '返品は田中さんへ' : 'Returns go to Emma')
      await window.locator('.rule-foot .button--primary').click()
    },
    'rules-log': async (window) => {
      await page(window)
      await window.locator('.rules-tabs button').nth(1).click()
    },
  }
}

/** Each that is closed moves the others up, and some go by themselves. */
async function closeToasts(window) {
  const close = window.locator('.toast > .icon-button').first()
  while (await close.isVisible()) await close.click({ timeout: 1000 }).catch(() => {})
}

/** A mailbox of our own is connected, so that every page of the wizard is the real one. */
async function firstRun(desktop, language, folder, wanted) {
  const domain = await startMailDomain()
  const trusted = join(desktop.env.HOME, `trusted-${language}.pem`)
  await writeFile(trusted, domain.trusted)
  const dataDir = join(desktop.env.HOME, `first-${language}`)
  try {
    await session({ desktop, dataDir, env: { NODE_EXTRA_CA_CERTS: trusted } }, async (page) => {
      await page.askDns(domain.server)
      await change(page, { language })
      await walkSetup(page.window, language, async (name) => {
        if (wanted && !wanted.includes(name) && !wanted.includes('setup')) return
        for (const theme of THEMES) {
          await change(page, { theme })
          for (const size of SIZES) {
            await page.resize(size)
            await picture(page, folder, `${language}-${theme}-${size[0]}`)(name)
          }
        }
      })
    })
  } finally {
    await domain.close()
  }
}

async function manyScreens(page, folder) {
  for (const size of SIZES) {
    await page.resize(size)
    const take = picture(page, folder, `ja-light-${size[0]}`)
    await page.window.click('.rail__list li:nth-child(7) button')
    await take('many')
    await page.window.locator('.ticket-list, [data-place=list]').first().hover()
    await page.window.mouse.wheel(0, 60_000)
    await take('many-scrolled')
  }
}

/** Settings change as they do by hand: the window hears of it and follows. */
function change({ window }, settings) {
  return window.evaluate((input) => globalThis.madoguchi.invoke('settings.set', input), settings)
}

function picture({ window }, folder, prefix) {
  return async (name) => {
    await window.waitForTimeout(350)
    await window.screenshot({ path: join(folder, `${prefix}-${name}.png`) })
    const shown = SHOWN.get(`${prefix}-${name}`)
    if (shown) await shrink(join(folder, `${prefix}-${name}.png`), join(projectDir, 'docs', 'images', shown))
  }
}

/** A palette is enough for a window, and a quarter of the size. */
function shrink(from, to) {
  return capture('convert', [from, '+dither', '-colors', '160', '-define', 'png:compression-level=9', `png8:${to}`])
}
