/** A date and time on the calendar of the shop. */
export type WallTime = { year: number; month: number; date: number; hour: number; minute: number }

/**
 * The date of a hold as it stands in the subject or the text of an answer. The text and the hold have one value: whoever
 * moves the date of the hold moves it here, in whatever way it is written, and what a customer is quoted to have said
 * (lines beginning with >) is left alone. A date with another hour beside it is another value.
 */
export function countDates(text: string, at: WallTime) {
  return mentionsOf(text).filter((mention) => isSame(mention, at)).length
}

/** The text with every mention of `from` written as `to`, each in the way it was written. */
export function moveDates(text: string, from: WallTime, to: WallTime) {
  const edits = mentionsOf(text).flatMap((mention) => (isSame(mention, from) ? editsOf(mention, to) : []))
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((moved, { start, end, words }) => moved.slice(0, start) + words + moved.slice(end), text)
}

type Piece = { start: number; end: number; words: string }
type Mention = Partial<
  Record<'year' | 'month' | 'date' | 'weekday' | 'ordinal' | 'noon' | 'hour' | 'minute', Piece>
> & {
  /** Between year and month, where both are numbers. */
  separator?: string | undefined
  /** In numbers; null where the words leave it open. */
  value: { year: number | null; month: number; date: number; hour: number | null; minute: number }
}

const N = '[0-9０-９]'
const DAYS_JA = '日月火水木金土'
const DAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ')

const weekdayJa = `(?:\\s?(?:[(（](?<weekday>[${DAYS_JA}])(?:曜日?|・祝)?[)）]|(?<weekday2>[${DAYS_JA}])曜日?))?`
const clockJa = `(?:\\s?[の、]?\\s?(?<noon>午前|午後)?\\s?(?<hour>${N}{1,2})(?:[:：](?<minute>${N}{2})|時(?!間)(?:(?<minute2>${N}{1,2})分)?))?`
const clockEn =
  '(?:,?\\s+(?:at\\s+)?(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?:\\s?(?<noon>[ap]m)\\b)?|\\s?(?<noon2>[ap]m)\\b))?'
const weekdayEn = `(?:(?<weekday>${DAYS_EN.map((day) => `${day}|${day.slice(0, 3)}`).join('|')})\\b,?\\s+)?`
const monthEn = `(?<month>${MONTHS_EN.map((month) => `${month}|${month.slice(0, 3)}`).join('|')})\\b`
const dayEn = '(?<date>\\d{1,2})(?<ordinal>st|nd|rd|th)?'

/** 11月27日(金) 18:00, 2026/11/27, 11/27まで, Friday 27 November at 18:00, November 27th. */
const WAYS = [
  new RegExp(
    `(?<!${N})(?:(?<year>${N}{4})年\\s?)?(?<month>${N}{1,2})月\\s?(?<date>${N}{1,2})日${weekdayJa}${clockJa}`,
    'dgu',
  ),
  new RegExp(
    `(?<![\\w０-９/.-])(?:(?<year>${N}{4})(?<separator>[/.-]))(?<month>${N}{1,2})[/.-](?<date>${N}{1,2})(?![\\w０-９/-])${weekdayJa}${clockJa}`,
    'dgu',
  ),
  // Without a year it might be a fraction or a size: a weekday, an hour or a "by" has to follow.
  new RegExp(
    `(?<![\\w０-９/.-])(?<month>${N}{1,2})[/／](?<date>${N}{1,2})(?![\\w０-９/-])(?=\\s?[(（]?[${DAYS_JA}][)）曜]|[\\sの]?${N}{1,2}[:：時]|\\s?(?:まで|迄|に|中|必着))${weekdayJa}${clockJa}`,
    'dgu',
  ),
  new RegExp(`\\b${weekdayEn}${dayEn}\\s+${monthEn}(?:,?\\s+(?<year>\\d{4})\\b)?${clockEn}`, 'dgu'),
  new RegExp(`\\b${weekdayEn}${monthEn}\\s+${dayEn}\\b(?:,?\\s+(?<year>\\d{4})\\b)?${clockEn}`, 'dgu'),
]

function mentionsOf(text: string): Mention[] {
  const own = withoutQuotes(text)
  return WAYS.flatMap((way) => [...own.matchAll(way)].flatMap((match) => mentionOf(match) ?? []))
}

/** Of the same length, so that places in it are places in the text. */
const withoutQuotes = (text: string) => text.replaceAll(/^[>＞].*$/gmu, (line) => ' '.repeat(line.length))

