import { z } from 'zod'
import { AccountId, Instant, ShopId, StaffId, TemplateId, TicketId } from './ids.ts'
import { CategoryKey, ChecklistId } from './people.ts'
import { NoticeRecipients } from './staff-notices.ts'
import { ChannelId, CustomerMark, Status } from './ticket-words.ts'

export const RuleId = z.int().positive().brand<'RuleId'>()
export type RuleId = z.infer<typeof RuleId>
/** Names one going over what is already there, for taking it back. */
export const RuleRunId = z.int().positive().brand<'RuleRunId'>()
export type RuleRunId = z.infer<typeof RuleRunId>

/**
 * What a time rule counts from. unanswered: the oldest message of the customer without an answer. waiting: our last answer,
 * while it is the customer's turn. overdue: the deadline that has passed.
 */
export const RuleSince = z.enum(['unanswered', 'waiting', 'overdue'])
export type RuleSince = z.infer<typeof RuleSince>

/** On arrival of a message, or once a ticket has waited for so many minutes of the wall clock. */
export const RuleWhen = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('arrival') }),
  z.strictObject({ type: z.literal('time'), since: RuleSince, minutes: z.int().min(0).max(525_600) }),
])
export type RuleWhen = z.infer<typeof RuleWhen>

/** Where words and patterns are looked for. Text that the writer quoted is not looked at. */
export const RulePlace = z.enum(['subject', 'body', 'both'])
export type RulePlace = z.infer<typeof RulePlace>

const some = <T extends z.ZodType>(one: T, most = 100) => z.array(one).min(1).max(most)
const text = (most: number) => z.string().trim().min(1).max(most)
/** The condition holds when it would not. */
const isNot = z.boolean().default(false)

/** A question about the ticket and its message. Several values mean: any of them. */
export const RuleCondition = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('account'), isNot, accountIds: some(AccountId) }),
  z.strictObject({ type: z.literal('shop'), isNot, shopIds: some(ShopId) }),
  z.strictObject({ type: z.literal('channel'), isNot, channels: some(ChannelId) }),
  /** address: the whole of it. domain: it and everything below it. name: a part of the name shown. */
  z.strictObject({
    type: z.literal('sender'),
    isNot,
    by: z.enum(['address', 'domain', 'name']),
    values: some(text(320)),
  }),
  /** Folded as in the search: ｻｲｽﾞ, サイズ and さいず are one word. */
  z.strictObject({ type: z.literal('words'), isNot, words: some(text(100)), place: RulePlace }),
  /** A regular expression of the safe kind: see `rules.checkPattern`. */
  z.strictObject({ type: z.literal('pattern'), isNot, pattern: z.string().min(1).max(200), place: RulePlace }),
  z.strictObject({ type: z.literal('order-number'), isNot }),
  z.strictObject({ type: z.literal('attachment'), isNot }),
  /** Null: without a mark. */
  z.strictObject({ type: z.literal('customer-mark'), isNot, marks: some(CustomerMark.nullable()) }),
  /** Nobody has heard of the writer before this conversation. */
  z.strictObject({ type: z.literal('first-contact'), isNot }),
  /** Keys of categories; null: nobody has said. */
  z.strictObject({ type: z.literal('category'), isNot, categories: some(CategoryKey.nullable()) }),
  /** Inside the opening hours of the shop: when the message came, for a time rule now. */
  z.strictObject({ type: z.literal('open-hours'), isNot }),
  z.strictObject({ type: z.literal('status'), isNot, statuses: some(Status) }),
  /** Nobody named: whoever it is. */
  z.strictObject({ type: z.literal('assigned'), isNot, staffIds: z.array(StaffId).max(100) }),
])
export type RuleCondition = z.infer<typeof RuleCondition>

export const RuleSnooze = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('minutes'), minutes: z.int().min(1).max(525_600) }),
  z.strictObject({ type: z.literal('opening') }),
])
export type RuleSnooze = z.infer<typeof RuleSnooze>

