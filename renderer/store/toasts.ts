import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'

const SHOWN_MS = 8000
const MOST_SHOWN = 3

export type Toast = {
  id: number
  text: string
  undo: (() => void) | null
  /** Until when it can be taken back, counted down; null where that is not said. */
  until: number | null
  /** What else one may want to do now. */
  action: { label: string; run: () => void } | null
  /** Set for a failure: the words come from the catalog when it is drawn, and it stays until it is closed. */
  error: AppError | null
  isProblem: boolean
}
type NewToast = { text: string } & Partial<Pick<Toast, 'undo' | 'until' | 'action' | 'isProblem'>>

export type ToastsSlice = {
  toasts: readonly Toast[]
  showToast: (toast: NewToast) => void
  showError: (error: unknown) => void
  closeToast: (id: number) => void
  /** Takes back the newest thing that can be taken back. */
  undoLast: () => void
}

export function createToastsSlice({ set, get, now }: Tools): ToastsSlice {
  let lastId = 0
  const add = (toast: Omit<Toast, 'id'>) => {
    const id = ++lastId
    set({ toasts: [...get().toasts, { ...toast, id }].slice(-MOST_SHOWN) })
    if (!toast.isProblem)
      setTimeout(() => get().closeToast(id), toast.until === null ? SHOWN_MS : Math.max(0, toast.until - now()))
  }
  return {
    toasts: [],
    showToast: ({ text, undo = null, until = null, action = null, isProblem = false }) =>
      add({ text, undo, until, action, isProblem, error: null }),
    showError(error) {
      const problem = toAppError(error)
      if (get().toasts.some((toast) => toast.error?.code === problem.code && toast.error.reason === problem.reason))
        return
      add({ text: '', undo: null, until: null, action: null, isProblem: true, error: problem })
    },
    closeToast: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
    undoLast() {
      const last = get().toasts.findLast((toast) => toast.undo !== null)
      if (!last) return
      get().closeToast(last.id)
      last.undo?.()
    },
  }
}
