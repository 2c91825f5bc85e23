import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alertsBeginAt,
  decidePopups,
  noticeKey,
  type NoticeKind,
  type NotifySettings,
  type WaitingNotice,
} from '../../main/core/notify-policy.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const jst = (text: string) => Date.parse(`${text}+09:00`)
const noon = jst('2026-10-14T12:00')

function notice(kind: NoticeKind, ticketId: number | null, at: number, change: Partial<WaitingNotice> = {}) {
  const key = noticeKey(kind, ticketId ?? 'account-1', at)
  return { key, kind, ticketId, at, staleAt: null, shownAt: null, isHandled: false, ...change }
}
const settings = (change: Partial<NotifySettings> = {}): NotifySettings => ({
  timeZone: 'Asia/Tokyo',
  alertHours: ['09:00', '19:00'],
  repeatMinutes: null,
  ...change,
})
const decide = (
  notices: WaitingNotice[],
  change: Partial<NotifySettings> = {},
  now = noon,
  backAt: number | null = null,
) => decidePopups(notices, settings(change), now, backAt)
const said = (
  notices: WaitingNotice[],
  change: Partial<NotifySettings> = {},
  now = noon,
  backAt: number | null = null,
) =>
  decide(notices, change, now, backAt).popups.map(({ type, notices: told }) => [
    type,
    told.map(({ ticketId }) => ticketId),
  ])

/** What the caller does after showing: remembers when each key was last shown. */
function shown(notices: WaitingNotice[], now: number, change: Partial<NotifySettings> = {}): WaitingNotice[] {
  const keys = decide(notices, change, now).popups.flatMap((popup) => popup.keys)
  return notices.map((each) => (keys.includes(each.key) ? { ...each, shownAt: now } : each))
}

describe('popups', () => {
  it('one thing is told by itself, several at once are one popup, oldest first', () => {
    expect(said([notice('new-message', 1, noon - 1)])).toEqual([['single', [1]]])
    expect(said([notice('missed', 2, noon - 1), notice('new-message', 1, noon - 2)])).toEqual([['several', [1, 2]]])
    expect(said([])).toEqual([])
  })

  it('several mails on one ticket are one thing, and none of them comes again', () => {
    const mails = [notice('new-message', 1, noon - 2), notice('new-message', 1, noon - 1)]
    expect(said(mails)).toEqual([['single', [1]]])
    expect(decide(mails).popups[0]!.notices[0]!.at).toBe(noon - 1)
    expect(said(shown(mails, noon), {}, noon + HOUR)).toEqual([])
  })

  it('so many that no call could take them as arguments are one popup', () => {
    const many = Array.from({ length: 200_000 }, (_, n) => notice('missed', n + 1, noon - n))
    expect(decide(many).popups).toHaveLength(1)
  })

  it('what was handled meanwhile is not told', () => {
    expect(said([notice('missed', 1, noon - 1, { isHandled: true })])).toEqual([])
  })

  it('a warning whose deadline has passed is no news: the missed deadline is', () => {
    const late = notice('warning', 1, noon - HOUR, { staleAt: noon - 1 })
    const decision = decide([late, notice('missed', 1, noon - 1)])
    expect(decision.popups.map(({ notices }) => notices.map(({ kind }) => kind))).toEqual([['missed']])
    expect(decision.staleKeys).toEqual([late.key])
  })

  it('a deadline that was moved and passes again is told again', () => {
    expect(noticeKey('missed', 1, noon)).not.toBe(noticeKey('missed', 1, noon + 1))
  })
})

describe('coming back', () => {
  it('everything from before is one digest, apart from what is new', () => {
    const notices = [
      notice('missed', 1, noon - 9 * HOUR),
      notice('new-message', 2, noon - 8 * HOUR),
      notice('new-message', 3, noon),
    ]
    expect(said(notices, {}, noon + 1000, noon)).toEqual([
      ['digest', [1, 2]],
      ['single', [3]],
    ])
  })

  it('what had been shown before is not in the digest', () => {
    expect(said([notice('missed', 1, noon - HOUR, { shownAt: noon - HOUR })], {}, noon, noon)).toEqual([])
  })
})

