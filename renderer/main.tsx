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
window.addEventListener('blur', () => void store.getState().flushDrafts())
window.addEventListener('pagehide', () => void store.getState().flushDrafts())

const root = document.getElementById('root')
if (root) createRoot(root).render(<App store={store} />)
