import { useEffect } from 'react'
import type { LearnedRuleInfo } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** What was taught with 今後も…, how often it was used, and how to make the program forget it. */
export function Rules({ onClose }: { onClose: () => void }) {
  const { common } = useText()
  return (
    <>
      <LearnedRules />
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  )
}

/** The list alone, for a page of its own. */
export function LearnedRules() {
  const { dialogs } = useText()
  const rules = useApp((state) => state.learnedRules)
  const load = useApp((state) => state.loadRules)
  useEffect(() => void load(), [load])
  return (
    <>
      <p>{rules.length === 0 ? dialogs.noRules : dialogs.rulesIntro}</p>
      <ul className="list-dialog__rows">
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ul>
    </>
  )
}

function Rule({ rule }: { rule: LearnedRuleInfo }) {
  const i18n = useI18n()
  const now = useMinute()
  const { dialogs } = i18n.text
  const forget = useApp((state) => state.forgetRule)
  return (
    <li className="rule-row">
      <div className="list-dialog__main">
        {dialogs.rule(rule.from, rule.subjectIncludes)}
        <small>
          <strong>{dialogs.ruleAs[rule.as]}</strong> · {i18n.day(rule.createdAt, now)} ·{' '}
          {dialogs.ruleUsed(rule.usedCount)}
        </small>
      </div>
      <button
        type="button"
        className="button button--small"
        aria-label={`${dialogs.forget}: ${dialogs.rule(rule.from, rule.subjectIncludes)}`}
        onClick={() => void forget(rule)}
      >
        {dialogs.forget}
      </button>
    </li>
  )
}
