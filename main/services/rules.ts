import type { Rule, RuleDraft, RuleId, RuleInfo } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { problemOfPattern } from '../core/rules/pattern.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

export type RuleService = ReturnType<typeof createRuleService>

/** The rules as a person writes, orders and removes them. What they do is elsewhere. */
export function createRuleService(store: Store, clock: Clock, changes: Changes) {
  let version = 0

  function existing(id: RuleId): Rule {
    const rule = store.rules.get(id)
    if (!rule) throw new AppError('not-found', `No rule ${id}`)
    return rule
  }

  function write<T>(type: string, data: Record<string, unknown>, work: () => T): T {
    const result = store.transaction(() => {
      const done = work()
      store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data })
      return done
    })
    version++
    changes.note('rules')
    return result
  }

  return {
    /** Changes whenever a rule does. */
    version: () => version,
    all: (): RuleInfo[] => store.rules.listWithUses(),
    /** A rule without an id is a new one and comes last. Throws AppError `invalid-input`, reason `bad-pattern`. */
    save(id: RuleId | null, draft: RuleDraft): Rule {
      checkPatterns(draft)
      if (id !== null) existing(id)
      const saved = write('rule.saved', { ruleId: id, name: draft.name, draft }, () => {
        if (id === null) return store.rules.insert(draft, clock.now())
        store.rules.update(id, draft)
        return id
      })
      return existing(saved)
    },
    /** What the rule has done stays done. */
    remove(id: RuleId, isUndo: boolean): void {
      const type = isUndo ? 'rule.restored' : 'rule.removed'
      write(type, { ruleId: id }, () => {
        const isChanged = isUndo ? store.rules.restore(id) : store.rules.remove(id, clock.now())
        if (!isChanged) throw new AppError('not-found', `No rule ${id}`)
      })
    },
    /** In the order given; a rule that is not named comes after them, as it stood. */
    reorder(ids: readonly RuleId[]): void {
      const rest = store.rules.list().flatMap((rule) => (ids.includes(rule.id) ? [] : rule.id))
      write('rule.reordered', { ids }, () => {
        for (const [index, id] of [...ids, ...rest].entries()) store.rules.setPosition(existing(id).id, index + 1)
      })
    },
  }
}

/** Throws AppError `invalid-input` for a pattern that cannot be used. */
export function checkPatterns({ conditions }: RuleDraft): void {
  for (const condition of conditions) {
    const problem = condition.type === 'pattern' ? problemOfPattern(condition.pattern) : null
    if (problem)
      throw new AppError('invalid-input', `The pattern cannot be used: ${problem.reason}`, { reason: 'bad-pattern' })
  }
}
