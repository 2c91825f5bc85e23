import type { Catalog } from '../ja.ts'

export const views = {
  todo: 'To do',
  overdue: 'Overdue',
  waiting: 'Waiting',
  holds: 'On hold',
  snoozed: 'Snoozed',
  resolved: 'Done',
  all: 'All',
  notices: 'Notices',
  outbox: 'Outbox',
} satisfies Catalog['views']

export const rail = {
  label: 'Views',
  views: 'Inbox',
  accounts: 'Accounts',
  settings: 'Settings',
  sync: 'Check mail now',
  syncing: 'Checking mail',
  lastSuccess: (when) => `Last check ${when}`,
  neverSynced: 'Not checked yet',
  offline: 'Offline',
  trouble: (n) => (n === 1 ? 'An account cannot receive' : `${n} accounts cannot receive`),
  progress: (done, total) => `Reading older mail ${done.toLocaleString('en-GB')}/${total.toLocaleString('en-GB')}`,
  missing: (n) => `${n.toLocaleString('en-GB')} differ from the server. Reading again`,
  outboxTrouble: (n) => (n === 1 ? '1 reply needs your decision' : `${n} replies need your decision`),
} satisfies Catalog['rail']

export const accountState = {
  idle: 'Receiving',
  connecting: 'Connecting',
  reading: 'Reading',
  offline: 'Not connected',
  'needs-login': 'Needs its password',
  error: 'Cannot receive',
  paused: 'Paused',
} satisfies Catalog['accountState']

export const alerts = {
  title: 'Alerts',
  empty: 'No new alerts.',
  'new-message': 'New enquiry',
  warning: 'Due soon',
  missed: 'Overdue',
  'send-failed': 'Not sent, or to be checked',
  hold: 'A hold has reached its date',
  snooze: 'A snooze has ended',
  'send-late': 'A scheduled reply is past its time',
  rule: 'A rule says so',
  'held-back': 'A scheduled reply is a draft again',
  'account-trouble': 'An account needs attention',
  'auto-stopped': 'Automatic mail was stopped',
  'notice-undelivered': 'A notice to staff came back',
  'backup-failed': 'The backup is not working',
  mention: 'A note calls somebody',
  approval: 'An answer waits for approval',
  'group-due': 'A group is waiting for news',
} satisfies Catalog['alerts']

export const toasts = {
  label: 'Results',
  resolved: (n, subject) => (n === 1 ? `Marked “${subject}” as done` : `Marked ${n} tickets as done`),
  closed: (n, subject) => (n === 1 ? `Closed “${subject}” without a reply` : `Closed ${n} tickets without a reply`),
  reopened: (n, subject) => (n === 1 ? `Reopened “${subject}”` : `Reopened ${n} tickets`),
  madeTicket: (n, subject) => `Moved ${n === 1 ? `“${subject}”` : `${n} tickets`} to the tickets`,
  madeNotice: (n, subject) => `Moved ${n === 1 ? `“${subject}”` : `${n} tickets`} to the notices`,
  queued: (name) => `Your reply to ${name} is in the outbox`,
  saved: (path) => `Saved: ${path}`,
  draftBack: 'Moved back to the draft',
  markedSent: 'Marked as sent',
  openIt: 'Open',
  merged: (n, into) => (n === 1 ? `Merged into #${into}` : `Merged ${n} tickets into #${into}`),
  split: (n, id) => (n === 1 ? `Took 1 message out as #${id}` : `Took ${n} messages out as #${id}`),
  moved: (n, into) => (n === 1 ? `Moved 1 message to #${into}` : `Moved ${n} messages to #${into}`),
  declined: (other) => `Kept apart from #${other}`,
  forgotten: (from) => `Removed the rule for ${from}`,
  undone: 'Taken back',
  reread: (charset) => (charset === null ? 'Read again as the mail says' : `Read again as ${charset}`),
  customerSaved: (name) => `Changed the record of ${name}`,
  customersMerged: (name) => `Merged into the record of ${name}`,
  toldApart: (name) => `Kept apart from ${name}`,
  learned: ({ from, subjectIncludes, as }) =>
    `From now on, mail from ${from}${subjectIncludes === '' ? '' : ` with “${subjectIncludes}”`} goes to the ${as === 'ticket' ? 'tickets' : 'notices'}`,
} satisfies Catalog['toasts']

export const shortcuts = {
  title: 'Keyboard shortcuts',
  hint: 'Single letters do nothing while you are typing.',
  groups: { list: 'List', ticket: 'Ticket', go: 'Go to', other: 'Other' },
} satisfies Catalog['shortcuts']
