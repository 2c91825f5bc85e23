import './without-eval.ts'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../preload/bridge.ts'
import { createApi } from './api.ts'
import { App } from './app.tsx'
import { createAppStore } from './store/app-store.ts'

declare global {
  interface Window {
    madoguchi: Bridge
  }
}

const store = createAppStore(createApi(window.madoguchi))
store.listen()
void store.getState().start()
for (const leaving of ['blur', 'pagehide'])
  window.addEventListener(leaving, () => {
    const { flushDrafts, flushMany } = store.getState()
    void flushDrafts()
    void flushMany()
  })

const root = document.getElementById('root')
if (root) createRoot(root).render(<App store={store} />)
