import { createContext, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { ShopId, TicketId } from '../../preload/domain.ts'
import type { AppState, AppStore } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'

export const AppStoreContext = createContext<AppStore | null>(null)

export function useAppStore() {
  const store = useContext(AppStoreContext)
  if (store === null) throw new Error('There is no AppStoreContext around this component')
  return store
}

export function useApp<T>(selector: (state: AppState) => T) {
  return useStore(useAppStore(), selector)
}

type Actions = { [K in keyof AppState as AppState[K] extends (...input: never[]) => unknown ? K : never]: AppState[K] }
/** What can be done. It never changes, so nobody who takes it is drawn again when something is typed elsewhere. */
export const useActions = (): Actions => useAppStore().getState()

export const useI18n = () => useApp(i18nOf)
/** Words and dates on the clock of a shop, which need not be that of this PC: for deadlines. */
export function useShopI18n(id: ShopId | null) {
  const settings = useApp((state) => state.settings)
  const own = useApp((state) => state.zone)
  const zone = useApp((state) => (id === null ? undefined : state.shops.get(id)?.timeZone) ?? own)
  return i18nOf({ settings, zone })
}
export const useTicketI18n = (id: TicketId) => useApp((state) => i18nOfTicket(state, id))
export const useText = () => useI18n().text

const MINUTE = 60_000
const listeners = new Set<() => void>()
let minute = Math.floor(Date.now() / MINUTE) * MINUTE
let timer: ReturnType<typeof setTimeout> | undefined

function tick() {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE
  if (now === minute) return
  minute = now
  for (const listener of listeners) listener()
}
function onMinute(listener: () => void) {
  listeners.add(listener)
  tick()
  timer ??= nextMinute()
  // Timers stand still while the PC sleeps, and are late in a window that was hidden.
  if (listeners.size === 1) for (const event of AT_RETURN) addEventListener(event, tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    for (const event of AT_RETURN) removeEventListener(event, tick)
    clearTimeout(timer)
    timer = undefined
  }
}
/** One look a minute: a shorter timer would keep the processor of an idle PC awake. */
function nextMinute() {
  return setTimeout(
    () => {
      tick()
      timer = nextMinute()
    },
    MINUTE - (Date.now() % MINUTE),
  )
}
const AT_RETURN = ['focus', 'visibilitychange']

/** The start of this minute. Whoever uses it is drawn again once a minute, so only the words of time should. */
export const useMinute = () => useSyncExternalStore(onMinute, () => minute)
