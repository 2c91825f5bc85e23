import type { Catalog } from '../ja.ts'

export const popups = {
  newOne: 'New enquiry',
  newSeveral: (n) => `${n} new enquiries`,
  replyOne: 'A customer wrote back',
  warning: (left) => `Due in ${left}`,
  warningSeveral: (n) => `${n} tickets are due soon`,
  missed: (late) => `⚠ ${late} overdue`,
  missedNow: '⚠ A deadline has passed',
  missedSeveral: (n) => `⚠ ${n} tickets are overdue`,
  sendFailed: 'A reply could not be sent',
  sendUnclear: 'A reply may not have arrived',
  account: (name) => `${name} cannot receive`,
  accountBody: 'Open Madoguchi and look at its settings.',
  digest: 'While Madoguchi was closed',
  digestBody: (fresh, missed) =>
    [fresh > 0 ? `${fresh} new` : '', missed > 0 ? `${missed} overdue` : ''].filter(Boolean).join(', '),
  body: (customer, subject, id) => `${customer}: ${subject} #${id}`,
  names: (names, others) => `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`,
  hiddenBody: 'Click to open.',
  later: 'In 15 min',
  open: 'Open',
  testTitle: 'A test notification',
  testBody: 'This is what notifications look like. Click it to open Madoguchi.',
} satisfies Catalog['popups']

export const tray = {
  tooltip: (todo) => (todo > 0 ? `Madoguchi: ${todo} to do` : 'Madoguchi'),
  open: 'Open Madoguchi',
  todo: (n) => `${n} to do`,
  overdue: (n) => `${n} overdue`,
  sync: 'Check mail now',
  settings: 'Settings',
  quit: 'Quit Madoguchi',
} satisfies Catalog['tray']

export const system = {
  linkTitle: 'Open this link?',
  linkBody: (host) => `It goes to ${host}.`,
  linkOpen: 'Open in the browser',
  cancel: 'Cancel',
  edit: { undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all' },
  menu: { file: 'File', edit: 'Edit', view: 'View', window: 'Window', help: 'Help', quit: 'Quit', close: 'Close' },
} satisfies Catalog['system']
