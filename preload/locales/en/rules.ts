import type { Catalog } from '../ja.ts'
import { changesOf, textOf, textsOf, type JournalData } from '../words.ts'

/** What rules do and why they do not. */
export const rules: Catalog['rules'] = {
  changed: {
    category: 'category',
    'customer-mark': 'customer mark',
    assignee: 'assignee',
    'urgent-on': 'urgent',
    'urgent-off': 'no longer urgent',
    policy: 'deadline policy',
    'to-notice': 'filed as a notice',
    'to-ticket': 'made a ticket',
    resolved: 'done',
  },
  told: {
    popup: 'popup',
    snooze: 'snooze',
    checklist: 'checklist',
    'auto-answer': 'automatic reply',
    'mail-notice': 'notice by mail',
  },
  refused: {
    person: 'a person decided otherwise',
    gone: 'what it names is not there any more',
    conversation: 'a conversation is not filed as a notice',
    unreadable: 'mail that could not be read stays in sight',
    held: 'an order is on hold, and a person says how that ends',
    old: 'nobody is told of mail that was there before',
  },
  pattern: {
    'too-long': 'Too long. Use at most 200 characters.',
    'too-big': 'Too many repetitions. Use smaller counts.',
    'not-closed': 'A bracket is not closed.',
    'nothing-to-repeat': 'There is nothing to repeat before “*”, “+” or “?”.',
    'bad-range': 'A range in [ ] is wrong or the wrong way round.',
    'bad-count': 'Counts in { } go up to 100, the smaller one first.',
    unsupported: 'This way of writing cannot be used (look-around, back-references and the like).',
  },
}

export function ruleDeeds({ changes, tells }: JournalData): string {
  const { changed, told } = rules
  const deeds = [...changesOf(changes).map((key) => changed[key]), ...textsOf(tells).map((one) => told[one] ?? one)]
  return deeds.length === 0 ? 'nothing to change' : deeds.join(', ')
}

export const ruleName = (name: unknown) => `Rule “${textOf(name)}”`
