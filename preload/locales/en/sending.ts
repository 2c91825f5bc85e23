import type { SendCheck } from '../../domain.ts'
import type { Catalog } from '../ja.ts'
import { textOf, type JournalSentence, type SendingJournalType } from '../words.ts'

const checks: Record<SendCheck, string> = {
  'personal-in-public': 'Personal data in public',
  attachment: 'Forgotten attachment',
  'other-name': 'Another customer’s name',
  'other-order': 'Another order number',
  'warn-words': 'Words to avoid',
  'vague-date': 'Vague dates',
  'only-greeting': 'Nothing but a greeting',
  'new-address': 'First mail to an address',
  'many-domains': 'Recipients of several companies',
}
const listed = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ')

export const sending = {
  sender: 'Sender',
  chooseSender: 'Choose a sender',
  changeTitle: 'Change the sender?',
  sendOtherTitle: 'The customer wrote to another address',
  wroteTo: 'The customer wrote to',
  sendsFrom: 'This reply leaves from',
  changeBody: (shop) => `The customer will get this as a reply from ${shop}, with its signature.`,
  keep: (shop) => `Stay with ${shop}`,
  changeTo: (shop) => `Change to ${shop}`,
  backTo: (shop) => `Back to ${shop}`,
  accountNote: (shop) => `The customer wrote to ${shop}`,

  askWhom: 'Which customer gets this reply?',
  askWhomHint: 'This ticket holds mail from several customers.',

  title: 'Before you send',
  intro: (count) => (count === 1 ? 'There is something to look at.' : `There are ${count} things to look at.`),
  findings: {
    'personal-in-public': (words) =>
      `Everybody can read this answer, and it holds what looks like a phone number, an address or a mail address: ${listed(words)}.`,
    attachment: (words) => `The text says ${listed(words)}, but no file is attached.`,
    'other-name': (words, customer) => `${listed(words)} does not seem to be the name of this customer (${customer}).`,
    'other-order': (words) => `${listed(words)} is not an order number of this ticket.`,
    'warn-words': (words) => `The text holds words you want to avoid: ${listed(words)}.`,
    'vague-date': (words, _, example = '') =>
      `${listed(words)} does not tell the customer when. Write a date${example === '' ? '' : ` such as “${example}”`}, or the day you will write again.`,
    'only-greeting': () => 'The text is nothing but a greeting.',
    'new-address': (words) => `No mail came from or went to ${words.join(', ')} so far. Check it for a slip.`,
    'many-domains': (words) => `The recipients belong to ${words.length} companies or services: ${words.join(', ')}`,
  },
  fix: 'Correct it',
  sendAnyway: 'Send as it is',

  settingsTitle: 'Checks before sending',
  settingsHint: 'You are told before a reply leaves only when there is something to look at.',
  checks,
  checkHints: {
    'personal-in-public': 'A phone number, an address or a mail address in an answer everybody can read',
    attachment: 'The text speaks of an attachment and there is none',
    'other-name': 'A name with 様 or さま that is not the customer’s',
    'other-order': 'An order number that is not of this ticket',
    'warn-words': 'The words below stand in the text',
    'vague-date': 'Words like “late December”, “soon” or “in a few days” that do not tell when',
    'only-greeting': 'The text is nothing but a greeting',
    'new-address': 'A recipient you have never exchanged mail with',
    'many-domains': 'Recipients of two or more companies or services',
  },
  warnWords: 'Words to avoid',
  warnWordsHint: 'Write “first…send back” to find the two with anything between them.',
  addWarnWords: 'Add',
  newWarnWords: 'Words',
  newWarnCategory: 'In which tickets',
  everyCategory: 'Every ticket',
  removeWarnWords: (words) => `Remove “${words}”`,
  noWarnWords: 'There are no words to avoid.',

  nothingNext: 'Nothing else is waiting for you.',
} satisfies Catalog['sending']

export const sendingJournal: Record<SendingJournalType, JournalSentence> = {
  'reply.other-account': ({ from, addressed }) =>
    `Confirmed to send from ${textOf(from)} although the customer wrote to ${textOf(addressed)}`,
  'outbox.approval-asked': () => 'The answer waits for approval',
  'outbox.approved': () => 'Approved the answer',
  'outbox.given-back': () => 'Gave the answer back',
  'reply.despite-checks': (data) => {
    const found = Array.isArray(data['checks']) ? data['checks'].map((check) => checks[check as SendCheck] ?? '') : []
    return `Sent after the checks were seen: ${found.filter(Boolean).join(', ')}`
  },
}
