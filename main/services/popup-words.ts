import { catalogs, type Catalog } from '../../preload/locales/index.ts'
import { describeTimeLeft, type TimeLeft } from '../core/time-left.ts'
import type { AlertRow } from '../store/alerts.ts'
import type { PopupWriter } from './alerts.ts'
import type { Popup } from './ports.ts'
import type { SettingsService } from './settings.ts'

/** What can be put off by a button of its popup. */
const LATER: readonly AlertRow['kind'][] = ['new-message', 'warning', 'missed', 'hold', 'snooze', 'rule']

/** What is put right in the settings. */
const IN_SETTINGS: readonly AlertRow['kind'][] = [
  'account-trouble',
  'auto-stopped',
  'notice-undelivered',
  'backup-failed',
]

/** The words of popups. Names and subjects only while the owner allows them on the screen. */
export function createPopupWriter(settings: SettingsService): PopupWriter {
  return (popup, rows, now) => {
    const { language, showContentInPopups } = settings.get()
    const words = catalogs[language]
    const title = titleOf(popup.type, rows, words, now)
    const body = showContentInPopups ? bodyOf(popup.type, rows, words) : words.popups.hiddenBody
    const ticketId = rows.length === 1 ? rows[0]!.ticketId : null
    const later = ticketId === null || !LATER.includes(rows[0]!.kind) ? null : { ticketId, label: words.popups.later }
    return {
      title,
      body,
      target: targetOf(rows),
      later,
      openLabel: words.popups.open,
      isUrgent: rows.some(({ kind }) => kind !== 'new-message'),
    }
  }
}

function titleOf(type: string, rows: readonly AlertRow[], { popups, people, time }: Catalog, now: number): string {
  const of = (...kinds: AlertRow['kind'][]) => rows.filter(({ kind }) => kinds.includes(kind))
  if (type === 'digest') return popups.digest
  const [missed, warned, overdueSends, failed, back, ruled, woken, trouble, fresh] = [
    of('missed', 'hold'),
    of('warning'),
    of('send-late'),
    of('send-failed'),
    of('held-back'),
    of('rule'),
    of('snooze'),
    of('account-trouble'),
    of('new-message'),
  ]
  if (missed.length > 1) return popups.missedSeveral(missed.length)
  if (missed[0]) {
    const late = describeTimeLeft(missed[0].dueAt ?? missed[0].at, now)
    return late.key === 'justOverdue' ? popups.missedNow : popups.missed(spanWords(late, time))
  }
  if (rows.some(({ kind }) => kind === 'auto-stopped')) return popups.autoStopped
  if (rows.every(({ kind }) => kind === 'notice-undelivered')) return popups.noticeUndelivered
  if (rows.every(({ kind }) => kind === 'backup-failed')) return popups.backupFailed
  if (rows.every(({ kind }) => kind === 'group-due')) return popups.groupDue
  if (rows.every(({ kind }) => kind === 'approval')) return popups.approval(rows.length)
  if (rows.every(({ kind }) => kind === 'mention')) return popups.mention(namesOf(rows, people.me), rows.length)
  if (failed[0]) return sendTrouble(failed, popups)
  if (overdueSends[0]) return popups.sendLate(overdueSends.length)
  if (warned.length > 1) return popups.warningSeveral(warned.length)
  if (warned[0]) return popups.warning(spanWords(describeTimeLeft(warned[0].dueAt ?? now, now), time))
  if (back[0]) return popups.heldBack
  if (ruled[0]) return popups.byRule(ruled.length)
  if (woken[0]) return popups.snoozed(woken.length)
  if (trouble[0]) return accountTrouble(trouble[0], popups)
  return fresh.length > 1 ? popups.newSeveral(fresh.length) : popups.newOne
}

/** A key that ends soon still works: said differently from one that does not. */
function accountTrouble({ key, accountName }: AlertRow, popups: Catalog['popups']): string {
  return isExpiry(key)
    ? popups.keyEnds(accountName ?? '', Number(key.split(':')[3]))
    : popups.account(accountName ?? '')
}

const isExpiry = (key: string): boolean => key.startsWith('account-expiry:')

/** Who reads "could not be sent" sends again; where that may be twice, it is said differently. */
function sendTrouble(failed: readonly AlertRow[], popups: Catalog['popups']): string {
  const areAll = (what: string) => failed.every(({ key }) => key.split(':')[2] === what)
  if (areAll('unclear')) return popups.sendUnclear
  return areAll('rejected') ? popups.sendPartly : popups.sendFailed
}

function bodyOf(type: string, rows: readonly AlertRow[], { popups }: Catalog): string {
  const [row] = rows
  if (type === 'digest') {
    const count = (...kinds: AlertRow['kind'][]) => rows.filter(({ kind }) => kinds.includes(kind)).length
    return popups.digestBody({
      fresh: count('new-message'),
      missed: count('missed', 'hold'),
      near: count('warning'),
      woken: count('snooze'),
      ruled: count('rule'),
      asked: count('mention', 'approval'),
      unsent: count('send-late', 'send-failed', 'held-back'),
    })
  }
  if (row && rows.length === 1 && row.kind === 'account-trouble')
    return isExpiry(row.key) ? popups.keyEndsBody : popups.accountBody
  if (row && rows.length === 1 && row.kind === 'auto-stopped') return popups.autoStoppedBody
  if (row && rows.length === 1 && row.kind === 'notice-undelivered') return popups.noticeUndeliveredBody
  if (row && rows.length === 1 && row.kind === 'backup-failed') return popups.backupFailedBody
  if (rows.every(({ kind }) => kind === 'group-due')) return popups.groupDueBody
  if (row?.ticketId && rows.length === 1) return popups.body(row.customerName ?? '', row.subject ?? '', row.ticketId)
  const names = [...new Set(rows.flatMap(({ customerName }) => customerName ?? []))]
  return popups.names(names.slice(0, 3), Math.max(0, rows.length - 3))
}

function targetOf(rows: readonly AlertRow[]): Popup['target'] {
  const [row] = rows
  if (row?.ticketId && rows.length === 1) return { ticketId: row.ticketId }
  if (rows.every(({ kind }) => IN_SETTINGS.includes(kind))) return { view: 'settings' }
  if (rows.every(({ kind }) => kind === 'send-late' || kind === 'approval')) return { view: 'outbox' }
  return { view: rows.some(({ kind }) => kind === 'missed' || kind === 'hold') ? 'overdue' : 'todo' }
}

const UNITS = {
  minutesLeft: 'minutes',
  minutesOver: 'minutes',
  hoursLeft: 'hours',
  hoursOver: 'hours',
  daysLeft: 'days',
  daysOver: 'days',
} as const

/** Everybody who is called, each once. */
const namesOf = (rows: readonly AlertRow[], me: string) => [
  ...new Set(rows.flatMap(({ staffName }) => (staffName === null ? [] : staffName || me))),
]

/** Under a minute is said as one: nobody needs it finer. */
function spanWords(left: TimeLeft, time: Catalog['time']): string {
  return 'n' in left ? time[UNITS[left.key]](left.n) : time.minutes(1)
}
