import type { Catalog } from '../ja.ts'

export const later = {
  snooze: 'Snooze',
  snoozeHint: 'Out of the list until a time you choose (s)',
  title: 'Until when?',
  sendTitle: 'When shall it leave?',
  inMinutes15: 'In 15 minutes',
  inHour: 'In an hour',
  tomorrow: 'Tomorrow morning',
  opening: 'When the shop opens',
  monday: 'Monday morning',
  untilAnswer: 'Until the customer writes',
  pick: 'Date and time…',
  pickTitle: 'Date and time',
  date: 'Date',
  clock: 'Time',
  set: 'Use this time',
  past: 'Choose a time that is still to come.',
  end: 'End the snooze',
  putBack: 'Back to its place',
  deadlineFirst: (when) => `The deadline (${when}) comes first: it returns then.`,
  untilAnswerShort: 'until they write',
  returnedChip: 'Back from snooze',
  snoozedOne: (subject, when) => `Snoozed “${subject}” until ${when}`,
  snoozedMany: (n, when) => `Snoozed ${n} tickets until ${when}`,
  snoozedOneAnswer: (subject) => `Snoozed “${subject}” until the customer writes`,
  snoozedManyAnswer: (n) => `Snoozed ${n} tickets until their customers write`,
  nothingToSnooze: 'What is closed or filed cannot be snoozed.',
  ended: 'The snooze has ended',

  sendLater: 'Send at a chosen time',
  sendLaterHint: 'If the customer writes first, it is not sent and becomes a draft again.',
  scheduledToast: (name, when) => `The reply to ${name} leaves ${when}`,
  scheduledAt: (when) => `Scheduled ${when}`,
  sentToast: (name) => `Sending the reply to ${name}`,
  secondsLeft: (n) => `${n} s left`,
  takenBack: 'Not sent: it is a draft again',
  tooLate: 'It could not be taken back: it has left already.',
  heldBack:
    'The customer wrote first, so the scheduled reply was not sent and became a draft again. Read it once more before you send it.',
  heldBackTitle: 'The scheduled reply is a draft again',

  scheduledGroup: {
    title: 'Scheduled',
    next: 'They leave by themselves at their time. If the customer writes first, they become drafts again.',
  },
  lateGroup: {
    title: 'Past their time',
    next: 'They could not leave at their time, because this computer was off or had no line. Send them now or choose another time.',
  },
  lateQuestion: (when) => `It was to leave ${when}. Send it now?`,
  changeTime: 'Change the time',
  sendNow: 'Send now',
  edit: 'Edit',
  cancelSchedule: 'Cancel (back to the draft)',
} satisfies Catalog['later']

export const alertsList = {
  away: 'While you were away',
  fresh: 'New',
  handled: 'Seen',
  confirm: 'Mark as seen',
  confirmAll: 'Mark all as seen',
  laterMenu: 'Later',
  open: 'Open',
  counts: { missed: 'overdue', warning: 'due soon', 'new-message': 'new' },
} satisfies Catalog['alertsList']

export const noticeSettings = {
  quiet: 'When notifications may come',
  quietHint: 'What happens outside these hours is told when they begin.',
  always: 'At any time',
  from: 'From',
  to: 'To',
  repeat: 'Remind again of what nobody has handled',
  repeatOptions: { off: 'Never', '5': 'Every 5 minutes', '15': 'Every 15 minutes', '60': 'Every hour' },
  sending: 'Sending',
  undo: 'Time to undo a send',
  undoHint: 'A reply waits this long after you press send.',
  undoSeconds: (n) => (n === 0 ? 'No undo' : `${n} s`),
  late: 'A scheduled reply that is more than two hours late',
  lateHint: 'While this computer is off, nothing can leave.',
  lateOptions: { ask: 'Ask me first', send: 'Send it at once', 'open-hours': 'Send it in opening hours' },
} satisfies Catalog['noticeSettings']

export const quitting = {
  title: 'Replies are scheduled',
  message: (n) => (n === 1 ? 'A reply is to leave within 12 hours' : `${n} replies are to leave within 12 hours`),
  detail: 'If you quit, they wait until Madoguchi is opened again. Closing the window alone lets them leave in time.',
  quit: 'Quit',
  stay: 'Do not quit',
} satisfies Catalog['quitting']
