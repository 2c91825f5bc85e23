import type { MessageId, RuleField, ShopId } from '../../preload/domain.ts'
import { isOpenAt } from '../core/business-hours.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import { valueOf } from '../core/rules/decide.ts'
import type { RuleFacts, RuleState } from '../core/rules/rule-facts.ts'
import { createRuleText, type MessageText } from '../core/rules/rule-text.ts'
import type { Store } from '../store/index.ts'
import type { RuleSubject } from '../store/rule-subjects.ts'

export type HoursOf = (shopId: ShopId) => HoursPolicy
type About = {
  /** The instant at which the shop is open or not; null: when the message came. */
  at: number | null
  /** The text as the index has it, where it was folded already. */
  folded?: MessageText['folded']
  /** Nobody is told: it was there before. */
  isOld?: boolean
}
export type Subject = { row: RuleSubject; facts: RuleFacts }
export type RuleFactsReader = ReturnType<typeof createRuleFacts>

/** Gathers what rules ask about a ticket and one of its messages. */
export function createRuleFacts(store: Store, hoursOf: HoursOf) {
  function read(id: MessageId, { at, folded, isOld = false }: About): Subject | null {
    const row = store.ruleSubjects.get(id)
    if (!row) return null
    const isTheirs = row.direction === 'inbound'
    const state = stateOf(row)
    const facts: RuleFacts = {
      accountId: row.accountId,
      shopId: row.shopId,
      channel: row.channel,
      addresses: isTheirs ? addressesOf(row) : [],
      name: (isTheirs && row.fromName) || row.customerName,
      text: createRuleText({
        subject: isTheirs ? row.messageSubject : row.subject,
        body: isTheirs ? row.body : '',
        ...(folded && { folded }),
      }),
      hasOrderNumber: row.hasOrderNumber === 1,
      hasAttachment: row.hasAttachment === 1,
      isFirstContact: row.isFirstContact === 1,
      hasCustomer: row.customerId !== null,
      isConversation: row.messageCount > 1 || row.firstAnswerAt !== null,
      isUnreadable: row.unreadable !== null,
      isHeld: row.holdStage !== null,
      isOld: isOld || row.messageAt < row.accountCreatedAt,
      state,
      isOpen: () => isOpenAt(hoursOf(row.shopId), at ?? row.messageAt),
      isDecided: (field) => isDecided(row, state, field),
    }
    return { row, facts }
  }

  /** What is set and was not set so by a rule, a person has set; what a rule has set and is otherwise now, too. */
  function isDecided(row: RuleSubject, state: RuleState, field: RuleField): boolean {
    if (field === 'category') return row.categorySetBy === 'staff'
    if (field === 'kind') return row.kindSet !== null
    if (field === 'status') return row.reopenedAt !== null && row.reopenedAt >= row.lastMessageAt
    if (field === 'customer-mark')
      return (
        state.mark !== null && (row.customerId === null || store.ruleEffects.lastMark(row.customerId) !== state.mark)
      )
    const value = valueOf(state, field)
    const last = store.ruleEffects.lastSet(row.ticketId, field)
    return last === undefined ? value !== null && value !== false : value !== last
  }

  return { read }
}

/** What rules may change, as it stands. */
export function stateOf(row: RuleSubject): RuleState {
  const { kind, status, category, assigneeId, policyId, mark } = row
  return { kind, status, category, assigneeId, policyId, mark, isUrgent: row.isUrgent === 1 }
}

function addressesOf({ sender, fromAddress }: RuleSubject): string[] {
  return [sender, fromAddress?.toLowerCase()].flatMap((address) => address || [])
}
