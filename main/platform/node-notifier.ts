import { createRequire } from 'node:module'
import { join } from 'node:path'
import type notifier from 'node-notifier'
import type { Popup } from '../services/ports.ts'
import type { Button, Carrier } from './popup-chain.ts'

export type NodeNotifierOptions = {
  platform: NodeJS.Platform
  appName: string
  /** The AppUserModelID of the installer; without it a toast carries the name of node-notifier's own program. */
  appId: string
  icon: string
}
type Notifiers = typeof notifier

/** SnoreToast on Windows, terminal-notifier on a Mac, notify-send elsewhere. */
export function nodeNotifierCarrier(options: NodeNotifierOptions): Carrier {
  const show = { win32: showToast, darwin: showOnMac }[options.platform as string] ?? showWithNotifySend
  return {
    name: 'node-notifier',
    async show(popup, onPress) {
      const { default: notifiers } = await import('node-notifier')
      return show(popup, onPress, options, notifiers)
    },
  }
}

/**
 * SnoreToast tells over a pipe how a toast ended: clicked, dismissed, timed out. It also ends without a word, when it
 * could not show any, and node-notifier 10 calls that a success (it waits for the exit code -1, which Windows reports as
 * 4294967295). So: ended without a word is a refusal.
 */
function showToast(
  { title, body, later = null, openLabel = '' }: Popup,
  onPress: (button: Button) => void,
  { appId, icon }: NodeNotifierOptions,
  { WindowsToaster }: Notifiers,
): Promise<boolean> {
  const toaster = new WindowsToaster({ customPath: vendorPath(`snoreToast/snoretoast-${toastArch()}.exe`) })
  return new Promise((resolve) => {
    toaster.notify(
      {
        title,
        message: body,
        appID: appId,
        ...pictureOf(icon),
        ...buttonsOf(later, openLabel),
        wait: true,
        sound: false,
      },
      (error, ending, details) => {
        resolve(!error && Boolean(ending))
        const pressed = pressedButton([ending, details?.activationType], { later, openLabel })
        if (pressed) onPress(pressed)
      },
    )
  })
}

const toastArch = () => (process.arch === 'ia32' ? 'x86' : 'x64')

/**
 * terminal-notifier waits until the popup ends and then says how. Its module remembers only the newest popup for the
 * event "click", so the callback is used, which each popup has for itself.
 */
function showOnMac(
  { title, body, later = null, openLabel = '' }: Popup,
  onPress: (button: Button) => void,
  _options: NodeNotifierOptions,
  { NotificationCenter }: Notifiers,
): Promise<boolean> {
  const customPath = vendorPath('mac.noindex/terminal-notifier.app/Contents/MacOS/terminal-notifier')
  const center = new NotificationCenter({ customPath })
  return new Promise((resolve) => {
    const notice = { title, message: body, ...buttonsOf(later, openLabel), wait: true, timeout: 60 * 60 }
    center.notify(notice, (error, ending, details) => {
      resolve(!error)
      const pressed = pressedButton([ending, details?.activationType, details?.activationValue], { later, openLabel })
      if (pressed) onPress(pressed)
    })
  })
}

/** Two buttons, where the popup is of a ticket that can wait. */
function buttonsOf(later: Popup['later'], openLabel = ''): { actions?: string[] } {
  return later ? { actions: [openLabel, later.label] } : {}
}

/** What a carrier's words for the end of a popup mean; null where nobody pressed anything. */
export function pressedButton(
  endings: readonly (string | undefined)[],
  { later, openLabel }: Pick<Popup, 'later' | 'openLabel'>,
): Button | null {
  // SnoreToast and terminal-notifier name a button by its label, node-notifier in small letters.
  const words = endings.flatMap((ending) => ending?.toLowerCase() ?? [])
  if (later && words.includes(later.label.toLowerCase())) return 'later'
  const isOpened = words.some(
    (word) => /^(?:contents)?clicked$|activate/.test(word) || word === openLabel?.toLowerCase(),
  )
  return isOpened ? 'open' : null
}

/** notify-send ends as soon as the popup is there, and no click ever comes back: node-notifier passes no `--action`. */
function showWithNotifySend(
  { title, body, isUrgent }: Popup,
  _onPress: (button: Button) => void,
  { appName, icon }: NodeNotifierOptions,
  { NotifySend }: Notifiers,
): Promise<boolean> {
  const sender = new NotifySend()
  const notice = {
    title: asArgument(title),
    message: asArgument(escapeMarkup(body)) || ' ',
    urgency: isUrgent ? ('critical' as const) : ('normal' as const),
    ...pictureOf(icon),
    'app-name': appName,
  }
  return new Promise((resolve) => {
    sender.notify(notice, (error) => resolve(!error))
  })
}

/** A word for notify-send: not read as an option, and with backslashes that stay what they are. */
const asArgument = (text: string) => text.replaceAll('\\', '\\\\').replace(/^-/, ' -')

/** Bodies may carry markup (Desktop Notifications Specification 1.2), and a customer's name shall not be any. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Other programs cannot read inside an archive. */
const pictureOf = (icon: string) => (/app\.asar[\\/]/.test(icon) ? {} : { icon })

/** Programs cannot be started from inside an archive; the package keeps these beside it. */
function vendorPath(program: string): string {
  const folder = join(createRequire(import.meta.url).resolve('node-notifier/package.json'), '..', 'vendor')
  return join(folder, program).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}
