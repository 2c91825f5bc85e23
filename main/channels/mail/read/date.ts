const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of UTC. RFC 5322 section 4.3, and the zones Japanese mailers write. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  jst: 540,
  kst: 540,
  hkt: 480,
  sgt: 480,
  bst: 60,
  cet: 60,
  west: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
}

type Parts = { year: number; month: number; day: number; time: string; zone: string }

const TIME = String.raw`(\d{1,2}[:.]\d{1,2}(?:[:.]\d{1,2})?(?:[.,]\d{1,9})?(?:\s*[ap]\.?m\b\.?)?)`
const DAY_FIRST = new RegExp(
  String.raw`\b(\d{1,2})[\s.-]{1,3}([a-z]{3})[a-z]*\.?,?[\s.-]{1,3}(\d{2,4})\b[,\s]*(?:${TIME})?`,
  'i',
)
const CTIME = new RegExp(
  String.raw`\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+${TIME}\s+((?:[a-z]{1,5})?(?:[+-]\d\d:?\d\d)?)\s*\b(\d{4})\b`,
  'i',
)
const MONTH_FIRST = new RegExp(
  String.raw`\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b[,\s]*(?:${TIME})?`,
  'i',
)
const YEAR_FIRST = new RegExp(
  String.raw`\b(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:\s*\([^)]{1,9}\))?(?:T|\s)*(?:${TIME})?`,
  'i',
)

/**
 * The instant of a Date field in ms UTC, in RFC 5322 form, its obsolete forms and what real mailers write instead; null
 * when it names none. A time without a zone counts as UTC (RFC 5322 section 3.3, "-0000").
 */
export function parseDate(raw: string): number | null {
  const text = withoutComments(raw.slice(0, 300))
    .replace(/\s+/g, ' ')
    .replace(/(\d) ?: ?(?=\d)/g, '$1:')
    // As programs write it that name day and month in the language of their computer: 月, 23 11月 2026.
    .replace(/(\d{1,2}) (\d{1,2})月 (\d{4})/, '$3/$2/$1')
    .trim()
  const parts = findParts(text)
  if (!parts) return null
  const time = readTime(parts.time)
  const offset = zoneMinutes(parts.zone)
  if (!time || offset === null) return null
  const { year, month, day } = parts
  if (month < 0 || month > 11 || year < 1900 || year > 9999) return null
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  if (day < 1 || day > days) return null
  return Date.UTC(year, month, day, time.hours, time.minutes, Math.min(time.seconds, 59)) - offset * 60_000
}

function findParts(text: string): Parts | null {
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst && monthOf(dayFirst[2]!) >= 0)
    return partsOf(text, dayFirst, fullYear(dayFirst[3]!), monthOf(dayFirst[2]!), dayFirst[1]!, dayFirst[4])
  const ctime = CTIME.exec(text)
  if (ctime && monthOf(ctime[1]!) >= 0) {
    const after = text.slice(ctime.index + ctime[0].length)
    return {
      year: Number(ctime[5]),
      month: monthOf(ctime[1]!),
      day: Number(ctime[2]),
      time: ctime[3]!,
      zone: ctime[4]!.trim() || after,
    }
  }
  const monthFirst = MONTH_FIRST.exec(text)
  if (monthFirst && monthOf(monthFirst[1]!) >= 0)
    return partsOf(text, monthFirst, Number(monthFirst[3]), monthOf(monthFirst[1]!), monthFirst[2]!, monthFirst[4])
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst)
    return partsOf(text, yearFirst, Number(yearFirst[1]), Number(yearFirst[2]) - 1, yearFirst[3]!, yearFirst[4])
  return null
}

function partsOf(
  text: string,
  match: RegExpExecArray,
  year: number,
  month: number,
  day: string,
  time: string | undefined,
): Parts {
  return { year, month, day: Number(day), time: time ?? '0:00', zone: text.slice(match.index + match[0].length) }
}

const monthOf = (name: string) => MONTHS.indexOf(name.toLowerCase())

/** RFC 5322 section 4.3: 00 to 49 are 2000 to 2049; two digits above and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

function readTime(text: string): { hours: number; minutes: number; seconds: number } | null {
  const match = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:[.,]\d{1,9})?\s*(?:([ap])\.?m\b\.?)?/i.exec(text)
  if (!match) return null
  const noon = match[4]?.toLowerCase()
  const hours = noon ? (Number(match[1]) % 12) + (noon === 'p' ? 12 : 0) : Number(match[1])
  const minutes = Number(match[2])
  const seconds = Number(match[3] ?? 0)
  // ISO 8601 calls the end of a day 24:00.
  const isEndOfDay = hours === 24 && minutes === 0 && seconds === 0
  return (hours > 23 && !isEndOfDay) || minutes > 59 || seconds > 60 ? null : { hours, minutes, seconds }
}

function zoneMinutes(text: string): number | null {
  const numeric = /^\s*(?:gmt|utc?|ut)?\s*([+-])\s*(\d{1,2}):?(\d{2})?(?!\d)/i.exec(text)
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0)
    // Beyond the last zone on earth the offset is noise, but the local time still says when.
    if (minutes > 14 * 60) return 0
    return numeric[1] === '-' ? -minutes : minutes
  }
  if (/tokyo|japan|東京|日本/i.test(text)) return ZONES.jst!
  const name = /^\s*"?([a-z]{1,5})\b/i.exec(text)?.[1]?.toLowerCase()
  return name === undefined ? 0 : (ZONES[name] ?? 0)
}

function withoutComments(text: string): string {
  let depth = 0
  let out = ''
  for (const character of text) {
    if (character === '(') depth++
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += character
  }
  // "(JST)" alone, with no numeric zone before it, is the zone.
  const named = /\(([A-Z]{3,4})\)/.exec(text)?.[1]
  return named && !/[+-]\d{4}|\b[A-Z]{2,4}\s*$/.test(out) ? `${out} ${named}` : out
}
