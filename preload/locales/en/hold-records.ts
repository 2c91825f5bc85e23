import type { HoldOutcome } from '../../domain.ts'
import type { ErrorWords, HoldReasonKey, HoldJournalType, JournalSentence } from '../words.ts'
import { textOf } from '../words.ts'

const outcomes: Record<HoldOutcome, string> = {
  'order-confirmed': 'order confirmed',
  'cancelled-by-customer': 'cancelled by the customer',
  'cancelled-reorder': 'cancelled, asked to order again',
  'cancelled-no-answer': 'cancelled without an answer',
  'goods-arrived': 'the goods have arrived',
  'return-not-needed': 'no return needed',
  'goods-never-came': 'the goods never came',
  reached: 'reached by phone',
  'no-longer-needed': 'no call needed any more',
  'never-reached': 'never reached',
  withdrawn: 'withdrawn',
}
const outcomeOf = (data: Record<string, unknown>) => outcomes[textOf(data['outcome']) as HoldOutcome] ?? ''

export const holdJournal: Record<HoldJournalType, JournalSentence> = {
  'hold.started': (data, say) => `Put on hold, answer due ${say.moment(data['dueAt'])}`,
  'hold.requested-again': (data, say) => `Asked again, answer due ${say.moment(data['dueAt'])}`,
  'hold.reminded': (data, say) =>
    `${data['isAutomatic'] === true ? 'Reminded automatically' : 'Reminded'}, answer due ${say.moment(data['dueAt'])}`,
  'hold.answered': () => 'The customer wrote: the dates and reminders of the hold have stopped',
  'hold.wrote-elsewhere': ({ otherTicketId }) =>
    `The same customer wrote about something else (#${textOf(otherTicketId)}): no automatic reminder will go`,
  'hold.undelivered': ({ address }) =>
    `What was sent for the hold came back${textOf(address) ? ` (${textOf(address)})` : ''}`,
  'hold.crossed': () => 'The customer wrote while the answer was leaving: somebody has to decide',
  'hold.not-applied': () => 'The answer that was sent did not fit the hold any more: please check the hold',
  'hold.date-changed': (data, say) => `The date was extended to ${say.moment(data['dueAt'])}`,
  'hold.updated': () => 'The hold was changed',
  'hold.moved': () => 'The hold moved along with its messages',
  'hold.ended': (data) => `The hold ended: ${outcomeOf(data)}`,
  'hold.end-undone': () => 'The end of the hold was undone',
}

const unchanged = 'The hold has not changed.'
export const holdReasons: Record<HoldReasonKey, ErrorWords> = {
  ended: {
    what: 'This hold has ended.',
    means: 'Nothing was sent. Your text is unchanged.',
    next: 'Start a new hold if you need one.',
  },
  'customer-wrote': {
    what: 'The customer has written.',
    means: 'No reminder or cancellation was sent. Your text is unchanged.',
    next: 'Read what they wrote, then decide.',
  },
  undelivered: {
    what: 'What was sent before did not reach the customer.',
    means: `Nothing was sent to the same address. ${unchanged}`,
    next: 'Use another address or the phone.',
  },
  'date-not-passed': {
    what: 'The date has not passed yet.',
    means: unchanged,
    next: 'Try again after the date.',
  },
  'not-reminded': {
    what: 'No reminder has been sent yet.',
    means: 'Cancelling without an answer is possible after a reminder and its date.',
    next: 'Send the reminder first.',
  },
  'already-reminded': {
    what: 'A reminder has been sent or is on its way.',
    means: unchanged,
    next: 'Please wait until its date.',
  },
  'date-in-past': {
    what: 'The date lies in the past.',
    means: 'Nothing was sent. Your text is unchanged.',
    next: 'Choose a date that is still to come.',
  },
  'before-announced': {
    what: 'The customer was told a later date.',
    means: unchanged,
    next: 'Choose the date they were told, or a later one.',
  },
  'other-outcome': {
    what: 'This kind of hold cannot end like that.',
    means: unchanged,
    next: 'Choose one of the outcomes of this hold.',
  },
  'hold-running': {
    what: 'A hold runs on this ticket.',
    means: 'It has not been resolved yet.',
    next: 'Say how the hold ended: that resolves the ticket.',
  },
  'two-holds': {
    what: 'A hold runs on both tickets.',
    means: 'A ticket can have one. Nothing has changed.',
    next: 'End one of the holds, then try again.',
  },
}
