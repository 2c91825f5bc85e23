import { useApp, useText } from '../store/context.ts'
import { Section } from './Section.tsx'

/** The way to the page of rules. */
export function RulesSection() {
  const { rulePage: words } = useText()
  const showScreen = useApp((state) => state.showScreen)
  return (
    <Section title={words.title}>
      <p className="settings__empty">{words.settingsIntro}</p>
      <button type="button" className="button" onClick={() => showScreen('rules')}>
        {words.open}
      </button>
    </Section>
  )
}
