import { useApp, useText } from '../store/context.ts'

const LANGUAGES = ['ja', 'en'] as const
const THEMES = ['system', 'light', 'dark'] as const

export function SettingsPage() {
  const { settings: words } = useText()
  const settings = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const showScreen = useApp((state) => state.showScreen)
  return (
    <main className="page">
      <header className="page__head">
        <h1>{words.title}</h1>
        <button type="button" className="button" onClick={() => showScreen('inbox')}>
          {words.back}
        </button>
      </header>
      <fieldset className="choice">
        <legend>{words.language}</legend>
        {LANGUAGES.map((language) => (
          <label key={language}>
            <input
              type="radio"
              name="language"
              checked={settings.language === language}
              onChange={() => void change({ language })}
            />
            {words.languages[language]}
          </label>
        ))}
      </fieldset>
      <fieldset className="choice">
        <legend>{words.theme}</legend>
        {THEMES.map((theme) => (
          <label key={theme}>
            <input
              type="radio"
              name="theme"
              checked={settings.theme === theme}
              onChange={() => void change({ theme })}
            />
            {words.themes[theme]}
          </label>
        ))}
      </fieldset>
    </main>
  )
}
