import type { RuleField, Status } from '../../../preload/domain.ts'
import type { RuleText } from './rule-text.ts'

/** What of a ticket rules may change, as it stands. */
export type RuleState = {
  kind: 'ticket' | 'notice'
  status: Status
  category: string | null
  assigneeId: number | null
  isUrgent: boolean
  policyId: string | null
  /** What was said of the customer; that somebody is new is `isFirstContact`. */
  mark: 'regular' | 'caution' | null
}

/** A ticket and the message a rule is asked about. */
export type RuleFacts = {
  accountId: number
  shopId: number
  channel: string
  /** Of the writer, in lower case: as the mail and as a form in it say. */
  addresses: readonly string[]
  name: string
  text: RuleText
  hasOrderNumber: boolean
  hasAttachment: boolean
  isFirstContact: boolean
  hasCustomer: boolean
  /** More than this message, or an answer of ours. */
  isConversation: boolean
  isUnreadable: boolean
  /** An order waits on it for the customer. */
  isHeld: boolean
  /** The message was there before: nobody is told of it now. */
  isOld: boolean
  state: RuleState
  /** Whether the shop is open at the instant that counts. */
  isOpen: () => boolean
  /** A person has decided this themselves. */
  isDecided: (field: RuleField) => boolean
}

/** What actions may name at this moment. */
export type RuleWorld = {
  hasStaff: (id: number) => boolean
  hasCategory: (key: string) => boolean
  hasChecklist: (id: number) => boolean
  hasPolicy: (id: string) => boolean
  hasTemplate: (id: number) => boolean
}
