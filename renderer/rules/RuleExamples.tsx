import { Plus } from 'lucide-react'
import type { RuleExampleKey } from '../../preload/locales/ja/rule-examples.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { presentStaff } from '../store/people.ts'
import { exampleRule } from './examples.ts'
import { sentenceOf } from './sentence.ts'
import { useRuleNames } from './use-rule-names.ts'

const KEYS: RuleExampleKey[] = ['returns', 'after-hours', 'mall']

/** Ready-made rules, one press away. An example that was added, by its name, is not offered again. */
export function RuleExamples({ isFirst }: { isFirst: boolean }) {
  const { rulePage: words, ruleExamples } = useText()
  const rules = useApp((state) => state.writtenRules)
  const left = KEYS.filter((key) => !rules?.some(({ name }) => name === ruleExamples[key].name))
  if (left.length === 0) return null
  return (
    <section className="rule-examples" aria-label={words.examples}>
      {isFirst && (
        <div className="rule-examples__empty">
          <strong>{words.empty.title}</strong>
          <p>{words.empty.next}</p>
        </div>
      )}
      {!isFirst && <h2>{words.more}</h2>}
      <ul>
        {left.map((key) => (
          <Example key={key} of={key} />
        ))}
      </ul>
    </section>
  )
}

function Example({ of }: { of: RuleExampleKey }) {
  const { rulePage: words, ruleExamples, ruleSentence } = useText()
  const categories = useApp((state) => state.categories)
  const staff = useApp((state) => state.staff)
  const currentStaffId = useApp((state) => state.currentStaffId)
  const { addRule } = useActions()
  const names = useRuleNames()
  const example = ruleExamples[of]
  const rule = exampleRule(of, example, {
    hasReturns: categories.some(({ key, isRemoved }) => key === 'return' && !isRemoved),
    staffId: presentStaff(staff).length > 1 ? currentStaffId : null,
  })
  return (
    <li className="rule-example">
      <div className="rule-example__text">
        <strong>{example.name}</strong>
        <p>{sentenceOf(ruleSentence, rule, names)}</p>
      </div>
      <button
        type="button"
        className="button"
        aria-label={`${words.addExample}: ${example.name}`}
        title={example.about}
        onClick={() => void addRule(rule)}
      >
        <Plus size={14} aria-hidden /> {words.addExample}
      </button>
    </li>
  )
}
