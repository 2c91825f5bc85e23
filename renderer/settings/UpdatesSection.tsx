import { useEffect } from 'react'
import { UpdateWay, type UpdateState } from '../../preload/domain/updates.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { Choice, Section } from './Section.tsx'
import { useSave } from './use-save.ts'

/** Newer versions: how they come, what is there just now, and the one next step. */
export function UpdatesSection() {
  const { updates: words, help, about } = useText()
  const way = useApp((state) => state.settings.updates)
  const update = useApp((state) => state.update)
  const { changeSettings, loadUpdate, showScreen } = useActions()
  const { state, save } = useSave()
  useEffect(() => void loadUpdate(), [loadUpdate])
  if (update === null) return null
  return (
    <Section title={words.title} saving={state}>
      <Now update={update} />
      {update.status !== 'none' && (
        <Choice
          name="updates"
          title={words.way}
          options={UpdateWay.options}
          words={words.ways}
          value={way}
          onChange={(updates) => void save(() => changeSettings({ updates }))}
        />
      )}
      <p className="about__ways">
        <button type="button" className="button" onClick={() => showScreen('help')}>
          {help.title}
        </button>
        <button type="button" className="button" onClick={() => showScreen('about')}>
          {about.title}
        </button>
      </p>
    </Section>
  )
}

function Now({ update }: { update: UpdateState }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.updates
  const { status, version, percent, checkedAt, failure } = update
  const failed = failure && words.failures[failure]
  return (
    <div className="updates">
      <div aria-live="polite">
        {status === 'none' && <p className="settings__empty">{words.none}</p>}
        {status === 'idle' && <p>{checkedAt === null ? words.notYet : words.newest(i18n.moment(checkedAt, now))}</p>}
        {status === 'checking' && <p>{words.checking}</p>}
        {status === 'available' && <p>{words.available(version ?? '')}</p>}
        {status === 'ready' && <p>{words.ready(version ?? '')}</p>}
        {failed && (
          <p className="updates__failed">
            <strong>{failed.what}</strong> {failed.means} {failed.next}
          </p>
        )}
      </div>
      {status === 'downloading' && (
        <p>
          <label>
            {words.downloading(version ?? '')} <progress max={100} value={percent ?? 0} />
          </label>
        </p>
      )}
      <NextStep update={update} />
    </div>
  )
}

function NextStep({ update: { status, version } }: { update: UpdateState }) {
  const { updates: words } = useText()
  const { checkUpdate, downloadUpdate, installUpdate } = useActions()
  if (status === 'ready')
    return (
      <>
        <button type="button" className="button button--primary" onClick={() => void installUpdate()}>
          {words.install}
        </button>
        <p className="field__hint">{words.installHint}</p>
      </>
    )
  if (status === 'available' || (status === 'failed' && version !== null))
    return (
      <button type="button" className="button button--primary" onClick={() => void downloadUpdate()}>
        {words.download}
      </button>
    )
  if (status === 'idle' || status === 'failed')
    return (
      <button type="button" className="button" onClick={() => void checkUpdate()}>
        {words.check}
      </button>
    )
  return null
}
