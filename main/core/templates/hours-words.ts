import type { Language } from '../../../preload/domain.ts'
import { type ClockSpan, type HoursPolicy, WEEKDAYS } from '../hours-policy.ts'

const NAMES: Record<Language, readonly string[]> = {
  ja: ['月', '火', '水', '木', '金', '土', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

/** The week as it is told to a customer: 月〜金 10:00〜12:00、13:00〜17:00(土・日・祝休み). '' when the shop never opens. */
export function writeHours({ week, holidays }: HoursPolicy, language: Language): string {
  const days = WEEKDAYS.map((day, index) => ({ index, times: writeTimes(week[day] ?? [], language) }))
  const open = days.filter(({ times }) => times !== '')
  if (open.length === 0) return ''
  const groups = [...new Set(open.map(({ times }) => times))]
  const lines = groups.map((times) => {
    const group = open.filter((day) => day.times === times).map(({ index }) => index)
    return `${writeDays(group, language)} ${times}`
  })
  const closed = days.filter(({ times }) => times === '').map(({ index }) => NAMES[language][index]!)
  const rest = holidays === 'jp' ? [...closed, language === 'ja' ? '祝' : 'public holidays'] : closed
  if (rest.length === 0) return lines.join('\n')
  return [...lines, language === 'ja' ? `${rest.join('・')}休み` : `Closed: ${rest.join(', ')}`].join('\n')
}

function writeTimes(spans: readonly ClockSpan[], language: Language): string {
  const dash = language === 'ja' ? '〜' : '–'
  return spans.map(([from, to]) => `${from}${dash}${to}`).join(language === 'ja' ? '、' : ', ')
}

/** Days in a row are told by their ends. */
function writeDays(days: readonly number[], language: Language): string {
  const names = NAMES[language]
  const first = days[0]!
  const last = days.at(-1)!
  if (days.length > 2 && last - first === days.length - 1)
    return `${names[first]!}${language === 'ja' ? '〜' : '–'}${names[last]!}`
  return days.map((day) => names[day]!).join(language === 'ja' ? '・' : ', ')
}
