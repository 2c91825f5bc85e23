import type { DigestCounts } from '../words.ts'
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
  sendLate: (n: number) =>
    n === 1 ? 'A scheduled reply is past its time' : `${n} scheduled replies are past their time`,
  byRule: (n: number) => (n === 1 ? 'A rule wants you to look at this' : `Rules want you to look at ${n}`),
  heldBack: 'A scheduled reply is a draft again',
  snoozed: (n: number) => (n === 1 ? 'Back from snooze' : `Back from snooze: ${n}`),
  sendUnclear: 'A reply may not have arrived',
  noticeUndelivered: 'A notice to staff came back',
  noticeUndeliveredBody: 'Check the address in the settings. Nothing is sent there until then.',
  backupFailed: '⚠ The backup failed',
  backupFailedBody: 'Open the settings to check where it is kept.',
  groupDue: 'Time to tell customers of the progress',
  groupDueBody: 'Open the program to see who is waiting.',
  autoStopped: '⚠ Automatic mail was stopped',
  autoStoppedBody: 'More than 20 in 10 minutes. Open Madoguchi to check.',
  account: (name) => `${name} cannot receive`,
  accountBody: 'Open Madoguchi and look at its settings.',
  digest: 'While you were away',
  digestBody: ({ fresh, missed, near, woken, ruled, unsent }: DigestCounts) =>
    [
      missed > 0 ? `${missed} overdue` : '',
      near > 0 ? `${near} due soon` : '',
      fresh > 0 ? `${fresh} new` : '',
      woken > 0 ? `${woken} back from snooze` : '',
      ruled > 0 ? `${ruled} by rules` : '',
      unsent > 0 ? `${unsent} to check in the outbox` : '',
    ]
      .filter(Boolean)
      .join(', '),
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
  scheduled: (n) => `${n} scheduled to send`,
  sync: 'Check mail now',
  settings: 'Settings',
  quit: 'Quit Madoguchi',
} satisfies Catalog['tray']

export const system = {
  linkTitle: 'Open this link?',
  linkBody: (host) => `It goes to ${host}.`,
  linkOpen: 'Open in the browser',
  mailBody: (address) => `Write a mail to ${address}.`,
  mailOpen: 'Open in the mail program',
  cancel: 'Cancel',
  edit: {
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pastePlain: 'Paste text only',
    selectAll: 'Select all',
    copyLink: 'Copy link address',
  },
  menu: {
    appName: 'Madoguchi',
    file: 'File',
    edit: 'Edit',
    ticket: 'Ticket',
    go: 'Go',
    view: 'View',
    window: 'Window',
    help: 'Help',
    quit: 'Quit',
    close: 'Close',
    settings: 'Settings…',
    zoomIn: 'Larger text',
    zoomOut: 'Smaller text',
    zoomReset: 'Normal text size',
    fullScreen: 'Full screen',
  },
  inTray: {
    title: 'Madoguchi goes on working',
    body: 'It keeps receiving and telling you. Start it again to get its window back; quit from the icon beside the clock.',
  },
  crash: {
    title: 'The window was opened again',
    body: 'Something went wrong in it. Mail and drafts are saved.',
    again: 'The window cannot be shown.',
    againBody: 'Mail and drafts are saved. If this goes on, restart the computer.',
    retry: 'Try again',
  },
  start: {
    title: 'Madoguchi could not open',
    openFolder: 'Open the data folder',
    quit: 'Quit',
    problems: {
      'store-newer': {
        what: 'The data was made by a newer version of Madoguchi.',
        means: 'This version cannot open it. Nothing was changed.',
        next: 'Update Madoguchi, then open it again.',
      },
      'store-corrupt': {
        what: 'Some of the stored data is damaged.',
        means: 'It was left closed so that it does not get worse. The mail on the server is untouched.',
        next: 'Open the data folder and put a backup in its place. Keep the damaged file.',
      },
      'store-busy': {
        what: 'Another Madoguchi is using the data.',
        means: 'Opening it twice would damage it, so this one stopped.',
        next: 'Quit the other one (it may belong to another user), then open this again.',
      },
      'store-full': {
        what: 'The data could not be written.',
        means: 'The disk is full, or writing is not allowed. Nothing was changed.',
        next: 'Make some room, or allow writing to the data folder, then open Madoguchi again.',
      },
      folder: {
        what: 'The data folder cannot be read or written.',
        means: 'Mail could not be kept, so Madoguchi stopped.',
        next: 'See whether the folder below is there and can be written to.',
      },
      bug: {
        what: 'Madoguchi could not open because of a fault of its own.',
        means: 'Mail and drafts that were saved are still there.',
        next: 'Open it again. If this goes on, restart the computer.',
      },
    },
  },
} satisfies Catalog['system']