describe('quiet hours', () => {
  it('hold everything back and say when they end', () => {
    const night = jst('2026-10-14T23:00')
    expect(decide([notice('missed', 1, night)], {}, night)).toEqual({
      popups: [],
      staleKeys: [],
      nextLookAt: jst('2026-10-15T09:00'),
    })
    expect(decide([], {}, night).nextLookAt).toBeNull()
    expect(said([notice('missed', 1, night)], {}, jst('2026-10-15T09:00'))).toEqual([['single', [1]]])
  })

  it('begin and end to the minute, also over midnight', () => {
    const day = settings()
    expect(alertsBeginAt(day, jst('2026-10-14T08:59:59'))).toBe(jst('2026-10-14T09:00'))
    expect(alertsBeginAt(day, jst('2026-10-14T18:59:59'))).toBeNull()
    expect(alertsBeginAt(day, jst('2026-10-14T19:00'))).toBe(jst('2026-10-15T09:00'))
    const late = settings({ alertHours: ['18:00', '02:00'] })
    expect(alertsBeginAt(late, jst('2026-10-15T01:59'))).toBeNull()
    expect(alertsBeginAt(late, jst('2026-10-15T02:00'))).toBe(jst('2026-10-15T18:00'))
    expect(alertsBeginAt(settings({ alertHours: null }), jst('2026-10-15T02:00'))).toBeNull()
  })
})

describe('repeating', () => {
  const every15 = { repeatMinutes: 15 }
  const missed = [notice('missed', 1, noon), notice('new-message', 2, noon)]

  it('is for what gets worse, every so often, until it is handled', () => {
    const once = shown(missed, noon, every15)
    expect(decide(once, every15, noon + MINUTE)).toMatchObject({ popups: [], nextLookAt: noon + 15 * MINUTE })
    expect(said(once, every15, noon + 15 * MINUTE)).toEqual([['single', [1]]])
    const handled = once.map((each) => ({ ...each, isHandled: true }))
    expect(decide(handled, every15, noon + 15 * MINUTE)).toEqual({ popups: [], staleKeys: [], nextLookAt: null })
  })

  it('is off unless asked for', () => {
    expect(decide(shown(missed, noon), {}, noon + 24 * HOUR)).toMatchObject({ popups: [], nextLookAt: null })
  })

  it('keeps to the quiet hours', () => {
    const evening = jst('2026-10-14T18:50')
    const once = shown([notice('missed', 1, evening)], evening, every15)
    expect(decide(once, every15, evening).nextLookAt).toBe(jst('2026-10-15T09:00'))
  })

  it('comes soon, and not in a year, after a clock that ran ahead was set right', () => {
    const wrong = [notice('missed', 1, noon, { shownAt: noon + 365 * 24 * HOUR })]
    expect(said(wrong, every15, noon)).toEqual([['single', [1]]])
    expect(said(shown(wrong, noon, every15), every15, noon + MINUTE)).toEqual([])
  })
})

it('whenever one looks, without repeating, each thing is told once and at most two popups come at a time', () => {
  const kinds = fc.constantFrom<NoticeKind>('new-message', 'warning', 'missed', 'hold', 'snooze', 'send-failed')
  const arrivals = fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 72 })), {
    maxLength: 30,
  })
  const looks = fc.array(fc.tuple(fc.integer({ min: 0, max: 72 }), fc.option(fc.integer({ min: 0, max: 72 }))), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(arrivals, looks, (made, visits) => {
      const all = new Map(
        made.map(([kind, id, hour]) => notice(kind, id, noon + hour * HOUR)).map((each) => [each.key, each]),
      )
      const told: string[] = []
      for (const [hour, away] of visits.toSorted(([a], [b]) => a - b)) {
        const now = noon + hour * HOUR
        const here = [...all.values()].filter(({ at }) => at <= now)
        const { popups } = decidePopups(here, settings(), now, away === null ? null : noon + away * HOUR)
        expect(popups.length).toBeLessThanOrEqual(2)
        for (const key of popups.flatMap((popup) => popup.keys)) {
          told.push(key)
          all.set(key, { ...all.get(key)!, shownAt: now })
        }
      }
      expect(new Set(told).size).toBe(told.length)
    }),
  )
})
