import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'
import { hostileMail, startPictureServer, storeMail } from '../support/hostile-mail.ts'

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
beforeEach(() => running.inMain(() => void Object.assign(globalThis, { asked: [], opened: [] })))

describe('every page of the program', () => {
  it('runs isolated, sandboxed and without Node', async () => {
    const preferences = await running.inMain(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Electron's types leave the method out.
        const found = (
          contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
        ).getLastWebPreferences()
        const { contextIsolation, sandbox, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag } =
          found
        const {
          nodeIntegrationInWorker = false,
          navigateOnDragDrop = false,
          allowRunningInsecureContent = false,
        } = found
        const { experimentalFeatures = false, enableBlinkFeatures = '', plugins = false } = found
        return {
          ...{ contextIsolation, sandbox, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag },
          ...{ nodeIntegrationInWorker, navigateOnDragDrop, allowRunningInsecureContent },
          ...{ experimentalFeatures, enableBlinkFeatures, plugins },
        }
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
        nodeIntegrationInWorker: false,
        navigateOnDragDrop: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        enableBlinkFeatures: '',
        plugins: false,
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
    expect(running.window.context().pages()).toHaveLength(1)
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

describe('a page that was taken over', () => {
  it('reads no file of this computer', async () => {
    const outcomes = await running.window.evaluate(async () => {
      const tried = ['file:///etc/passwd', 'app://madoguchi/../../etc/passwd', 'app://other/index.html']
      const read = (url: string) =>
        fetch(url).then(
          async (answer) => (answer.ok && (await answer.text()).includes('root:') ? 'read' : 'nothing'),
          () => 'refused',
        )
      return Promise.all(tried.map(read))
    })
    expect(outcomes).not.toContain('read')
    expect(outcomes[0]).toBe('refused')
  })

  it('talks to nobody on the network, by no way there is', async () => {
    pictures.requests.length = 0
    const outcomes = await running.window.evaluate(async (url) => {
      const socket = new Promise<string>((resolve) => {
        try {
          const line = new WebSocket(url.replace('http', 'ws'))
          line.addEventListener('open', () => resolve('open'))
          line.addEventListener('error', () => resolve('refused'))
        } catch {
          resolve('refused')
        }
      })
      const asked = fetch(`${url}/planted`, { mode: 'no-cors' }).then(
        () => 'open',
        () => 'refused',
      )
      // True means only that it was taken to be sent.
      navigator.sendBeacon(`${url}/planted`, 'x')
      return Promise.all([socket, asked])
    }, pictures.url)
    expect(outcomes).toEqual(['refused', 'refused'])
    expect(pictures.requests).toEqual([])
  })

  it('attaches no webview, writes no file by a download, and starts no worker of its own making', async () => {
    const outcome = await running.window.evaluate(() => {
      const view = document.createElement('webview') as HTMLElement & { getURL?: unknown }
      view.setAttribute('src', 'https://example.com/')
      document.body.append(view)
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['planted']))
      link.download = 'planted.txt'
      link.click()
      const worker = new Promise<string>((resolve) => {
        try {
          const made = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
          made.addEventListener('message', () => resolve('runs'))
          made.addEventListener('error', () => resolve('refused'))
        } catch {
          resolve('refused')
        }
      })
      return worker.then((runs) => ({ runs, isView: typeof view.getURL === 'function' }))
    })
    expect(outcome).toEqual({ runs: 'refused', isView: false })
    const count = await running.inMain(({ webContents }) => webContents.getAllWebContents().length)
    expect(count).toBe(1)
    const saved = readdirSync(desktop.env['HOME']!, { recursive: true }).filter((path) =>
      String(path).includes('planted'),
    )
    expect(saved).toEqual([])
  })

  it('sees no device and no screen', async () => {
    const outcomes = await running.window.evaluate(async () => {
      type Port = { getDevices?(): Promise<unknown[]>; getPorts?(): Promise<unknown[]> }
      const ports = navigator as unknown as Partial<Record<'usb' | 'hid' | 'serial', Port>>
      const asked = [ports.usb?.getDevices?.(), ports.hid?.getDevices?.(), ports.serial?.getPorts?.()]
      const found = await Promise.all(asked.map(async (asking) => asking?.catch(() => [])))
      const screen = await navigator.mediaDevices?.getDisplayMedia().then(
        () => 'seen',
        () => 'refused',
      )
      return { devices: found.flatMap((some) => some ?? []), screen: screen ?? 'refused' }
    })
    expect(outcomes).toEqual({ devices: [], screen: 'refused' })
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
    const outcome = await running.inMain(async ({ BrowserWindow }, bridge) => {
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
    expect([headers.cookie, headers.referer]).toEqual([undefined, undefined])
    expect(headers['user-agent']).not.toMatch(/electron|madoguchi/i)
    const cookies = await running.inMain(({ session }) => session.defaultSession.cookies.get({}))
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
    // A middle click asks for a window of its own.
    await running.window.mouse.click(x + 4, y + 4, { button: 'middle' })
    await expect.poll(async () => (await recorded()).asked).toHaveLength(2)
    expect(running.window.context().pages()).toHaveLength(1)
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
  return running.inMain(({ dialog, shell }) => {
    const recorder = globalThis as unknown as Recorder
    dialog.showMessageBox = (...args: unknown[]) => {
      recorder.asked.push((args.at(-1) as Electron.MessageBoxOptions).message)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    shell.openExternal = (url) => Promise.resolve(void recorder.opened.push(url))
  })
}

function recorded(): Promise<Recorder> {
  return running.inMain(() => {
    const { asked, opened } = globalThis as unknown as Recorder
    return { asked, opened }
  })
}
