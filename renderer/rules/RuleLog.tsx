import { Undo2 } from 'lucide-react'
import { Fragment, useEffect, useId } from 'react'
import type { RuleId, RuleLogEntry } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { Deeds } from './Deeds.tsx'
import { TicketLink } from './TicketLink.tsx'

/** 記録: when, which rule, on which ticket, what. A run over what was there can be taken back here as a whole. */
export function RuleLog() {
  const { rulePage, common } = useText()
  const words = rulePage.log
  const log = useApp((state) => state.ruleLog)
  const error = useApp((state) => state.ruleLogError)
  const hasMore = useApp((state) => state.hasMoreRuleLog)
  const { loadRuleLog: load, loadMoreRuleLog: loadMore } = useActions()
  useEffect(() => void load(), [load])
  if (error) return <ProblemNote error={error} onRetry={() => void load()} />
  return (
    <>
      <Filter />
      {log === null && <output className="ticket-pane__loading">{common.loading}</output>}
      {log?.length === 0 && <EmptyNote {...words.empty} />}
      {log !== null && log.length > 0 && <Entries log={log} />}
      {hasMore && (
        <button type="button" className="button" onClick={() => void loadMore()}>
          {words.more}
        </button>
      )}
    </>
  )
}

function Filter() {
  const id = useId()
  const { rulePage } = useText()
  const words = rulePage.log
  const rules = useApp((state) => state.writtenRules)
  const of = useApp((state) => state.ruleLogOf)
  const filter = useApp((state) => state.filterRuleLog)
  return (
    <div className="rule-preview__ask">
      <label htmlFor={id}>{words.filter}</label>
      <select
        id={id}
        className="select"
        value={of ?? ''}
        onChange={(event) => filter(event.target.value === '' ? null : (Number(event.target.value) as RuleId))}
      >
        <option value="">{words.all}</option>
        {rules?.map((rule) => (
          <option key={rule.id} value={rule.id}>
            {rule.name}
          </option>
        ))}
      </select>
    </div>
  )
}

function Entries({ log }: { log: readonly RuleLogEntry[] }) {
  const { rulePage } = useText()
  const { columns, label } = rulePage.log
  return (
    <table className="rule-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{columns.at}</th>
          <th scope="col">{columns.rule}</th>
          <th scope="col">{columns.ticket}</th>
          <th scope="col">{columns.deeds}</th>
        </tr>
      </thead>
      <tbody>
        {log.map((entry, index) => (
          <Fragment key={entry.id}>
            {entry.runId !== null && entry.runId !== log[index - 1]?.runId && (
              <RunHead entry={entry} isUndone={log.some((one) => one.runId === entry.runId && one.isUndone)} />
            )}
            <Entry entry={entry} />
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function RunHead({ entry: { runId, ruleName, at }, isUndone }: { entry: RuleLogEntry; isUndone: boolean }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.rulePage.log
  const undo = useApp((state) => state.undoRuleRun)
  return (
    <tr className="rule-table__run">
      <th scope="rowgroup" colSpan={4}>
        <span>{words.run(ruleName, i18n.shortMoment(at, now))}</span>
        {isUndone && <span className="tag">{words.undone}</span>}
        {!isUndone && runId !== null && (
          <button type="button" className="button button--small" onClick={() => void undo(runId)}>
            <Undo2 size={13} aria-hidden /> {words.undoRun}
          </button>
        )}
      </th>
    </tr>
  )
}

function Entry({ entry }: { entry: RuleLogEntry }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.rulePage.log
  return (
    <tr data-old={entry.isUndone || undefined}>
      <td title={i18n.moment(entry.at, now)}>
        {i18n.shortMoment(entry.at, now)}
        <small>{words.causes[entry.cause]}</small>
      </td>
      <td>{entry.ruleName}</td>
      <td>
        <TicketLink id={entry.ticketId} subject={entry.subject} customerName={entry.customerName} />
      </td>
      <td>
        <Deeds {...entry} />
      </td>
    </tr>
  )
}
