import type { ErrorWords } from '../words.ts'

export const erasing = {
  open: 'Erase this customer’s data…',
  gone: (tickets: number, messages: number) =>
    `Erases the text, subjects, files and original mail of ${messages} messages in ${tickets} tickets, and the name, addresses and notes. Search will not find them. This cannot be undone.`,
  addresses: (list: readonly string[]) => `Addresses: ${list.join(', ')}`,
  stays: [
    'Ticket numbers, times and the record of who did what stay.',
    'Mail on the mail server is not erased. If needed, erase it with your mail provider.',
  ],
  backups: (days: number | null) =>
    days === null
      ? 'Daily backups are off, so earlier backups keep it. Delete those you do not need where they are stored.'
      : `Earlier backups hold it until they expire, ${days} days at most.`,
  setAside: (folders: readonly string[]) =>
    `The data set aside by a restore holds it too. When you no longer need it, delete its folder in the data folder: ${folders.join(', ')}`,
  law: 'The law may require you to keep records of orders and payments. Please check first.',
  confirm: 'Erase',
  done: (name: string) => `The data of ${name} was erased`,

  retention: 'Erase the content of old tickets',
  retentionHint: 'Erases text and original mail of tickets settled long ago. Numbers and times stay.',
  never: 'never',
  after: (months: number) => (months % 12 === 0 ? `after ${months / 12} years` : `after ${months} months`),
  retentionTitle: 'Erase the content of old tickets?',
  retentionBody: (tickets: number, months: number) => {
    const span = months % 12 === 0 ? `${months / 12} years` : `${months} months`
    const now =
      tickets === 0
        ? `No settled ticket has had its last message ${span} ago yet.`
        : `${tickets.toLocaleString('en-GB')} settled tickets had their last message ${span} ago or earlier. Their content is erased now.`
    return `${now} From now on it is erased every day for those that reach that age. This cannot be undone.`
  },
  retentionConfirm: 'Start erasing',

  export: 'Export',
  exportHint: 'Saves all tickets for other programs. Internal notes and phone memos are in CSV and JSON only.',
  formats: { csv: 'Table (CSV)', json: 'JSON', mbox: 'Mail (mbox)', eml: 'Mail (folder of eml files)' },
  saved: (count: number, path: string) => `${count.toLocaleString('en-GB')} messages exported: ${path}`,
  exporting: 'Exporting',
  exported: {
    name: 'madoguchi-export',
    columns: ['Number', 'Status', 'Customer', 'Time', 'Kind', 'From', 'To', 'Subject', 'Text'],
    directions: { inbound: 'received', outbound: 'sent', note: 'internal note', call: 'call' },
  },
}

export const erasingReasons: Record<'being-sent', ErrorWords> = {
  'being-sent': {
    what: 'A reply to this customer is being sent right now.',
    means: 'Nothing was erased.',
    next: 'Try again when it has been sent.',
  },
}
