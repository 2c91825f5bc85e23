import { existsSync } from 'node:fs'
import { type Browser, type Page, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyImage } from '../../../main/core/mail-html/images.ts'
import { renderMailHtml } from '../../../main/core/mail-html/render.ts'
import { HOSTILE } from '../../fixtures/html/hostile.ts'
import { NEWSLETTERS } from '../../fixtures/html/newsletters.ts'

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const BLOCKED = { allowRemote: false, cid: () => null }

describe.skipIf(!existsSync(EXECUTABLE))('a mail in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  it('that is hostile neither loads nor runs anything, even without its frame and its policy', async () => {
    const { page, show, requests } = await setup(browser)
    const ran: string[] = []
    page.on('dialog', (dialog) => void dialog.dismiss())
    for (const source of HOSTILE) {
      const { html } = renderMailHtml(source, BLOCKED)
      await show(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''))
      if (await page.evaluate('"__ran" in window')) ran.push(source)
      await page.mouse.click(5, 5)
    }
    expect(requests).toEqual([])
    expect(ran).toEqual([])
  }, 120_000)

  it('that is hostile loads nothing in its frame', async () => {
    const { page, requests, serveFrame } = await setup(browser)
    for (const source of HOSTILE) await serveFrame(page, renderMailHtml(source, BLOCKED))
    expect(requests).toEqual([])
  }, 120_000)

  it('would be caught by this test if it were shown as it came', async () => {
    const { page, show, requests } = await setup(browser)
    await show(HOSTILE.find((source) => source.startsWith('<img src=x onerror='))!)
    await page.waitForFunction('window.__ran === 1')
    expect(requests.length).toBeGreaterThan(0)
  })

  it.each(Object.entries(NEWSLETTERS))(
    '%s stands as its sender laid it out, without its pictures',
    async (_, source) => {
      const { page, show } = await setup(browser, { isInert: true })
      await show(source.replaceAll('cid:', 'https://img.example.com/cid/'))
      const original = await boxesOf(page)
      await show(renderMailHtml(source, BLOCKED).html)
      const rendered = await boxesOf(page)
      expect(rendered).toEqual(original)
    },
  )
})

async function setup(browser: Browser, { isInert = false } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: !isInert, viewport: { width: 720, height: 600 } })
  const page = await context.newPage()
  const requests: string[] = []
  let document = { html: '', csp: '', sandbox: '' }
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url === 'http://frame.test/')
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: document.html,
        headers: document.csp ? { 'content-security-policy': document.csp } : {},
      })
    if (url === 'http://host.test/')
      return route.fulfill({
        contentType: 'text/html',
        body: `<iframe sandbox="${document.sandbox}" src="http://frame.test/" width=700 height=500></iframe>`,
      })
    if (url.endsWith('/favicon.ico')) return route.abort()
    requests.push(url)
    const size = /(\d+)x(\d+)\.gif/.exec(url)
    return isInert
      ? route.fulfill({ contentType: 'image/gif', body: gif(Number(size?.[1] ?? 20), Number(size?.[2] ?? 20)) })
      : route.abort()
  })
  const show = async (html: string) => {
    document = { html, csp: '', sandbox: '' }
    await page.goto('http://frame.test/', { waitUntil: 'load' })
  }
  const serveFrame = async (target: Page, rendered: { html: string; csp: string; sandbox: string }) => {
    document = rendered
    await target.goto('http://host.test/', { waitUntil: 'load' })
  }
  return { page, show, serveFrame, requests }
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
