import { z } from 'zod'
import { LearnedRuleInfo, PatternProblem, Rule, RuleDraft, RuleId, RuleInfo, TicketId } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

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
  /** What is wrong with a pattern while it is typed, or null. */
  'rules.checkPattern': {
    input: z.strictObject({ pattern: z.string().max(1000) }),
    output: PatternProblem.nullable(),
  },
} as const satisfies Record<string, Method>
