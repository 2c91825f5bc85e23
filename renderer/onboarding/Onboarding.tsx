import { useApp, useAppStore, useText } from '../store/context.ts'

/** The first-run window. */
export function Onboarding() {
  const { onboarding } = useText()
  const store = useAppStore()
  const showError = useApp((state) => state.showError)

  async function startDemo() {
    try {
      await store.api.call('app.startDemo', {})
      store.getState().showScreen('inbox')
      await store.getState().start()
    } catch (error) {
      showError(error)
    }
  }
  return (
    <main className="page page--narrow">
      <h1>{onboarding.title}</h1>
      <p>{onboarding.intro}</p>
      <button type="button" className="button button--primary" onClick={() => void startDemo()}>
        {onboarding.demo}
      </button>
    </main>
  )
}
