import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../main/app.ts'
import { createReader, headlessPorts } from '../../main/cli/headless.ts'
import { systemClock } from '../../main/jobs/clock.ts'
import type { Bridge } from '../../preload/bridge.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'

type Page = { madoguchi: Bridge }
/** What main would have asked a person or handed to the system. */
type Recorder = { asked: string[]; opened: string[] }

let desktop: Desktop
let running: RunningApp
let pictures: Awaited<ReturnType<typeof startPictureServer>>
let mail: string

beforeAll(async () => {
  desktop = await startDesktop({ keyring: false })
  pictures = await startPictureServer()
  const dataDir = join(desktop.env['HOME']!, 'shop')
  const id = await storeMail(dataDir, hostileMail(pictures.url))
  mail = `madoguchi-mail://message/${id}`
  running = await launchApp({ desktop, dataDir, args: ['--demo'] })
  await recordQuestions()
})
afterAll(async () => {
  await running?.close()
  pictures?.close()
  await desktop?.close()
})
beforeEach(() => running.app.evaluate(() => void Object.assign(globalThis, { asked: [], opened: [] })))

describe('every page of the program', () => {
  it('runs isolated, sandboxed and without Node', async () => {
    const preferences = await running.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const { contextIsolation, sandbox, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag } =
          // Electron's types leave the method out.
          (contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences()
        return { contextIsolation, sandbox, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag }
      }),
    )
    expect(preferences).toEqual([
      {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
      },
    ])
  })

  it('knows of the program only its bridge, and cannot change it', async () => {
    const found = await running.window.evaluate(() => {
      const page = globalThis as unknown as Page & Record<string, unknown>
      const foreign = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname']
      const before = page.madoguchi.invoke
      try {
        page.madoguchi.invoke = () => Promise.reject(new Error('replaced'))
      } catch {
        // Frozen objects may throw.
      }
      return {
        foreign: foreign.filter((name) => name in page),
        bridge: Object.keys(page.madoguchi),
        isSame: page.madoguchi.invoke === before,
      }
    })
    expect(found).toEqual({ foreign: [], bridge: ['invoke', 'onEvent'], isSame: true })
  })

  it('comes from its own scheme with a policy in the response', async () => {
    expect(running.window.url()).toBe('app://madoguchi/index.html')
    const violation = await running.window.evaluate(
      () =>
        new Promise<{ directive: string; isHeader: boolean; ran: boolean }>((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective, originalPolicy }) => {
            // Only the header may say who frames a page; a <meta> element cannot. What else is refused is not asked about here.
            if (!originalPolicy.includes('frame-ancestors') || !effectiveDirective.startsWith('script-src')) return
            resolve({ directive: effectiveDirective, isHeader: true, ran: 'planted' in globalThis })
          })
          const script = document.createElement('script')
          script.textContent = 'globalThis.planted = true'
          document.body.append(script)
        }),
    )
    expect(violation).toEqual({ directive: 'script-src-elem', isHeader: true, ran: false })
  })

  it('makes no code out of text', async () => {
    // Later, because what the tests themselves evaluate is exempt from the policy.
    const outcome = await running.window.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const tryIt = () => {
            try {
              resolve(String(Reflect.apply(Reflect.get(globalThis, 'eval'), null, ['1 + 1'])))
            } catch (error) {
              resolve((error as Error).name)
            }
          }
          setTimeout(tryIt)
        }),
    )
    expect(outcome).toBe('EvalError')
  })

  it('stays where it is', async () => {
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'madoguchi-mail://message/1',
      'data:text/html,x',
    ]) {
      await running.window.evaluate((to) => void (location.href = to), url)
    }
    await running.window.waitForTimeout(300)
    expect(running.window.url()).toBe('app://madoguchi/index.html')
    expect((await recorded()).opened).toEqual([])
  })

  it('opens no window; a web link is asked about with its host, and only then opened', async () => {
    const isOpened = await running.window.evaluate(() => window.open('https://www.example.com/a') !== null)
    expect(isOpened).toBe(false)
    expect(running.app.windows()).toHaveLength(1)
    await expect.poll(recorded).toEqual({
      asked: ['行き先は www.example.com です。'],
      opened: ['https://www.example.com/a'],
    })
  })

  it('hands nothing but web and mail addresses to the system', async () => {
    const codes = await running.window.evaluate(async () => {
      const { madoguchi } = globalThis as unknown as Page
      const links = ['file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/id', 'smb://host/share', 'vscode://x']
      const answers = await Promise.all(links.map((url) => madoguchi.invoke('links.open', { url })))
      return answers.map((answer) => (answer.ok ? 'opened' : answer.error.code))
    })
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'unsupported'))
    expect(await recorded()).toEqual({ asked: [], opened: [] })
  })

  it('gets no permission', async () => {
    const answers = await running.window.evaluate(async () => {
      const state = async (permission: string) =>
        (await navigator.permissions.query({ name: permission as PermissionName })).state
      return {
        camera: await state('camera'),
        microphone: await state('microphone'),
        place: await new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code }) => resolve(code === 1 ? 'denied' : `code ${code}`),
          )
        }),
        notifications: await Notification.requestPermission(),
        clipboard: await state('clipboard-read'),
      }
    })
    expect(answers).toEqual({
      camera: 'denied',
      microphone: 'denied',
      place: 'denied',
      notifications: 'denied',
      clipboard: 'denied',
    })
  })
})

