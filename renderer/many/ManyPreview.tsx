import { ChevronLeft, ChevronRight, CircleAlert, CircleCheck, Eye, Info, PackageOpen, Pencil, X } from 'lucide-react'
import { withoutSlots } from '../../preload/domain/placeholders.ts'
import { useActions, useApp, useI18n, useText } from '../store/context.ts'
import type { ManyState } from '../store/many.ts'
import { Marks } from '../templates/Marks.tsx'
import { ownNames, type ShownMail } from './many-mails.ts'
import { ValueField } from './ValueField.tsx'

type Props = { many: ManyState; mails: readonly ShownMail[] }

/** Every mail one by one, and the list of all with what keeps each here. */
export function ManyPreview({ many, mails }: Props) {
  const { many: words, common } = useText()
  const mail = mails[Math.min(many.at, mails.length - 1)]
  if (mail === undefined) {
    return (
      <section className="many__preview" aria-label={words.preview}>
        <output>{common.loading}</output>
      </section>
    )
  }
  return (
    <section className="many__preview" aria-label={words.preview}>
      <Recipients many={many} mails={mails} />
      <Steps many={many} mails={mails} />
      <OneMail key={mail.ticketId} many={many} mail={mail} />
    </section>
  )
}

function Recipients({ many, mails }: Props) {
  const { many: words, common } = useText()
  const look = useApp((state) => state.lookAtMany)
  return (
    <>
      <h2>{words.recipients(mails.length)}</h2>
      <ul className="many__people">
        {mails.map((mail, index) => (
          <li key={mail.ticketId}>
            <button
              type="button"
              aria-current={index === many.at || undefined}
              data-problem={!mail.isReady || undefined}
              data-look={(mail.isReady && mail.findings.length > 0) || undefined}
              onClick={() => look(index)}
            >
              <StateIcon mail={mail} />
              <span>{common.honorific(mail.customerName || common.noName)}</span>
              <small>{stateWords(mail, words)}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function StateIcon({ mail }: { mail: ShownMail }) {
  if (!mail.isReady) return <CircleAlert size={13} aria-hidden />
  if (mail.findings.length > 0) return <Eye size={13} aria-hidden />
  return <CircleCheck size={13} aria-hidden />
}

type Words = ReturnType<typeof useText>['many']

function stateWords(mail: ShownMail, words: Words) {
  if (mail.refusal !== null) return refusalWords(mail.refusal, words)
  if (mail.fault !== null) return words.faults[mail.fault]
  if (mail.gaps.length > 0) return words.unfilled(mail.gaps)
  if (mail.findings.length > 0) return words.toCheck
  return mail.warnings[0] === undefined ? mail.orderNumber : words.warnings[mail.warnings[0]]
}

function refusalWords(refusal: NonNullable<ShownMail['refusal']>, words: Words) {
  const known: Partial<Record<string, string>> = { ...words.faults, ...words.refusals }
  return known[refusal] ?? ''
}

function Steps({ many, mails }: Props) {
  const { many: words } = useText()
  const look = useApp((state) => state.lookAtMany)
  const last = mails.length - 1
  const step = (by: number) => look(Math.min(last, Math.max(0, many.at + by)))
  return (
    <div className="many__steps">
      <button
        type="button"
        className="icon-button"
        aria-label={words.previous}
        disabled={many.at <= 0}
        onClick={() => step(-1)}
      >
        <ChevronLeft size={16} aria-hidden />
      </button>
      <output>{words.of(Math.min(many.at, last) + 1, mails.length)}</output>
      <button
        type="button"
        className="icon-button"
        aria-label={words.next}
        disabled={many.at >= last}
        onClick={() => step(1)}
      >
        <ChevronRight size={16} aria-hidden />
      </button>
    </div>
  )
}

function OneMail({ many, mail }: { many: ManyState; mail: ShownMail }) {
  const { many: words, common } = useText()
  const { leaveOutOfMany } = useActions()
  const from = useApp((state) => state.accounts.get(mail.accountId))
  const shop = useApp((state) => (from === undefined ? undefined : state.shops.get(from.shopId)))
  const to = mail.to === null ? words.nobody : `${mail.to.name} <${mail.to.address}>`.trim()
  return (
    <article className="many__mail" style={shop && { borderInlineStartColor: shop.color }}>
      <header>
        <strong>{common.honorific(mail.customerName || common.noName)}</strong>
        <span className="many__number">#{mail.ticketId}</span>
        <button
          type="button"
          className="button button--small button--quiet"
          onClick={() => leaveOutOfMany(mail.ticketId)}
        >
          <X size={13} aria-hidden /> {words.remove}
        </button>
      </header>
      <dl>
        <dt>{words.to}</dt>
        <dd>{to}</dd>
        <dt>{words.from}</dt>
        <dd>{from ? `${shop?.name ?? from.name} <${from.address}>` : words.nobody}</dd>
      </dl>
      <Notes mail={mail} />
      <OwnValues many={many} mail={mail} />
      <MailWords mail={mail} signature={shop?.signature ?? ''} />
    </article>
  )
}

function Notes({ mail }: { mail: ShownMail }) {
  const i18n = useI18n()
  const { many: words, holds, sending, common } = i18n.text
  const problems = [
    ...(mail.refusal === null ? [] : [refusalWords(mail.refusal, words)]),
    ...(mail.fault === null ? [] : [words.faults[mail.fault]]),
    ...(mail.gaps.length === 0 ? [] : [words.unfilled(mail.gaps)]),
  ]
  return (
    <ul className="many__notes">
      {problems.map((problem) => (
        <li key={problem} data-problem>
          <CircleAlert size={13} aria-hidden /> {problem}
        </li>
      ))}
      {mail.findings.map(({ check, words: found, example }) => (
        <li key={check} data-look>
          <Eye size={13} aria-hidden /> {sending.findings[check](found, mail.customerName || common.noName, example)}
        </li>
      ))}
      {mail.warnings.map((warning) => (
        <li key={warning}>
          <Info size={13} aria-hidden /> {words.warnings[warning]}
        </li>
      ))}
      {mail.hold !== null && (
        <li>
          <PackageOpen size={13} aria-hidden /> {holds.planTitle.request} {mail.hold.orderNumber}{' '}
          {i18n.written(mail.hold.dueAt)}
        </li>
      )}
    </ul>
  )
}

function OwnValues({ many, mail }: { many: ManyState; mail: ShownMail }) {
  const { many: words } = useText()
  const setOwnValue = useApp((state) => state.setOwnValue)
  const filled = many.mails.find(({ ticketId }) => ticketId === mail.ticketId) ?? mail
  const names = mail.isEdited ? [] : ownNames(many, filled)
  if (names.length === 0) return null
  return (
    <fieldset className="many__values">
      <legend>{words.onlyThis}</legend>
      {names.map((name) => (
        <ValueField
          key={name}
          name={name}
          value={many.own.get(mail.ticketId)?.[name] ?? ''}
          ticketId={mail.ticketId}
          isDate={false}
          onChange={(value) => setOwnValue(mail.ticketId, name, String(value ?? ''))}
        />
      ))}
    </fieldset>
  )
}

/** As it will leave; and, for those who want to, as a text of its own. */
function MailWords({ mail, signature }: { mail: ShownMail; signature: string }) {
  const { many: words } = useText()
  const edit = useApp((state) => state.editOneOfMany)
  const { ticketId, subject, body } = mail
  if (mail.isEdited) {
    return (
      <div className="many__own">
        <p>
          {words.editedOne}
          <button type="button" className="link-button" onClick={() => edit(ticketId, null)}>
            {words.backToShared}
          </button>
        </p>
        <input
          type="text"
          className="text-input"
          aria-label={words.subject}
          value={subject}
          onChange={(event) => edit(ticketId, { subject: event.target.value, body })}
        />
        <textarea
          className="text-input"
          aria-label={words.body}
          value={body}
          onChange={(event) => edit(ticketId, { subject, body: event.target.value })}
        />
      </div>
    )
  }
  if (body.trim() === '') return <p className="many__empty">{words.emptyBody}</p>
  return (
    <>
      <p className="many__subject">
        <Marks text={subject} />
      </p>
      <p className="many__body">
        <Marks text={withoutSlots(body)} />
      </p>
      {signature.trim() !== '' && <p className="many__body many__signature">{signature.trim()}</p>}
      <button type="button" className="button button--small" onClick={() => edit(ticketId, { subject, body })}>
        <Pencil size={13} aria-hidden /> {words.editOne}
      </button>
    </>
  )
}
