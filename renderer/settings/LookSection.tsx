import { useApp, useText } from '../store/context.ts'
import { Choice, Section } from './Section.tsx'
import { useSave } from './use-save.ts'

const LANGUAGES = ['ja', 'en'] as const
const THEMES = ['system', 'light', 'dark'] as const

export function LookSection() {
  const { settings: words } = useText()
  const { language, theme } = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const { state, save } = useSave()
  return (
    <Section title={words.sections.look} saving={state}>
      <Choice
        name="language"
        title={words.language}
        options={LANGUAGES}
        words={words.languages}
        value={language}
        onChange={(next) => void save(() => change({ language: next }))}
      />
      <Choice
        name="theme"
        title={words.theme}
        options={THEMES}
        words={words.themes}
        value={theme}
        onChange={(next) => void save(() => change({ theme: next }))}
      />
    </Section>
  )
}
