import { textOf, type JournalSentence, type PeopleJournalType } from '../words.ts'

/** What was still open when a ticket was closed all the same. */
export const stepsLeft = (steps: unknown) =>
  Array.isArray(steps) && steps.length > 0 ? ` (still open: ${steps.map(textOf).join(', ')})` : ''

export const peopleJournal: Record<PeopleJournalType, JournalSentence> = {
  'ticket.seen': () => 'Opened and read',
  'ticket.categorised': ({ label, labelBefore }) => {
    const before = textOf(labelBefore)
    if (!textOf(label)) return `Took the category${before ? ` “${before}”` : ''} away`
    return `Filed under “${textOf(label)}”${before ? ` instead of “${before}”` : ''}`
  },
  'ticket.preventable': ({ isPreventable }) =>
    isPreventable === null
      ? 'Set “preventable” back to what the category says'
      : isPreventable
        ? 'Marked as preventable'
        : 'Marked as not preventable',
  'ticket.assigned': ({ name, nameBefore }) =>
    `Assigned to ${textOf(name) || 'nobody'}${textOf(nameBefore) ? ` instead of ${textOf(nameBefore)}` : ''}`,
  'checklist.started': ({ name }) => `Started the checklist “${textOf(name)}”`,
  'checklist.stopped': ({ name }) => `Took the checklist “${textOf(name)}” away`,
  'step.done': ({ label }) => `Done: ${textOf(label)}`,
  'step.undone': ({ label }) => `Not done after all: ${textOf(label)}`,
  'note.added': () => 'Wrote an internal note',
  'note.edited': ({ before }) => `Reworded an internal note (it said: ${textOf(before)})`,
  'note.removed': () => 'Removed an internal note',
  'note.restored': () => 'Put an internal note back',
  'call.noted': ({ isCallBack }) => (isCallBack ? 'Noted a call (waiting for a call back)' : 'Noted a call'),
  'call.undone': () => 'Took the phone memo back; it is a mail again',
  'category.saved': ({ label }) => `Saved the category “${textOf(label)}”`,
  'category.removed': () => 'Removed a category',
  'category.restored': () => 'Put a category back',
  'checklist.saved': ({ name }) => `Saved the checklist “${textOf(name)}”`,
  'checklist.removed': () => 'Removed a checklist',
  'checklist.restored': () => 'Put a checklist back',
  'staff.saved': ({ name }) => `Saved the staff profile “${textOf(name)}”`,
  'staff.removed': () => 'Removed a staff profile',
  'staff.restored': () => 'Put a staff profile back',
  'staff.switched': () => 'Somebody else came to the counter',
}
