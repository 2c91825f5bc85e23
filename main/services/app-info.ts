import type { AppInfo } from '../../preload/domain.ts'
import type { Store } from '../store/index.ts'
import type { SecretBox } from './ports.ts'

export type Origin = { store: Store; secretBox: SecretBox; version: string; dataDir: string; isDemo: boolean }

/** What the window has to know of the program before it shows anything. */
export function createAppInfo({ store, secretBox, version, dataDir, isDemo }: Origin): () => AppInfo {
  return () => ({
    version,
    dataDir,
    isDemo,
    canEncrypt: secretBox.isAvailable(),
    isFirstRun: store.accounts.list().length === 0 && !isDemo,
    secondPcOf: null,
  })
}
