import { networkJournal } from './networks.ts'
import { answersJournal } from './answers.ts'
import { manyJournal } from './many.ts'
import { peopleJournal, stepsLeft } from './people-journal.ts'
import { ruleDeeds, ruleName } from './rules.ts'
import { numbersOf, textOf, type JournalCatalog } from '../words.ts'
import { status } from './common.ts'
import { holdJournal } from './hold-records.ts'
import { sendingJournal } from './sending.ts'

const statusWord = (value: unknown) => (status as Partial<Record<string, string>>)[textOf(value)] ?? ''

export const journal = {
  ...peopleJournal,
  ...answersJournal,
  ...networkJournal,
  ...manyJournal,
  'message.received': () => 'A message arrived',
  'message.sent': () => 'Reply sent',
  'message.filed': () => 'A copy was put into Sent',
  'ticket.created': () => 'Became a ticket',
  'ticket.begun': () => 'The shop began a mail',
  'ticket.resolved': ({ reason, openSteps }) =>
    reason === 'network'
      ? 'Marked as done, because it was completed on the network'
      : `${reason === 'no-reply-needed' ? 'Closed without a reply' : 'Marked as done'}${stepsLeft(openSteps)}`,
  'ticket.reopened': () => 'Reopened',
  'ticket.status': ({ before, after }) => `Status changed from “${statusWord(before)}” to “${statusWord(after)}”`,
  'ticket.kind-changed': (data) => (data['kind'] === 'notice' ? 'Moved to the notices' : 'Moved to the tickets'),
  'ticket.merged': ({ from, into }) => `Merged ${numbersOf(from)} into ${numbersOf(into)}`,
  'ticket.split': ({ from, into }) => `Took a part of ${numbersOf(from)} out as ${numbersOf(into)}`,
  'messages.moved': ({ from, into, count }) =>
    `Moved ${textOf(count)} ${count === 1 ? 'message' : 'messages'} from ${numbersOf(from)} to ${numbersOf(into)}`,
  'move.undone': ({ kind }) => {
    const done: Record<string, string> = {
      merge: 'The merge',
      split: 'The split',
      move: 'The move',
      customers: 'The merge of customers',
    }
    return `${done[textOf(kind)] ?? 'The move'} was taken back`
  },
  'offer.declined': ({ other }) => `Kept apart from ${numbersOf(other)}`,
  'offer.made-again': ({ other }) => `No longer kept apart from ${numbersOf(other)}`,
  'message.charset-changed': ({ charset }) =>
    textOf(charset) ? `Read again as ${textOf(charset)}` : 'Read again as the mail says',
  'rule.learned': ({ as }) => (as === 'ticket' ? 'Learned: always a ticket' : 'Learned: always a notice'),
  'rule.applied': (data) => `${ruleName(data['name'])} acted: ${ruleDeeds(data)}`,
  'rule.run': ({ name }) => `${ruleName(name)} sent over the mail that was there`,
  'rule.undone': () => 'What the run of a rule changed was taken back',
  'rule.saved': ({ name }) => `${ruleName(name)} saved`,
  'rule.removed': () => 'Rule removed',
  'rule.restored': () => 'Rule brought back',
  'rule.reordered': () => 'Rules put in another order',
  'rule.forgotten': () => 'A learned rule was removed',
  'rule.remembered': () => 'A removed rule was brought back',
  'customer.updated': () => 'The customer’s record was changed',
  'customer.merged': () => 'Two records of the customer were merged',
  'customers.told-apart': () => 'Kept two customers apart',
  'customers.maybe-one': () => 'Took back that two customers are not one',
  'deadline.set': (data, say) => `Deadline set to ${say.moment(data['dueAt'])}`,
  'deadline.recomputed': ({ before, after, cause }, say) => {
    const why: Record<string, string> = {
      hours: ' because the opening hours changed',
      policies: ' because the deadline rules changed',
    }
    const reason = why[textOf(cause)] ?? ''
    if (after === null) return `The deadline (${say.moment(before)}) no longer applies${reason}`
    return `The deadline moved from ${say.moment(before)} to ${say.moment(after)}${reason}`
  },
  'deadline.met': ({ isLate }) => (isLate === true ? 'Answered after the deadline' : 'Answered in time'),
  'deadline.warned': () => 'Warned that it is due soon',
  'deadline.missed': () => 'The deadline passed',
  'deadline.cancelled': () => 'The deadline was removed',
  ...sendingJournal,
  'outbox.queued': () => 'Reply put into the outbox',
  'outbox.sending': () => 'Sending began',
  'outbox.accepted': () => 'The server took the reply',
  'outbox.unclear': () => 'It became unclear whether the reply arrived',
  'outbox.failed': () => 'The reply could not be sent',
  'outbox.held': () => 'Sending was put on hold',
  'outbox.cancelled': () => 'Taken out of the outbox, back to the draft',
  'outbox.held-back': (data) =>
    data['reason'] === 'customer-wrote' ? 'Not sent: the customer wrote first' : 'Not sent: something had changed',
  'outbox.decided': (data) =>
    data['verdict'] === 'sent' ? 'Confirmed as delivered' : 'Confirmed as not delivered, back to the draft',
  'outbox.rescheduled': (data, say) => `Rescheduled to ${say.moment(data['sendAfter'])}`,
  'ticket.snoozed': (data, say) =>
    data['until'] === null ? 'Snoozed until the customer writes' : `Snoozed until ${say.moment(data['until'])}`,
  'ticket.woken': ({ reason }) => {
    const why: Record<string, string> = {
      time: 'Back from snooze',
      customer: 'The customer wrote: the snooze ended',
      deadline: 'The deadline passed: the snooze ended',
      settled: 'Closed: the snooze ended',
      undo: 'The snooze was taken back',
    }
    return why[textOf(reason)] ?? 'The snooze ended'
  },
  'draft.taken-over': () => 'The draft was taken over',
  'draft.discarded': () => 'The draft was discarded',
  'bounce.received': () => 'The reply could not be delivered',
  'account.added': () => 'Account added',
  'account.updated': () => 'Account settings changed',
  'account.paused': (data) => (data['isPaused'] === false ? 'Receiving resumed' : 'Receiving paused'),
  'account.removed': () => 'Account removed',
  'account.failed': () => 'The account stopped receiving',
  'account.missing': () => 'Mail on the server was missing here and is being read again',
  'account.recovered': () => 'The account receives again',
  'settings.changed': () => 'Settings changed',
  'hours.changed': () => 'Opening hours changed',
  'policies.changed': () => 'Deadline rules changed',
  'shop.updated': () => 'Shop details changed',
  ...holdJournal,
  'customer.erased': () => 'Erased the customer’s data',
  'tickets.erased': () => 'Erased the content of old tickets',
  'retention.changed': () => 'Changed when old tickets are erased',
  'backup.restored': () => 'Went back to a backup',
  'templates.changed': () => 'Templates changed',
  unknown: () => 'Something was recorded',
} satisfies JournalCatalog
