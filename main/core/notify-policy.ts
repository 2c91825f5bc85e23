import { addDays, instantOf, localDateOf, localMinutesOf } from './calendar.ts'
import { type ClockSpan, minutesOf } from './hours-policy.ts'

const MINUTE_MS = 60_000

export type NoticeKind =
  | 'new-message'
  | 'warning'
  | 'missed'
  | 'hold'
  | 'snooze'
  | 'send-failed'
  | 'send-late'
  | 'held-back'
  | 'rule'
  | 'account-trouble'
  | 'auto-stopped'
  | 'notice-undelivered'
  | 'backup-failed'
  | 'group-due'
  | 'mention'
  | 'approval'

/** Something a person should hear of. It stays in the list of the window whatever its popup does. */
export type WaitingNotice = {
  /** Unique for what happened: see `noticeKey`. The same key is never announced as new twice. */
  key: string
  kind: NoticeKind
  /** Null for what belongs to no ticket (an account). */
  ticketId: number | null
  /** When it happened, not when it was found. */
  at: number
  /** From then on it is no news any more (a warning: its deadline), or null. */
  staleAt: number | null
  /** The last popup that carried it, or null. */
  shownAt: number | null
  /** Answered, re-dated, closed or ticked off: closing a popup is not handling. */
  isHandled: boolean
}

export type NotifySettings = {
  timeZone: string
  /** Popups come only then, on the clock of the shop; null for always. May run over midnight. */
  alertHours: ClockSpan | null
  /** How often what is unhandled comes again: 5, 15 or 60; null for never. */
  repeatMinutes: number | null
}

/** `digest`: what happened while the program or the PC was away ("留守中に期限を迎えたもの"). `keys` are to be marked as shown. */
export type Popup = {
  type: 'single' | 'several' | 'digest'
  isRepeat: boolean
  keys: readonly string[]
  /** The notices to speak of, oldest first; one per ticket and kind. */
  notices: readonly WaitingNotice[]
}

export type PopupDecision = {
  popups: readonly Popup[]
  /** Never shown and no longer worth it: to be marked as shown without a popup. */
  staleKeys: readonly string[]
  /** When to look again although nothing new happens, or null. */
  nextLookAt: number | null
}

/** New mail and a finished snooze wait in the list; these are what gets worse while it waits. */
const REPEATING: readonly NoticeKind[] = [
  'warning',
  'missed',
  'hold',
  'send-failed',
  'send-late',
  'account-trouble',
  'auto-stopped',
  'backup-failed',
]

/** The key of what happened: a deadline that is moved and passes again is another one, so its instant belongs to it. */
export function noticeKey(kind: NoticeKind, subject: string | number, at: number): string {
  return `${kind}:${subject}:${at}`
}

/**
 * Which popups to show now. At most one for what came while away, one for what is new, one for what comes again.
 * `backAt` is when the program started or the PC woke: what happened before it and was never shown is the digest.
 */
export function decidePopups(
  notices: readonly WaitingNotice[],
  settings: NotifySettings,
  now: number,
  backAt: number | null,
): PopupDecision {
  const open = notices.filter((notice) => !notice.isHandled).toSorted((a, b) => a.at - b.at)
  const isStale = ({ staleAt }: WaitingNotice) => staleAt !== null && staleAt <= now
  const fresh = open.filter((notice) => notice.shownAt === null)
  const staleKeys = fresh.filter(isStale).map(({ key }) => key)
  const news = fresh.filter((notice) => !isStale(notice))
  const repeats = open.filter((notice) => repeatAt(notice, settings, now) !== null && !isStale(notice))
  const quietUntil = alertsBeginAt(settings, now)

  if (quietUntil !== null) {
    const waits = news.length + repeats.length > 0
    return { popups: [], staleKeys, nextLookAt: waits ? quietUntil : null }
  }

  const isFromAway = (notice: WaitingNotice) => backAt !== null && notice.at < backAt
  const again = repeats.filter((notice) => (repeatAt(notice, settings, now) ?? Infinity) <= now)
  const popups = [
    popupOf('digest', news.filter(isFromAway)),
    popupOf(
      'news',
      news.filter((notice) => !isFromAway(notice)),
    ),
    popupOf('repeat', again),
  ].filter((popup) => popup !== null)
  return { popups, staleKeys, nextLookAt: nextLookAt([...news, ...repeats], settings, now, isStale) }
}

/** When an already shown notice comes again; null for never. A clock that was set back must not silence it for long. */
function repeatAt({ kind, shownAt }: WaitingNotice, { repeatMinutes }: NotifySettings, now: number): number | null {
  if (repeatMinutes === null || shownAt === null || !REPEATING.includes(kind)) return null
  return shownAt > now ? now : shownAt + repeatMinutes * MINUTE_MS
}

function nextLookAt(
  notices: readonly WaitingNotice[],
  settings: NotifySettings,
  now: number,
  isStale: (notice: WaitingNotice) => boolean,
): number | null {
  const shownNow = (notice: WaitingNotice) => {
    const due = repeatAt(notice, settings, now)
    return notice.shownAt === null || (due !== null && due <= now) ? { ...notice, shownAt: now } : notice
  }
  const next = notices
    .filter((notice) => !isStale(notice))
    .map((notice) => repeatAt(shownNow(notice), settings, now) ?? Infinity)
  // Not by spreading: a function takes some 100,000 arguments at most.
  const earliest = next.reduce((nearest, at) => Math.min(nearest, at), Infinity)
  return earliest === Infinity ? null : (alertsBeginAt(settings, earliest) ?? earliest)
}

function popupOf(role: 'digest' | 'news' | 'repeat', notices: readonly WaitingNotice[]): Popup | null {
  if (notices.length === 0) return null
  // Two warnings of one deadline, or three mails on one ticket, are one thing to tell: the newest.
  const told = new Map(notices.map((notice) => [subjectOf(notice), notice]))
  const single = told.size === 1 ? 'single' : 'several'
  return {
    type: role === 'digest' ? 'digest' : single,
    isRepeat: role === 'repeat',
    keys: notices.map(({ key }) => key),
    notices: [...told.values()].toSorted((a, b) => a.at - b.at),
  }
}

const subjectOf = ({ kind, ticketId, key }: WaitingNotice) => (ticketId === null ? key : `${kind}:${ticketId}`)

/** Null while popups may come, else the instant from which they may. */
export function alertsBeginAt({ timeZone, alertHours }: NotifySettings, now: number): number | null {
  if (alertHours === null) return null
  const [start, end] = [minutesOf(alertHours[0]), minutesOf(alertHours[1])]
  const minute = localMinutesOf(timeZone, now)
  const isAllowed = start < end ? start <= minute && minute < end : minute >= start || minute < end
  if (isAllowed) return null
  const today = localDateOf(timeZone, now)
  const beginsToday = instantOf(timeZone, today, alertHours[0])
  return beginsToday > now ? beginsToday : instantOf(timeZone, addDays(today, 1), alertHours[0])
}
