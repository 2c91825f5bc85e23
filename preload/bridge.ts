import type { CommandId } from './commands.ts'
import type { NewMail, TicketId } from './domain.ts'
import type { ErrorCode } from './errors.ts'

/** The only two channel names in the program. */
export const INVOKE = 'madoguchi:invoke'
export const EVENT = 'madoguchi:event'

export type Envelope =
  { ok: true; value: unknown } | { ok: false; error: { code: ErrorCode; message: string; reason: string | null } }

/** What changed, as names and ids, never rows: the window asks again for what it shows. */
export type Topic =
  | 'tickets'
  | 'accounts'
  | 'outbox'
  | 'settings'
  | 'shops'
  | 'alerts'
  | 'rules'
  | 'people'
  | 'templates'
  | 'answers'
  | 'backups'
  | 'orders'
  | 'groups'
  | 'updates'
  | 'hosts'

/**
 * `away` and `refused` (our key opens nothing there any more) are tried again by themselves; with `other-version` one of the
 * two programs has to be updated first.
 */
export type LineState = 'connecting' | 'up' | 'away' | 'refused' | 'other-version'

export type AppEvent =
  | { type: 'changed'; seq: number; topics: Topic[]; ticketIds: TicketId[] }
  /** Somebody clicked a popup, a tray entry or a link: show this ticket. */
  | { type: 'open-ticket'; ticketId: TicketId }
  /** Somebody clicked a mailto: link: begin this mail. */
  | { type: 'new-mail'; mail: NewMail }
  /** Somebody chose it in a menu of the system. */
  | { type: 'command'; command: CommandId }
  /** At a second PC: whether the one with the data answers. */
  | { type: 'line'; state: LineState }
  | { type: 'open-view'; view: 'todo' | 'overdue' | 'outbox' | 'settings' }

/** What preload exposes as `window.madoguchi`. */
export type Bridge = {
  invoke(method: string, input: unknown): Promise<Envelope>
  onEvent(listener: (event: AppEvent) => void): () => void
}
