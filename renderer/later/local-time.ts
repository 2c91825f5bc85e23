const MINUTE = 60_000

/** Date and clock of an instant, as the fields of a form hold them ("2026-11-24", "09:00"). */
export function toFields(at: number, zone: string) {
  const shown = new Date(at + offsetAt(at, zone)).toISOString()
  return { date: shown.slice(0, 10), clock: shown.slice(11, 16) }
}

/** The instant of a date and clock in a zone; null while they are not complete. */
export function fromFields(date: string, clock: string, zone: string) {
  const wall = Date.parse(`${date}T${clock}:00Z`)
  if (Number.isNaN(wall)) return null
  const near = wall - offsetAt(wall, zone)
  // The offset may be another one there: a clock was changed in between.
  return wall - offsetAt(near, zone)
}

/** How far the clocks of the zone are ahead of UTC at that instant, in ms. */
function offsetAt(at: number, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE
}
