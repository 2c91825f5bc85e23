import { problemOfPattern } from '../../main/core/rules/pattern.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { Rule, RuleInfo, RuleLogEntry, RulePreview, RuleRunId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }

/** Main's side of the rules that a person writes. */
export function createFakeRules({ shop, now, told }: { shop: FakeShop; now: number; told: () => void }) {
  let rules: RuleInfo[] = []
  let removed: RuleInfo[] = []
  let log: RuleLogEntry[] = []

  /** Looks for the words of the rule in subject and newest text; every other condition holds. */
  function matching({
    conditions,
    actions,
  }: Pick<Input<'rules.preview'>['rule'], 'actions' | 'conditions'>): RulePreview['tickets'] {
    const words = conditions.flatMap((condition) => (condition.type === 'words' ? condition.words : []))
    const category = actions.find((action) => action.type === 'category')?.category ?? null
    return [...shop.details.values()].flatMap(({ ticket, messages }) => {
      const text = `${ticket.subject}\n${messages.at(-1)?.text ?? ''}`
      if (words.length > 0 && !words.some((word) => text.includes(word))) return []
      const { id, subject, customerName, lastMessageAt } = ticket
      const changes =
        category === null ? [] : [{ field: 'category' as const, before: ticket.category, after: category }]
      return { id, subject, customerName, lastMessageAt, because: [0], changes, tells: [], refused: [] }
    })
  }

  return {
    'rules.all': () => rules,
    'rules.save': ({ id, rule }) => {
      const known = rules.find((one) => one.id === id)
      const position = known?.position ?? rules.length + 1
      const saved = { ...rule, id: known?.id ?? rules.length + removed.length + 1, position } as Rule
      const info = { ...saved, usedCount: known?.usedCount ?? 0, lastUsedAt: known?.lastUsedAt ?? null }
      rules = known ? rules.map((one) => (one === known ? info : one)) : [...rules, info]
      told()
      return saved
    },
    'rules.remove': ({ id, isUndo }) => {
      const [from, to] = isUndo ? [removed, rules] : [rules, removed]
      const rule = from.find((one) => one.id === id)
      if (!rule) throw new AppError('not-found', `No rule ${id}`)
      const rest = from.filter((one) => one !== rule)
      const more = [...to, rule].toSorted((a, b) => a.position - b.position)
      rules = isUndo ? more : rest
      removed = isUndo ? rest : more
      told()
      return null
    },
    'rules.reorder': ({ ids }) => {
      const place = (rule: RuleInfo) => (ids.includes(rule.id) ? ids.indexOf(rule.id) : ids.length)
      rules = rules.toSorted((a, b) => place(a) - place(b)).map((rule, index) => ({ ...rule, position: index + 1 }))
      told()
      return null
    },
    'rules.preview': ({ rule, limit }) => {
      const tickets = matching(rule)
      return { examined: shop.details.size, total: tickets.length, tickets: tickets.slice(0, limit) }
    },
    'rules.run': ({ id }) => {
      const rule = rules.find((one) => one.id === id)!
      const runId = (log.length + 1) as RuleRunId
      const entries = matching(rule).map(({ id: ticketId, lastMessageAt: _, because: __, ...row }, index) => ({
        ...row,
        id: log.length + index + 1,
        ruleId: id as RuleInfo['id'],
        ruleName: rule.name,
        ticketId,
        at: now,
        cause: 'run' as const,
        runId,
        isUndone: false,
      }))
      log = [...entries.toReversed(), ...log]
      told()
      return { runId, examined: shop.details.size, changed: entries.length }
    },
    'rules.undoRun': ({ runId }) => {
      const undone = log.filter((entry) => entry.runId === runId)
      log = log.map((entry) => (entry.runId === runId ? { ...entry, isUndone: true } : entry))
      told()
      return { restored: undone.length, kept: 0 }
    },
    'rules.log': ({ ruleId, limit }) =>
      log.filter((entry) => ruleId === null || entry.ruleId === ruleId).slice(0, limit),
    'rules.checkPattern': ({ pattern }) => problemOfPattern(pattern),
  } satisfies Answers<FakeRule>
}

type FakeRule =
  | 'rules.all'
  | 'rules.save'
  | 'rules.remove'
  | 'rules.reorder'
  | 'rules.preview'
  | 'rules.run'
  | 'rules.undoRun'
  | 'rules.log'
  | 'rules.checkPattern'
