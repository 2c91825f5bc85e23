import { useEffect, useState } from 'react'
import type { LearnedRuleInfo } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** What was taught with 今後も…, how often it was used, and how to make the program forget it. */
export function Rules({ onClose }: { onClose: () => void }) {
  const { dialogs, common } = useText()
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
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  )
}

/** A forgotten rule cannot be brought back from here, so it is asked for twice. */
function Rule({ rule }: { rule: LearnedRuleInfo }) {
  const i18n = useI18n()
  const now = useMinute()
  const { dialogs, common } = i18n.text
  const forget = useApp((state) => state.forgetRule)
  const [isAsked, setAsked] = useState(false)
  return (
    <li className="rule-row">
      <div className="list-dialog__main">
        {dialogs.rule(rule.from, rule.subjectIncludes)}
        <small>
          <strong>{dialogs.ruleAs[rule.as]}</strong> · {i18n.day(rule.createdAt, now)} ·{' '}
          {dialogs.ruleUsed(rule.usedCount)}
        </small>
      </div>
      {isAsked ? (
        <>
          <button type="button" className="button button--small button--danger" onClick={() => void forget(rule.id)}>
            {dialogs.forgetSure}
          </button>
          <button type="button" className="button button--small" onClick={() => setAsked(false)}>
            {common.cancel}
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button button--small"
          aria-label={`${dialogs.forget}: ${dialogs.rule(rule.from, rule.subjectIncludes)}`}
          onClick={() => setAsked(true)}
        >
          {dialogs.forget}
        </button>
      )}
    </li>
  )
}
