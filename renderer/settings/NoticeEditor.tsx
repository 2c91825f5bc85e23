import { useEffect, useId, useState } from 'react'
import type { Output } from '../../preload/contract.ts'
import {
  NOTICE_EVENTS,
  NOTICE_VARIABLES,
  type NoticeRecipients,
  type NoticeWatchDraft,
  type StaffId,
} from '../../preload/domain.ts'
import { useApp, useAppStore, useI18n } from '../store/context.ts'
import { presentStaff } from '../store/people.ts'
import { MailPaper } from './NightAnswer.tsx'
import { Choice } from './Section.tsx'

type Props = {
  watch: NoticeWatchDraft
  onSave: (watch: NoticeWatchDraft) => Promise<void>
  onCancel: () => void
}
type Change = (change: Partial<NoticeWatchDraft>) => void

const TO = ['all', 'managers', 'chosen'] as const
const PAUSE_MS = 300

/** One notice: what of, to whom, in which words. */
export function NoticeEditor({ watch: given, onSave, onCancel }: Props) {
  const id = useId()
  const { text } = useI18n()
  const { watches: words } = text.answers
  const [watch, setWatch] = useState(given)
  const [only, setOnly] = useState(given.words.join('、'))
  const change: Change = (part) => setWatch({ ...watch, ...part })
  const isReady = watch.name.trim() !== '' && watch.events.length > 0
  const isAddressed = watch.recipients.to !== 'chosen' || watch.recipients.staffIds.length > 0
  return (
    <fieldset className="card notice-editor" aria-label={watch.name}>
      <div className="field">
        <label htmlFor={`${id}-name`}>{words.name}</label>
        <input
          id={`${id}-name`}
          type="text"
          className="text-input"
          maxLength={100}
          value={watch.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </div>
      <Events watch={watch} change={change} />
      <div className="field">
        <label htmlFor={`${id}-words`}>{words.words}</label>
        <input
          id={`${id}-words`}
          type="text"
          className="text-input"
          maxLength={1000}
          aria-describedby={`${id}-hint`}
          value={only}
          onChange={(event) => {
            setOnly(event.target.value)
            change({ words: wordsIn(event.target.value) })
          }}
        />
        <p id={`${id}-hint`} className="field__hint">
          {words.wordsHint}
        </p>
      </div>
      <Shops watch={watch} change={change} />
      <Recipients watch={watch} change={change} />
      <Text watch={watch} change={change} />
      <div className="notice-editor__foot">
        <button
          type="button"
          className="button button--primary"
          disabled={!isReady || !isAddressed}
          onClick={() => void onSave({ ...watch, name: watch.name.trim() })}
        >
          {words.save}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </fieldset>
  )
}

const wordsIn = (typed: string) =>
  [
    ...new Set(
      typed
        .split(/[、,，\n]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ].slice(0, 100)

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /> {label}
    </label>
  )
}

const toggled = <T,>(list: readonly T[], one: T, isOn: boolean): T[] =>
  isOn ? [...list, one] : list.filter((other) => other !== one)

function Events({ watch, change }: { watch: NoticeWatchDraft; change: Change }) {
  const { watches: words } = useI18n().text.answers
  return (
    <fieldset className="choice">
      <legend>{words.when}</legend>
      {NOTICE_EVENTS.map((event) => (
        <Check
          key={event}
          label={words.events[event]}
          isOn={watch.events.includes(event)}
          onChange={(isOn) => change({ events: toggled(watch.events, event, isOn) })}
        />
      ))}
      {watch.events.includes('warning') && (
        <Check
          label={words.onlyLast}
          isOn={watch.onlyLastWarning}
          onChange={(onlyLastWarning) => change({ onlyLastWarning })}
        />
      )}
    </fieldset>
  )
}

/** Nothing to choose where there is one shop. None chosen means all. */
function Shops({ watch, change }: { watch: NoticeWatchDraft; change: Change }) {
  const { watches: words } = useI18n().text.answers
  const shops = useApp((state) => state.shops)
  if (shops.size < 2) return null
  return (
    <fieldset className="choice">
      <legend>{words.shops}</legend>
      <Check label={words.allShops} isOn={watch.shopIds.length === 0} onChange={() => change({ shopIds: [] })} />
      {[...shops.values()].map(({ id, name }) => (
        <Check
          key={id}
          label={name}
          isOn={watch.shopIds.includes(id)}
          onChange={(isOn) => change({ shopIds: toggled(watch.shopIds, id, isOn) })}
        />
      ))}
    </fieldset>
  )
}

function Recipients({ watch: { recipients }, change }: { watch: NoticeWatchDraft; change: Change }) {
  const name = useId()
  const { watches: words } = useI18n().text.answers
  const everybody = useApp((state) => state.staff)
  const staff = presentStaff(everybody)
  const chosen: readonly StaffId[] = recipients.to === 'chosen' ? recipients.staffIds : []
  const isMeant = (id: StaffId, isManager: boolean) =>
    recipients.to === 'all' || (recipients.to === 'managers' ? isManager : chosen.includes(id))
  const hasAddress = staff.some(({ id, isManager, email }) => email !== '' && isMeant(id, isManager))
  const put = (to: NoticeRecipients['to']) => change({ recipients: to === 'chosen' ? { to, staffIds: [] } : { to } })
  return (
    <>
      <Choice name={name} title={words.to} options={TO} words={words.recipients} value={recipients.to} onChange={put} />
      {recipients.to === 'chosen' && (
        <div className="notice-editor__staff">
          {staff.map((person) => (
            <Check
              key={person.id}
              label={person.email === '' ? `${person.name}（${words.noAddress}）` : `${person.name} ${person.email}`}
              isOn={chosen.includes(person.id)}
              onChange={(isOn) => change({ recipients: { to: 'chosen', staffIds: toggled(chosen, person.id, isOn) } })}
            />
          ))}
        </div>
      )}
      {!hasAddress && <p className="is-danger">{words.nobody}</p>}
    </>
  )
}

/** The words, how they read, and the way back to those that came with the program. */
function Text({ watch, change }: { watch: NoticeWatchDraft; change: Change }) {
  const id = useId()
  const { text } = useI18n()
  const { watches: words } = text.answers
  const language = useApp((state) => state.settings.language)
  const preview = usePreview(watch)
  if (preview === null) return null
  const isOwn = watch.subject !== null || watch.body !== null
  return (
    <details className="notice-editor__text" open={isOwn}>
      <summary>{words.text}</summary>
      <div className="field">
        <label htmlFor={`${id}-subject`}>{words.subject}</label>
        <input
          id={`${id}-subject`}
          type="text"
          className="text-input"
          maxLength={300}
          value={watch.subject ?? preview.usual.subject}
          onChange={(event) => change({ subject: event.target.value === '' ? null : event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-body`}>{words.body}</label>
        <textarea
          id={`${id}-body`}
          className="text-input"
          rows={8}
          maxLength={10_000}
          value={watch.body ?? preview.usual.body}
          onChange={(event) => change({ body: event.target.value === '' ? null : event.target.value })}
        />
        <p className="field__hint">
          {words.variables}: {NOTICE_VARIABLES.map((one) => `{{${one[language]}}}`).join(' ')}
        </p>
      </div>
      {preview.unknown.length > 0 && (
        <p className="is-danger" role="alert">
          {words.unknown(preview.unknown)}
        </p>
      )}
      {isOwn && (
        <button type="button" className="link-button" onClick={() => change({ subject: null, body: null })}>
          {words.reset}
        </button>
      )}
      <p className="field__hint">{words.preview}</p>
      <MailPaper subject={preview.subject} body={preview.body} />
    </details>
  )
}

/** As main writes it; asked for in a pause of typing, an older answer is passed over. */
function usePreview(watch: NoticeWatchDraft): Output<'notices.preview'> | null {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [preview, setPreview] = useState<Output<'notices.preview'> | null>(null)
  const { subject, body, events, shopIds } = watch
  const asked = JSON.stringify({ subject, body, events, shopIds })
  useEffect(() => {
    if (events.length === 0) return undefined
    let isCurrent = true
    const sample: NoticeWatchDraft = { ...watch, name: 'x', words: [], recipients: { to: 'all' } }
    async function ask() {
      try {
        const next = await api.call('notices.preview', { watch: sample })
        if (isCurrent) setPreview(next)
      } catch (error) {
        showError(error)
      }
    }
    const timer = setTimeout(() => void ask(), preview === null ? 0 : PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
    // What is asked is all that counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, api, showError])
  return preview
}
