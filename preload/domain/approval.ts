import type { StaffId } from './ids.ts'

export type Person = { id: StaffId; isManager: boolean; isPresent: boolean }

/** Only somebody else, who is responsible and still in the shop. */
export const mayApprove = (person: Person, askedBy: StaffId | null): boolean =>
  person.isManager && person.isPresent && person.id !== askedBy

/**
 * Whether an answer of `sender` waits for somebody's word, in a shop that wants this. Those who are responsible send by
 * themselves; where nobody could give the word, nobody is asked, or the answer would lie for ever.
 */
export function needsApproval(sender: StaffId | null, people: readonly Person[]): boolean {
  if (people.some(({ id, isManager }) => id === sender && isManager)) return false
  return people.some((person) => mayApprove(person, sender))
}
