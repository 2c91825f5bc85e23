import { z } from 'zod'
import {
  LearnedRuleInfo,
  PatternProblem,
  Rule,
  RuleDraft,
  RuleId,
  RuleInfo,
  RuleLogEntry,
  RulePreview,
  RuleRunId,
  TicketId,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

const RuleDays = z.int().min(1).max(3650)

export const rulesMethods = {
  /** 今後も…: files or takes in this ticket and everything of this sender from now on. */
  'rules.learn': {
    input: z.strictObject({ ticketId: TicketId, as: z.enum(['ticket', 'notice']) }),
    output: LearnedRuleInfo,
  },
  'rules.list': { input: nothing, output: z.array(LearnedRuleInfo) },
  'rules.forget': {
    input: z.strictObject({ id: z.int().positive(), isUndo: z.boolean().default(false) }),
    output: done,
  },
  /** The rules a person wrote, in the order in which they are asked. */
  'rules.all': { input: nothing, output: z.array(RuleInfo) },
  /** Null for a new rule, which comes last. `invalid-input` with reason `bad-pattern` when a pattern cannot be used. */
  'rules.save': { input: z.strictObject({ id: RuleId.nullable(), rule: RuleDraft }), output: Rule },
  'rules.remove': { input: z.strictObject({ id: RuleId, isUndo: z.boolean().default(false) }), output: done },
  'rules.reorder': { input: z.strictObject({ ids: z.array(RuleId).max(2000) }), output: done },
  /**
   * What a rule would do to what is there, saved or not. A rule on arrival is asked about the newest message of every ticket
   * that got one in these days, a rule on time about every ticket that waits now. `tickets` are the first so many.
   */
  'rules.preview': {
    input: z.strictObject({ rule: RuleDraft, days: RuleDays, limit: z.int().min(1).max(200) }),
    output: RulePreview,
  },
  /** Does it. Nobody is told of what is old: popups and the like are left out. `changed` counts tickets. */
  'rules.run': {
    input: z.strictObject({ id: RuleId, days: RuleDays }),
    output: z.object({ runId: RuleRunId, examined: z.int(), changed: z.int() }),
  },
  /** Tickets that are as before, and those where somebody has changed something since, which stays. `conflict` when done before. */
  'rules.undoRun': {
    input: z.strictObject({ runId: RuleRunId }),
    output: z.object({ restored: z.int(), kept: z.int() }),
  },
  /** Newest first, of one rule or of all; `before` is the id of the last of the page before. */
  'rules.log': {
    input: z.strictObject({
      ruleId: RuleId.nullable(),
      before: z.int().nullable(),
      limit: z.int().min(1).max(200),
    }),
    output: z.array(RuleLogEntry),
  },
  /** What is wrong with a pattern while it is typed, or null. */
  'rules.checkPattern': {
    input: z.strictObject({ pattern: z.string().max(1000) }),
    output: PatternProblem.nullable(),
  },
} as const satisfies Record<string, Method>
