import { createRoot } from 'react-dom/client'
import { AppError } from '../../preload/errors.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { createFakeBridge } from '../support/fake-bridge.ts'
import { putHolds } from './holds.ts'
import { demoShop } from '../support/fake-shop.ts'

// The real window on a made-up main, so that it can be looked at without Electron and without mail.
const asked = new URLSearchParams(location.search)
const now = Date.now()
const scene = asked.get('scene')
const shop = demoShop(now, scene === 'many' ? 10_000 : 0)
shop.settings = {
  ...shop.settings,
  language: asked.get('language') === 'en' ? 'en' : 'ja',
  theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
}
if (scene === 'empty') shop.details.clear()
if (scene === 'first-run') shop.info = { ...shop.info, isFirstRun: true }

const fake = createFakeBridge({ now, shop })
if (scene?.startsWith('hold')) putHolds(fake, scene, now)
if (scene === 'error') fake.fail('tickets.list', new AppError('store-busy', 'The database is locked'))

const store = createAppStore(createApi(fake.bridge))
store.listen()
void store.getState().start()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App store={store} />)
