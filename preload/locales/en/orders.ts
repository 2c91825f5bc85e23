import type { Catalog } from '../ja.ts'
import type { ErrorWords, OrderReasonKey } from '../words.ts'

export const orderReasons: Record<OrderReasonKey, ErrorWords> = {
  'no-table': {
    what: 'This file could not be read as a table of orders.',
    means: 'No order has changed.',
    next: 'Choose a CSV file that your marketplace or shop system has exported.',
  },
  'no-order-number': {
    what: 'It is not said which column holds the order number.',
    means: 'Nothing has been taken in yet.',
    next: 'Choose the column under “Order number”.',
  },
  importing: {
    what: 'Another file is being taken in.',
    means: 'That goes on.',
    next: 'Wait until it is done.',
  },
}

export const orders: Catalog['orders'] = {
  title: 'Orders',
  intro:
    'Take in the CSV files your marketplaces export, and every customer’s orders stand beside their mails. The data stays on this PC.',
  back: 'Back to the list',
  open: 'Open the orders',
  choose: 'Take in a CSV file',
  sources: {
    rakuten: 'Rakuten (RMS)',
    yahoo: 'Yahoo! Shopping',
    base: 'BASE',
    shopify: 'Shopify',
    colorme: 'Color Me Shop',
    other: 'other',
  },
  encodings: { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', shift_jis: 'Shift_JIS' },
  fileIs: (name: string, source: string, encoding: string) => `${name} (${source}, ${encoding})`,
  remembered: 'As you chose the last time for a file like this.',
  guessed: 'Guessed from the names of the columns. Change what is not right.',
  shop: 'Shop',
  fields: {
    number: 'Order number',
    orderedAt: 'Ordered at',
    name: 'Customer',
    email: 'Mail address',
    phone: 'Phone',
    total: 'Amount',
    currency: 'Currency',
    state: 'State',
    item: 'Product',
    quantity: 'Quantity',
  },
  second: (field: string) => `${field}, second part`,
  noColumn: '(none)',
  needed: 'Needed',
  rows: 'The first rows',
  import: 'Take in',
  importing: (percent: number) => `Taking in, ${percent}%`,
  imported: (added: number, updated: number, unchanged: number) =>
    `${added} new orders, ${updated} updated, ${unchanged} as before`,
  skipped: (n: number) => (n === 1 ? 'One row had no order number.' : `${n} rows had no order number.`),
  lastImport: (name: string, when: string, added: number, updated: number) =>
    `Last file: ${name}, ${when} (${added} new, ${updated} updated)`,
  undo: 'Take this file back',
  undone: (removed: number, restored: number) => `The file was taken back: ${removed} removed, ${restored} as before`,
  find: 'Find by number, name or address',
  count: (n: number) => (n === 1 ? '1 order' : `${n.toLocaleString('en-GB')} orders`),
  columns: {
    orderedAt: 'Date',
    number: 'Number',
    name: 'Customer',
    items: 'Products',
    total: 'Amount',
    state: 'State',
  },
  amount: (total: number, currency: string) =>
    currency === '' ? total.toLocaleString('en-GB') : `${total.toLocaleString('en-GB')} ${currency}`,
  item: (name: string, quantity: number) => (quantity === 1 ? name : `${name} ×${quantity}`),
  moreItems: (n: number) => `and ${n} more`,
  openTickets: 'Show everything this person wrote',
  searchNumber: 'Find mails that name this number',
  empty: {
    title: 'There are no orders yet',
    next: 'Press “Take in a CSV file” and choose what your shop system has exported.',
  },
  none: { title: 'Nothing found', next: 'Try a shorter number or name.' },
  panel: 'Orders',
  panelSum: (n: number, amount: string) => {
    const count = n === 1 ? '1 order' : `${n} orders`
    return n > 1 && amount !== '' ? `${count}, ${amount} in all` : count
  },
  found: (n: number) => (n === 1 ? '1 order' : `${n} orders`),
}
