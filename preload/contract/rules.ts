import { z } from 'zod'
import { LearnedRuleInfo, TicketId } from '../domain.ts'
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
} as const satisfies Record<string, Method>
