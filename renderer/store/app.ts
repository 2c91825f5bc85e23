import type { Input, Output } from '../../preload/contract.ts'
import type { LineState } from '../../preload/bridge.ts'
import { DEFAULT_SETTINGS } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'

export type Screen =
  | 'inbox'
  | 'holds'
  | 'outbox'
  | 'settings'
  | 'hours'
  | 'policies'
  | 'rules'
  | 'templates'
  | 'many'
  | 'orders'
  | 'groups'
  | 'help'
  | 'about'
  | 'onboarding'
type Settings = Output<'settings.get'>

export type AppSlice = {
  /** What stands in the frame. The tickets of the inbox keep their place while another screen is shown. */
  screen: Screen
  info: Output<'app.info'> | null
  settings: Settings
  /** Of this PC. */
  zone: string
  startError: AppError | null
  isCustomerPanelOpen: boolean
  isShortcutSheetOpen: boolean
  /** At a second PC: whether the one with the data answers. */
  line: LineState
  setLine: (line: LineState) => void
  start: () => Promise<void>
  showScreen: (screen: Screen) => void
  toggleCustomerPanel: () => void
  setShortcutSheet: (isOpen: boolean) => void
  /** A laptop travels while the program runs: dates are shown on the clock that its owner sees. */
  readZone: () => void
  /** Asks anew for all that stands in the window, and hands over what was typed. */
  catchUp: () => Promise<void>
  loadSettings: () => Promise<void>
  /** Fails with an AppError: whoever changes a setting says in its own place whether it was kept. */
  changeSettings: (change: Input<'settings.set'>) => Promise<void>
}

export function createAppSlice({ api, set, get, zone }: Tools): AppSlice {
  return {
    screen: 'inbox',
    info: null,
    // Until main has answered.
    settings: DEFAULT_SETTINGS,
    zone: zone(),
    startError: null,
    isCustomerPanelOpen: !isNarrow(),
    isShortcutSheetOpen: false,
    line: 'up',

    async start() {
      set({ startError: null })
      // Asked for at once: who opens the program waits for the list.
      const list = get().reloadList()
      try {
        const [info, settings] = await Promise.all([api.call('app.info', {}), api.call('settings.get', {})])
        set({ info, settings, screen: info.isFirstRun ? 'onboarding' : get().screen })
        if (info.isFirstRun) return
      } catch (error) {
        return set({ startError: toAppError(error) })
      }
      const state = get()
      await Promise.all([list, state.loadShops(), state.loadAccounts()])
      await Promise.all([
        state.loadCounts(),
        state.loadAlerts(),
        state.loadOutbox(),
        state.loadPeople(),
        state.loadManyDraft(),
        state.loadUpdate(),
      ])
    },
    showScreen(screen) {
      if (screen !== 'inbox') void get().flushDrafts()
      if (screen !== 'many') void get().flushMany()
      set({ screen })
    },
    toggleCustomerPanel: () => set({ isCustomerPanelOpen: !get().isCustomerPanelOpen }),
    setShortcutSheet: (isOpen) => set({ isShortcutSheetOpen: isOpen }),
    setLine(line) {
      const wasUp = get().line === 'up'
      set({ line })
      // What changed meanwhile was told to nobody here.
      if (line === 'up' && !wasUp) void get().catchUp()
    },
    async catchUp() {
      const state = get()
      if (state.info === null || state.startError !== null) return state.start()
      await Promise.all([
        state.loadSettings(),
        state.loadAlerts(),
        state.loadOutbox(),
        state.loadPeople(),
        state.loadCounts(),
        state.reloadList(),
        state.refreshTicket(),
      ])
      await state.flushDrafts()
    },
    readZone() {
      if (get().zone !== zone()) set({ zone: zone() })
    },

    async loadSettings() {
      try {
        set({ settings: await api.call('settings.get', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    async changeSettings(change) {
      set({ settings: await api.call('settings.set', change) })
    },
  }
}

/** Below this the customer lies over the conversation (styles/frame.css), and so only when asked for. */
export const NARROW = '(width < 1200px)'
const isNarrow = () => typeof matchMedia === 'function' && matchMedia(NARROW).matches
