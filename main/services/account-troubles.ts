import type { Clock } from '../jobs/clock.ts'
import { AppError } from '../../preload/errors.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

const MINUTE_MS = 60_000
/** An outage shorter than this is nobody's business. */
const OUTAGE_ALERT_MS = 30 * MINUTE_MS
/** Nothing makes an account wait longer than to the next month. */
const LONGEST_REST_MS = 31 * 24 * 60 * MINUTE_MS
/** Where an error names no reason of its own. */
const REASONS: Record<string, string> = { offline: 'closed', 'store-full': 'disk-full' }

export const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'bug')

export const reasonOf = (error: unknown): string =>
  (error instanceof AppError && error.reason) || (REASONS[codeOf(error)] ?? 'other')

/** A rest that lies further ahead than any network asks for comes from a clock that was set back. */
export function isResting(restUntil: number, now: number): boolean {
  return restUntil > now && restUntil - now <= LONGEST_REST_MS
}

/** Tells the owner of an account that does not work. Inside a transaction. */
export function createAccountTroubles(store: Store, clock: Clock, changes: Changes) {
  /** A wrong password and a spent budget are told at once and once; an outage only when it lasts. */
  return function announce(row: AccountRow, code: string, reason: string): void {
    const now = clock.now()
    const since = store.accounts.get(row.id)!.lastSuccessAt ?? row.createdAt
    const mayPass = code === 'offline' || (code === 'rate-limited' && reason !== 'budget')
    if (mayPass && now - since < OUTAGE_ALERT_MS) return
    const added = store.alerts.add({
      key: `account:${row.id}:${code}:${since}`,
      kind: 'account-trouble',
      ticketId: null,
      accountId: row.id,
      at: now,
      dueAt: null,
    })
    if (added) changes.note('alerts')
  }
}