function mentionOf({ indices, groups }: RegExpExecArray): Mention | null {
  const piece = (...names: string[]): Piece | undefined => {
    const name = names.find((one) => groups?.[one] !== undefined)
    const place = name === undefined ? undefined : indices?.groups?.[name]
    return place && { start: place[0], end: place[1], words: groups?.[name ?? ''] ?? '' }
  }
  const [year, month, date] = [piece('year'), piece('month'), piece('date')]
  const [hour, minute, noon] = [piece('hour'), piece('minute', 'minute2'), piece('noon', 'noon2')]
  if (!month || !date) return null
  const value = {
    year: year ? numberOf(year.words) : null,
    month: monthOf(month.words),
    date: numberOf(date.words),
    hour: hour ? hourOf(numberOf(hour.words), noon?.words) : null,
    minute: minute ? numberOf(minute.words) : 0,
  }
  const found = {
    year,
    month,
    date,
    weekday: piece('weekday', 'weekday2'),
    ordinal: piece('ordinal'),
    noon,
    hour,
    minute,
  }
  return {
    value,
    separator: groups?.['separator'],
    ...Object.fromEntries(Object.entries(found).filter(([, one]) => one !== undefined)),
  }
}

const numberOf = (words: string) => Number(words.normalize('NFKC'))
const monthOf = (words: string) => {
  const found = MONTHS_EN.findIndex((month) => month.startsWith(words))
  return found >= 0 ? found + 1 : numberOf(words)
}
function hourOf(hour: number, noon: string | undefined) {
  if (noon === undefined) return hour
  const isAfternoon = noon === '午後' || noon === 'pm'
  return (hour % 12) + (isAfternoon ? 12 : 0)
}

function isSame({ value }: Mention, at: WallTime) {
  const isDay = value.month === at.month && value.date === at.date && (value.year ?? at.year) === at.year
  if (!isDay || value.hour === null) return isDay
  return value.hour === at.hour && value.minute === at.minute
}

function editsOf(mention: Mention, to: WallTime): Piece[] {
  const { year, month, date, weekday, ordinal, noon, hour, minute } = mention
  const isIso = mention.separator === '-'
  const day = new Date(Date.UTC(to.year, to.month - 1, to.date)).getUTCDay()
  return [
    like(year, to.year),
    named(month, MONTHS_EN[to.month - 1] ?? '') ?? like(month, to.month, isIso),
    like(date, to.date, isIso),
    ordinal && { ...ordinal, words: ordinalOf(to.date) },
    weekday && named(weekday, DAYS_EN[day] ?? '', DAYS_JA[day]),
    noon && { ...noon, words: noonOf(noon.words, to.hour) },
    like(hour, noon ? to.hour % 12 || (noon.words.endsWith('m') ? 12 : 0) : to.hour),
    ...minutesOf({ minute, hour, noon, to }),
  ].filter((piece) => piece !== undefined)
}

/** A number in the width and with the zeros it was written with. */
function like(piece: Piece | undefined, value: number, isIso = false): Piece | undefined {
  if (!piece) return undefined
  const isPadded = isIso || /^[0０]/u.test(piece.words)
  const digits = String(value).padStart(isPadded ? 2 : 1, '0')
  const isWide = /[０-９]/u.test(piece.words)
  return {
    ...piece,
    words: isWide ? digits.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : digits,
  }
}

/** A month or weekday by name, cut to three letters where it was; undefined where it was written as a number. */
function named(piece: Piece | undefined, english: string, japanese?: string): Piece | undefined {
  if (!piece || /^[0-9０-９]/u.test(piece.words)) return undefined
  if (!/^[A-Z]/u.test(piece.words)) return { ...piece, words: japanese ?? piece.words }
  return { ...piece, words: piece.words.length === 3 && piece.words !== 'May' ? english.slice(0, 3) : english }
}

function ordinalOf(date: number) {
  if (date >= 11 && date <= 13) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[date % 10] ?? 'th'
}

function noonOf(words: string, hour: number) {
  if (words.endsWith('m')) return hour < 12 ? 'am' : 'pm'
  return hour < 12 ? '午前' : '午後'
}

type Minutes = { minute: Piece | undefined; hour: Piece | undefined; noon: Piece | undefined; to: WallTime }
/** 18時 has no place for minutes: it becomes 18時30分, and 6 pm becomes 6:30 pm. */
function minutesOf({ minute, hour, noon, to }: Minutes): Piece[] {
  if (minute) return [{ ...minute, words: like({ ...minute, words: '00' }, to.minute)?.words ?? '' }]
  if (!hour || to.minute === 0) return []
  const two = String(to.minute).padStart(2, '0')
  if (noon?.words.endsWith('m')) return [{ start: hour.end, end: hour.end, words: `:${two}` }]
  return [{ start: hour.end + 1, end: hour.end + 1, words: `${two}分` }]
}
