import { problemOfPattern } from '../core/rules/pattern.ts'
import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

export function ruleHandlers({ rules }: Services) {
  return {
    'rules.all': rules.all,
    'rules.save': ({ id, rule }) => rules.save(id, rule),
    'rules.remove': ({ id, isUndo }) => done(rules.remove(id, isUndo)),
    'rules.reorder': ({ ids }) => done(rules.reorder(ids)),
    'rules.preview': ({ rule, days, limit }) => rules.preview(rule, days, limit),
    'rules.run': ({ id, days }) => rules.run(id, days),
    'rules.undoRun': ({ runId }) => rules.undoRun(runId),
    'rules.log': ({ ruleId, before, limit }) => rules.log(ruleId, before, limit),
    'rules.checkPattern': ({ pattern }) => problemOfPattern(pattern),
  } satisfies Partial<Handlers>
}

const done = (_: void): null => null