/** What a rule does. Where a person has decided the same thing, the person's word stands. */
export const RuleAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('category'), category: CategoryKey }),
  z.strictObject({ type: z.literal('customer-mark'), mark: z.enum(['regular', 'caution']) }),
  z.strictObject({ type: z.literal('assign'), staffId: StaffId }),
  z.strictObject({ type: z.literal('urgent'), isUrgent: z.boolean() }),
  z.strictObject({ type: z.literal('policy'), policyId: text(100) }),
  /** Files as a notice what is nothing to answer, or makes a ticket of what would be filed. */
  z.strictObject({ type: z.literal('kind'), kind: z.enum(['ticket', 'notice']) }),
  z.strictObject({ type: z.literal('checklist'), checklistId: ChecklistId }),
  /** For so many minutes, or until the shop opens next; the customer's word ends it before. */
  z.strictObject({ type: z.literal('snooze'), until: RuleSnooze }),
  z.strictObject({ type: z.literal('popup') }),
  /** Answers by itself from a template. Never a machine, never often: see `AutoMailState`. */
  z.strictObject({ type: z.literal('auto-answer'), templateId: TemplateId }),
  /** Tells colleagues by mail. */
  z.strictObject({ type: z.literal('mail-notice'), recipients: NoticeRecipients }),
  z.strictObject({ type: z.literal('resolve') }),
])
export type RuleAction = z.infer<typeof RuleAction>

/** A rule as it is written, before it is saved. */
export const RuleDraft = z.strictObject({
  name: text(100),
  isOn: z.boolean(),
  when: RuleWhen,
  match: z.enum(['all', 'any']),
  /** None: every message, or every ticket that has waited so long. */
  conditions: z.array(RuleCondition).max(30),
  actions: some(RuleAction, 20),
  /** When it matches, no rule below it is asked. */
  stopHere: z.boolean(),
})
export type RuleDraft = z.infer<typeof RuleDraft>

/** Asked in the order of `position`, smallest first. */
export const Rule = RuleDraft.extend({ id: RuleId, position: z.int() })
export type Rule = z.infer<typeof Rule>

export const RuleInfo = Rule.extend({
  /** Tickets it has acted on, and when last. */
  usedCount: z.int(),
  lastUsedAt: Instant.nullable(),
})
export type RuleInfo = z.infer<typeof RuleInfo>

/** Why a pattern cannot be used, and at which character. A key of `rules.pattern` in the locales. */
export const PatternProblem = z.object({
  reason: z.enum(['too-long', 'too-big', 'not-closed', 'nothing-to-repeat', 'bad-range', 'bad-count', 'unsupported']),
  at: z.int(),
})
export type PatternProblem = z.infer<typeof PatternProblem>

/** What a rule changes on a ticket. */
export const RuleField = z.enum(['category', 'customer-mark', 'assignee', 'urgent', 'policy', 'kind', 'status'])
export type RuleField = z.infer<typeof RuleField>
export const RuleChange = z.object({
  field: RuleField,
  before: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  after: z.union([z.string(), z.number(), z.boolean()]).nullable(),
})
export type RuleChange = z.infer<typeof RuleChange>

/**
 * Why an action of a matching rule does nothing here. person: somebody decided otherwise. gone: whom or what it names is not
 * there any more. conversation: a ticket with more than this message, or with an answer, is not filed. unreadable: what could
 * not be read stays in sight. held: an order waits on it, and only a person says how that ended. old: nobody is told of what was there already.
 */
export const RuleRefusal = z.object({
  action: z.string(),
  reason: z.enum(['person', 'gone', 'conversation', 'unreadable', 'held', 'old']),
})
export type RuleRefusal = z.infer<typeof RuleRefusal>

export const RulePreview = z.object({
  /** Tickets that were asked. */
  examined: z.int(),
  /** Tickets that match, shown or not. */
  total: z.int(),
  /** Newest first. */
  tickets: z.array(
    z.object({
      id: TicketId,
      subject: z.string(),
      customerName: z.string(),
      lastMessageAt: Instant,
      /** The conditions that decided, as indexes. */
      because: z.array(z.int()),
      changes: z.array(RuleChange),
      /** Types of actions that act without changing the ticket. */
      tells: z.array(z.string()),
      refused: z.array(RuleRefusal),
    }),
  ),
})
export type RulePreview = z.infer<typeof RulePreview>

/** One time that a rule acted on one ticket. */
export const RuleLogEntry = z.object({
  id: z.int(),
  ruleId: RuleId,
  ruleName: z.string(),
  ticketId: TicketId,
  subject: z.string(),
  customerName: z.string(),
  at: Instant,
  cause: z.enum(['arrival', 'time', 'run']),
  runId: RuleRunId.nullable(),
  changes: z.array(RuleChange),
  tells: z.array(z.string()),
  refused: z.array(RuleRefusal),
  isUndone: z.boolean(),
})
export type RuleLogEntry = z.infer<typeof RuleLogEntry>