describe('the line between window and program', () => {
  it('refuses what the contract does not name', async () => {
    const codes = await running.window.evaluate(async () => {
      const { madoguchi } = globalThis as unknown as Page
      const calls: [string, unknown][] = [
        ['nothing.such', {}],
        ['__proto__', {}],
        ['constructor', {}],
        ['tickets.get', { id: '1' }],
        ['tickets.get', { id: 1, more: true }],
        ['app.info', null],
      ]
      const answers = await Promise.all(calls.map(([method, input]) => madoguchi.invoke(method, input)))
      return answers.map((answer) => (answer.ok ? 'answered' : answer.error.code))
    })
    expect(codes).toEqual(Array.from({ length: 6 }, () => 'invalid-input'))
  })

  it('refuses another window, even one with the same bridge on the same page', async () => {
    const preload = fileURLToPath(new URL('../../out/preload/index.cjs', import.meta.url))
    const outcome = await running.app.evaluate(async ({ BrowserWindow }, bridge) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload: bridge, sandbox: true } })
      try {
        await other.loadURL('app://madoguchi/index.html')
        return (await other.webContents.executeJavaScript(
          `madoguchi.invoke('app.info', {}).then(() => 'answered', (error) => error.message)`,
        )) as string
      } finally {
        other.destroy()
      }
    }, preload)
    expect(outcome).toContain('Refused a message from an unknown sender')
  })
})

describe('the frame of a mail', () => {
  it('runs nothing and has no bridge, also without the attribute of the frame', async () => {
    const frame = await showMail(mail, null)
    const seen = await running.window.evaluate(() => {
      const element = document.querySelector<HTMLIFrameElement>('#tried')!
      return { document: element.contentDocument, ran: 'planted' in globalThis }
    })
    expect(seen).toEqual({ document: null, ran: false })
    expect(await frame.evaluate(() => 'madoguchi' in globalThis)).toBe(false)
    expect(await frame.evaluate(() => document.body.innerText)).toContain('納期を教えてください')
    const ran = await frame.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "planted"'
      document.body.append(script)
      return document.title === 'planted'
    })
    expect(ran).toBe(false)
  })

  it('reaches nothing on the network', async () => {
    const frame = await showMail(mail, 'allow-popups')
    const asked = await frame.evaluate(async (url) => {
      const image = new Image()
      image.src = `${url}/planted.png`
      document.body.append(image)
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.href = `${url}/planted.css`
      document.head.append(link)
      return fetch(`${url}/planted`).then(
        () => 'answered',
        () => 'refused',
      )
    }, pictures.url)
    expect(asked).toBe('refused')
    await running.window.waitForTimeout(300)
    expect(pictures.requests).toEqual([])
  })

  it('loads pictures once a person asked, and tells the server nothing about the reader', async () => {
    await showMail(`${mail}?pictures`, 'allow-popups')
    await expect.poll(() => pictures.requests.map(({ path }) => path)).toEqual(['/pixel.png'])
    const { headers } = pictures.requests[0]!
    expect(headers.cookie).toBeUndefined()
    expect(headers.referer).toBeUndefined()
    expect(headers['user-agent']).not.toMatch(/electron|madoguchi/i)
    const cookies = await running.app.evaluate(({ session }) => session.defaultSession.cookies.get({}))
    expect(cookies).toEqual([])
  })

  it('cannot be read by the scripts of the window', async () => {
    const outcome = await running.window.evaluate(
      (url) =>
        fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      mail,
    )
    expect(outcome).toBe('refused')
  })

  it('asks about a clicked link and opens no window', async () => {
    const frame = await showMail(mail, 'allow-popups')
    const { x, y } = await frame.evaluate(
      () => document.querySelector('a')!.getBoundingClientRect().toJSON() as DOMRect,
    )
    await running.window.mouse.click(x + 4, y + 4)
    await expect.poll(async () => (await recorded()).asked).toEqual(['行き先は shop.example.com です。'])
    expect(running.app.windows()).toHaveLength(1)
    expect(frame.url()).toBe(mail)
  })
})

