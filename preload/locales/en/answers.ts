import type { NoticeEvent } from '../../domain.ts'
import type { Catalog } from '../ja.ts'
import { textOf, textsOf, type AnswersJournalCatalog } from '../words.ts'

const withheld: Record<string, string> = {
  machine: 'a program sent the mail, or it asks for no automatic reply',
  junk: 'it came to the junk folder',
  stale: 'it is more than a day old',
  recent: 'this person had an automatic reply within 24 hours',
  often: 'this person had three automatic replies within 7 days',
  stopped: 'all automatic mail is stopped',
  unfilled: 'the template has a blank that nobody can fill',
  gone: 'the template is not there any more',
}
const events: Record<NoticeEvent, string> = {
  'new-message': 'New enquiry',
  warning: 'Due soon',
  missed: 'Overdue',
  'send-failed': 'Reply not sent',
  'account-trouble': 'Account needs attention',
}
const eventWord = (event: string) => events[event as NoticeEvent] ?? 'Automatic rule'

export const staffNotices: Catalog['staffNotices'] = {
  home: { from: 'Madoguchi', subject: 'Notices to staff' },
  mail: {
    subject: '[{{shop}}] {{event}}',
    body: `News from the help desk of {{shop}}.

{{list}}

Open Madoguchi on the shop’s computer to see more.
This mail was sent automatically. A reply to it does not reach the customer.`,
    events: (event, n) => (n === 1 ? eventWord(event) : `${eventWord(event)} (${n})`),
    mixed: (n) => `${n} events`,
    more: (n) => `and ${n} more`,
    paragraph: ({ event, ruleName, customer, subject, number, at, due, excerpt, account }) =>
      [
        `* ${eventWord(event)} (${at})`,
        ruleName === null ? '' : `Rule “${ruleName}”`,
        account === null ? '' : account,
        number === null ? '' : `${customer}: “${subject}” #${number}`,
        due === null ? '' : `Due ${due}`,
        excerpt,
      ]
        .filter(Boolean)
        .join('\n'),
  },
  sample: {
    customer: 'Hannah Brook',
    subject: 'Returning an apron',
    excerpt: 'The apron that came yesterday does not fit. Can I return it?',
  },
}

export const answers: Catalog['answers'] = {
  title: 'Automatic replies and notices by mail',
  night: {
    title: 'Replies while you are closed',
    hint: 'An enquiry that arrives out of hours or on a closing day is acknowledged, with the next day you are open. Once a day to each person at most.',
    ofShop: (shop) => `${shop}: reply automatically while closed`,
    template: 'Text out of hours',
    closingTemplate: 'Text on closing days',
    usual: 'The template that came with the program',
    preview: 'Show the next text',
    previewAt: (at) => `Reply to an enquiry arriving ${at}`,
    neverCloses: 'You are open around the clock, so no automatic reply is sent.',
    unfilled: (names) => ({
      what: `The text has blanks that nobody can fill: ${names.join(', ')}`,
      means: 'No automatic reply is sent like this.',
      next: 'Remove or replace them in the templates.',
    }),
    subject: 'Subject',
  },
  brake: {
    title: 'Brake on automatic mail',
    going: (n) => `Everything is running. ${n} sent automatically in the last 10 minutes.`,
    stopped: (at) => `All automatic mail was stopped on ${at}: more than 20 in 10 minutes.`,
    means: 'No automatic replies or reminders are sent. Mail from customers still arrives.',
    next: 'See in Sent whether a program is answering you, then let it go on.',
    release: 'Let automatic mail go on',
  },
  watches: {
    title: 'Notices to staff by mail',
    hint: 'Tells people by mail what happens. It goes to the addresses entered under Staff.',
    empty: 'No notices yet.',
    add: 'Add a notice',
    edit: 'Edit',
    remove: 'Delete',
    removed: (name) => `Deleted the notice “${name}”`,
    save: 'Save',
    cancel: 'Cancel',
    isOn: 'On',
    name: 'Name',
    newName: 'New notice',
    when: 'Tell about',
    events,
    onlyLast: 'Of the warnings before a deadline, only the last (usually 15 minutes before)',
    words: 'Only with these words',
    wordsHint:
      'Only where the customer’s mail has one of them, for example: return, faulty. Separate them with commas.',
    shops: 'Shops',
    allShops: 'All shops',
    to: 'To',
    recipients: { all: 'Everybody', managers: 'Managers', chosen: 'Chosen people' },
    noAddress: 'no mail address',
    nobody: 'None of these people has a mail address. Enter one under Staff.',
    text: 'Text',
    subject: 'Subject',
    body: 'Body',
    variables: 'Fields',
    reset: 'Back to the original text',
    preview: 'Preview',
    unknown: (names) => `Fields that do not exist: ${names.join(', ')}`,
    dead: (address) => `Mail to ${address} came back. Nothing is sent there now.`,
    revive: 'Try again',
  },
}

const who = (cause: unknown, name: unknown) =>
  cause === 'rule' ? `automatic reply of the rule “${textOf(name)}”` : 'automatic reply out of hours'
export const answersJournal: AnswersJournalCatalog = {
  'auto-answer.sent': ({ cause, name }) => `Sending the ${who(cause, name)}`,
  'auto-answer.withheld': ({ cause, name, reason }) =>
    `No ${who(cause, name)}: ${withheld[textOf(reason)] ?? 'the reason was not recorded'}`,
  'auto-answer.set': ({ isOn }) =>
    isOn === true ? 'Turned on automatic replies out of hours' : 'Changed the automatic replies out of hours',
  'auto-mail.stopped': () => 'Stopped all automatic mail: there was too much of it',
  'auto-mail.released': () => 'Let automatic mail go on',
  'staff-notice.sent': ({ event, to }) => `Telling ${textsOf(to).join(', ')} by mail (${eventWord(textOf(event))})`,
  'notice-watch.saved': ({ name }) => `Saved the notice “${textOf(name)}”`,
  'notice-watch.removed': () => 'Deleted a notice',
  'notice-watch.restored': () => 'Restored a notice',
  'notice-address.revived': ({ address }) => `Sending notices to ${textOf(address)} again`,
}
