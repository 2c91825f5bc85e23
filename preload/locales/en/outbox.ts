import type { Catalog } from '../ja.ts'

export const outbox = {
  title: 'Outbox',
  explain: 'Replies on their way and replies that could not leave. Nothing is ever sent twice.',
  groups: {
    unclear: {
      title: 'Perhaps delivered',
      next: 'The line broke while sending. Find out whether it arrived, then choose one of the two.',
    },
    failed: { title: 'Could not be sent', next: 'The other server refused. Correct the recipient or the text.' },
    held: { title: 'On hold', next: 'Sending goes on once the account is repaired.' },
    queued: { title: 'Waiting to leave', next: 'Sent by itself as soon as there is a connection.' },
  },
  empty: { title: 'The outbox is empty', next: 'A reply stays here until the server has taken it.' },
  reasons: {
    paused: 'The account is paused. It is sent when you resume the account in the settings.',
    interrupted: 'The program ended while it was being sent.',
    noLine: 'The server could not be reached. It is tried again until that works.',
  },
  columns: { to: 'To', subject: 'Subject', state: 'State' },
  attempts: (n) => (n === 1 ? 'Tried once' : `Tried ${n} times`),
  serverReply: (words) => `The server said: ${words}`,
  retry: 'Send now',
  cancel: 'Back to draft',
  open: 'Open the ticket',
  decideSent: 'It arrived (mark as sent)',
  decideNotSent: 'It did not arrive (back to draft)',
  unclearHelp: 'Ask the customer, or look into the Sent folder of your mail service. It is never sent again by itself.',
  fixAccount: 'Open the account settings',
} satisfies Catalog['outbox']
