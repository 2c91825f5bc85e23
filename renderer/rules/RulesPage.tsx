import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import { LearnedRules } from '../dialogs/Rules.tsx'
import { useApp, useText } from '../store/context.ts'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleExamples } from './RuleExamples.tsx'
import { RuleList } from './RuleList.tsx'
import { RuleLog } from './RuleLog.tsx'

/** 自動処理: the rules in their order, the one that is being written, and what they did. */
export function RulesPage() {
  const { rulePage: words } = useText()
  const isWriting = useApp((state) => state.ruleForm !== null)
  const tab = useApp((state) => state.rulesTab)
  const load = useApp((state) => state.loadWrittenRules)
  const edit = useApp((state) => state.editRule)
  const loadPolicies = useApp((state) => state.loadPolicies)
  useEffect(() => void load(), [load])
  const loadTemplates = useApp((state) => state.loadTemplates)
  useEffect(() => {
    void loadPolicies()
    void loadTemplates()
  }, [loadPolicies, loadTemplates])
  if (isWriting) return <RuleEditor />
  return (
    <main className="page rules-page">
      <header className="page__head">
        <h1>{words.title}</h1>
        <button type="button" className="button button--primary" onClick={() => edit(null)}>
          <Plus size={15} aria-hidden /> {words.add}
        </button>
      </header>
      <p className="page__intro">{words.intro}</p>
      <Tabs />
      {tab === 'list' ? <Written /> : <RuleLog />}
    </main>
  )
}

function Tabs() {
  const { rulePage: words } = useText()
  const tab = useApp((state) => state.rulesTab)
  const show = useApp((state) => state.showRulesTab)
  return (
    <fieldset className="rules-tabs" aria-label={words.tabsLabel}>
      {(['list', 'log'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={tab === one} onClick={() => show(one)}>
          {words.tabs[one]}
        </button>
      ))}
    </fieldset>
  )
}

function Written() {
  const { rulePage: words, common } = useText()
  const rules = useApp((state) => state.writtenRules)
  const error = useApp((state) => state.writtenRulesError)
  const load = useApp((state) => state.loadWrittenRules)
  if (error) return <ProblemNote error={error} onRetry={() => void load()} />
  if (rules === null) return <output className="ticket-pane__loading">{common.loading}</output>
  return (
    <>
      {rules.length > 0 && <RuleList rules={rules} />}
      <RuleExamples isFirst={rules.length === 0} />
      <section className="rules-learned" aria-label={words.learned}>
        <h2>{words.learned}</h2>
        <LearnedRules />
      </section>
    </>
  )
}
