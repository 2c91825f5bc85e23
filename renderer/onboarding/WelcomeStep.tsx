import { BellRing, HardDrive, Inbox } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Language } from '../../preload/domain.ts'
import { OpenMovingFile } from '../backups/OpenMovingFile.tsx'
import { NetworkDialog } from '../networks/NetworkDialog.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { DemoButton } from './DemoButton.tsx'

const LANGUAGES = ['ja', 'en'] as const

/** What the program is for, in three lines, and the two ways on. */
export function WelcomeStep({ onBegin, onJoin }: { onBegin: () => void; onJoin: () => void }) {
  const { onboarding, secondPc } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="welcome">
      <h1 ref={heading} tabIndex={-1}>
        {onboarding.title}
      </h1>
      <ul className="welcome__promises">
        <li>
          <Inbox size={20} aria-hidden /> {onboarding.promises.list}
        </li>
        <li>
          <BellRing size={20} aria-hidden /> {onboarding.promises.deadline}
        </li>
        <li>
          <HardDrive size={20} aria-hidden /> {onboarding.promises.local}
        </li>
      </ul>
      <button type="button" className="button button--primary button--big" onClick={onBegin}>
        {onboarding.addAccount}
      </button>
      <ConnectNetwork />
      <DemoButton className="button button--big" hint={onboarding.demoHint} />
      <button type="button" className="link-button" onClick={onJoin}>
        {secondPc.join}
      </button>
      <OpenMovingFile className="link-button" />
      <LanguageChoice />
    </div>
  )
}

/** A shop may begin without mail. */
function ConnectNetwork() {
  const { networks: words } = useText()
  const { showScreen, showToast, start } = useActions()
  const [isOpen, setOpen] = useState(false)
  async function finish(name: string) {
    showScreen('inbox')
    showToast({ text: words.added(name) })
    await start()
  }
  return (
    <>
      <button type="button" className="button button--big" onClick={() => setOpen(true)}>
        {words.addTitle}
      </button>
      {isOpen && <NetworkDialog account={null} onClose={() => setOpen(false)} onSaved={(name) => void finish(name)} />}
    </>
  )
}

function LanguageChoice() {
  const { onboarding, settings: words } = useText()
  const language = useApp((state) => state.settings.language)
  const { changeSettings, showError } = useActions()
  const choose = (next: Language) => void changeSettings({ language: next }).catch(showError)
  return (
    <fieldset className="choice welcome__language">
      <legend>{onboarding.language}</legend>
      {LANGUAGES.map((one) => (
        <label key={one} lang={one}>
          <input type="radio" name="language" checked={language === one} onChange={() => choose(one)} />
          {words.languages[one]}
        </label>
      ))}
    </fieldset>
  )
}
