const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Days are few and looked at again and again; a list of years is not kept for ever. */
const MOST_DAYS = 2000

/** A day, and the hour and minute of it, as the clocks of a zone show them. `dayNumber` counts days from 1970-01-01. */
export type ZoneTime = {
  year: number
  month: number
  date: number
  hour: number
  minute: number
  dayNumber: number
}

/**
 * What the clocks of a zone show at an instant. `Intl` takes a tenth of a millisecond for it, and a list asks dozens of times
 * for every ticket, so it is asked once a day, and anew for the days on which clocks are changed.
 */
export function createZoneClock(zone: string): (at: number) => ZoneTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  /** By day of Greenwich; null where clocks change within it. */
  const offsets = new Map<number, number | null>()

  function askedOffset(at: number): number {
    const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = found
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE
  }

  function offsetAt(at: number): number {
    const day = Math.floor(at / DAY)
    let offset = offsets.get(day)
    if (offset === undefined) {
      const first = askedOffset(day * DAY)
      offset = first === askedOffset((day + 1) * DAY - MINUTE) ? first : null
      if (offsets.size >= MOST_DAYS) offsets.clear()
      offsets.set(day, offset)
    }
    return offset ?? askedOffset(at)
  }

  return (at) => {
    const shown = at + offsetAt(at)
    const time = new Date(shown)
    return {
      year: time.getUTCFullYear(),
      month: time.getUTCMonth() + 1,
      date: time.getUTCDate(),
      hour: time.getUTCHours(),
      minute: time.getUTCMinutes(),
      dayNumber: Math.floor(shown / DAY),
    }
  }
}
