import type { Catalog } from '../ja.ts'

export const approval: Catalog['approval'] = {
  group: {
    title: 'Waiting for approval',
    next: 'They are sent when a manager approves them. If the customer writes first, they go back to the drafts instead.',
  },
  writtenBy: (name) => `Written by ${name}`,
  waits: 'Waits for the approval of a manager',
  send: (shop) => `Ask for approval as ${shop}`,
  sent: (name) => `The answer to ${name} waits for approval`,
  approve: 'Approve and send',
  approved: 'Approved',
  giveBack: 'Give back…',
  giveBackTitle: 'Give this answer back?',
  giveBackHint:
    'It becomes a draft of whoever wrote it, and this stays as an internal note. The customer gets nothing.',
  note: 'What should change',
  notePlaceholder: 'For example: please add the shipping costs',
  giveBackNow: 'Give back',
  givenBack: 'The answer was given back',
  shopSetting: 'A manager approves answers before they are sent',
  shopHint: 'Answers of everybody else wait until a manager approves them. What managers write is sent at once.',
  noManager: 'Nobody else here could approve, so answers are sent at once. Choose a manager under “Staff”.',
}
