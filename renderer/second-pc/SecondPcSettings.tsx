import { useState } from 'react'
import { PageHead } from '../frame/PageHead.tsx'
import { Section } from '../settings/Section.tsx'
import { useSave } from '../settings/use-save.ts'
import { useAppStore, useText } from '../store/context.ts'

/** The settings at a PC without data: what it is connected to, and the way out of that. */
export function SecondPcSettings({ host }: { host: string }) {
  const { secondPc: words, settings, common } = useText()
  const { api } = useAppStore()
  const [isAsked, setAsked] = useState(false)
  const { state, save } = useSave()
  return (
    <main className="page settings">
      <PageHead title={settings.title} back={settings.back} />
      <Section title={words.here} saving={state}>
        <p>{words.hereHint(host)}</p>
        <p>{words.settingsThere}</p>
        {isAsked && <p role="alert">{words.leaveHint}</p>}
        <div className="composer-note__buttons">
          {isAsked && (
            <button type="button" className="button" onClick={() => setAsked(false)}>
              {common.cancel}
            </button>
          )}
          <button
            type="button"
            className="button"
            onClick={() => (isAsked ? void save(() => api.call('secondPc.leave', {})) : setAsked(true))}
          >
            {isAsked ? words.leaveSure : words.leave}
          </button>
        </div>
      </Section>
    </main>
  )
}
