import { useEffect, useState } from 'react'
import type { LicenceInfo } from '../../preload/domain/about.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { PageHead } from '../frame/PageHead.tsx'

/** What this program is, what it runs on, and whose work is in it. */
export function AboutPage() {
  const { about: words, help } = useText()
  const about = useApp((state) => state.about)
  const { loadAbout, showScreen, openDialog } = useActions()
  useEffect(() => void loadAbout(), [loadAbout])
  return (
    <main className="page about">
      <PageHead title={words.title} back={help.back} />
      <p className="page__intro">{words.intro}</p>
      {about && (
        <>
          <dl className="facts">
            <dt>{words.version}</dt>
            <dd>{about.version}</dd>
            <dt>{words.system}</dt>
            <dd>{about.system}</dd>
            <dt>{words.runtime}</dt>
            <dd>
              Electron {about.electron} ・ Chromium {about.chromium}
            </dd>
          </dl>
          <p className="about__ways">
            <button type="button" className="button" onClick={() => showScreen('help')}>
              {help.title}
            </button>
            <button type="button" className="button" onClick={() => openDialog({ type: 'feedback' })}>
              {help.feedback}
            </button>
          </p>
          <h2>{words.licences}</h2>
          <p className="settings__empty">{words.licencesIntro(about.licences.length)}</p>
          <ul className="about__parts">
            {about.licences.map((part) => (
              <Part key={`${part.name} ${part.version}`} part={part} />
            ))}
          </ul>
          <p className="settings__empty">{words.chromium}</p>
        </>
      )}
    </main>
  )
}

/** The words of a licence are drawn only when they are looked at: together they are a small book. */
function Part({ part: { name, version, licence, text } }: { part: LicenceInfo }) {
  const { about: words } = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{name}</strong> {version} <span className="about__licence">{licence}</span>
        </summary>
        {isOpen && <pre className="about__text">{text || words.noText(licence)}</pre>}
      </details>
    </li>
  )
}
