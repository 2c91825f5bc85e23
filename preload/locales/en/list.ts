import type { Catalog } from '../ja.ts'

export const list = {
  label: 'Tickets',
  searchLabel: 'Search',
  searchPlaceholder: 'Search subjects, text and names',
  clearSearch: 'Clear the search',
  searchResult: (n) => `${n.toLocaleString('en-GB')} found`,
  groups: { overdue: 'Overdue', today: 'Today', tomorrow: 'Tomorrow', later: 'Later', none: 'No deadline' },
  empty: {
    todo: { title: 'Nothing needs you right now', next: 'New mail appears here, the nearest deadline first.' },
    overdue: { title: 'Nothing is overdue', next: 'What is due soon stands at the top of To do.' },
    waiting: {
      title: 'You are waiting for nobody',
      next: 'Answered tickets stay here until the customer writes back.',
    },
    resolved: { title: 'Nothing is done yet', next: 'Open a ticket and press Done to move it here.' },
    all: { title: 'No tickets yet', next: 'Press “Check mail now”, or look at the settings of your account.' },
    notices: { title: 'No notices', next: 'Order notices and other mail that needs no reply is filed here.' },
    search: { title: 'Nothing found', next: 'Try a shorter or a different word. Two letters are enough.' },
  },
  draft: 'Draft',
  bounced: 'Bounced',
  queued: 'In outbox',
  sending: 'Sending',
  sendTrouble: 'Not sent',
  attachment: 'Has attachments',
  unread: 'Unread',
  messageCount: (n) => (n === 1 ? '1 message' : `${n} messages`),
  loadingMore: 'Loading more',
  openMenu: 'Open',
} satisfies Catalog['list']
