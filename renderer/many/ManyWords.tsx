import { Paperclip } from 'lucide-react'
import type { TemplateId } from '../../preload/domain.ts'
import { DueFields } from '../holds/DueFields.tsx'
import { useActions, useApp, useText, useTicketI18n } from '../store/context.ts'
import type { ManyState } from '../store/many.ts'
import { nameOf } from '../templates/texts.ts'
import { isDate, sharedNames, type ShownMail } from './many-mails.ts'
import { ValueField } from './ValueField.tsx'

type Props = { many: ManyState; mails: readonly ShownMail[] }

/** The text for everybody: a template or words of one's own, what is the same for all, and whether orders are to wait. */
export function ManyWords({ many, mails }: Props) {
  const { many: words } = useText()
  const setManyText = useApp((state) => state.setManyText)
  const { subject, body } = many.text
  return (
    <section className="many__words" aria-label={words.text}>
      <TemplateChoice many={many} />
      <SharedValues many={many} />
      <label className="many__field">
        <span>{words.subject}</span>
        <input
          type="text"
          className="text-input"
          maxLength={500}
          placeholder={words.subjectHint}
          value={subject}
          onChange={(event) => setManyText({ subject: event.target.value })}
        />
      </label>
      <label className="many__field many__field--body">
        <span>{words.body}</span>
        <textarea
          className="text-input"
          maxLength={50_000}
          placeholder={words.bodyHint}
          value={body}
          onChange={(event) => setManyText({ body: event.target.value })}
        />
      </label>
      <HoldChoice many={many} mails={mails} />
    </section>
  )
}

function TemplateChoice({ many }: { many: ManyState }) {
  const { many: words, templates: templateWords } = useText()
  const templates = useApp((state) => state.templates)
  const choose = useApp((state) => state.chooseManyTemplate)
  const texts = (templates ?? []).filter(({ kind }) => kind === 'template')
  const folders = [...new Set(texts.map(({ folder }) => folder))]
  const chosen = texts.find(({ id }) => id === many.text.templateId)
  return (
    <label className="many__field">
      <span>{words.template}</span>
      <select
        className="select"
        // The first thing to decide here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={chosen?.id ?? ''}
        onChange={(event) => choose(Number(event.target.value) as TemplateId)}
      >
        <option value="" disabled>
          {words.noTemplate}
        </option>
        {folders.map((folder) => (
          <optgroup key={folder} label={folder || templateWords.noFolder}>
            {texts
              .filter((one) => one.folder === folder)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {nameOf(one)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {chosen !== undefined && chosen.files.length > 0 && (
        <small>
          <Paperclip size={13} aria-hidden /> {words.files(chosen.files.length)}
        </small>
      )}
    </label>
  )
}

/** One field a gap, filled in for everybody at once. */
function SharedValues({ many }: { many: ManyState }) {
  const { many: words } = useText()
  const setManyText = useApp((state) => state.setManyText)
  const names = sharedNames(many)
  const { values } = many.text
  if (names.length === 0) return null
  function put(name: string, value: string | number | null) {
    const { [name]: _, ...others } = values
    setManyText({ values: value === null || value === '' ? others : { ...values, [name]: value } })
  }
  return (
    <fieldset className="many__values">
      <legend>{words.shared}</legend>
      {names.map((name) => (
        <ValueField
          key={name}
          name={name}
          value={values[name] ?? ''}
          ticketId={many.ids[0]!}
          isDate={isDate(name)}
          onChange={(value) => put(name, value)}
        />
      ))}
    </fieldset>
  )
}

/** With it every mail is the request of a hold, with the order number of its own ticket and one date. */
function HoldChoice({ many, mails }: Props) {
  const ticketId = many.ids[0]!
  const i18n = useTicketI18n(ticketId)
  const { many: words } = i18n.text
  const { setManyHold, setManyText } = useActions()
  const proposedAt = useApp((state) => state.proposals.get(ticketId)?.dueAt ?? null)
  const { hold } = many.text
  const problem = mails.find(({ holdProblem }) => holdProblem !== null)?.holdProblem ?? null
  return (
    <div className="many__hold">
      <label className="many__check">
        <input type="checkbox" checked={hold !== null} onChange={(event) => void setManyHold(event.target.checked)} />
        {words.hold}
      </label>
      {hold !== null && (
        <>
          <div className="many__field">
            <span>{words.holdDue}</span>
            <DueFields
              ticketId={ticketId}
              dueAt={hold.dueAt}
              proposal={proposedAt === null ? null : { at: proposedAt, words: i18n.text.holds.proposed[hold.kind] }}
              onChange={(dueAt) => setManyText({ hold: { ...hold, dueAt } })}
            />
          </div>
          <label className="many__field">
            <span>{words.holdProduct}</span>
            <input
              type="text"
              className="text-input"
              maxLength={300}
              placeholder={words.holdProductHint}
              value={hold.product}
              onChange={(event) => setManyText({ hold: { ...hold, product: event.target.value } })}
            />
          </label>
          {problem !== null && many.text.body.trim() !== '' && (
            <p className="field-problem" role="alert">
              {problem === 'due-past' ? words.holdPast : words.holdNotInText(i18n.written(hold.dueAt))}
            </p>
          )}
        </>
      )}
    </div>
  )
}
