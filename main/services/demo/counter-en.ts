import type { DemoCounter } from './counter.ts'

export const counterEn: DemoCounter = {
  staff: [
    { name: 'Ann Carter', color: '#3f51a3' },
    { name: 'Ben Ortiz', color: '#2f7d5b' },
  ],
  work: [
    { subject: 'saucer arrived cracked', category: 'defect', assignee: 0, steps: 2 },
    {
      subject: 'Where is my parcel',
      category: 'tracking',
      assignee: 1,
      note: {
        by: 1,
        text: '@Ann Carter I asked the carrier to look for it. They call back after lunch; if it is lost, please send a new one.',
      },
    },
    { subject: 'correct the engraving', category: 'order-change', assignee: 0, steps: 1 },
    { subject: 'Quote for', category: 'quote' },
    { subject: 'move my delivery', category: 'address-change' },
    { subject: 'Exchange for', category: 'exchange' },
  ],
  rules: [
    {
      name: 'Receipts and invoices',
      isOn: true,
      words: ['receipt', 'invoice'],
      actions: [{ type: 'category', category: 'documents' }],
    },
    { name: 'Quotes', isOn: true, words: ['quote for', 'a quote'], actions: [{ type: 'category', category: 'quote' }] },
    {
      name: 'Urgent words',
      isOn: false,
      words: ['urgent', 'asap'],
      actions: [{ type: 'urgent', isUrgent: true }, { type: 'popup' }],
    },
  ],
  group: {
    name: 'Pre-order: linen apron',
    product: 'linen apron',
    intervalDays: 15,
    subjects: ['back in stock', 'Exchange for a smaller apron'],
  },
  memo: {
    name: 'Megan Holt',
    number: '+44 7700 900123',
    matter: 'The spout of the teapot she ordered last week is chipped. Please call before three.',
  },
}
