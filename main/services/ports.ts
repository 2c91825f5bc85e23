import type { TicketId } from '../../preload/domain.ts'

/** The scheme of mail bodies and their pictures. Its pages can run nothing and reach nothing. */
export const MAIL_SCHEME = 'madoguchi-mail'

/** What the frame of a mail is answered with. */
export type Served = { body: Uint8Array | string; type: string; headers: Record<string, string> }

/** What platform/ must provide. Each has a stand-in in tests/support. */

export type Popup = {
  title: string
  body: string
  /** What a click opens: a ticket, the list of what is overdue, or the settings. */
  target: { ticketId: TicketId } | { view: 'todo' | 'overdue' | 'outbox' | 'settings' }
  isUrgent: boolean
  /** The label of the button that opens the target, where the system has buttons. */
  openLabel?: string
  /** A second button: puts this ticket off for a quarter of an hour. */
  later?: { ticketId: TicketId; label: string } | null
}
/** Shows a popup of the system. False when the system took none. */
export type Notifier = { show(popup: Popup): Promise<boolean> }

/** Seals secrets with what the system keeps for the logged-in user. */
export type SecretBox = {
  isAvailable(): boolean
  seal(text: string): Uint8Array
  /** Throws AppError `no-encryption` when the key is gone or locked. */
  open(box: Uint8Array): string
}

/** What only a desktop can do. */
export type Desktop = {
  /** Asks where to save; null when the person changed their mind. */
  askSavePath(suggestedName: string): Promise<string | null>
  openPath(path: string): Promise<void>
  showFolder(path: string): Promise<void>
  /** Shows the real host, asks, and opens the browser. False where the person did not want it. */
  openLink(url: string): Promise<boolean>
  setLaunchAtLogin(isOn: boolean): void
  /** A key that opens the window out of every other program. False when another program has it. */
  setOpeningKey(isOn: boolean): boolean
  /** `mailto:` links of this PC open this program. False when that is only for the system's own settings to change. */
  setMailLinks(isOn: boolean): boolean
  /** Opens the demo shop, in a data folder of its own. */
  startDemo(): void
  /** The number on tray, taskbar or dock. */
  setBadge(count: number): void
  /** Asks for a folder to write into; null when the person changed their mind. */
  askFolder(): Promise<string | null>
  /** Asks for a file with this ending; null when the person changed their mind. */
  askOpenPath(ending: string): Promise<string | null>
  /** Ends the program as a person would and starts it again. */
  restart(): void
}

/** Brings newer versions of the program. Failures: `offline`, `not-found` (nothing for this system), `rejected` (damaged). */
export type Updater = {
  /** The newest version where that is newer and meant for this PC, else null. */
  check(): Promise<{ version: string } | null>
  /** Fetches what `check` found. `onPercent` hears of 0 to 100. */
  download(onPercent: (percent: number) => void): Promise<void>
  /** Ends the program as a person would and starts what was fetched. */
  install(): void
}

/** Without an updater there is no source of newer versions. */
export type Ports = { notifier: Notifier; secretBox: SecretBox; desktop: Desktop; updater?: Updater | null }

/** Writes what helps to find a fault. Never a body, an address or a secret. */
export type Log = { info(line: string): void; error(line: string, error?: unknown): void }
