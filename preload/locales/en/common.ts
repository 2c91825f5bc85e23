import type { Catalog } from '../ja.ts'

const plural = (n: number, one: string, many: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

export const common = {
  appName: 'Madoguchi',
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  retry: 'Try again',
  more: 'More actions',
  show: 'Show',
  loading: 'Loading',
  unknown: 'Unknown',
  copyText: 'Copy the text',
  count: (n) => n.toLocaleString('en-GB'),
  ticketNumber: (id) => `#${id}`,
  honorific: (name) => name,
  dearCustomer: 'customer',
  noName: '(no name)',
  noSubject: '(no subject)',
} satisfies Catalog['common']

export const time = {
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  day: (month, day, weekday) => `${weekday} ${day} ${MONTHS[month - 1] ?? ''}`,
  dayWithYear: (year, month, day, weekday) => `${weekday} ${day} ${MONTHS[month - 1] ?? ''} ${year}`,
  writtenDay: (month, day, weekday) => `${LONG_DAYS[weekday] ?? ''}, ${day} ${LONG_MONTHS[month - 1] ?? ''}`,
  written: (day, clock) => `${day}, ${clock}`,
  dayAndTime: (day, clock) => `${day}, ${clock}`,
  today: 'Today',
  tomorrow: 'Tomorrow',
  yesterday: 'Yesterday',
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n) => plural(n, 'day', 'days'),
  left: (span) => `${span} left`,
  late: (span) => `${span} late`,
  soon: 'Due now',
  justPassed: 'Overdue',
  waitingUntil: (day) => `Waiting until ${day}`,
  range: (from, to) => `${from} – ${to}`,
  ago: (span) => `${span} ago`,
} satisfies Catalog['time']

const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const LONG_MONTHS = 'January February March April May June July August September October November December'.split(' ')
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const status = {
  new: 'New',
  open: 'Open',
  waiting: 'Waiting',
  resolved: 'Done',
} satisfies Catalog['status']

export const channel = {
  mail: 'Mail',
  x: 'X',
  instagram: 'Instagram',
  facebook: 'Facebook',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  misskey: 'Misskey',
  phone: 'Phone',
  rmesse: 'R-Messe',
} satisfies Catalog['channel']
