import { FlaskConical, LoaderCircle, Play } from 'lucide-react'
import { useId } from 'react'
import type { Output } from '../../preload/contract.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { Deeds } from './Deeds.tsx'
import { isChanged, previewKey } from './rule-form.ts'
import { conditionWords } from './sentence.ts'
import { TicketLink } from './TicketLink.tsx'
import { useRuleNames } from './use-rule-names.ts'

const DAYS = [7, 30, 90, 365]

/** 試してみる: what the rule would do to what is there, and a button that does it. */
export function RulePreviewPanel() {
  const { rulePage } = useText()
  const words = rulePage.preview
  const form = useApp((state) => state.ruleForm)
  const preview = useApp((state) => state.rulePreview)
  const days = useApp((state) => state.previewDays)
  if (form === null) return null
  const isOld = preview?.status === 'done' && preview.of !== previewKey(form, days)
  return (
    <section className="rule-preview" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="field__hint">{form.when.type === 'time' ? words.introTime : words.intro}</p>
      <Ask isTimed={form.when.type === 'time'} />
      {preview?.status === 'failed' && <ProblemLines error={preview.error} />}
      {preview?.status === 'done' && (
        <>
          <output className="rule-preview__found">{words.found(preview.found.total, preview.found.examined)}</output>
          {isOld && <p className="rule-preview__old">{words.old}</p>}
          {preview.found.total === 0 ? (
            <p className="field__hint">{words.nothing}</p>
          ) : (
            <>
              {!isOld && <Run found={preview.found} />}
              <Found found={preview.found} isOld={isOld} />
            </>
          )}
        </>
      )}
    </section>
  )
}

function Ask({ isTimed }: { isTimed: boolean }) {
  const id = useId()
  const { rulePage } = useText()
  const words = rulePage.preview
  const isRunning = useApp((state) => state.rulePreview?.status === 'running')
  const previewDays = useApp((state) => state.previewDays)
  const { setPreviewDays, previewRule, stopPreview } = useActions()
  return (
    <div className="rule-preview__ask">
      {!isTimed && (
        <>
          <label htmlFor={id}>{words.days}</label>
          <select
            id={id}
            className="select"
            value={previewDays}
            onChange={(event) => setPreviewDays(Number(event.target.value))}
          >
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {words.lastDays(days)}
              </option>
            ))}
          </select>
        </>
      )}
      <button type="button" className="button" disabled={isRunning} onClick={() => void previewRule()}>
        <FlaskConical size={14} aria-hidden /> {words.try}
      </button>
      {isRunning && (
        <>
          <output className="rule-preview__busy">
            <LoaderCircle size={14} className="spin" aria-hidden /> {words.running}
          </output>
          <button type="button" className="button button--quiet" onClick={stopPreview}>
            {words.stop}
          </button>
        </>
      )}
    </div>
  )
}

/** How many would change, as far as is known: of many matches only the newest are looked at one by one. */
function toChange({ total, tickets }: Output<'rules.preview'>) {
  if (tickets.length < total) return total
  return tickets.filter(({ changes, tells }) => changes.length + tells.length > 0).length
}

function Run({ found }: { found: Output<'rules.preview'> }) {
  const { rulePage } = useText()
  const words = rulePage.preview
  const mustSave = useApp(({ ruleForm }) => ruleForm !== null && (ruleForm.id === null || isChanged(ruleForm)))
  const busy = useApp((state) => state.isRuleBusy)
  const run = useApp((state) => state.runRule)
  const count = toChange(found)
  if (count === 0) return <p className="field__hint">{words.allDone}</p>
  return (
    <div className="rule-preview__run">
      <button type="button" className="button" disabled={busy !== null} onClick={() => void run()}>
        {busy === 'running' ? <LoaderCircle size={14} className="spin" aria-hidden /> : <Play size={14} aria-hidden />}
        {busy === 'running' ? words.runRunning : mustSave ? words.saveAndRun(count) : words.run(count)}
      </button>
      <p className="field__hint">{words.runHint}</p>
    </div>
  )
}

function Found({ found: { total, tickets }, isOld }: { found: Output<'rules.preview'>; isOld: boolean }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.rulePage.preview
  return (
    <>
      <table className="rule-table" data-old={isOld || undefined} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.columns.ticket}</th>
            <th scope="col">{words.columns.why}</th>
            <th scope="col">{words.columns.changes}</th>
            <th scope="col">{words.columns.at}</th>
          </tr>
        </thead>
        <tbody>
          {tickets.map((ticket) => (
            <tr key={ticket.id}>
              <td>
                <TicketLink id={ticket.id} subject={ticket.subject} customerName={ticket.customerName} />
              </td>
              <td>
                <Because of={isOld ? [] : ticket.because} />
              </td>
              <td>
                <Deeds {...ticket} refused={worthSaying(ticket)} />
              </td>
              <td title={i18n.moment(ticket.lastMessageAt, now)}>{i18n.listMoment(ticket.lastMessageAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tickets.length < total && <p className="field__hint">{words.shown(tickets.length)}</p>}
    </>
  )
}

/** That nobody is told of old mail stands above the table; each ticket repeats it only where it is all there is. */
const worthSaying = ({ changes, refused }: Output<'rules.preview'>['tickets'][number]) =>
  refused.filter(({ reason }) => reason !== 'old' || changes.length === 0)

function Because({ of }: { of: readonly number[] }) {
  const { ruleSentence } = useText()
  const conditions = useApp((state) => state.ruleForm?.conditions)
  const names = useRuleNames()
  const decided = of.flatMap((index) => conditions?.[index] ?? [])
  return (
    <ul className="deeds">
      {decided.map(({ key, value }) => (
        <li key={key}>{conditionWords(ruleSentence, value, names)}</li>
      ))}
    </ul>
  )
}
