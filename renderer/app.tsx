import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { Frame } from './frame/Frame.tsx'
import { LeaveHost } from './second-pc/LeaveHost.tsx'
import { Onboarding } from './onboarding/Onboarding.tsx'
import type { AppStore } from './store/app-store.ts'
import { AppStoreContext, useApp, useText } from './store/context.ts'
import { keepFormsWhileConverting } from './ui/ime.ts'
import { ProblemNote } from './ui/ProblemNote.tsx'

export function App({ store }: { store: AppStore }) {
  return (
    <AppStoreContext value={store}>
      <Localized />
    </AppStoreContext>
  )
}

function Localized() {
  const language = useApp((state) => state.settings.language)
  return (
    <I18nProvider locale={language === 'ja' ? 'ja-JP' : 'en-GB'}>
      <Screens />
    </I18nProvider>
  )
}

function Screens() {
  const screen = useApp((state) => state.screen)
  const startError = useApp((state) => state.startError)
  const start = useApp((state) => state.start)
  const text = useText()
  useDocumentLook(text.common.appName)
  useEffect(() => {
    document.addEventListener('keydown', keepFormsWhileConverting, true)
    return () => document.removeEventListener('keydown', keepFormsWhileConverting, true)
  }, [])

  if (startError) {
    return (
      <main className="start-problem">
        <ProblemNote error={startError} onRetry={() => void start()} />
        {startError.reason?.startsWith('host-') && <LeaveHost />}
      </main>
    )
  }
  return screen === 'onboarding' ? <Onboarding /> : <Frame />
}

/** Theme, language and title live on the document, so that style sheets and screen readers see them. */
function useDocumentLook(title: string) {
  const { language, theme } = useApp((state) => state.settings)
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dataset['theme'] = theme
    document.title = title
  }, [language, theme, title])
}
