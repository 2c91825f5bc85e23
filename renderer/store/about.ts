import type { About } from '../../preload/domain/about.ts'
import type { Tools } from './app-store.ts'

export type AboutSlice = {
  /** Null until the page about the program was opened once. */
  about: About | null
  /** What somebody looks for in the help; kept while they look elsewhere. */
  helpQuery: string
  /** The open ticket is laid out for paper. */
  isPrinting: boolean
  loadAbout: () => Promise<void>
  findHelp: (query: string) => void
  setPrinting: (isPrinting: boolean) => void
}

export function createAboutSlice({ api, set, get }: Tools): AboutSlice {
  return {
    about: null,
    helpQuery: '',
    isPrinting: false,
    async loadAbout() {
      try {
        set({ about: await api.call('about.get', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    findHelp: (query) => set({ helpQuery: query }),
    setPrinting: (isPrinting) => set({ isPrinting }),
  }
}
