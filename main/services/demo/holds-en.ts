import type { Story } from './stories.ts'

/** Orders that wait for a word of the customer, each at another step. */
export const holdsEn: Story[] = [
  {
    to: 'leaf',
    who: { name: 'Ella Brandt', address: 'ella.brandt@example.org' },
    subject: 'The white vase I ordered (#1044)',
    last: { daysAgo: 1, at: '11:20' },
    turns: [
      { by: 'customer', text: 'Hello, the large white vase says “on request” now. When can I have it?\n\nElla Brandt' },
      {
        by: 'shop',
        after: 90,
        hold: {
          step: 'request',
          kind: 'customer-decision',
          orderNumber: '1044',
          product: 'White vase, large',
          stockNote: 'one in cream put aside',
        },
        text: 'Dear Ella Brandt,\n\nthe white vase comes in again in three weeks. One in cream is put aside for you.\nPlease tell us by {date} whether you would like to wait, to take the cream one, or to cancel. We keep your order until then.',
      },
    ],
  },
  {
    to: 'leaf',
    who: { name: 'Theo Lang', address: 'theo.lang@example.net' },
    subject: 'Tea set out of stock?',
    last: { daysAgo: 7, at: '10:40' },
    turns: [
      { by: 'customer', text: 'I read that the tea set (#1039) is out of stock. What now?\nTheo' },
      {
        by: 'shop',
        after: 60,
        hold: { step: 'request', kind: 'customer-decision', orderNumber: '1039', product: 'Tea set' },
        text: 'Dear Theo Lang,\n\nwe are sorry: the tea set has sold out. We can send another set or refund you. Please tell us by {date}.',
      },
    ],
  },
  {
    to: 'leaf',
    who: { name: 'Nora Weiss', address: 'nora.weiss@example.invalid' },
    subject: 'My delivery address',
    last: { daysAgo: 2, at: '15:05' },
    turns: [
      { by: 'customer', text: 'I may have left out the house number. My phone is 000-0000-5678.\nNora' },
      {
        by: 'shop',
        after: 45,
        hold: { step: 'request', kind: 'customer-decision', orderNumber: '', product: 'Wooden cutlery' },
        text: 'Dear Nora Weiss,\n\nplease send us the house number by {date}.',
      },
      { by: 'postmaster', after: 2 },
    ],
  },
]
