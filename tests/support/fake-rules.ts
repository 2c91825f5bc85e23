import { problemOfPattern } from '../../main/core/rules/pattern.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { Rule, RuleInfo } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }

/** Main's side of the rules that a person writes. */
export function createFakeRules(told: () => void) {
  let rules: RuleInfo[] = []
  let removed: RuleInfo[] = []

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
    'rules.checkPattern': ({ pattern }) => problemOfPattern(pattern),
  } satisfies Answers<FakeRule>
}

type FakeRule = 'rules.all' | 'rules.save' | 'rules.remove' | 'rules.reorder' | 'rules.checkPattern'
