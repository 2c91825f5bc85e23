import { existsSync } from 'node:fs'
import { type Browser, type Page, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyImage } from '../../../main/core/mail-html/images.ts'
import { renderMailHtml } from '../../../main/core/mail-html/render.ts'
import { HOSTILE } from '../../fixtures/html/hostile.ts'
import { NEWSLETTERS } from '../../fixtures/html/newsletters.ts'

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const BLOCKED = { allowRemote: false, cid: () => null }
const META_POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/
const documents = HOSTILE.map((source) => renderMailHtml(source, BLOCKED))

type Shown = { html: string; csp: string; sandbox: string | null }

describe.skipIf(!existsSync(EXECUTABLE))('a mail in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  it('that is hostile neither loads nor runs anything, even without its frame and its policy', async () => {
    const naked = documents.map((mail) => ({ html: mail.html.replace(META_POLICY, ''), csp: '', sandbox: null }))
    expect(naked.filter((mail, at) => mail.html === documents[at]!.html)).toEqual([])
    expect(await whatHappens(browser, naked)).toEqual({ requests: [], ran: [] })
  }, 120_000)

  it('that is hostile loads nothing in its frame', async () => {
    expect(await whatHappens(browser, documents)).toEqual({ requests: [], ran: [] })
  }, 120_000)

  it('that is hostile would be caught here if it were shown as it came', async () => {
    const raw = HOSTILE.slice(0, 80).map((html) => ({ html, csp: '', sandbox: null }))
    const { requests, ran } = await whatHappens(browser, raw)
    expect(requests.length).toBeGreaterThan(20)
    expect(ran.length).toBeGreaterThan(5)
  }, 120_000)

  it.each(Object.entries(NEWSLETTERS))(
    '%s stands as its sender laid it out, without its pictures',
    async (_, source) => {
      const { page, show } = await setup(browser)
      await show(source.replaceAll('cid:', 'https://img.example.com/cid/'))
      const original = await boxesOf(page)
      await show(renderMailHtml(source, BLOCKED).html)
      const rendered = await boxesOf(page)
      expect(rendered).toEqual(original)
    },
  )
})

/** Shows many documents, each in a frame of its own, and tells what they asked the network for and which ran. */
async function whatHappens(browser: Browser, mails: readonly Shown[]) {
  const context = await browser.newContext()
  const page = await context.newPage()
  page.on('dialog', (dialog) => void dialog.dismiss())
  const requests: string[] = []
  const ran: string[] = []
  let first = 0
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== 'http://mail.test') {
      requests.push(url.href)
      return route.abort()
    }
    const mail = mails[Number(url.pathname.slice(1))]
    if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: framesOf(mails, first) })
    if (!mail) return route.abort()
    const headers = mail.csp === '' ? {} : { 'content-security-policy': mail.csp }
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: mail.html, headers })
  })
  for (first = 0; first < mails.length; first += BATCH) {
    await page.goto('http://mail.test/')
    ran.push(
      ...(await page.evaluate(() => {
        const frames = [...document.querySelectorAll('iframe')]
        return frames
          .filter((frame) => frame.contentDocument && '__ran' in frame.contentWindow!)
          .map((frame) => frame.src)
      })),
    )
  }
  await context.close()
  return { requests, ran }
}

const BATCH = 80

function framesOf(mails: readonly Shown[], first: number): string {
  const frames = mails.slice(first, first + BATCH).map(({ sandbox }, at) => {
    return `<iframe ${sandbox === null ? '' : `sandbox="${sandbox}"`} src="/${first + at}" width=300 height=200></iframe>`
  })
  return `<!doctype html><link rel=icon href="data:,">${frames.join('')}`
}

/** A page without scripts whose pictures arrive in the size their address says. */
async function setup(browser: Browser) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 720, height: 600 } })
  const page = await context.newPage()
  let html = ''
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url === 'http://mail.test/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
    const size = /(\d+)x(\d+)\.gif/.exec(url)
    return route.fulfill({ contentType: 'image/gif', body: gif(Number(size?.[1] ?? 20), Number(size?.[2] ?? 20)) })
  })
  const show = async (source: string) => {
    html = source
    await page.goto('http://mail.test/', { waitUntil: 'load' })
  }
  return { page, show }
}

function gif(width: number, height: number): Buffer {
  return Buffer.from(emptyImage(width, height).split(',')[1]!, 'base64')
}

/** Where every piece of text and every picture stands, in whole pixels. */
function boxesOf(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const boxes: string[] = []
    const place = ({ left, top, width, height }: DOMRect) =>
      [left, top, width, height].map((side) => Math.round(side)).join(' ')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof HTMLImageElement) boxes.push(`img ${place(node.getBoundingClientRect())}`)
      if (!(node instanceof Text) || node.data.trim() === '') continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width > 0) boxes.push(`${node.data.trim()} ${place(box)}`)
    }
    return [
      ...boxes,
      `page ${document.documentElement.scrollWidth} ${document.documentElement.scrollHeight} ${document.compatMode}`,
    ]
  })
}