/** Shows a mail in a frame of our own making, as a faulty window might. */
async function showMail(url: string, sandbox: string | null) {
  pictures.requests.length = 0
  await running.window.evaluate(
    ([address, attribute]) => {
      document.querySelector('#tried')?.remove()
      const frame = document.createElement('iframe')
      frame.id = 'tried'
      frame.style.cssText = 'position:fixed;inset:0;z-index:9999;width:600px;height:400px;background:#fff'
      if (attribute !== null) frame.setAttribute('sandbox', attribute)
      frame.src = address!
      return new Promise<void>((resolve) => {
        frame.addEventListener('load', () => resolve())
        document.body.append(frame)
      })
    },
    [url, sandbox] as const,
  )
  const element = await running.window.$('#tried')
  return (await element!.contentFrame())!
}

/** The dialog of the link question is a native one that no script can press; it is answered with yes. */
function recordQuestions() {
  return running.app.evaluate(({ dialog, shell }) => {
    const recorder = globalThis as unknown as Recorder
    dialog.showMessageBox = (...args: unknown[]) => {
      recorder.asked.push((args.at(-1) as Electron.MessageBoxOptions).message)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    shell.openExternal = (url) => Promise.resolve(void recorder.opened.push(url))
  })
}

function recorded(): Promise<Recorder> {
  return running.app.evaluate(() => {
    const { asked, opened } = globalThis as unknown as Recorder
    return { asked, opened }
  })
}

async function startPictureServer() {
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer(({ url, headers }, response) => {
    requests.push({ path: url ?? '', headers })
    response.writeHead(200, { 'Content-Type': 'image/gif', 'Set-Cookie': 'reader=1; SameSite=None' })
    response.end(Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests, close: () => server.close() }
}

/** Puts one mail into a shop that reaches nobody. */
async function storeMail(dataDir: string, source: string) {
  const reader = createReader()
  const app = createApp({
    dataDir,
    clock: systemClock,
    ports: headlessPorts,
    reader,
    log: { info: () => {}, error: () => {} },
    version: '0',
    isDemo: true,
  })
  try {
    const server = { host: 'localhost', port: 1, tls: 'none' as const, user: 'shop' }
    const { id } = app.services.accounts.add(
      'A店',
      {
        address: 'shop@example.jp',
        name: 'A店',
        imap: server,
        smtp: server,
        sinceDays: null,
        watchJunk: false,
        trustedFingerprint: null,
        allowInsecure: true,
      },
      { imapPassword: '-', smtpPassword: '-' },
    )
    const [result] = await reader.read([Buffer.from(source)], new AbortController().signal)
    const inbound = { ...result!, externalId: '1', place: 'inbox' as const, receivedAt: Date.now() }
    const page = { messages: [inbound], cursor: '', progress: { done: 1, total: 1 } }
    const [stored] = await app.services.intake.storePage(app.store.accounts.get(id)!, page)
    return stored!.messageId
  } finally {
    await app.close()
  }
}

function hostileMail(server: string): string {
  return `From: Hanako <hanako@example.com>
To: shop@example.jp
Subject: order
Date: ${new Date().toUTCString()}
Message-ID: <1@example.com>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><p>納期を教えてください。<a href="https://shop.example.com/">注文</a></p>
<script>parent.planted = true</script><img src="x" onerror="parent.planted = true">
<img src="${server}/pixel.png" width="40" height="40"><form action="${server}/form"><button>送信</button></form>
<link rel="stylesheet" href="${server}/style.css"><iframe src="${server}/frame"></iframe></body></html>
`.replaceAll('\n', '\r\n')
}
