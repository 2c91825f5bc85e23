import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { PopupChoices } from './PopupChoices.tsx'
import { Section, Switch } from './Section.tsx'
import { useSave } from './use-save.ts'

export function NoticesSection() {
  const { settings: words } = useText()
  const { notifications, showContentInPopups } = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const { state, save } = useSave()
  return (
    <Section title={words.sections.notices} saving={state}>
      <Switch
        label={words.notifications}
        isOn={notifications}
        onChange={(isOn) => void save(() => change({ notifications: isOn }))}
      />
      <Switch
        label={words.hideContent}
        hint={words.hideContentHint}
        isOn={!showContentInPopups}
        onChange={(isHidden) => void save(() => change({ showContentInPopups: !isHidden }))}
      />
      <PopupChoices save={save} />
      <TestPopup />
    </Section>
  )
}

/** A popup of the system, now, to see whether it can be seen. */
export function TestPopup() {
  const { settings: words } = useText()
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [state, setState] = useState<'idle' | 'running' | 'shown' | 'refused'>('idle')
  async function test() {
    setState('running')
    try {
      setState((await api.call('settings.testNotification', {})) ? 'shown' : 'refused')
    } catch (error) {
      setState('idle')
      showError(error)
    }
  }
  const { what, means, next } = words.testRefused
  return (
    <div className="settings__row">
      <button type="button" className="button" disabled={state === 'running'} onClick={() => void test()}>
        {state === 'running' ? words.testing : words.test}
      </button>
      <div className="settings__answer" aria-live="polite">
        {state === 'shown' && (
          <>
            <CircleCheck size={16} aria-hidden /> <p>{words.testShown}</p>
          </>
        )}
        {state === 'refused' && (
          <>
            <CircleAlert size={16} className="is-danger" aria-hidden />
            <div>
              <p className="is-danger">{what}</p>
              <p>{means}</p>
              <p>{next}</p>
            </div>
          </>
        )}
      </div>
    </div>
  )
}
